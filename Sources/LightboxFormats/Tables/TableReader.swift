import LightboxArchive
import LightboxCore

/// Reads tables of text: comma, tab, semicolon or pipe between cells, gzipped or not.
public struct TableReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.csv, .tsv, .csvGzipped, .tsvGzipped] }

    /// A table has no header: all that can be said of it takes reading it, which `details` does.
    public func report(_ file: OpenFile) throws -> HeaderReport {
        try Self.signal(file)?.report ?? HeaderReport()
    }

    /// The signal in a file that BIDS names one.
    private static func signal(_ file: OpenFile) throws -> PhysioSignal? {
        let name = file.name.lowercased()
        return name.contains("_physio.tsv") || name.contains("_stim.tsv") ? try PhysioSignal(file) : nil
    }

    /// Reads the table from its first row to its last, holding one piece of it at a time.
    public func details(_ file: OpenFile) throws -> HeaderReport {
        if let signal = try Self.signal(file) { return try signal.report }
        var rows = try TableRows(file.content, name: file.name, format: file.format)
        var survey = TableSurvey(rows)
        var problem: FormatError?
        do { while try rows.next() { survey.add(rows) } } catch let error as FormatError {
            // What was read before is worth telling.
            problem = error
        }
        return HeaderReport(error: problem, notes: survey.notes, facts: survey.facts(rows))
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "a table is no image",
            hint: "`lightbox info` says what is in it; `TableRows` reads it from Swift")
    }
}

/// What is in a table, found by passing over all of it once.
struct TableSurvey {
    private struct Column {
        var integers = 0
        var numbers = 0
        var texts = 0
        var empties = 0
        var type: String {
            if texts > 0 { return "text" }
            if numbers > 0 { return "number" }
            return integers > 0 ? "integer" : "empty"
        }
    }
    private var columns: [Column]
    private var records = 0
    private var ragged = 0
    private var firstRagged: Int?
    private var isUTF8: Bool
    private let width: Int

    init(_ rows: TableRows) {
        width = rows.columns.count
        columns = Array(repeating: Column(), count: width)
        isUTF8 = true
    }

    mutating func add(_ rows: TableRows) {
        records += 1
        let count = rows.cellCount
        if count != width {
            ragged += 1
            if firstRagged == nil { firstRagged = rows.row }
        }
        for i in 0..<min(count, width) {
            switch rows.kind(i) {
            case .empty: columns[i].empties += 1
            case .integer: columns[i].integers += 1
            case .number: columns[i].numbers += 1
            case .text:
                columns[i].texts += 1
                if isUTF8 {
                    let bytes = rows.bytes(i)
                    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
                }
            }
        }
        if count < width { for i in count..<width { columns[i].empties += 1 } }
    }

    var notes: [String] {
        guard ragged > 0, let firstRagged else { return [] }
        return [
            "\(ragged) rows have more or fewer cells than the first; row \(firstRagged) is the first of them."
        ]
    }

    func facts(_ rows: TableRows) -> [FileFact] {
        let dialect = rows.dialect
        let encoding = isUTF8 ? dialect.encoding : .windows1252
        let total = records + (dialect.hasHeader && width > 0 ? 1 : 0)
        var facts = [
            FileFact("rows", .integer(Int64(records)), label: "rows"),
            FileFact("rowsIncludingHeader", .integer(Int64(total))),
            FileFact(
                "columns", .strings(rows.columns), label: "columns",
                text: zip(rows.columns, columns).prefix(40).map { name, column in
                    (name.isEmpty ? "(no name)" : name.withoutControlCharacters) + " " + column.type
                }.joined(separator: ", ") + (width > 40 ? ", … (\(width))" : "")),
            FileFact("columnTypes", .strings(columns.map(\.type))),
            FileFact("emptyCells", .array(columns.map { .integer(Int64($0.empties)) })),
            FileFact("raggedRows", .integer(Int64(ragged))),
            FileFact("hasHeader", .bool(dialect.hasHeader)),
            FileFact(
                "delimiter", .string(String(UnicodeScalar(dialect.delimiter))), label: "delimiter",
                text: dialect.delimiterName),
            FileFact("encoding", .string(encoding.rawValue), label: "encoding"),
            FileFact("bom", .bool(dialect.hasByteOrderMark)),
            FileFact("crlf", .bool(rows.hasCarriageReturns)),
        ]
        if dialect.usesDecimalComma {
            facts.append(FileFact("decimalComma", true, label: "decimals", text: "comma"))
        }
        if dialect.commentLines > 0 {
            facts.append(
                FileFact("commentLines", .integer(Int64(dialect.commentLines)), label: "comment lines"))
        }
        if !dialect.hasHeader {
            facts.append(FileFact("header", .null, label: "header", text: "none: the first row is a record"))
        }
        return facts
    }
}
