import LightboxCore
import LightboxStore

/// How well a card has what one part of a question asks.
struct Match {
    var points: Double
    var reasons: [String]
    /// Whether the card does not say, so that it may or may not have it.
    var isUnknown = false

    static func better(_ a: Match?, _ b: Match) -> Match {
        guard let a else { return b }
        if a.isUnknown != b.isUnknown { return a.isUnknown ? b : a }
        return a.points >= b.points ? a : b
    }
}

/// Asks all cards for the parts of a question.
struct Evaluation {
    typealias Matches = [Int64: Match]

    let session: StoreSession
    let lexicon: Lexicon
    let cards: CardTable

    func matches(_ part: Part) throws -> Matches {
        var best: Matches = [:]
        for alternative in part.alternatives {
            // What is excluded is what a card states, not what its text happens to mention.
            if part.isNegated, alternative.contains(where: { if case .words = $0 { true } else { false } }),
                part.alternatives.count > 1
            {
                continue
            }
            var all: Matches?
            for atom in alternative {
                let found = try matches(atom, part)
                guard let known = all else {
                    all = found
                    continue
                }
                all = known.reduce(into: [:]) { out, entry in
                    guard let other = found[entry.key] else { return }
                    out[entry.key] = Match(
                        points: entry.value.points * 0.5 + other.points * 0.45,
                        reasons: entry.value.reasons + other.reasons,
                        isUnknown: entry.value.isUnknown || other.isUnknown)
                }
            }
            for (card, match) in all ?? [:] { best[card] = Match.better(best[card], match) }
        }
        if part.isNegated { return best.filter { !$0.value.isUnknown } }
        if !part.words.isEmpty {
            // Names win.
            for card in try textMatches(part.words, in: ["name"]) where best[card] != nil {
                let sentence = "name says '\(part.said)'"
                best[card]?.points += namePoints(part)
                if best[card]?.reasons.contains(where: { $0.hasPrefix("name ") }) == false {
                    best[card]?.reasons.insert(sentence, at: 0)
                }
            }
            // What its makers or a list say in so many words is more to the point than a term alone.
            for card in try textMatches(part.words, in: ["about", "listed"]) { best[card]?.points += 3 }
        }
        return best
    }

    /// What it is worth that a name has the words, too: less where a facet tells it all, as a modality does.
    private func namePoints(_ part: Part) -> Double {
        guard case .terms(let keys)? = part.alternatives.first?.first, let key = keys.first else { return 10 }
        return lexicon.facet(key.facet)?.countsText == true ? 8 : 2
    }

    private func matches(_ atom: Atom, _ part: Part) throws -> Matches {
        switch atom {
        case .terms(let keys): try termMatches(keys, part)
        case .words(let words): try wordMatches(words, part)
        case .name(let numbers):
            numbers.reduce(into: [:]) { $0[$1] = Match(points: 100, reasons: ["name is '\(part.said)'"]) }
        case .measure(let measure): measureMatches(measure)
        case .youngerThan(let age):
            ageMatches(needs: \.youngest) { row in
                guard let youngest = row.youngest, youngest < Double(age) else { return nil }
                if let oldest = row.oldest, oldest <= Double(age) + 3 { return 12 }
                return row.meanAge.map { $0 < Double(age) } == true ? 10 : 3
            }
        case .olderThan(let age):
            ageMatches(needs: \.oldest) { row in
                guard let oldest = row.oldest, oldest >= Double(age) else { return nil }
                return (row.youngest ?? 0) >= Double(age) ? 10 : 4
            }
        case .meanOver(let age):
            ageMatches(needs: \.meanAge) { row in
                if let mean = row.meanAge { return mean > Double(age) ? 10 : nil }
                return (row.youngest ?? 0) >= Double(age) - 10 ? 8 : nil
            }
        case .licences(let wanted):
            rowMatches { row in
                let found = row.licences.first { wanted.contains(String($0)) }
                return found.map { Match(points: 4, reasons: ["licence \($0)"]) }
            }
        case .commercialUse:
            rowMatches { row in
                switch Permission(rawValue: row.commercial) {
                case .yes: Match(points: 4, reasons: ["commercial use is allowed"])
                case .ask: Match(points: 0, reasons: ["commercial use: ask"], isUnknown: true)
                case .unstated: Match(points: 0, reasons: ["commercial use: nobody says"], isUnknown: true)
                case .no, nil: nil
                }
            }
        case .since(let year): yearMatches { $0 >= year }
        case .until(let year): yearMatches { $0 < year }
        }
    }

    private func rowMatches(_ body: (CardTable.Row) -> Match?) -> Matches {
        cards.rows.reduce(into: [:]) { out, row in out[row.number] = body(row) }
    }

    // MARK: Terms and words

