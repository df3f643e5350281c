import LightboxCore
public import LightboxStore

/// All cards, in a database that follows the pack beside the program and the user's own folders.
///
/// ```swift
/// let catalogue = try Catalogue(database: places.catalogue, pack: pack, folders: [mine])
/// let card = try catalogue.card("lidc-idri")
/// ```
public struct Catalogue: Sendable {
    public let store: Store
    /// What is wrong with the user's own cards; the pack's are checked before they ship.
    public let problems: [CardProblem]
    /// What the last look at the pack and the folders changed.
    public let changes: Changes
    /// How many cards were read into the search; only what changed is, unless the vocabularies did.
    public let indexed: Int

    public struct Changes: Sendable, Hashable {
        public var added: [String] = []
        public var changed: [String] = []
        public var removed: [String] = []
        public init() {}
        public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
    }

    /// Opens the catalogue and brings it up to what the pack and the folders hold now.
    ///
    /// Where nothing changed since the last time, that costs one look at the pack's head and a listing of the
    /// folders. Where the database cannot be written (a read-only home), the catalogue is built in memory.
    ///
    /// - Throws: `CatalogueError` for a pack that cannot be read; `StoreError` for a database that is damaged.
    public init(database: String?, pack: String?, folders: [String] = []) throws {
        let origin = try CatalogueOrigin(pack: pack, folders: folders)
        if let database {
            do {
                let store = try Store(database, schema: Self.schema)
                let synced = try Self.bringUpToDate(store, with: origin)
                (self.store, problems) = (store, synced.problems)
                (changes, indexed) = (synced.changes, synced.indexed)
                return
            } catch let error as StoreError where error.problem.isReadOnly {}
        }
        let store = try Store(inMemory: Self.schema)
        let synced = try Self.bringUpToDate(store, with: origin)
        (self.store, problems) = (store, synced.problems)
        (changes, indexed) = (synced.changes, synced.indexed)
    }

    /// Whether what is written into it lasts: not so where the database could not be written.
    public var isKept: Bool { store.path != ":memory:" }

    /// How many cards there are.
    public func count() throws -> Int {
        try store.read { try $0.first("SELECT count(*) FROM card") { $0.int(0) ?? 0 } ?? 0 }
    }

    /// The card `id`, or `nil` if there is none.
    public func card(_ id: String) throws -> Card? {
        try store.read { session in
            try session.first("SELECT text, file FROM card WHERE id = ?", [.text(id)]) { row in
                Card.read(row.text(0) ?? "", file: row.text(1) ?? "", vocabularies: nil).card
            } ?? nil
        }
    }

    /// The text of the card `id` as somebody wrote it, and its file, or `nil` if there is none.
    public func source(of id: String) throws -> CardFile? {
        try store.read { session in
            try session.first("SELECT text, file FROM card WHERE id = ?", [.text(id)]) { row in
                CardFile(kind: .card, file: row.text(1) ?? "", text: row.text(0) ?? "")
            }
        }
    }

    /// Every card, by name.
    public func cards() throws -> [Card] {
        let files = try store.read { session in
            try session.all("SELECT text, file FROM card ORDER BY name COLLATE NOCASE, id") { row in
                (row.text(0) ?? "", row.text(1) ?? "")
            }
        }
        return files.compactMap { Card.read($0.0, file: $0.1, vocabularies: nil).card }
    }

    /// The ids of all cards.
    public func ids() throws -> [String] {
        try store.read { try $0.all("SELECT id FROM card ORDER BY id") { $0.text(0) ?? "" } }
    }

    /// The id nearest to one that is none, or `nil` where none is near; names and aliases count too.
    public func nearestID(to word: String) throws -> String? {
        let names = try store.read { session in
            try session.all("SELECT id, word FROM card_name") { ($0.text(0) ?? "", $0.text(1) ?? "") }
        }
        let folded = word.lowercased()
        if let exact = names.first(where: { $0.1.lowercased() == folded }) { return exact.0 }
        guard let near = Nearest.word(to: word, among: names.map(\.1)) else { return nil }
        return names.first { $0.1 == near }?.0
    }

    /// The vocabularies that the cards are written in.
    public func vocabularies() throws -> Vocabularies {
        let files = try store.read { session in
            try session.all("SELECT file, text FROM vocabulary_file ORDER BY file") {
                ($0.text(0) ?? "", $0.text(1) ?? "")
            }
        }
        var vocabularies = Vocabularies()
        for (file, text) in files { _ = vocabularies.add(text, file: file) }
        return vocabularies
    }
}
