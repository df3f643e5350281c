import LightboxCatalogue

extension CatalogueDesk {
    /// The first page, for the words and facets of an address.
    func search(_ query: Query) throws -> SearchPage {
        var found = SearchPage.Found()
        found.hits = try catalogue.cards().map { hit($0, why: []) }
        return SearchPage(query: query, found: found, total: try catalogue.count())
    }

    func hit(_ card: Card, why: [String]) -> SearchPage.Hit {
        var chips = [
            SearchPage.Chip(text: Words.plain(card.access.kind.rawValue), mood: CardWords.mood(card))
        ]
        if card.status != .available {
            chips.append(
                .init(text: Words.plain(card.status.rawValue), mood: card.status == .gone ? "gone" : "terms"))
        }
        chips += card.modalities.map { .init(text: $0, mood: "") }
        chips += card.anatomy.prefix(3).map {
            .init(text: vocabularies.name(of: $0, in: "anatomy"), mood: "")
        }
        if let subjects = card.subjectCount {
            chips.append(
                .init(text: subjects.words + (subjects.value == 1 ? " subject" : " subjects"), mood: ""))
        }
        if let bytes = card.byteCount { chips.append(.init(text: bytes.bytesWords, mood: "")) }
        return SearchPage.Hit(
            id: card.id, name: card.name, address: "/dataset/\(Query.encode(card.id))",
            about: Self.short(card.about),
            chips: chips, why: why)
    }

    /// The first sentences, up to some 220 letters.
    private static func short(_ text: String) -> String {
        guard text.count > 220 else { return text }
        let head = text.prefix(220)
        let cut =
            head.lastIndex(of: ".").map { text.index(after: $0) } ?? head.lastIndex(of: " ") ?? head.endIndex
        return String(text[..<cut]) + (text[..<cut].hasSuffix(".") ? "" : " …")
    }
}
