/// Reads a list from the bytes of a file, whatever way it is kept.
///
/// ```swift
/// let list = try ListReader.read(bytes, name: "README.md")
/// for entry in list.entries { print(entry.name, entry.urls) }
/// ```
public enum ListReader {
    /// The largest file that is read; the longest lists known have some hundred kilobytes.
    public static let limit = 32 << 20

    /// - Parameter name: the file's name, for messages and to tell CSV from text.
    /// - Throws: `ListError` where the bytes are no text or the text holds no entry.
    public static func read(_ bytes: [UInt8], name: String) throws(ListError) -> ImportedList {
        guard bytes.count <= limit else {
            throw ListError(.tooLarge(bytes: bytes.count, limit: limit), list: name)
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw ListError(.utf16, list: name)
        }
        if let offset = bytes.firstIndex(where: { $0 < 0x07 || $0 == 0x08 || $0 >= 0x0E && $0 < 0x1B }) {
            throw ListError(.binary(offset: offset), list: name)
        }
        var encoding = ImportedList.Encoding.utf8
        var text = bytes
        if String(validating: bytes, as: UTF8.self) == nil {
            encoding = .latin1
            text = Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
        } else if hasMark {
            text.removeFirst(3)
        }
        guard text.contains(where: { !$0.isBlankByte && $0 != 0x0A && $0 != 0x0D }) else {
            throw ListError(.empty, list: name)
        }
        if isPage(text) { throw ListError(.page, list: name) }
        if isKeysAndValues(text) { throw ListError(.data, list: name) }
        let lowered = name.lowercased()
        let looksLikeTable = [".csv", ".tsv", ".tab"].contains { lowered.hasSuffix($0) }
        var list = looksLikeTable || CSVListReader.hasHead(text) ? CSVListReader.read(text) : nil
        if list == nil || list?.entries.isEmpty == true { list = MarkdownListReader.read(text) }
        if list?.entries.isEmpty == true, !looksLikeTable { list = CSVListReader.read(text) ?? list }
        guard var list, !list.entries.isEmpty else {
            throw ListError(.noEntries(lines: ListLine.lines(of: text).count), list: name)
        }
        if hasMark, encoding == .utf8 { list.items.insert(.text("\u{FEFF}"), at: 0) }
        list.encoding = encoding
        return list
    }

    private static func isPage(_ text: [UInt8]) -> Bool {
        let start = text.drop { $0.isBlankByte || $0 == 0x0A || $0 == 0x0D }
        return start.starts(withASCII: "<!doctype html") || start.starts(withASCII: "<html")
            || start.starts(withASCII: "<?xml")
    }

    /// Whether the text starts with `key: value`, and has five such lines at the margin.
    ///
    /// No list that people write does: even one with front matter starts with `---`.
    private static func isKeysAndValues(_ text: [UInt8]) -> Bool {
        var keys = 0
        for line in text.split(separator: 0x0A) {
            guard let first = line.first, !first.isBlankByte, first != 0x23, first != 0x0D else { continue }
            let key = line.prefix { byte in
                byte == 0x5F || byte == 0x2D || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            }
            // `https://…` at the margin is an address, not a key.
            let isKey =
                !key.isEmpty && line.dropFirst(key.count).first == 0x3A
                && line.dropFirst(key.count + 1).first.map { $0 == 0x20 || $0 == 0x0D } ?? true
            if isKey { keys += 1 } else if keys == 0 { return false }
        }
        return keys >= 5
    }
}
