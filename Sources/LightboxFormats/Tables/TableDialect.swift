import LightboxCore

/// How a table is written as text: what parts its cells, how they are quoted, in which code.
public struct TableDialect: Sendable, Hashable {
    /// How characters are stored.
    public enum Encoding: String, Sendable, Hashable {
        case utf8 = "utf-8"
        case utf16LittleEndian = "utf-16-le"
        case utf16BigEndian = "utf-16-be"
        /// Bytes of Western Europe, with Windows' characters where Latin-1 has controls.
        case windows1252 = "windows-1252"
    }
    /// The byte between two cells.
    public var delimiter: UInt8
    /// The byte around cells that hold delimiters or line ends; `nil` where quotes are ordinary characters.
    public var quote: UInt8?
    public var encoding: Encoding
    public var hasByteOrderMark: Bool
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// How many lines of comment come before the first row.
    public var commentLines: Int
    /// Whether numbers have a comma where others have a point.
    public var usesDecimalComma: Bool

    public init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), encoding: Encoding = .utf8,
        hasByteOrderMark: Bool = false, hasHeader: Bool = true, commentLines: Int = 0,
        usesDecimalComma: Bool = false
    ) {
        (self.delimiter, self.quote, self.encoding) = (delimiter, quote, encoding)
        (self.hasByteOrderMark, self.hasHeader) = (hasByteOrderMark, hasHeader)
        (self.commentLines, self.usesDecimalComma) = (commentLines, usesDecimalComma)
    }

    /// The delimiter's name for people.
    public var delimiterName: String {
        switch delimiter {
        case 0x09: "tab"
        case 0x2C: "comma"
        case 0x3B: "semicolon"
        case 0x7C: "pipe"
        case 0x20: "blank"
        default: String(UnicodeScalar(delimiter))
        }
    }

    /// Tells the dialect by the first bytes, already in UTF-8 or an 8-bit code and without a byte order mark.
    ///
    /// - Parameter name: the file's name without `.gz`, whose ending says more than any guess.
    static func sniff(_ head: [UInt8], name: String, isWhole: Bool) -> TableDialect {
        var dialect = TableDialect()
        let name = name.lowercased()
        // Slicer and others begin with lines that no reader of tables wants.
        var start = 0
        while start < head.count, head[start] == UInt8(ascii: "#") {
            guard let end = head[start...].firstIndex(of: 0x0A), end + 1 < head.count else { break }
            // A header may begin with # too; it has as many cells as what follows.
            let next = head[(end + 1)...].firstIndex(of: 0x0A) ?? head.count
            let line = head[start..<end], following = head[(end + 1)..<next]
            let marks: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
            if following.first != UInt8(ascii: "#"),
                marks.contains(where: { mark in
                    let count = line.count { $0 == mark }
                    return count > 0 && count == following.count { $0 == mark }
                })
            {
                break
            }
            dialect.commentLines += 1
            start = end + 1
        }
        let body = Array(head[start...])
        if name.hasSuffix(".tsv") || name.hasSuffix(".tab") {
            // BIDS and the like write quotes as ordinary characters.
            (dialect.delimiter, dialect.quote) = (0x09, nil)
        } else if name.hasSuffix(".psv") {
            dialect.delimiter = 0x7C
        } else {
            dialect.delimiter = bestDelimiter(of: body, isWhole: isWhole)
        }
        var rows = TableScanner(dialect: dialect)
        guard let first = rows.firstRows(of: body, count: 1, isWhole: isWhole).first else { return dialect }
        // A header is words; numbers alone are a first record. An index column's name is often left empty.
        let kinds = first.map { CellKind(body[$0.range], decimalComma: dialect.delimiter != 0x2C) }
        dialect.hasHeader = !kinds.allSatisfy { $0 == .integer || $0 == .number } || kinds.isEmpty
        if dialect.delimiter != 0x2C {
            let sample = rows.firstRows(of: body, count: 20, isWhole: isWhole).dropFirst()
            var (commas, points) = (0, 0)
            for cell in sample.joined() {
                let bytes = body[cell.range]
                if CellKind(bytes) == .text, CellKind(bytes, decimalComma: true) == .number { commas += 1 }
                if CellKind(bytes) == .number { points += 1 }
            }
            dialect.usesDecimalComma = commas > 0 && points == 0
        }
        return dialect
    }

    /// The delimiter that gives the first rows equally many cells, and most of them.
    private static func bestDelimiter(of head: [UInt8], isWhole: Bool) -> UInt8 {
        var best: (score: Int, mark: UInt8) = (0, 0x2C)
        for mark: UInt8 in [0x2C, 0x3B, 0x09, 0x7C] {
            var scanner = TableScanner(dialect: TableDialect(delimiter: mark))
            let rows = scanner.firstRows(of: head, count: 20, isWhole: isWhole)
            guard let columns = rows.first?.count, columns > 1 else { continue }
            let equal = rows.count { $0.count == columns }
            let score = equal * 1000 / rows.count + min(columns, 500)
            // Commas come first: a text cell may hold any of the others.
            if score > best.score, mark == 0x2C || best.score < 1000 { best = (score, mark) }
        }
        return best.mark
    }
}

/// What a cell looks like.
public enum CellKind: Sendable, Hashable {
    case empty, integer, number, text

    /// - Parameter decimalComma: whether `1,5` is a number.
    public init(_ cell: ArraySlice<UInt8>, decimalComma: Bool = false) {
        var bytes = cell
        while let first = bytes.first, first == 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 { bytes.removeLast() }
        guard !bytes.isEmpty else {
            self = .empty
            return
        }
        // The words that BIDS, R, pandas and databases write where there is nothing.
        if bytes.count <= 4, Self.nothings.contains(String(decoding: bytes, as: UTF8.self).lowercased()) {
            self = .empty
            return
        }
        var place = bytes.startIndex
        let end = bytes.endIndex
        if bytes[place] == 0x2D || bytes[place] == 0x2B { place += 1 }
        func digits() -> Int {
            let start = place
            while place < end, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
            return place - start
        }
        let whole = digits()
        if place == end, whole > 0 {
            self = .integer
            return
        }
        var fraction = 0
        if place < end, bytes[place] == 0x2E || decimalComma && bytes[place] == 0x2C {
            place += 1
            fraction = digits()
        }
        guard whole + fraction > 0 else {
            self = .text
            return
        }
        if place < end, bytes[place] | 0x20 == 0x65 {
            place += 1
            if place < end, bytes[place] == 0x2D || bytes[place] == 0x2B { place += 1 }
            guard digits() > 0 else {
                self = .text
                return
            }
        }
        self = place == end ? .number : .text
    }

    private static let nothings: Set<String> = ["n/a", "na", "nan", "null", "none", "nil"]

    /// The number in a cell, or `nil` where it is none.
    static func number(in cell: ArraySlice<UInt8>, decimalComma: Bool) -> Double? {
        let kind = CellKind(cell, decimalComma: decimalComma)
        guard kind == .integer || kind == .number else { return nil }
        let text = bareNumber(cell)
        return Double(decimalComma ? String(text.map { $0 == "," ? "." : $0 }) : text)
    }

    /// The text of a number without blanks around it and a plus before it.
    static func bareNumber(_ cell: ArraySlice<UInt8>) -> String {
        var bytes = cell
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        if bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
