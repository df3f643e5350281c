public import LightboxCore

/// One element of a data set: its name, its coding, and its value or where that lies.
public struct DICOMElement: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
        /// The bytes as they stand in the file.
        case bytes([UInt8])
        /// A long value that was left in the file.
        case unread
        /// The items of a sequence.
        case items([DICOMDataSet])
        /// The fragments of encapsulated pixels, the offset table first, as ranges of the file.
        case fragments([Range<Int>])
    }
    public let tag: Tag
    /// The VR as stated; as the dictionary has it where the file states none, or UN for an element that it knows.
    public let vr: VR
    public let order: ByteOrder
    /// Where the value starts, in bytes from the start of the file (inflated, if it is a deflated one).
    public let offset: Int
    /// The length of the value in bytes, with the delimiters of a sequence whose length is not stated.
    public let length: Int
    public let value: Value

    /// The word for the element in `--json`: its keyword, or eight digits for a private or unknown one.
    public var key: String { DataDictionary.entry(for: tag)?.keyword ?? tag.digits }
}

extension Tag {
    /// The tag as PS3.18 writes it: `00280010`.
    public var digits: String {
        let text = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - text.count) + text
    }
}
