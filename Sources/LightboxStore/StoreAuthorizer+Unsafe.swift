internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Lets the statements of a connection select, and remembers what else one asked for.
final class StoreAuthorizer: Sendable {
    private let lastRefused = Mutex<String?>(nil)

    /// What the last refused statement wanted, in words.
    var refused: String? { lastRefused.withLock { $0 } }
    func forget() { lastRefused.withLock { $0 = nil } }

    /// Guards every statement that is prepared on the connection from now on.
    func guardConnection(_ database: Database) {
        // SAFETY: the store owns both this object and the connection, and closes the connection before it
        // lets go of this object, so the pointer is good whenever SQLite calls.
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe sqlite3_set_authorizer(
            database.sqliteConnection,
            { context, action, first, second, _, _ in
                guard let context = unsafe context else { return SQLITE_DENY }
                let authorizer = unsafe Unmanaged<StoreAuthorizer>.fromOpaque(context).takeUnretainedValue()
                return authorizer.decide(
                    action, unsafe first.map { unsafe String(cString: $0) },
                    unsafe second.map { unsafe String(cString: $0) })
            }, context)
    }

    private static let readingPragmas: Set<String> = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
        "foreign_key_list", "function_list", "compile_options",
    ]

    private func decide(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
        let wish: String
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
        case SQLITE_FUNCTION:
            let name = (second ?? "").lowercased()
            guard name == "load_extension" || name == "fts3_tokenizer" else { return SQLITE_OK }
            wish = "the function \(name)"
        case SQLITE_PRAGMA:
            let name = (first ?? "").lowercased()
            if Self.readingPragmas.contains(name) { return SQLITE_OK }
            wish = "PRAGMA \(name)"
        case SQLITE_ATTACH: wish = "to attach another database"
        case SQLITE_DETACH: wish = "to detach a database"
        case SQLITE_INSERT: wish = "to add rows to \(first ?? "a table")"
        case SQLITE_UPDATE: wish = "to change rows of \(first ?? "a table")"
        case SQLITE_DELETE: wish = "to delete rows from \(first ?? "a table")"
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: wish = "a transaction"
        default: wish = "to change the schema"
        }
        // CREATE and DROP first ask to write sqlite_master, which says little.
        lastRefused.withLock { $0 = wish.hasSuffix("_master") ? "to change the schema" : wish }
        return SQLITE_DENY
    }
}
