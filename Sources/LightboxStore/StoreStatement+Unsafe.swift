internal import GRDB
internal import GRDBSQLite

/// A prepared statement.
///
/// GRDB prepares it, owns it and reports its errors; binding and stepping go straight to SQLite, which is
/// twice as fast where a million rows are written.
public struct StoreStatement {
    private let statement: Statement
    private let path: String

    init(_ statement: Statement, path: String) {
        self.statement = statement
        self.path = path
    }

    /// The columns of each row.
    public var columns: [String] { statement.columnNames }
    /// The number of values that the statement takes.
    public var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(statement.sqliteStatement)) }

    /// Runs the statement to its end and drops the rows it may yield.
    public func run(_ values: [StoreValue] = []) throws { try rows(values) { _ in true } }

    /// Hands each row to `body` until there is none or `body` returns `false`.
    public func rows(_ values: [StoreValue] = [], _ body: (borrowing StoreRow) throws -> Bool) throws {
        // SAFETY: the pointer belongs to `statement`, which outlives this call.
        let pointer = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(pointer)
        defer {
            unsafe sqlite3_reset(pointer)
            unsafe sqlite3_clear_bindings(pointer)
        }
        try bind(values)
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW:
                guard try body(unsafe StoreRow(pointer)) else { return }
            case SQLITE_DONE: return
            case let code: throw failure(code)
            }
        }
    }

    /// Runs the statement with values that `body` gives it in turn, all of them each time.
    ///
    /// For statements that are run once for every file: no array is made.
    public func run(giving body: (inout StoreBinder) throws -> Void) throws {
        // SAFETY: the pointer belongs to `statement`, which outlives this call and so the binder.
        let pointer = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(pointer)
        defer { unsafe sqlite3_reset(pointer) }
        var binder = unsafe StoreBinder(pointer)
        try body(&binder)
        guard binder.count == parameterCount else {
            throw wrongCount(binder.count)
        }
        guard binder.code == SQLITE_OK else { throw failure(binder.code) }
        var code = SQLITE_ROW
        while code == SQLITE_ROW { code = unsafe sqlite3_step(pointer) }
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    private func wrongCount(_ count: Int) -> StoreError {
        StoreError(
            .sql, path: path, sql: statement.sql,
            words: "it takes \(parameterCount) values and was given \(count)")
    }

    private func bind(_ values: [StoreValue]) throws {
        guard values.count == parameterCount else {
            throw wrongCount(values.count)
        }
        let pointer = unsafe statement.sqliteStatement
        var binder = unsafe StoreBinder(pointer)
        for value in values { binder.add(value) }
        guard binder.code == SQLITE_OK else { throw failure(binder.code) }
    }

    private func failure(_ code: Int32) -> StoreError {
        // SAFETY: the message is copied at once; SQLite keeps it until the next call on this connection.
        let connection = unsafe sqlite3_db_handle(statement.sqliteStatement)
        let words = unsafe sqlite3_errmsg(connection).map { unsafe String(cString: $0) }
        return StoreError(code: code, words: words, path: path, sql: statement.sql)
    }
}

/// The row that a query stands on, good until the query moves on: it can be read, not kept.
///
/// Columns count from 0. SQLite converts as it always does: text that is no number reads as 0.
@safe public struct StoreRow: ~Copyable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    public var count: Int { unsafe Int(sqlite3_column_count(pointer)) }
    public func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

    /// The integer, or `nil` for NULL.
    public func integer(_ column: Int) -> Int64? {
        isNull(column) ? nil : unsafe sqlite3_column_int64(pointer, Int32(column))
    }
    /// The integer, and 0 for NULL.
    public func number(_ column: Int) -> Int64 {
        unsafe sqlite3_column_int64(pointer, Int32(clamping: column))
    }
    /// The integer, or `nil` for NULL.
    public func int(_ column: Int) -> Int? { integer(column).map { Int($0) } }
    /// Whether the value is a number other than 0.
    public func bool(_ column: Int) -> Bool { (integer(column) ?? 0) != 0 }
    /// The number, or `nil` for NULL.
    public func real(_ column: Int) -> Double? {
        isNull(column) ? nil : unsafe sqlite3_column_double(pointer, Int32(column))
    }
    /// The text, with bytes that are no UTF-8 replaced, or `nil` for NULL.
    public func text(_ column: Int) -> String? {
        // SAFETY: the text is copied before any other call on this statement; its length is SQLite's own.
        guard let text = unsafe sqlite3_column_text(pointer, Int32(column)) else { return nil }
        let length = unsafe Int(sqlite3_column_bytes(pointer, Int32(column)))
        return unsafe String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }
    /// The bytes of a blob or text, or `nil` for NULL.
    public func bytes(_ column: Int) -> [UInt8]? {
        if isNull(column) { return nil }
        // SAFETY: as for text; an empty blob has no address.
        guard let start = unsafe sqlite3_column_blob(pointer, Int32(column)) else { return [] }
        let length = unsafe Int(sqlite3_column_bytes(pointer, Int32(column)))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }
    /// Appends the bytes of a blob or text, and nothing for NULL.
    public func appendBytes(_ column: Int, to bytes: inout [UInt8]) {
        // SAFETY: as for text.
        guard let start = unsafe sqlite3_column_blob(pointer, Int32(clamping: column)) else { return }
        let length = unsafe Int(sqlite3_column_bytes(pointer, Int32(clamping: column)))
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
    }
    /// The value as SQLite keeps it.
    public func value(_ column: Int) -> StoreValue {
        switch type(column) {
        case SQLITE_INTEGER: integer(column).map { .integer($0) } ?? .null
        case SQLITE_FLOAT: real(column).map { .real($0) } ?? .null
        case SQLITE_TEXT: text(column).map { .text($0) } ?? .null
        case SQLITE_BLOB: bytes(column).map { .blob($0) } ?? .null
        default: .null
        }
    }

    /// NULL for a column that is not there.
    private func type(_ column: Int) -> Int32 {
        // SQLite itself answers so for one beyond the last.
        unsafe sqlite3_column_type(pointer, Int32(clamping: column))
    }
}
