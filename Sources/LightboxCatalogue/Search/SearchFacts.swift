/// What a search needs to know of a card.
struct SearchFacts {
    /// A term that holds for the card: one of its own, or one that an own term is narrower than.
    struct FacetTerm: Hashable {
        let facet: String
        let term: String
        /// How many steps it lies above the card's own term.
        let steps: Int
        /// The card's own term.
        let own: String
    }

    private let card: Card
    private let vocabularies: Vocabularies
    private(set) var terms: [FacetTerm] = []
    let counts: [Named<Cited<Int>>]

    init(_ card: Card, _ vocabularies: Vocabularies) {
        self.card = card
        self.vocabularies = vocabularies
        counts = card.kind == .source ? card.holds : card.currentRelease?.counts ?? []
        terms = collectTerms()
    }

    var shortName: String {
        let names = card.aliases.filter { $0.count > 1 && $0.contains(where: \.isLetter) }
        guard card.name.count > 30, let short = names.min(by: { $0.count < $1.count }),
            short.count < card.name.count
        else { return card.name }
        return short
    }
    var bytes: Int? { card.currentRelease?.bytes?.value ?? card.bytesHeld?.value }
    var licences: [String] { card.licences.compactMap(\.spdx) }
    /// Yes where every part allows it, no where one forbids it.
    var commercialUse: Permission {
        let all = card.licences.map(\.commercialUse)
        if all.contains(.no) || card.access.forbids.contains(.commercialUse) { return .no }
        if !all.isEmpty && all.allSatisfy({ $0 == .yes }) { return .yes }
        return all.contains(.ask) ? .ask : .unstated
    }

    // MARK: Ages and dates

    private var ages: Ages? { card.currentRelease?.ages ?? card.releases.lazy.compactMap(\.ages).first }
    private func years(_ value: Double?) -> Double? {
        guard let value, let unit = ages?.unit else { return nil }
        return switch unit {
        case .year: value
        case .month: value / 12
        case .week: value / 52.18
        case .day: value / 365.25
        case .gestationalWeek: nil
        }
    }
    var youngest: Double? { years(ages?.minimum?.value) }
    var oldest: Double? { years(ages?.maximum?.value) }
    var meanAge: Double? { years(ages?.mean?.value ?? ages?.median?.value) }

    private var latest: CalendarDate? { card.releases.compactMap(\.date).max() }
    var day: Int? { latest?.dayNumber ?? year.flatMap { CalendarDate("\($0)")?.dayNumber } }
    var year: Int? { latest?.year ?? card.citations.compactMap(\.year).max() }

    // MARK: Rank

    /// What a card is worth where a question does not tell two apart.
    var prior: Double {
        var worth = card.kind == .dataset ? 2.0 : 0
        switch card.status {
        case .available, .gone: break
        case .moved, .unknown: worth -= 0.5
        case .partly: worth -= 1
        case .superseded: worth -= 2
        case .closed: worth -= 3
        }
        var magnitude = 1
        var rest = sizeCount ?? 1
        while rest >= 10 { (magnitude, rest) = (magnitude + 1, rest / 10) }
        return worth + 0.2 * Double(magnitude) + (card.listed.isEmpty ? 0 : 0.3)
    }

    private func count(_ kinds: [CountOf]) -> Int? {
        kinds.lazy.compactMap { kind in counts.first { $0.name == kind.rawValue }?.value.value }.first
    }
    private var sizeCount: Int? {
        count([.subjects, .studies, .sessions, .images, .slides, .videos, .volumes, .series])
    }

    // MARK: Words

    var names: [String] {
        let urls = [card.homepage].compactMap { $0 } + card.formerly + card.listed.compactMap(\.url)
        let dois = card.citations.compactMap(\.doi) + card.releases.compactMap(\.doi)
        return [card.id, card.name] + card.aliases + card.listed.map(\.name) + card.hosts.compactMap(\.id)
            + dois + urls
    }

    /// The columns of the full text: name, listed, terms, about, rest.
    var texts: [String] {
        let ownTerms = terms.filter { $0.steps == 0 }
        let termWords = ownTerms.flatMap { term -> [String] in
            guard let known = vocabularies.term(term.own, in: term.facet) else { return [term.own] }
            return [known.name] + known.synonyms
        }
        var rest: [String] = card.annotations.compactMap(\.what)
        for labels in card.labels {
            rest.append(labels.about ?? "")
            rest += labels.words.flatMap { [$0.word, $0.means ?? ""] }
        }
        for release in card.releases {
            rest +=
                [release.name ?? ""] + release.collected + release.parts.flatMap { [$0.id, $0.name ?? ""] }
        }
        rest +=
            card.citations.compactMap(\.title) + card.licences.compactMap(\.name)
            + card.related.compactMap(\.name)
        rest += card.hosts.compactMap(\.covers) + card.loaders.map(\.name)
        return [
            ([card.id, card.name] + card.aliases + card.listed.map(\.name)).joined(separator: " / "),
            card.listed.flatMap { $0.keywords + [$0.claims ?? ""] }.joined(separator: " / "),
            termWords.joined(separator: " / "),
            [card.about, card.notice ?? ""].joined(separator: " / "),
            rest.joined(separator: " / "),
        ]
    }

    // MARK: Terms

    private func collectTerms() -> [FacetTerm] {
        var nearest: [String: FacetTerm] = [:]
        var order: [String] = []
        func note(_ facet: String, _ term: String, steps: Int, own: String) {
            let key = facet + " " + term
            if let known = nearest[key], known.steps <= steps { return }
            if nearest[key] == nil { order.append(key) }
            nearest[key] = FacetTerm(facet: facet, term: term, steps: steps, own: own)
        }
        func add(_ facet: String, _ own: [String], from start: Int = 0) {
            for term in own {
                var level: Set<String> = [term]
                var steps = start
                var seen: Set<String> = []
                while !level.isEmpty, steps < 16 {
                    for id in level.sorted() { note(facet, id, steps: steps, own: term) }
                    seen.formUnion(level)
                    level = Set(level.flatMap { vocabularies.term($0, in: facet)?.broader ?? [] })
                        .subtracting(seen)
                    steps += 1
                }
            }
        }
        let parts = card.releases.flatMap(\.parts)
        let techniques = card.techniques + parts.flatMap(\.techniques)
        add("modality", card.modalities + parts.flatMap(\.modalities))
        add("technique", techniques)
        for technique in techniques {
            let codes = vocabularies.term(technique, in: "technique")?.modalities ?? []
            if codes.count == 1 { add("modality", codes, from: 1) }
        }
        add("anatomy", card.anatomy + parts.flatMap(\.anatomy))
        add("finding", card.conditions)
        add("finding", card.labels.flatMap { $0.words.compactMap(\.concept) }, from: 1)
        add("task", card.tasks + parts.flatMap(\.tasks))
        add("annotation", card.annotations.map(\.kind))
        add("species", card.species)
        add("trait", card.traits)
        add("format", card.formats + parts.flatMap(\.formats) + card.annotations.compactMap(\.format))
        add("access", [card.access.kind.rawValue])
        add("host", card.hosts.map(\.kind.rawValue))
        add("kind", [card.kind.rawValue])
        add("status", [card.status.rawValue])
        if let size { add("size", [size]) }
        return order.compactMap { nearest[$0] }
    }

    /// The term of the vocabulary of sizes that holds, or `nil` where nothing is counted.
    private var size: String? {
        guard let count = sizeCount else { return nil }
        return vocabularies["size"]?.list.first { count >= $0.from ?? 0 && count < $0.below ?? .max }?.id
    }
}
