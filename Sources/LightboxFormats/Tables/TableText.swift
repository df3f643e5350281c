import LightboxCore

/// The text of a table before any row of it is read: where it begins, and how it is written.
struct TableText: Sendable {
    /// The text in UTF-8 or an 8-bit code.
    let source: any ByteSource
    let dialect: TableDialect
    /// Where the first row begins: behind a byte order mark and lines of comment.
    let start: Int

    static let headByteCount = 65_536
    /// The largest table in UTF-16, which is held in memory.
    static let utf16Limit = 512 << 20

    init(_ source: any ByteSource, name: String, dialect: TableDialect?, format: FileFormat) throws {
        var source = source
        var head = try source.read(at: 0, count: Self.headByteCount)
        var encoding = TableDialect.Encoding.utf8
        var mark = 0
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            mark = 3
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            encoding = head[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
            source = MemoryBytes(try Self.utf8(fromUTF16: source, encoding, format: format))
            head = try source.read(at: 0, count: Self.headByteCount)
        }
        let hasMark = mark > 0 || encoding != .utf8
        self.source = source
        let isWhole = head.count < Self.headByteCount
        let text = Array(head.dropFirst(mark))
        let named = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        var found = dialect ?? TableDialect.sniff(text, name: named, isWhole: isWhole)
        if dialect == nil {
            found.hasByteOrderMark = hasMark
            found.encoding = encoding
        }
        self.dialect = found
        // The comment lines are passed over byte by byte; they are in the head.
        var skipped = 0
        var start = 0
        while skipped < found.commentLines, start < text.count {
            if text[start] == 0x0A { skipped += 1 }
            start += 1
        }
        self.start = mark + start
    }

    private static func utf8(
        fromUTF16 source: any ByteSource, _ encoding: TableDialect.Encoding, format: FileFormat
    ) throws -> [UInt8] {
        let bytes = try source.read(at: 2, count: utf16Limit + 1)
        guard bytes.count <= utf16Limit else {
            throw FormatError(
                format, "a table in UTF-16 of more than \(utf16Limit) bytes is not read",
                hint: "`iconv -f utf-16 -t utf-8` makes it one that is")
        }
        guard bytes.count % 2 == 0 else {
            throw FormatError(
                format, at: bytes.count + 1, "the file ends inside a character of UTF-16",
                hint: "the copy or download may not have been finished")
        }
        let isLittle = encoding == .utf16LittleEndian
        let units = (0..<bytes.count / 2).map { i in
            let (a, b) = (UInt16(bytes[2 * i]), UInt16(bytes[2 * i + 1]))
            return isLittle ? b << 8 | a : a << 8 | b
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
