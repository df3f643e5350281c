import LightboxCore
public import LightboxStore

extension ImageIndex {
    /// Runs SQL that a user wrote over the views, and hands on the rows one at a time.
    ///
    /// The file is opened anew to be read, and the statement may do nothing else: no writing, no attaching,
    /// no extensions. Memory does not grow with the rows.
    public static func query(
        _ sql: String, at path: String, start: ([String]) throws -> Void,
        row: (borrowing StoreRow) throws -> Bool
    ) throws {
        let store = try Store(path, schema: IndexSchema.schema, access: .guarded)
        do { try store.select(sql, start: start, row: row) } catch let error as StoreError {
            guard let words = error.words, let hint = hint(for: words) else { throw error }
            throw IndexQueryError(error: error, hint: hint)
        }
    }

    /// A view and its columns.
    public struct View: Sendable, Hashable {
        public let name: String
        public let columns: [String]
    }

    /// The views that are documented, with their columns.
    public static func views() throws -> [View] {
        let store = try Store(inMemory: IndexSchema.schema)
        return try store.read { session in
            try ["copies", "files", "images", "series", "subjects"].map { name in
                View(name: name, columns: try session.statement("SELECT * FROM \(name)").columns)
            }
        }
    }

    /// The version of the documented views, raised when a column is added.
    public static var viewsVersion: Int { IndexSchema.viewsVersion }

    /// Finds the name that was probably meant.
    private static func hint(for words: String) -> String? {
        func name(after prefix: String) -> String? {
            guard words.hasPrefix(prefix) else { return nil }
            return words.dropFirst(prefix.count).split(separator: ".").last.map { String($0) }
        }
        guard let views = try? views() else { return nil }
        if let table = name(after: "no such table: ") {
            let names = views.map(\.name)
            return Nearest.word(to: table, among: names).map { "did you mean '\($0)'?" }
                ?? "the views are \(names.joined(separator: ", "))"
        }
        if let column = name(after: "no such column: ") {
            if let near = Nearest.word(to: column, among: views.flatMap(\.columns)) {
                let homes = views.filter { $0.columns.contains(near) }.map(\.name)
                return "did you mean '\(near)'? It is a column of \(homes.joined(separator: ", "))"
            }
            return "`lightbox query --tables` lists the views and their columns"
        }
        return nil
    }

    /// All rows of a query, for tests.
    func query(_ sql: String) throws -> [[StoreValue]] {
        try store.read { session in
            try session.all(sql) { row in (0..<row.count).map { row.value($0) } }
        }
    }
}

/// A query that SQLite does not take, with the name that was probably meant.
public struct IndexQueryError: Error, Sendable, Hashable, CustomStringConvertible {
    public let error: StoreError
    public let hint: String
    public var description: String { "\(error)\nhint: \(hint)" }
}
