import LightboxStore

extension Catalogue {
    /// What tells the cards apart, to join listings by.
    public func joinKeys() throws -> [JoinKeys] { try cards().map(JoinKeys.init) }
}

extension Lists {
    /// The lists that a catalogue keeps.
    ///
    /// - Throws: `ListError` where the catalogue could not be opened for writing, so that nothing would last.
    public init(_ catalogue: Catalogue) throws {
        guard catalogue.store.path != ":memory:" else { throw ListError(.cannotKeep, list: nil) }
        self.init(store: catalogue.store)
    }
}

extension StoreSession {
    /// Finds the joins of all listings anew after cards have changed.
    func rejoinListings() throws {
        let lists = try first("SELECT count(*) FROM list") { $0.int(0) ?? 0 } ?? 0
        guard lists > 0 else { return }
        let cards = try all("SELECT text, file FROM card") { row in
            Card.read(row.text(0) ?? "", file: row.text(1) ?? "", vocabularies: nil).card
        }
        try joinAll(cards.compactMap(\.self).map(JoinKeys.init))
    }
}
