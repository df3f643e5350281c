import LightboxStore

extension Catalogue {
    static let schema = StoreSchema(
        title: "Lightbox's catalogue", applicationID: 0x4C42_4341,
        migrations: [
            .init(
                "cards",
                sql: """
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE card (
                        id TEXT PRIMARY KEY,
                        name TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        origin TEXT NOT NULL,
                        file TEXT NOT NULL,
                        fingerprint TEXT NOT NULL,
                        text TEXT NOT NULL
                    );
                    CREATE TABLE card_name (
                        id TEXT NOT NULL REFERENCES card (id) ON DELETE CASCADE,
                        word TEXT NOT NULL
                    );
                    CREATE INDEX card_name_id ON card_name (id);
                    CREATE TABLE vocabulary_file (file TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
                    """)
        ] + ListSchema.migrations + [
            SearchTables.migration,
            // The search starts empty, so every card is read again.
            .init("read the cards again", sql: "DELETE FROM meta WHERE key IN ('stamp', 'vocabularies')"),
        ])
}

extension StoreError.Problem {
    /// Whether the database is sound but may not be written.
    var isReadOnly: Bool { self == .readOnly || self == .cannotOpen }
}
