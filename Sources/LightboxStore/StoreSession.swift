internal import GRDB

/// The statements that one `read` or `write` runs; it is of no use after that.
///
/// Prepared statements are kept and used again, so write SQL as fixed text with `?` for each value, never
/// by pasting values into it. A statement must not be run again from within its own `rows`.
public struct StoreSession {
    let database: Database
    let path: String

    /// Runs a statement that yields no rows.
    public func run(_ sql: String, _ values: [StoreValue] = []) throws {
        try statement(sql).run(values)
    }

    /// Runs several statements, separated by semicolons.
    public func script(_ sql: String) throws {
        try Store.translating(path) { try database.execute(sql: sql) }
    }

    /// Hands each row of a query to `body`, one at a time, however many there are.
    ///
    /// ```swift
    /// try session.rows("SELECT path, bytes FROM file WHERE copy = ?", [.integer(copy)]) { row in
    ///     print(row.text(0) ?? "", row.integer(1) ?? 0)
    /// }
    /// ```
    public func rows(
        _ sql: String, _ values: [StoreValue] = [], _ body: (borrowing StoreRow) throws -> Void
    ) throws {
        try statement(sql).rows(values) { row in
            try body(row)
            return true
        }
    }

    /// The first row of a query as `body` reads it, or `nil` if there is none.
    public func first<T>(
        _ sql: String, _ values: [StoreValue] = [], _ body: (borrowing StoreRow) throws -> T
    ) throws -> T? {
        var result: T?
        try statement(sql).rows(values) { row in
            result = try body(row)
            return false
        }
        return result
    }

    /// All rows of a query as `body` reads them.
    public func all<T>(
        _ sql: String, _ values: [StoreValue] = [], _ body: (borrowing StoreRow) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        try rows(sql, values) { result.append(try body($0)) }
        return result
    }

    /// A statement to run many times, for the last bit of speed.
    public func statement(_ sql: String) throws -> StoreStatement {
        try Store.translating(path) {
            StoreStatement(try database.cachedStatement(sql: sql), path: path)
        }
    }

    /// The row id that the last INSERT made.
    public var lastInsertedID: Int64 { database.lastInsertedRowID }
    /// How many rows the last INSERT, UPDATE or DELETE touched.
    public var changes: Int { database.changesCount }
}
