import LightboxArchive
import LightboxCore

/// Reads SQLite databases: each table and view is a part, with its columns and the number of its rows.
public struct SQLiteReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.sqlite] }

    /// The largest database that is read from where no path leads, such as a member of an archive.
    static let memoryLimit = 1 << 30

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let database: SQLiteFile
        if let bytes = file.stored as? FileBytes {
            database = try SQLiteFile(path: bytes.path)
        } else {
            guard file.stored.byteCountLimit <= Self.memoryLimit else {
                throw FormatError(
                    .sqlite, "a database in an archive is read up to \(Self.memoryLimit) bytes",
                    hint: "unpack it first")
            }
            database = try SQLiteFile(bytes: file.stored.read(at: 0, count: file.stored.byteCountLimit))
        }
        var parts: [FilePart] = []
        for table in try database.tables() {
            var facts = [FileFact("kind", .string(table.isView ? "view" : "table"))]
            do {
                let columns = try database.columns(of: table.name)
                facts += [
                    FileFact("columns", .strings(columns.map(\.name))),
                    FileFact("columnTypes", .strings(columns.map(\.type))),
                ]
                // Counting a view may run any query.
                if !table.isView {
                    let rows = try database.rowCount(of: table.name)
                    facts.insert(FileFact("rows", .integer(rows), label: "rows"), at: 0)
                }
                parts.append(FilePart(name: table.name, header: nil, facts: facts))
            } catch let error as FormatError {
                parts.append(FilePart(name: table.name, header: nil, error: error.sentence, facts: facts))
            }
        }
        return HeaderReport(
            facts: [
                FileFact(
                    "tables", .strings(parts.map(\.name)), label: "tables",
                    text: parts.map { $0.name.withoutControlCharacters }.joined(separator: ", "))
            ], parts: parts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(.sqlite, "a database is no image", hint: "`lightbox info` lists its tables")
    }
}
