import LightboxArchive
import LightboxCore

/// Reads Excel workbooks: each sheet is a part, with its columns and the number of its rows.
public struct WorkbookReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.xlsx, .xls] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let book: any SheetBook =
            file.format == .xls
            ? try OldWorkbook(file.stored) : try Workbook(file.stored, path: file.path)
        let names = book.sheetNames
        let parts = names.indices.map { index in
            do { return try part(index, named: names[index], of: book) } catch {
                let words = FormatError(file.format, describing: error)
                let sentence = (error as? FormatError)?.sentence ?? words.sentence
                return FilePart(name: names[index], header: nil, error: sentence)
            }
        }
        var facts = [
            FileFact(
                "sheets", .strings(names), label: "sheets",
                text: names.map { $0.withoutControlCharacters }.joined(separator: ", "))
        ]
        if book.countsFrom1904 { facts.append(FileFact("daysFrom1904", true)) }
        return HeaderReport(facts: facts, parts: parts)
    }

    private func part(_ index: Int, named name: String, of book: any SheetBook) throws -> FilePart {
        var header: [String?]?
        var (rows, ragged) = (0, 0)
        var texts: [Bool] = []
        try book.readRows(ofSheet: index) { row in
            guard row.contains(where: { $0 != nil }) else { return }
            guard let names = header else {
                header = row
                texts = Array(repeating: false, count: row.count)
                return
            }
            rows += 1
            if row.count > names.count { ragged += 1 }
            for (i, cell) in row.enumerated() where i < texts.count && !texts[i] {
                if let cell { texts[i] = CellKind(Array(cell.utf8)[...]) == .text }
            }
        }
        let names = (header ?? []).map { $0 ?? "" }
        return FilePart(
            name: name, header: nil,
            facts: [
                FileFact("rows", .integer(Int64(rows)), label: "rows"),
                FileFact("rowsIncludingHeader", .integer(Int64(header == nil ? 0 : rows + 1))),
                FileFact("columns", .strings(names)),
                FileFact("columnTypes", .strings(texts.map { $0 ? "text" : "number" })),
                FileFact("raggedRows", .integer(Int64(ragged))),
            ])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(file.format, "a workbook is no image", hint: "`lightbox info` lists its sheets")
    }
}
