public import LightboxCore

/// A code of some coding scheme and what it means (PS3.3 §8.8): `T-62000, SRT, Liver`.
public struct CodedConcept: Sendable, Hashable, CustomStringConvertible {
    public let value: String
    public let scheme: String
    public let meaning: String

    /// Takes the item of a code sequence, or returns `nil` where it holds no code.
    public init?(_ item: DICOMDataSet) {
        let value = item.text("CodeValue") ?? item.text("LongCodeValue") ?? item.text("URNCodeValue")
        let meaning = item.text("CodeMeaning")
        guard value != nil || meaning != nil else { return nil }
        self.value = value ?? ""
        scheme = item.text("CodingSchemeDesignator") ?? ""
        self.meaning = meaning ?? ""
    }

    public var description: String { meaning.isEmpty ? value : meaning }

    public var json: JSONValue {
        ["value": .string(value), "scheme": .string(scheme), "meaning": .string(meaning)]
    }
}

extension DICOMDataSet {
    /// The first code of a code sequence.
    public func concept(_ keyword: String) -> CodedConcept? {
        items(keyword).first.flatMap(CodedConcept.init)
    }
}
