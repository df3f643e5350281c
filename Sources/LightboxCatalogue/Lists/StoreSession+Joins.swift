import LightboxStore

extension StoreSession {
    /// Finds the joins of all listings anew: to cards first, else to the listings of other lists.
    func joinAll(_ cards: [JoinKeys]) throws {
        try run("DELETE FROM listing_join")
        let present = try summaries().sorted { $0.row < $1.row }.map { list in
            try listings(list).filter { $0.removed == nil }
        }
        let keys = present.map { listings in
            listings.map { FoldedKeys(JoinKeys($0.entry, id: $0.id)) }
        }
        let shared = keys.map(Joiner.shared)
        let toCards = Joiner(cards)
        let toLists = keys.map { Joiner($0) }

        var cardOf: [String: Joiner.Found] = [:]
        var outcomes: [String: Joiner.Outcome] = [:]
        for (number, list) in keys.enumerated() {
            for key in list {
                let outcome = toCards.match(key, shared: shared[number])
                outcomes[key.id] = outcome
                if let found = outcome.certain.first { cardOf[key.id] = found }
            }
        }
        for (number, listings) in present.enumerated() {
            for (listing, key) in zip(listings, keys[number]) {
                if let card = cardOf[key.id] {
                    try write(card, listing.row, isCard: true, isCertain: true)
                    continue
                }
                var others = Joiner.Outcome()
                for (other, joiner) in toLists.enumerated() where other != number {
                    let outcome = joiner.match(key, shared: shared[number].union(shared[other]))
                    others.certain += outcome.certain
                    others.doubtful += outcome.doubtful
                }
                // The same entry of another list may be known to be about a card.
                let known = others.certain.first { cardOf[$0.id] != nil }
                if let known, let card = cardOf[known.id] {
                    let found = Joiner.Found(id: card.id, why: "\(known.why) as \(known.id)")
                    try write(found, listing.row, isCard: true, isCertain: true)
                    continue
                }
                for found in others.certain { try write(found, listing.row, isCard: false, isCertain: true) }
                for found in outcomes[key.id]?.doubtful ?? [] {
                    try write(found, listing.row, isCard: true, isCertain: false)
                }
                for found in others.doubtful {
                    try write(found, listing.row, isCard: false, isCertain: false)
                }
                if let twin = twin(of: key, in: keys[number]) {
                    try write(twin, listing.row, isCard: false, isCertain: true)
                }
            }
        }
    }

    /// The first of two entries of a list that have the same name and address.
    private func twin(of key: FoldedKeys, in list: [FoldedKeys]) -> Joiner.Found? {
        let first = list.prefix { $0.id != key.id }.first { other in
            !key.names.isEmpty && other.names.first == key.names.first
                && !other.urls.isDisjoint(with: key.urls)
        }
        return first.map { Joiner.Found(id: $0.id, why: "same name and address in this list") }
    }

    private func write(_ found: Joiner.Found, _ row: Int64, isCard: Bool, isCertain: Bool) throws {
        try run(
            "INSERT OR IGNORE INTO listing_join (listing, target, kind, certain, why) VALUES (?, ?, ?, ?, ?)",
            [
                .integer(row), .text(found.id), .text(isCard ? "card" : "listing"), .bool(isCertain),
                .text(found.why),
            ])
    }
}
