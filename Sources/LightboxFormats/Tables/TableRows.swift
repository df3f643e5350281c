public import LightboxCore

/// The rows of a table written as text, one after another.
///
/// ```swift
/// var rows = try TableRows(FileBytes(path: "train.csv"), name: "train.csv")
/// let path = rows.columns.firstIndex(of: "Path") ?? 0
/// while try rows.next() { print(rows.text(path)) }
/// ```
/// A row is places in a buffer of 1 MiB; a cell becomes a `String` or a number when it is asked for. Memory does
/// not grow with the table: a single row may have 256 MiB.
public struct TableRows: Sendable {
    public let dialect: TableDialect
    /// The names of the columns: those in the header, or `column 1` and so on where there is none.
    public private(set) var columns: [String] = []
    /// The number of the current record, from 1 on; the header counts as one, blank lines do not.
    public private(set) var row = 0
    /// How many cells the current row has, whatever the header has.
    public var cellCount: Int { scanner.cells.count }
    /// Whether some line ended as in MS-DOS.
    public var hasCarriageReturns: Bool { scanner.hadCarriageReturn }

    private let source: any ByteSource
    private var scanner: TableScanner
    private(set) var buffer: [UInt8] = []
    private var place = 0
    /// Where the buffer begins in the source.
    private var bufferOffset: Int
    private var isWhole = false
    private var chunk: Int
    private let format: FileFormat

    static let rowLimit = 256 << 20

    /// - Parameters:
    ///   - source: the text, inflated where it was gzipped.
    ///   - name: the file's name, whose ending tells the delimiter; `.gz` at its end is passed over.
    ///   - dialect: how the table is written, where that is known; else it is told by the beginning.
    public init(
        _ source: any ByteSource, name: String, dialect: TableDialect? = nil, format: FileFormat = .csv,
        chunkByteCount: Int = 1 << 20
    ) throws {
        self.format = format
        chunk = max(1, chunkByteCount)
        let text = try TableText(source, name: name, dialect: dialect, format: format)
        let found = text.dialect
        (self.source, self.dialect, bufferOffset) = (text.source, found, text.start)
        scanner = TableScanner(dialect: found)
        let first = try nextRow() ? scanner.cells.map { Self.decode(scanner.clean($0, in: buffer)) } : []
        columns = found.hasHeader ? first : first.indices.map { "column \($0 + 1)" }
        if !found.hasHeader {
            // The first row is a record; begin again.
            (buffer, place, bufferOffset, isWhole, row) = ([], 0, text.start, false, 0)
        }
    }

    /// Goes to the next row; false at the end.
    ///
    /// - Throws: `FormatError` where quotes are opened and never closed, naming the byte, row and column; errors of
    ///   the source.
    public mutating func next() throws -> Bool { try nextRow() }

    private mutating func nextRow() throws -> Bool {
        while true {
            switch scanner.scan(buffer, from: place, isWhole: isWhole) {
            case .row(let next):
                place = next
                if scanner.isBlank { continue }
                row += 1
                return true
            case .end: return false
            case .openQuote(let opened):
                throw FormatError(
                    format, field: "Row \(row + 1), column \(scanner.cells.count + 1)",
                    at: bufferOffset + opened, "opens a quote that is never closed",
                    hint: "the file may not have been copied whole, or a quote inside a cell is not doubled")
            case .needsMore: try refill()
            }
        }
    }

    private mutating func refill() throws {
        bufferOffset += place
        buffer.removeFirst(place)
        place = 0
        guard buffer.count < Self.rowLimit else {
            throw FormatError(
                format, field: "Row \(row + 1)", at: bufferOffset, "is longer than \(Self.rowLimit) bytes",
                hint: "a quote may be missing near its beginning")
        }
        // A row that is longer than the buffer makes it grow, so that no byte is looked at often.
        let more = try source.read(at: bufferOffset + buffer.count, count: max(chunk, buffer.count))
        if more.isEmpty { isWhole = true }
        if buffer.isEmpty { buffer = more } else { buffer += more }
    }

    // MARK: Cells

    /// Where the current row's cell lies in the source (in the UTF-8 that comes out of UTF-16).
    public func offset(_ column: Int) -> Int? {
        scanner.cells.indices.contains(column) ? bufferOffset + scanner.cells[column].range.lowerBound : nil
    }

    /// The bytes of a cell of the current row, without quotes; empty where the row is too short.
    public func bytes(_ column: Int) -> ArraySlice<UInt8> {
        guard scanner.cells.indices.contains(column) else { return [] }
        let cell = scanner.cells[column]
        return cell.needsCleaning ? scanner.clean(cell, in: buffer)[...] : buffer[cell.range]
    }

    /// The text of a cell; bytes that are no UTF-8 are taken for Windows-1252.
    public func text(_ column: Int) -> String { Self.decode(bytes(column)) }

    /// The whole number in a cell, or `nil` where it is none.
    public func integer(_ column: Int) -> Int? {
        let cell = bytes(column)
        guard CellKind(cell) == .integer else { return nil }
        return Int(CellKind.bareNumber(cell))
    }

    /// The number in a cell, or `nil` where it is none.
    public func number(_ column: Int) -> Double? {
        CellKind.number(in: bytes(column), decimalComma: dialect.usesDecimalComma)
    }

    func kind(_ column: Int) -> CellKind {
        CellKind(bytes(column), decimalComma: dialect.usesDecimalComma)
    }

    static func decode(_ bytes: some Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { windows1252($0) }))
    }

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
        let upper: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
            0x8D,
            0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161,
            0x203A,
            0x153, 0x9D, 0x17E, 0x178,
        ]
        return Unicode.Scalar(upper[Int(byte - 0x80)]) ?? Unicode.Scalar(byte)
    }
}
