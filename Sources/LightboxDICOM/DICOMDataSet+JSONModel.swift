public import LightboxCore

/// A JSON text that is no DICOM JSON model, and the element at which that shows.
public struct DICOMJSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public let tag: String
    public let problem: String
    public var description: String {
        "The element \(tag.withoutControlCharacters) of the DICOM JSON \(problem)."
    }
}

extension DICOMDataSet {
    /// Takes a data set from the DICOM JSON model (PS3.18 Annex F); values elsewhere (`BulkDataURI`) stay there.
    ///
    /// - Throws: `DICOMJSONError`, which names the element.
    public init(jsonModel: JSONValue) throws(DICOMJSONError) { try self.init(jsonModel, depth: 0) }

    private init(_ model: JSONValue, depth: Int) throws(DICOMJSONError) {
        guard case .object(let members) = model else {
            throw DICOMJSONError(tag: "(none)", problem: "is no object")
        }
        guard depth <= DataSetReader.maximumDepth else {
            throw DICOMJSONError(
                tag: members.first?.name ?? "(none)", problem: "lies inside more than 64 others")
        }
        // Every text of JSON is Unicode, whatever the character set that the object had in its file.
        self.init(characterSet: CharacterSet(names: "ISO_IR 192"))
        for member in members {
            elements.append(try Self.element(member.name, member.value, depth: depth))
        }
        elements.sort { $0.tag < $1.tag }
    }

    private static func element(
        _ name: String, _ model: JSONValue, depth: Int
    ) throws(DICOMJSONError) -> DICOMElement {
        // Some servers write keywords instead of digits.
        guard
            let tag = name.utf8.count == 8
                ? UInt32(name, radix: 16).map(Tag.init(code:)) : DataDictionary.tag(keyword: name)
        else { throw DICOMJSONError(tag: name, problem: "has no tag of eight hexadecimal digits") }
        var vr: VR?
        if case .string(let letters) = model["vr"], letters.utf8.count == 2 {
            vr = VR(code: letters.utf8.reduce(0) { $0 << 8 | UInt16($1) })
        }
        guard let vr = vr ?? DataDictionary.vr(of: tag) else {
            throw DICOMJSONError(tag: name, problem: "has no VR")
        }
        func made(_ value: DICOMElement.Value, length: Int = 0) -> DICOMElement {
            DICOMElement(tag: tag, vr: vr, order: .little, offset: 0, length: length, value: value)
        }
        if case .string(let text) = model["InlineBinary"] {
            guard let bytes = [UInt8](base64: text) else {
                throw DICOMJSONError(tag: name, problem: "has an InlineBinary that is no Base64")
            }
            return made(.bytes(bytes), length: bytes.count)
        }
        if case .string(let place) = model["BulkDataURI"] {
            let length = place.split(separator: "length=").dropFirst().last.flatMap { Int($0) }
            return made(.unread, length: max(0, length ?? 0))
        }
        var values: [JSONValue] = []
        switch model["Value"] {
        case .array(let all): values = all
        case nil, .null: break
        default: throw DICOMJSONError(tag: name, problem: "has a Value that is no array")
        }
        if vr == .SQ {
            var items: [DICOMDataSet] = []
            for value in values { items.append(try DICOMDataSet(value, depth: depth + 1)) }
            return made(.items(items))
        }
        guard let bytes = encode(values, vr) else {
            throw DICOMJSONError(tag: name, problem: "has a value that no \(vr) can have")
        }
        return made(.bytes(bytes), length: bytes.count)
    }

    /// The values as their bytes stand in a file, or `nil` if one cannot.
    private static func encode(_ values: [JSONValue], _ vr: VR) -> [UInt8]? {
        func little<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
            (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        if vr == .AT {
            return values.reduce([UInt8]?.some([])) { so, value in
                guard case .string(let text) = value, let code = UInt32(text, radix: 16) else { return nil }
                return so.map {
                    $0 + little(UInt16(code >> 16)) + little(UInt16(truncatingIfNeeded: code))
                }
            }
        }
        if vr.numberType != nil {
            var bytes: [UInt8] = []
            for value in values {
                guard let piece = number(value, vr, { little($0) }) else { return nil }
                bytes += piece
            }
            return bytes
        }
        var texts: [String] = []
        for value in values {
            switch value {
            case .string(let text): texts.append(text)
            case .integer(let whole): texts.append(String(whole))
            case .number: texts.append(value.text)
            case .null: texts.append("")
            case .object where vr == .PN: texts.append(PersonName(model: value).text)
            default: return nil
            }
        }
        let text = texts.joined(separator: "\\")
        // Other texts have no character set of their own, and are read byte by byte (PS3.5 §6.2).
        let hasCharacterSet = [VR.LO, .LT, .PN, .SH, .ST, .UC, .UT].contains(vr)
        if !hasCharacterSet, text.unicodeScalars.allSatisfy({ $0.value < 256 }) {
            return text.unicodeScalars.map { UInt8($0.value) }
        }
        return Array(text.utf8)
    }

    private static func number(
        _ value: JSONValue, _ vr: VR, _ little: (UInt64) -> [UInt8]
    ) -> [UInt8]? {
        var (whole, real): (Int64?, Double?)
        switch value {
        case .integer(let value): (whole, real) = (value, Double(value))
        case .number(let value): (whole, real) = (Int64(exactly: value), value)
        // 64-bit integers may be written as texts, which lose no digits.
        case .string(let text): (whole, real) = (Int64(text), Double(text))
        case .null: (whole, real) = (nil, .nan)
        default: return nil
        }
        func piece(_ size: Int, _ bits: UInt64?) -> [UInt8]? { bits.map { Array(little($0).prefix(size)) } }
        return switch vr {
        case .US: piece(2, whole.flatMap { UInt16(exactly: $0) }.map { UInt64($0) })
        case .SS: piece(2, whole.flatMap { Int16(exactly: $0) }.map { UInt64(UInt16(bitPattern: $0)) })
        case .UL: piece(4, whole.flatMap { UInt32(exactly: $0) }.map { UInt64($0) })
        case .SL: piece(4, whole.flatMap { Int32(exactly: $0) }.map { UInt64(UInt32(bitPattern: $0)) })
        case .SV: piece(8, whole.map { UInt64(bitPattern: $0) })
        case .UV:
            if case .string(let text) = value {
                piece(8, UInt64(text))
            } else {
                piece(8, whole.flatMap { UInt64(exactly: $0) })
            }
        case .FL: piece(4, real.map { UInt64(Float($0).bitPattern) })
        case .FD: piece(8, real.map(\.bitPattern))
        default: nil
        }
    }
}
