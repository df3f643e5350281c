import LightboxCore
import LightboxStore

/// Bytes as people write them.
enum ByteWords {
    static func text(_ bytes: Double) -> String { ByteCount(Int64(bytes)).description }
}

/// Why nothing was found: which part of a question excluded everything.
struct Shortfall {
    private let evaluation: Evaluation
    private let rows: [CardTable.Row]
    private let parts: [(part: Part, cards: Set<Int64>)]

    init(
        _ evaluation: Evaluation, parts: [(part: Part, matches: Evaluation.Matches)], rows: [CardTable.Row]
    ) {
        self.evaluation = evaluation
        self.rows = rows
        let all = Set(rows.map(\.number))
        self.parts = parts.map { part, matches in
            let having = Set(matches.keys).intersection(all)
            return (part, part.isNegated ? all.subtracting(having) : having)
        }
    }

    private func words(_ part: Part) -> String {
        let first = part.alternatives.first ?? []
        return first.map { Explanation(evaluation.lexicon).words(for: $0) }.joined(separator: " and ")
    }

    /// The reason in one sentence.
    ///
    /// Such as `12 have anatomy chest and modality CT; none of them has access open.`
    func sentence() throws -> String? {
        let musts = parts.filter(\.part.isMust)
        guard !musts.isEmpty else { return nil }
        if let none = musts.first(where: \.cards.isEmpty) {
            let what = words(none.part)
            return none.part.isNegated ? "Every card has \(what)." : "No card has \(what)."
        }
        // The broadest first, so that what is named last is what the others lack.
        var kept: [(part: Part, cards: Set<Int64>)] = []
        var rest = Set(rows.map(\.number))
        for entry in musts.sorted(by: { $0.cards.count > $1.cards.count }) {
            let both = rest.intersection(entry.cards)
            guard both.isEmpty else {
                rest = both
                kept.append(entry)
                continue
            }
            let having = kept.map { ($0.part.isNegated ? "not " : "") + words($0.part) }.joined(
                separator: " and ")
            let lacking = words(entry.part)
            let head = "\(rest.count) \(rest.count == 1 ? "has" : "have") \(having); "
            let tail = try instead(of: entry.part, among: rest)
            return entry.part.isNegated
                ? head + "all of them have \(lacking)." : head + "none of them has \(lacking)\(tail)."
        }
        return nil
    }

    /// What they have in place of a term: `, but access agreement (5), registration (3)`.
    private func instead(of part: Part, among cards: Set<Int64>) throws -> String {
        guard case .terms(let keys)? = part.alternatives.first?.first, let facet = keys.first?.facet else {
            return ""
        }
        let counts =
            try FacetCounter(evaluation).counts(of: cards).first { $0.facet == facet }?.terms.prefix(4) ?? []
        guard !counts.isEmpty else { return "" }
        return ", but \(facet) " + counts.map { "\($0.term) (\($0.count))" }.joined(separator: ", ")
    }

    /// The cards that have the most of what was asked.
    func nearest(_ count: Int) -> [Int64] {
        let asked = parts.filter { !$0.part.isNegated }
        guard !asked.isEmpty else { return [] }
        let scored = rows.map { row in
            (
                number: row.number, has: asked.count { $0.cards.contains(row.number) }, prior: row.prior,
                status: row.status
            )
        }
        let some = scored.filter { $0.has > 0 && $0.status != Status.gone.rawValue }
        return some.sorted { ($0.has, $0.prior) > ($1.has, $1.prior) }.prefix(count).map(\.number)
    }
}

/// Counts how many cards have each term of each facet.
struct FacetCounter {
    private let evaluation: Evaluation
    init(_ evaluation: Evaluation) { self.evaluation = evaluation }

    func counts(of cards: Set<Int64>) throws -> [SearchResult.FacetCount] {
        guard !cards.isEmpty else { return [] }
        var counts: [FacetKey: Int] = [:]
        try evaluation.session.rows("SELECT card, facet, term FROM search_card_term") { row in
            guard cards.contains(row.integer(0) ?? 0) else { return }
            counts[FacetKey(facet: row.text(1) ?? "", term: row.text(2) ?? ""), default: 0] += 1
        }
        var names: [FacetKey: String] = [:]
        try evaluation.session.rows("SELECT facet, id, name FROM search_term") { row in
            names[FacetKey(facet: row.text(0) ?? "", term: row.text(1) ?? "")] = row.text(2) ?? ""
        }
        let known = evaluation.lexicon.facets.map(\.id) + ["kind", "status"]
        let byFacet = Dictionary(grouping: counts, by: \.key.facet)
        return known.compactMap { facet in
            guard let entries = byFacet[facet] else { return nil }
            let terms = entries.map { key, count in
                SearchResult.TermCount(term: key.term, name: names[key] ?? key.term, count: count)
            }
            return .init(facet: facet, terms: terms.sorted { ($1.count, $0.term) < ($0.count, $1.term) })
        }
    }
}