    private func termMatches(_ keys: [FacetKey], _ part: Part) throws -> Matches {
        var best: Matches = [:]
        for key in keys {
            let facet = lexicon.facet(key.facet)
            let (name, weight) = (facet?.name ?? key.facet, facet?.weight ?? 5)
            try session.rows(
                """
                SELECT card, steps, own, (SELECT count(*) FROM search_card_term o
                    WHERE o.card = t.card AND o.facet = t.facet AND o.steps = 0)
                FROM search_card_term t WHERE facet = ? AND term = ?
                """, [.text(key.facet), .text(key.term)]
            ) { row in
                let steps = row.int(1) ?? 0
                // A dataset about one thing is more about it than one about ten.
                let focus = facet?.isMust == true ? weight * 0.4 / Double(max(1, row.int(3) ?? 1)) : 0
                let points = weight * (steps == 0 ? 1 : 0.85) + focus
                let own = row.text(2) ?? key.term
                let asked = part.isOption ? "as asked" : "you said '\(part.said)'"
                let shown = own == key.term ? own : "\(own), a kind or part of \(key.term)"
                let number = row.integer(0) ?? 0
                var match = Match(points: points, reasons: ["\(name) \(shown) (\(asked))"])
                // Several of what one would do is a little more.
                if let known = best[number] {
                    match = Match.better(known, match)
                    match.points += 0.5
                }
                best[number] = match
            }
        }
        return best
    }

    /// What a column of the texts is worth, and what it is called.
    private static let columns: [(column: String, points: Double, name: String)] = [
        ("name", 20, "name"), ("listed", 6, "the list"), ("terms", 5, "a term"),
        ("about", 4, "the description"),
        ("rest", 2, "a detail"),
    ]

    private func wordMatches(_ words: [String], _ part: Part) throws -> Matches {
        // Where a term could have matched, a mention in passing is worth little.
        let isFallback =
            part.alternatives.count > 1
            && !part.alternatives.contains { $0.contains { if case .name = $0 { true } else { false } } }
        var best: Matches = [:]
        for (column, points, name) in Self.columns {
            if isFallback && (column == "rest" || column == "terms") { continue }
            for card in try textMatches(words, in: [column]) {
                let match = Match(
                    points: isFallback ? points * 0.5 : points, reasons: ["\(name) says '\(part.said)'"])
                best[card] = Match.better(best[card], match)
            }
        }
        return best
    }

    /// The cards whose columns have these words one after the other.
    private func textMatches(_ words: [String], in columns: [String]) throws -> [Int64] {
        // Words hold letters and digits only, so nothing in them can end the quotes; columns are ours.
        let safe = words.map { word in word.filter { $0.isLetter || $0.isNumber || $0 == "." } }.filter {
            !$0.isEmpty
        }
        guard !safe.isEmpty else { return [] }
        let query = "{\(columns.joined(separator: " "))} : \"\(safe.joined(separator: " "))\""
        return try session.all("SELECT rowid FROM search_text WHERE search_text MATCH ?", [.text(query)]) {
            $0.integer(0) ?? 0
        }
    }

    // MARK: Numbers

    private func measureMatches(_ measure: Measure) -> Matches {
        rowMatches { row in
            let bound = measure.bound
            switch measure.unit {
            case .counts(let kinds):
                let what = kinds.first?.rawValue ?? "things"
                guard let known = cards.count(kinds, of: row.number) else {
                    return Match(points: 0, reasons: ["number of \(what) unknown"], isUnknown: true)
                }
                guard measure.comparison.holds(Double(known.value), bound) else { return nil }
                let sentence =
                    "\(known.value.grouped) \(known.kind.rawValue), "
                    + "\(measure.comparison.words(Self.number(bound)))"
                return Match(points: 4, reasons: [sentence])
            case .bytes(let size):
                guard let bytes = row.bytes else {
                    return Match(points: 0, reasons: ["size unknown"], isUnknown: true)
                }
                let limit = bound * Double(size)
                guard measure.comparison.holds(Double(bytes), limit) else { return nil }
                let shown = ByteCount(Int64(bytes)).description
                let asked = limit < 9e18 ? ByteCount(Int64(limit)).description : "\(limit) bytes"
                return Match(points: 4, reasons: ["\(shown), \(measure.comparison.words(asked))"])
            case .years: return nil
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? Int(value).grouped : "\(value)"
    }

    private func ageMatches(needs path: KeyPath<CardTable.Row, Double?>, _ points: (CardTable.Row) -> Double?)
        -> Matches
    {
        rowMatches { row in
            guard let points = points(row) else { return nil }
            return Match(points: points, reasons: [Self.ages(row)])
        }
    }

    private static func ages(_ row: CardTable.Row) -> String {
        switch (row.youngest, row.oldest, row.meanAge) {
        case (let low?, let high?, _): "ages \(Numbers.short(low)) to \(Numbers.short(high))"
        case (let low?, nil, _): "ages from \(Numbers.short(low))"
        case (nil, let high?, _): "ages up to \(Numbers.short(high))"
        case (nil, nil, let mean?): "mean age \(Numbers.short(mean))"
        case (nil, nil, nil): "ages unknown"
        }
    }

    private func yearMatches(_ holds: (Int) -> Bool) -> Matches {
        rowMatches { row in
            guard let year = row.year else {
                return Match(points: 0, reasons: ["year unknown"], isUnknown: true)
            }
            return holds(year) ? Match(points: 3, reasons: ["came out in \(year)"]) : nil
        }
    }
}
