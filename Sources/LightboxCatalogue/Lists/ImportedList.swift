/// A list that somebody keeps, as it was read: its entries, and all that stands between them.
public struct ImportedList: Sendable, Hashable {
    public enum Format: String, Sendable, Hashable {
        case markdown, csv
    }
    /// How the file's bytes spell its text.
    public enum Encoding: String, Sendable, Hashable {
        case utf8 = "utf-8"
        /// Each byte a character; so are files read that are no sound UTF-8.
        case latin1 = "latin-1"
    }
    public enum Item: Sendable, Hashable {
        /// Words between the entries, line ends included.
        case text(String)
        case section(Section)
        case entry(ListEntry)
    }
    /// A heading over entries.
    public struct Section: Sendable, Hashable {
        /// The heading in plain words.
        public let title: String
        /// The headings above it and its own.
        public let path: [String]
        /// The heading as it stands in the list, line ends included.
        public let text: String
        /// The addresses in the heading.
        public let urls: [String]
    }

    public var format: Format
    public var encoding: Encoding
    /// The first heading of the list.
    public var title: String?
    public var items: [Item]

    public var entries: [ListEntry] {
        items.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    }
    public var sections: [Section] { items.compactMap { if case .section(let it) = $0 { it } else { nil } } }

    /// The list as it is written.
    public var text: String {
        items.reduce(into: "") { text, item in
            switch item {
            case .text(let words): text += words
            case .section(let section): text += section.text
            case .entry(let entry): text += entry.text
            }
        }
    }

    /// The bytes of the list's file.
    public func bytes() throws(ListError) -> [UInt8] {
        try encoding.bytes(text)
    }
}

extension ImportedList.Encoding {
    func bytes(_ text: String) throws(ListError) -> [UInt8] {
        switch self {
        case .utf8: return Array(text.utf8)
        case .latin1:
            var bytes: [UInt8] = []
            for scalar in text.unicodeScalars {
                guard let byte = UInt8(exactly: scalar.value) else {
                    throw ListError(.notInEncoding(character: String(scalar)), list: nil)
                }
                bytes.append(byte)
            }
            return bytes
        }
    }
}
