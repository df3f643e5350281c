import LightboxArchive
import LightboxCore
import LightboxFormats

/// How a table or a text begins: enough to see what it is like.
enum FileExcerpt: Sendable, Hashable {
    case rows(columns: [String], rows: [[String]], isCut: Bool)
    case text(String, isCut: Bool)
    /// What is neither, or cannot be read.
    case nothing

    static let rowLimit = 50
    static let columnLimit = 60
    static let cellLimit = 200
    static let byteLimit = 8192
    private static let tables: Set<FileFormat> = [.csv, .tsv, .csvGzipped, .tsvGzipped]
    private static let texts: Set<FileFormat> = [.json, .xml, .yaml, .markdown, .text, .dicomJSON]

    init(_ document: FileDocument) {
        do {
            let file = try document.door.file(at: document.path)
            if Self.tables.contains(file.format) {
                self = try Self.rows(file)
            } else if Self.texts.contains(file.format) {
                let bytes = try file.content.read(at: 0, count: Self.byteLimit + 1)
                var text = String(decoding: bytes.prefix(Self.byteLimit), as: UTF8.self)
                let isCut = bytes.count > Self.byteLimit
                // The cut may go through a character.
                if isCut, text.last == "\u{FFFD}" { text.removeLast() }
                self = .text(text, isCut: isCut)
            } else {
                self = .nothing
            }
        } catch {
            // The report beside it says what is wrong.
            self = .nothing
        }
    }

    private static func rows(_ file: OpenFile) throws -> FileExcerpt {
        var table = try TableRows(
            file.content, name: file.name, format: file.format, chunkByteCount: 1 << 16)
        var rows: [[String]] = []
        var hasMore = false
        while try table.next() {
            if rows.count == rowLimit {
                hasMore = true
                break
            }
            rows.append((0..<min(table.cellCount, columnLimit)).map { shortened(table.text($0)) })
        }
        return .rows(
            columns: table.columns.prefix(columnLimit).map { shortened($0) }, rows: rows,
            isCut: hasMore || table.columns.count > columnLimit)
    }

    private static func shortened(_ text: String) -> String {
        text.count > cellLimit ? text.prefix(cellLimit) + "…" : text
    }
}
