import LightboxCore
import LightboxStore

extension Catalogue {
    /// Finds what a question asks for, the best first.
    ///
    /// - Throws: `SearchError` for a filter that names no facet or no term; `StoreError`.
    public func search(_ query: SearchQuery) throws -> SearchResult {
        try store.read { session in
            let lexicon = try Lexicon(session)
            var reader = QuestionReader(lexicon)
            var reading = try reader.read(query.words)
            reading.parts += try SearchOptions(lexicon).parts(query)
            let search = Search(
                evaluation: Evaluation(session: session, lexicon: lexicon, cards: try CardTable(session)),
                reading: reading)
            return try search.run(query)
        }
    }
}

/// One search: the parts of a question, and the cards that have them.
private struct Search {
    struct Candidate {
        let row: CardTable.Row
        var score = 0.0
        var why: [String] = []
        var unknowns = 0
    }

    let evaluation: Evaluation
    let reading: Reading
    private var session: StoreSession { evaluation.session }
    private var cards: CardTable { evaluation.cards }

    func run(_ query: SearchQuery) throws -> SearchResult {
        var result = SearchResult()
        result.corrections = reading.corrections
        result.unknown = reading.unknown
        result.understood = try Explanation(evaluation.lexicon).understood(reading)
        let order = query.order ?? reading.order ?? .relevance
        let scope = query.scope == .all ? reading.kind?.rawValue : query.scope.rawValue
        let rows = cards.rows.filter { scope == nil || $0.kind == scope }
        let matched = try reading.parts.map { part in (part: part, matches: try evaluation.matches(part)) }

        let isAsked = !reading.parts.isEmpty || reading.order != nil || reading.kind != nil
        let isEmptyQuestion = query.words.allSatisfy(\.isWhitespace)
        var candidates: [Candidate] = []
        if isAsked || isEmptyQuestion {
            candidates = rows.compactMap { candidate($0, matched) }
            candidates = narrowed(candidates, matched)
        }
        if order == .newest || order == .oldest {
            for index in candidates.indices {
                candidates[index].why.append(
                    candidates[index].row.year.map { "came out in \($0)" } ?? "year unknown")
            }
        }
        result.hits = sorted(candidates, order).map(hit)
        result.facetCounts = try FacetCounter(evaluation).counts(of: Set(candidates.map(\.row.number)))
        if result.hits.isEmpty {
            let shortfall = Shortfall(evaluation, parts: matched, rows: rows)
            result.shortfall = try shortfall.sentence()
            result.nearestTerms = try Explanation(evaluation.lexicon).nearestTerms(to: reading.unknown)
            let nearest = shortfall.nearest(3)
            result.nearest = nearest.compactMap { cards.byNumber[$0] }.map { row in
                hit(partial(row, matched))
            }
        }
        return result
    }

    /// The card with its score, or `nil` if it lacks what it must have.
    private func candidate(
        _ row: CardTable.Row, _ matched: [(part: Part, matches: Evaluation.Matches)]
    ) -> Candidate? {
        for (part, matches) in matched where part.isMust {
            if (matches[row.number] != nil) == part.isNegated { return nil }
        }
        return partial(row, matched)
    }

    private func partial(_ row: CardTable.Row, _ matched: [(part: Part, matches: Evaluation.Matches)])
        -> Candidate
    {
        var candidate = Candidate(row: row, score: row.prior)
        for (part, matches) in matched where !part.isNegated {
            guard let match = matches[row.number] else {
                candidate.why.append("nothing says '\(part.said)'")
                continue
            }
            candidate.score += match.points
            candidate.why += match.reasons.filter { !candidate.why.contains($0) }
            if match.isUnknown { candidate.unknowns += 1 }
        }
        if row.status == Status.gone.rawValue { candidate.why.append("gone: it is not offered any more") }
        return candidate
    }

    /// Where some have at least one of what is not a must, those with none are left out.
    private func narrowed(
        _ candidates: [Candidate], _ matched: [(part: Part, matches: Evaluation.Matches)]
    ) -> [Candidate] {
        let wishes = matched.filter { !$0.part.isMust && !$0.part.isNegated }
        guard !wishes.isEmpty else { return candidates }
        let some = candidates.filter { candidate in
            wishes.contains { $0.matches[candidate.row.number] != nil }
        }
        let hasMusts = matched.contains { $0.part.isMust && !$0.part.isNegated }
        return some.isEmpty && hasMusts ? candidates : some
    }

    private func sorted(_ candidates: [Candidate], _ order: SearchOrder) -> [Candidate] {
        func key(_ candidate: Candidate) -> Double {
            let row = candidate.row
            return switch order {
            case .relevance: candidate.score
            case .newest: Double(row.day ?? Int.min / 2)
            case .oldest: -Double(row.day ?? Int.max / 2)
            case .largest: Double(cards.size(of: row.number))
            case .smallest: -Double(row.bytes ?? Int.max / 2)
            }
        }
        return candidates.sorted { a, b in
            let (goneA, goneB) = (a.row.status == Status.gone.rawValue, b.row.status == Status.gone.rawValue)
            if goneA != goneB { return goneB }
            if a.unknowns != b.unknowns { return a.unknowns < b.unknowns }
            let (keyA, keyB) = (key(a), key(b))
            if keyA != keyB { return keyA > keyB }
            if a.score != b.score { return a.score > b.score }
            return a.row.id < b.row.id
        }
    }

    private func hit(_ candidate: Candidate) -> SearchResult.Hit {
        let row = candidate.row
        let modalities = try? session.all(
            "SELECT term FROM search_card_term WHERE card = ? AND facet = 'modality' AND steps = 0 ORDER BY term",
            [.integer(row.number)]
        ) { $0.text(0) ?? "" }
        return SearchResult.Hit(
            id: row.id, name: row.name, shortName: row.shortName,
            score: (candidate.score * 100).rounded() / 100,
            why: candidate.why, kind: row.kind, status: row.status, notice: row.notice, access: row.access,
            modalities: modalities ?? [], subjects: cards.count(.subjects, of: row.number),
            images: cards.count([.images, .slides, .videos, .volumes], of: row.number)?.value,
            bytes: row.bytes)
    }
}
