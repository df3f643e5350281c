import LightboxCore
import LightboxStore

/// Keeps what can be searched in step with the cards.
enum SearchIndex {
    /// Goes up when cards are to be read again although neither they nor the vocabularies changed.
    static let version = 1

    /// Removes what is known of a card.
    static func remove(_ id: String, _ session: StoreSession) throws {
        let known = try session.first("SELECT number FROM search_card WHERE id = ?", [.text(id)]) {
            $0.integer(0) ?? 0
        }
        guard let known else { return }
        let number = StoreValue.integer(known)
        try session.run("DELETE FROM search_text WHERE rowid = ?", [number])
        try session.run("DELETE FROM search_card_term WHERE card = ?", [number])
        try session.run("DELETE FROM search_count WHERE card = ?", [number])
        try session.run("DELETE FROM search_name WHERE card = ?", [number])
        try session.run("DELETE FROM search_card WHERE number = ?", [number])
    }

    /// Puts a card in place of what was known of it.
    static func write(_ card: Card, _ vocabularies: Vocabularies, _ form: NormalForm, _ session: StoreSession)
        throws
    {
        try remove(card.id, session)
        let facts = SearchFacts(card, vocabularies)
        try session.run(
            """
            INSERT INTO search_card (id, name, short, kind, status, notice, access, commercial, licences, bytes,
                youngest, oldest, mean, year, day, prior) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(card.id), .text(card.name), .text(facts.shortName), .text(card.kind.rawValue),
                .text(card.status.rawValue), card.notice.map { .text($0) } ?? .null,
                .text(card.access.kind.rawValue),
                .text(facts.commercialUse.rawValue), .text(facts.licences.joined(separator: " ")),
                facts.bytes.map { .integer(Int64($0)) } ?? .null, facts.youngest.map { .real($0) } ?? .null,
                facts.oldest.map { .real($0) } ?? .null, facts.meanAge.map { .real($0) } ?? .null,
                facts.year.map { .integer(Int64($0)) } ?? .null,
                facts.day.map { .integer(Int64($0)) } ?? .null,
                .real(facts.prior),
            ])
        let number = session.lastInsertedID
        for count in facts.counts {
            try session.run(
                "INSERT OR IGNORE INTO search_count (card, kind, value, qualifier) VALUES (?, ?, ?, ?)",
                [
                    .integer(number), .text(count.name), .integer(Int64(count.value.value)),
                    .text(count.value.qualifier.rawValue),
                ])
        }
        for term in facts.terms {
            try session.run(
                "INSERT OR IGNORE INTO search_card_term (facet, term, card, steps, own) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(term.facet), .text(term.term), .integer(number), .integer(Int64(term.steps)),
                    .text(term.own),
                ])
        }
        for name in facts.names {
            let squashed = NormalForm.squashed(name)
            guard squashed.count > 1 else { continue }
            try session.run(
                "INSERT OR IGNORE INTO search_name (form, card, name) VALUES (?, ?, ?)",
                [.text(squashed), .integer(number), .text(name)])
        }
        let columns = facts.texts.map { StoreValue.text(form.text($0)) }
        try session.run(
            "INSERT INTO search_text (rowid, name, listed, terms, about, rest) VALUES (?, ?, ?, ?, ?, ?)",
            [.integer(number)] + columns)
    }
}
