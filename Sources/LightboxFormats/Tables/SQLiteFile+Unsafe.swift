import CLightboxSQLite
import LightboxCore
import SystemPackage

/// A database that is only looked at: nothing is written, no lock taken, no journal replayed.
///
/// To be used by one task.
@safe final class SQLiteFile {
    private let handle: OpaquePointer

    init(path: FilePath) throws {
        var uri = "file:"
        for byte in path.string.utf8 {
            // `?`, `#` and `%` mean something in a URI, and so may bytes that are no ASCII.
            if byte == 0x3F || byte == 0x23 || byte == 0x25 || byte >= 0x80 || byte < 0x21 {
                let digits = String(byte, radix: 16, uppercase: true)
                uri += "%" + (digits.utf8.count < 2 ? "0" + digits : digits)
            } else {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        unsafe handle = try Self.open(
            uri + "?immutable=1&mode=ro", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX)
    }

    init(bytes: [UInt8]) throws {
        unsafe handle = try Self.open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX)
        // SAFETY: SQLite frees the copy when the connection is closed, or at once where it does not take it.
        guard let copy = unsafe sqlite3_malloc64(UInt64(max(1, bytes.count))) else {
            throw FormatError(.sqlite, "there is no memory left")
        }
        unsafe copy.copyMemory(from: bytes, byteCount: bytes.count)
        let code = unsafe sqlite3_deserialize(
            handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count), Int64(bytes.count),
            UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw failure() }
    }

    private static func open(_ name: String, _ flags: Int32) throws -> OpaquePointer {
        var handle: OpaquePointer?
        let code = unsafe sqlite3_open_v2(name, &handle, flags, nil)
        guard let handle = unsafe handle, code == SQLITE_OK else {
            unsafe sqlite3_close_v2(handle)
            throw FormatError(.sqlite, "SQLite cannot open it (error \(code))")
        }
        // A damaged or hostile file shall not run anything.
        unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 28)
        _ = unsafe sqlite3_exec(
            handle, "pragma trusted_schema = off; pragma cell_size_check = on", nil, nil, nil)
        return unsafe handle
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    func tables() throws -> [(name: String, isView: Bool)] {
        try rows(
            "select name, type from sqlite_master where type in ('table', 'view') order by rowid"
        ).map { ($0[0], $0[1] == "view") }
    }

    func columns(of table: String) throws -> [(name: String, type: String)] {
        try rows("pragma table_info(\(Self.quoted(table)))").map { ($0[1], $0[2]) }
    }

    func rowCount(of table: String) throws -> Int64 {
        let counts = try rows("select count(*) from \(Self.quoted(table))")
        return counts.first.flatMap { $0.first.flatMap { Int64($0) } } ?? 0
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// All rows of a query, as text.
    private func rows(_ query: String) throws -> [[String]] {
        var statement: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else {
            throw failure()
        }
        // SAFETY: the statement is finalized once; its texts are copied before the next step.
        defer { unsafe sqlite3_finalize(statement) }
        var rows: [[String]] = []
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                let count = unsafe sqlite3_column_count(statement)
                rows.append(
                    (0..<max(0, count)).map { column in
                        unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) } ?? ""
                    })
            case SQLITE_DONE: return rows
            default: throw failure()
            }
        }
    }

    private func failure() -> FormatError {
        let words = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "it is damaged"
        return FormatError(
            .sqlite, "SQLite says: \(words)", hint: "`sqlite3 FILE 'pragma integrity_check'` tells more")
    }
}
