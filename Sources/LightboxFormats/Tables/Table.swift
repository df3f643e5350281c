import LightboxArchive
public import LightboxCore

/// A table written as text, held in memory, whose cells are places in its bytes.
///
/// ```swift
/// let labels = try Table(FileBytes(path: "train.csv"), name: "train.csv")
/// let age = labels.columns.firstIndex(of: "Age") ?? 0
/// print(labels.rowCount, labels.text(row: 0, column: age), labels.numbers(age).max() ?? 0)
/// ```
/// Loading it looks at every byte and makes no strings and no numbers: a cell becomes one when it is asked for. It
/// takes the text's own size and four bytes for each cell; of a table that shall not be held, `TableRows` gives one
/// row after another. What a cell, a quote and a blank line are is the same for both.
public struct Table: Sendable {
    public let dialect: TableDialect
    /// The names of the columns: those in the header, or `column 1` and so on where there is none.
    public let columns: [String]
    /// How many records there are; the header is none.
    public var rowCount: Int { places.rows.count - 1 - firstRow }
    /// How large the text is.
    public var byteCount: Int { bytes.count }
    /// The text, header and comments included.
    let bytes: [UInt8]
    private let places: TablePlaces
    /// 1 where the first row names the columns.
    private let firstRow: Int
    private let scanner: TableScanner

    /// The largest table that is held, in bytes of text.
    public static let byteLimit = Int(UInt32.max) - 8

    /// - Parameters:
    ///   - source: the text, inflated where it was gzipped.
    ///   - name: the file's name, whose ending tells the delimiter; `.gz` at its end is passed over.
    ///   - dialect: how the table is written, where that is known; else it is told by the beginning.
    /// - Throws: `FormatError` where quotes are opened and never closed, or the text has more than 4 GiB; errors of
    ///   the source.
    public init(
        _ source: any ByteSource, name: String, dialect: TableDialect? = nil, format: FileFormat = .csv
    ) throws {
        let text = try TableText(source, name: name, dialect: dialect, format: format)
        self.dialect = text.dialect
        bytes = try Self.readAll(text.source, format: format)
        scanner = TableScanner(dialect: text.dialect)
        do { places = try TablePlaces(bytes, from: text.start, dialect: text.dialect) } catch {
            throw FormatError(
                format, field: "Row \(error.row), column \(error.column)", at: error.offset,
                "opens a quote that is never closed",
                hint: "the file may not have been copied whole, or a quote inside a cell is not doubled")
        }
        let hasHeader = text.dialect.hasHeader && places.rows.count > 1
        firstRow = hasHeader ? 1 : 0
        let width = places.rows.count > 1 ? places.cellCount(0) : 0
        var names: [String] = []
        for column in 0..<width {
            let range = places.range(0, column) ?? 0..<0
            names.append(
                hasHeader
                    ? TableRows.decode(Self.meant(range, in: bytes, scanner)) : "column \(column + 1)")
        }
        columns = names
    }

    private static func readAll(_ source: any ByteSource, format: FileFormat) throws -> [UInt8] {
        let tooLarge = FormatError(
            format, "a table of more than \(byteLimit) bytes is not held in memory",
            hint: "`TableRows` reads it row by row")
        var bytes: [UInt8] = []
        if let count = source.knownByteCount {
            guard count <= byteLimit else { throw tooLarge }
            guard let file = source as? FileBytes else { return try source.read(at: 0, count: count) }
            bytes.reserveCapacity(count)
            bytes.adviseHugePages()
            try file.read(at: 0, count: count, into: &bytes)
            return bytes
        }
        while true {
            let piece = try source.read(at: bytes.count, count: 4 << 20)
            if piece.isEmpty { return bytes }
            bytes += piece
            guard bytes.count <= byteLimit else { throw tooLarge }
        }
    }

    // MARK: Cells

    /// How many cells a row has, whatever the header has.
    public func cellCount(row: Int) -> Int {
        row >= 0 && row < rowCount ? places.cellCount(row + firstRow) : 0
    }

    /// Where a cell lies in `bytes`, quotes included; `nil` where there is none.
    @inline(__always) func range(row: Int, column: Int) -> Range<Int>? {
        places.range(row + firstRow, column)
    }

    /// Whether quotes stand around what lies in a range, so that its bytes are not the cell's.
    @inline(__always) func isQuoted(_ range: Range<Int>) -> Bool {
        guard let quote = dialect.quote, !range.isEmpty else { return false }
        return bytes[range.lowerBound] == quote
    }

    /// The bytes of a cell, without quotes; empty where the row is too short.
    public func bytes(row: Int, column: Int) -> ArraySlice<UInt8> {
        guard row >= 0, row < rowCount, let range = range(row: row, column: column) else { return [] }
        return Self.meant(range, in: bytes, scanner)
    }

    private static func meant(
        _ range: Range<Int>, in bytes: [UInt8], _ scanner: TableScanner
    ) -> ArraySlice<UInt8> {
        guard let quote = scanner.quote, let first = bytes[range].first, first == quote else {
            return bytes[range]
        }
        let inner = bytes[range.dropFirst().dropLast()]
        if range.count >= 2, bytes[range.upperBound - 1] == quote, !inner.contains(quote) { return inner }
        let cell = TableScanner.Cell(range: range, needsCleaning: true, includesQuotes: true)
        return scanner.clean(cell, in: bytes)[...]
    }

    /// The text of a cell; bytes that are no UTF-8 are taken for Windows-1252.
    public func text(row: Int, column: Int) -> String { TableRows.decode(bytes(row: row, column: column)) }

    /// The numbers of a column, row by row; NaN where a cell is empty or holds no number.
    public func numbers(_ column: Int) -> [Double] {
        var out: [Double] = []
        out.reserveCapacity(rowCount)
        let span = bytes.span
        let comma = dialect.usesDecimalComma
        for row in 0..<rowCount {
            var value = Double.nan
            if let range = range(row: row, column: column), !range.isEmpty {
                // Most cells of other columns are seen to be none by their first byte.
                if Self.mayBelongToNumber(span[range.lowerBound]) {
                    if !comma, let number = Double(plainDecimal: span, in: range) {
                        value = number
                    } else if Self.mayBeNumber(span, range) {
                        value =
                            CellKind.number(in: bytes(row: row, column: column), decimalComma: comma) ?? .nan
                    }
                } else if isQuoted(range) {
                    value = CellKind.number(in: bytes(row: row, column: column), decimalComma: comma) ?? .nan
                }
            }
            out.append(value)
        }
        return out
    }

    private static func mayBeNumber(_ span: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for at in range where !mayBelongToNumber(span[at]) { return false }
        return true
    }

    /// Digits, signs, points, commas, blanks, and the `e` of an exponent.
    @inline(__always) private static func mayBelongToNumber(_ byte: UInt8) -> Bool {
        byte &- 0x2B < 15 && byte != 0x2F || byte == 0x20 || byte | 0x20 == 0x65
    }
}
