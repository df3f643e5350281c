internal import GRDB

/// What went wrong with a database, which one, at which statement, and the way out.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        /// There is no file at the path.
        case missing
        case cannotOpen
        case readOnly
        case diskFull
        /// Another process held the lock for longer than we wait.
        case locked
        case notADatabase
        case corrupt
        /// A database, but of another program, or of another part of Lightbox.
        case foreign(expected: String)
        /// Its schema version is beyond what this program knows.
        case newer(version: Int, known: Int)
        /// Its schema is older than this program's, and it was opened read-only, so it stays as it is.
        case older(version: Int, known: Int)
        /// A row breaks a rule of its table, such as a value that must be unique.
        case constraint
        case interrupted
        /// A guarded statement asked for more than reading.
        case refused(action: String)
        case sql
        case inputOutput
    }
    public let problem: Problem
    /// The database's path, or `:memory:`.
    public let path: String
    /// The statement, where one was at work.
    public let sql: String?
    /// SQLite's own words.
    public let words: String?

    public init(_ problem: Problem, path: String, sql: String? = nil, words: String? = nil) {
        (self.problem, self.path, self.sql, self.words) = (problem, path, sql, words)
    }

    public var description: String {
        let said = words.map { " (SQLite: \($0))" } ?? ""
        return switch problem {
        case .missing: "There is no database at \(path)."
        case .cannotOpen:
            "The database \(path) cannot be opened\(said).\nhint: check that its folder exists and may be written"
        case .readOnly:
            "The database \(path) cannot be written: it or its folder is read-only.\n"
                + "hint: name a place that can be written with --db"
        case .diskFull: "The disk that holds \(path) is full; nothing of this step was kept."
        case .locked:
            "The database \(path) is in use by another process.\nhint: wait until it is done and run this again"
        case .notADatabase: "\(path) is not an SQLite database\(said)."
        case .corrupt:
            "The database \(path) is damaged\(said).\nhint: it can be made anew: remove it and run this again"
        case .foreign(let expected):
            "\(path) is an SQLite database, but not \(expected); it was left untouched.\n"
                + "hint: name another place"
        case .newer(let version, let known):
            "\(path) was made by a newer Lightbox (schema \(version), this one knows up to \(known)).\n"
                + "hint: update Lightbox, or name another place"
        case .older(let version, let known):
            "\(path) was made by an older Lightbox (schema \(version), this one needs \(known)).\n"
                + "hint: write to it once (`lightbox index` or `lightbox update`), which brings it up to date"
        case .constraint: "A row was refused by \(path)\(said)\(place)."
        case .interrupted: "The statement was interrupted\(place)."
        case .refused(let action):
            "Only reading is allowed here, and the statement wants \(action)\(place)."
        case .sql: "The statement failed: \(words ?? "for no stated reason")\(place)."
        case .inputOutput: "Reading or writing \(path) failed\(said)."
        }
    }

    private var place: String { sql.map { " in: \(Self.shortened($0))" } ?? "" }

    private static func shortened(_ sql: String) -> String {
        let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 200 ? line.prefix(199) + "…" : line
    }
}

extension StoreError {
    /// Sorts a result code of SQLite into what a caller can do about it.
    init(code: Int32, words: String?, path: String, sql: String?) {
        let problem: Problem =
            switch ResultCode(rawValue: code & 0xFF) {
            case .SQLITE_CANTOPEN: .cannotOpen
            case .SQLITE_READONLY: .readOnly
            case .SQLITE_FULL: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_NOTADB: .notADatabase
            case .SQLITE_CORRUPT: .corrupt
            case .SQLITE_CONSTRAINT: .constraint
            case .SQLITE_INTERRUPT: .interrupted
            case .SQLITE_AUTH: .refused(action: "more")
            case .SQLITE_IOERR: .inputOutput
            default: .sql
            }
        self.init(problem, path: path, sql: sql, words: words)
    }

    init(_ error: DatabaseError, path: String) {
        self.init(
            code: error.extendedResultCode.rawValue, words: error.message, path: path, sql: error.sql)
    }
}
