internal import GRDB
internal import LightboxCore

/// An SQLite database.
///
/// ```swift
/// let store = try Store(path, schema: schema)
/// try store.write { try $0.run("INSERT INTO card (id, title) VALUES (?, ?)", [.text(id), .text(title)]) }
/// let titles = try store.read { try $0.all("SELECT title FROM card") { $0.text(0) ?? "" } }
/// ```
/// One connection: calls from several threads wait for one another. Open a second, read-only store where
/// reading must not wait for writing. Neither `read` nor `write` may be called from within the other.
public final class Store: Sendable {
    public enum Access: Sendable, Hashable {
        /// Reads and writes; makes the file, but not its folder, where there is none.
        case readWrite
        /// Never writes, not even beside the file.
        case readOnly
        /// As `readOnly`, for statements that strangers wrote: they may select and nothing else.
        case guarded
    }

    /// The path as it was given, or `:memory:`.
    public let path: String
    public let access: Access
    private let queue: DatabaseQueue
    private let authorizer = StoreAuthorizer()

    /// Opens the database at `path` and brings it up to the schema's version.
    ///
    /// - Parameter patience: how many seconds to wait for another process's lock. Every step that we keep is short, but
    ///   on a busy machine others' steps may come first many times.
    /// - Throws: `StoreError`. A database that is not of this schema's kind is left untouched.
    public init(
        _ path: String, schema: StoreSchema? = nil, access: Access = .readWrite, patience: Double = 60
    ) throws {
        self.path = path
        self.access = access
        queue = try Self.translating(path) {
            try Self.open(path, access: access, patience: patience)
        }
        if let schema { try bringUpToDate(schema) }
        if access == .guarded {
            queue.writeWithoutTransaction { authorizer.guardConnection($0) }
        }
    }

    /// Runs one statement that a stranger wrote, on a store opened as `.guarded`.
    ///
    /// - Parameters:
    ///   - start: gets the names of the columns before the first row.
    ///   - body: gets each row, one at a time, and says whether to go on.
    /// - Throws: `StoreError.Problem.refused` for anything but reading, `.sql` for what SQLite does not take.
    public func select(
        _ sql: String, start: ([String]) throws -> Void, row body: (borrowing StoreRow) throws -> Bool
    ) throws {
        precondition(access == .guarded, "only a guarded store runs what strangers wrote")
        do {
            try Self.translating(path) {
                try queue.writeWithoutTransaction { database in
                    authorizer.forget()
                    let statement = StoreStatement(try database.makeStatement(sql: sql), path: path)
                    try start(statement.columns)
                    let nulls = [StoreValue](repeating: .null, count: statement.parameterCount)
                    try statement.rows(nulls, body)
                }
            }
        } catch let error as StoreError {
            if error.words?.hasPrefix("Multiple statements") == true {
                throw StoreError(.sql, path: path, sql: sql, words: "there is more than one statement")
            }
            // SQLite may report a refusal deep inside as a plain error.
            guard let action = authorizer.refused else { throw error }
            throw StoreError(.refused(action: action), path: path, sql: sql)
        }
    }

    /// Makes a database that lives as long as this object.
    public init(inMemory schema: StoreSchema?) throws {
        path = ":memory:"
        access = .readWrite
        queue = try Self.translating(path) { try DatabaseQueue() }
        if let schema { try bringUpToDate(schema) }
    }

    /// Closes the file; later calls fail.
    ///
    /// Without it the file is closed when the last user lets go.
    public func close() throws { try Self.translating(path) { try queue.close() } }

    /// Runs `body` on one unchanging state of the database.
    public func read<T>(_ body: (StoreSession) throws -> T) throws -> T {
        try transaction(.deferred, body)
    }

    /// Runs `body` as one step: all of it is kept, or, if it throws, nothing.
    public func write<T>(_ body: (StoreSession) throws -> T) throws -> T {
        try transaction(.immediate, body)
    }

    /// Runs `body` with every statement kept at once, as `PRAGMA` and `VACUUM` need it.
    public func withoutTransaction<T>(_ body: (StoreSession) throws -> T) throws -> T {
        try Self.translating(path) {
            try queue.writeWithoutTransaction { try body(StoreSession(database: $0, path: path)) }
        }
    }

    /// Makes the statement that is running, on whatever thread, end with `.interrupted`.
    public func interrupt() { queue.interrupt() }

    private func transaction<T>(
        _ kind: Database.TransactionKind, _ body: (StoreSession) throws -> T
    ) throws -> T {
        try Self.translating(path) {
            try queue.writeWithoutTransaction { database in
                var result: T?
                try database.inTransaction(kind) {
                    result = try body(StoreSession(database: database, path: path))
                    return .commit
                }
                guard let result else { throw StoreError(.interrupted, path: path) }
                return result
            }
        }
    }

    static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw StoreError(error, path: path) }
    }
}

extension Store {
    private func bringUpToDate(_ schema: StoreSchema) throws {
        func state(_ session: StoreSession) throws -> (id: Int, version: Int, isEmpty: Bool) {
            let id = try session.first("PRAGMA application_id") { $0.int(0) ?? 0 } ?? 0
            let version = try session.first("PRAGMA user_version") { $0.int(0) ?? 0 } ?? 0
            let tables = try session.first("SELECT count(*) FROM sqlite_master") { $0.int(0) ?? 0 } ?? 0
            return (id, version, id == 0 && version == 0 && tables == 0)
        }
        /// Returns whether the schema is there already.
        func check(_ state: (id: Int, version: Int, isEmpty: Bool)) throws -> Bool {
            if !state.isEmpty, state.id != Int(schema.applicationID) {
                throw StoreError(.foreign(expected: schema.title), path: path)
            }
            if state.version > schema.version {
                throw StoreError(.newer(version: state.version, known: schema.version), path: path)
            }
            return state.version == schema.version
        }
        if try read({ try check(state($0)) }) { return }
        guard access == .readWrite else {
            let version = try read { try state($0).version }
            throw StoreError(.older(version: version, known: schema.version), path: path)
        }
        try write { session in
            // Another process may have done it while we waited for the lock.
            let now = try state(session)
            if try check(now) { return }
            for migration in schema.migrations[now.version...] { try migration.run(session) }
            try session.script(
                "PRAGMA application_id = \(schema.applicationID); PRAGMA user_version = \(schema.version)")
        }
    }
}
