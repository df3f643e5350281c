/// What a kind of database looks like, and how one comes from each older version of itself.
public struct StoreSchema: Sendable {
    /// One step from a version to the next.
    public struct Migration: Sendable {
        /// What the step does, for people: `full text over cards`.
        public let name: String
        let run: @Sendable (StoreSession) throws -> Void

        /// A step that runs SQL statements, separated by semicolons.
        public init(_ name: String, sql: String) {
            self.init(name) { try $0.script(sql) }
        }

        public init(_ name: String, _ run: @escaping @Sendable (StoreSession) throws -> Void) {
            (self.name, self.run) = (name, run)
        }
    }

    /// What such a database is called in messages: `Lightbox's index`.
    public let title: String
    /// Marks the file as ours (SQLite's `application_id`), so that no other database is ever changed.
    public let applicationID: Int32
    /// The steps in order; the first makes version 1.
    ///
    /// A released step is never edited, only followed.
    public let migrations: [Migration]

    public init(title: String, applicationID: Int32, migrations: [Migration]) {
        (self.title, self.applicationID, self.migrations) = (title, applicationID, migrations)
    }

    /// The version that this program writes.
    public var version: Int { migrations.count }
}
