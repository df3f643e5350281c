import LightboxCatalogue
import LightboxCore

extension CatalogueDesk {
    /// The facets that the first page offers, in its order.
    private static let facets = [
        ("access", "Access"), ("modality", "Modality"), ("anatomy", "Anatomy"), ("task", "Task"),
        ("annotation", "Annotations"), ("technique", "Technique"), ("finding", "Condition or finding"),
        ("size", "Size"), ("species", "Species"), ("format", "Format"), ("trait", "Trait"), ("host", "Host"),
        ("kind", "Kind"), ("status", "Status"),
    ]

    /// The first page, for the words and facets of an address.
    func search(_ query: Query) throws -> SearchPage {
        var search = SearchQuery(query["q"] ?? "")
        search.filters = Self.facets.compactMap { name, _ in
            let terms = query.all(name)
            return terms.isEmpty ? nil : SearchQuery.Filter(facet: name, terms: terms)
        }
        search.order = query["order"].flatMap { SearchOrder(rawValue: $0) }
        var found = SearchPage.Found()
        do {
            let result = try catalogue.search(search)
            let number = max(1, min(query.integer("page") ?? 1, 1_000_000))
            found.count = result.hits.count
            found.hits = try result.hits.dropFirst((number - 1) * SearchPage.size).prefix(SearchPage.size)
                .map { try hit($0) }
            found.remarks = Self.remarks(result)
            found.suggestions = result.nearestTerms
            found.near = try result.nearest.map { try hit($0) }
            found.facets = Self.facets.map { name, title in
                facet(name, title, result.facetCounts.first { $0.facet == name }?.terms ?? [], query)
            }
        } catch let error as SearchError {
            // An address that somebody wrote by hand, or that a term has gone from since.
            found.remarks = error.description.split(separator: "\n").map(String.init)
            found.facets = Self.facets.map { facet($0, $1, [], query) }
        }
        return SearchPage(query: query, found: found, total: try catalogue.count())
    }

    private static func remarks(_ result: SearchResult) -> [String] {
        var remarks = result.corrections.map { "Read '\($0.said)' as '\($0.read)'." }
        let parts = result.understood.map { part in
            part.meaning.contains("'\(part.said)'") ? part.meaning : "\(part.meaning) ('\(part.said)')"
        }
        if !parts.isEmpty { remarks.append("Understood: " + parts.joined(separator: "; ") + ".") }
        if !result.unknown.isEmpty {
            remarks.append(
                "In no card, so passed over: " + result.unknown.map { "'\($0)'" }.joined(separator: ", ")
                    + ".")
        }
        if let shortfall = result.shortfall { remarks.append(shortfall) }
        return remarks
    }

    /// A facet with its most frequent terms; what is chosen always stands there.
    private func facet(
        _ name: String, _ title: String, _ terms: [SearchResult.TermCount], _ query: Query
    ) -> SearchPage.Facet {
        var values = terms.prefix(12).map {
            SearchPage.Facet.Value(id: $0.term, name: $0.name, count: $0.count)
        }
        for chosen in query.all(name) where !values.contains(where: { $0.id == chosen }) {
            let term = terms.first { $0.term == chosen }
            values.append(
                .init(
                    id: chosen, name: term?.name ?? vocabularies.name(of: chosen, in: name),
                    count: term?.count ?? 0))
        }
        return SearchPage.Facet(name: name, title: title, values: values)
    }

    private func hit(_ hit: SearchResult.Hit) throws -> SearchPage.Hit {
        let card = try card(hit.id)
        let kind = AccessKind(rawValue: hit.access)
        var chips = [
            SearchPage.Chip(text: Words.plain(hit.access), mood: kind.map { CardWords.mood($0) } ?? "")
        ]
        if hit.status != Status.available.rawValue {
            let text = hit.status == Status.unknown.rawValue ? "status unknown" : Words.plain(hit.status)
            chips.append(.init(text: text, mood: hit.isGone ? "gone" : "terms"))
        }
        if hit.kind == CardKind.source.rawValue { chips.append(.init(text: "list or portal", mood: "")) }
        chips += hit.modalities.prefix(6).map { .init(text: $0, mood: "") }
        chips += (card?.anatomy ?? []).prefix(3).map {
            .init(text: vocabularies.name(of: $0, in: "anatomy"), mood: "")
        }
        if let subjects = card?.subjectCount {
            chips.append(
                .init(text: subjects.words + (subjects.value == 1 ? " subject" : " subjects"), mood: ""))
        }
        if let bytes = card?.byteCount { chips.append(.init(text: bytes.bytesWords, mood: "")) }
        return SearchPage.Hit(
            id: hit.id, name: hit.name, address: "/dataset/\(Query.encode(hit.id))",
            about: Self.short(hit.notice ?? card?.about ?? ""), chips: chips, why: hit.why)
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
