/// Reads the words of a question into parts that a card has or has not.
///
/// From left to right, the longest phrase that means something wins; what means nothing is looked for in the texts.
struct QuestionReader {
    private struct Token {
        var piece: NormalForm.Piece
        var normal: String
    }
    private static let longestPhrase = 8
    private static let longestName = 12

    let lexicon: Lexicon
    private var tokens: [Token] = []
    private var taken: Set<Int> = []
    private var reading = Reading()

    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    mutating func read(_ words: String) throws -> Reading {
        // A question is a line, not a book.
        tokens = try Self.split(
            NormalForm.pieces(of: String(words.prefix(2000)), keepingSigns: true), lexicon
        )
        .prefix(100).map { Token(piece: $0, normal: lexicon.form.word($0.text)) }
        try correctTokens()
        var isNegated = false
        var isAlternative = false
        var position = 0
        while position < tokens.count {
            if taken.contains(position) {
                position += 1
                continue
            }
            let step = try next(at: position)
            position += step.length
            switch step.kind {
            case .nothing: continue
            case .negation: isNegated = true
            case .alternative: isAlternative = true
            case .order(let order): reading.order = order
            case .kind(let kind): reading.kind = kind
            case .part(var part):
                if isAlternative, let last = reading.parts.last, last.isMust == part.isMust {
                    part.isNegated = last.isNegated
                    part.said = last.said + " / " + part.said
                    part.alternatives = last.alternatives + part.alternatives
                    part.words = []
                    reading.parts[reading.parts.count - 1] = part
                } else {
                    part.isNegated = isNegated
                    if isNegated { part.isMust = true }
                    reading.parts.append(part)
                }
                (isNegated, isAlternative) = (false, false)
            }
        }
        return reading
    }

    /// `10GB` is a number and a unit, `10k` a number and what multiplies it.
    private static func split(_ pieces: [NormalForm.Piece], _ lexicon: Lexicon) throws -> [NormalForm.Piece] {
        try pieces.flatMap { piece -> [NormalForm.Piece] in
            let digits = piece.text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let rest = String(piece.text.dropFirst(digits.count))
            guard !digits.isEmpty, !rest.isEmpty, Double(digits) != nil else { return [piece] }
            let roles = try lexicon.entries(lexicon.form.word(rest)).map(\.role)
            guard roles.contains(.unit) || roles.contains(.multiplier) else { return [piece] }
            return [
                .init(text: String(digits), said: String(digits), isInCapitals: false),
                .init(text: rest, said: String(piece.said.dropFirst(digits.count)), isInCapitals: false),
            ]
        }
    }

    private mutating func correctTokens() throws {
        for index in tokens.indices {
            let word = tokens[index].normal
            guard word.count >= 4, try !lexicon.isKnown(word),
                try lexicon.cards(called: tokens[index].piece.text).isEmpty
            else { continue }
            if let read = try lexicon.correction(of: word) ?? lexicon.correction(of: tokens[index].piece.text)
            {
                reading.corrections.append(.init(said: tokens[index].piece.said, read: read))
                tokens[index].normal = read
            }
        }
    }

    // MARK: One step

    private enum Kind {
        case nothing, negation, alternative
        case order(SearchOrder)
        case kind(CardKind)
        case part(Part)
    }

    private mutating func next(at position: Int) throws -> (length: Int, kind: Kind) {
        if let measured = try pattern(at: position) { return measured }
        let name = try longestName(at: position)
        for length in stride(from: min(Self.longestPhrase, tokens.count - position), through: 1, by: -1) {
            if let name, name.length >= length {
                let part = try namePart(name.cards, position..<(position + name.length))
                return (name.length, .part(part))
            }
            guard let kind = try meaning(of: position..<(position + length)) else { continue }
            return (length, kind)
        }
        return (1, try freeWord(at: position))
    }

    private func phrase(_ range: Range<Int>) -> String { tokens[range].map(\.normal).joined(separator: " ") }
    private func said(_ range: Range<Int>) -> String {
        String(tokens[range].map { $0.piece.gap + $0.piece.said }.joined().dropFirst())
    }

    /// What a phrase means that stands in the lists.
    private func meaning(of range: Range<Int>) throws -> Kind? {
        let entries = try lexicon.entries(phrase(range))
        guard !entries.isEmpty else { return nil }
        let isInCapitals = tokens[range].allSatisfy(\.piece.isInCapitals)
        let needsCapitals = entries.contains { $0.role == .capitals }
        if needsCapitals && isInCapitals, let part = try termPart(entries, range) { return .part(part) }
        if let id = entries.first(where: { $0.role == .intent })?.value, let intent = try lexicon.intent(id) {
            return intentKind(intent, range)
        }
        if entries.contains(where: { $0.role == .negation }) { return .negation }
        if entries.contains(where: { $0.role == .alternative }) { return .alternative }
        if entries.contains(where: { $0.role == .ignored }) { return .nothing }
        if needsCapitals { return nil }
        return try termPart(entries, range).map { .part($0) }
    }

    private func termPart(_ entries: [Lexicon.Entry], _ range: Range<Int>) throws -> Part? {
        let keys = entries.filter { $0.role == .term }.map { FacetKey(facet: $0.value, term: $0.detail) }
        guard let first = keys.first else { return nil }
        let facets = keys.compactMap { lexicon.facet($0.facet) }
        var alternatives: [[Atom]] = [[.terms(keys)]]
        let words = tokens[range].map(\.normal)
        if facets.contains(where: \.countsText) { alternatives.append([.words(words)]) }
        if let pieces = try piecewise(range) { alternatives.append(pieces) }
        return Part(
            said: said(range), alternatives: alternatives, words: words,
            isMust: lexicon.facet(first.facet)?.isMust ?? false)
    }

    /// The parts of a longer phrase, if each of them is a term: `lung cancer` is also `lung` and `cancer`.
    private func piecewise(_ range: Range<Int>) throws -> [Atom]? {
        guard range.count > 1 else { return nil }
        var atoms: [Atom] = []
        var position = range.lowerBound
        outer: while position < range.upperBound {
            for end in stride(from: range.upperBound, to: position, by: -1) where position..<end != range {
                let entries = try lexicon.entries(phrase(position..<end))
                if entries.contains(where: { $0.role == .ignored }), end == position + 1 {
                    position = end
                    continue outer
                }
                let keys = entries.filter { $0.role == .term }.map {
                    FacetKey(facet: $0.value, term: $0.detail)
                }
                if !keys.isEmpty, !entries.contains(where: { $0.role == .capitals }) {
                    atoms.append(.terms(keys))
                    position = end
                    continue outer
                }
            }
            return nil
        }
        return atoms.isEmpty ? nil : atoms
    }

    private func intentKind(_ intent: Intent, _ range: Range<Int>) -> Kind {
        if let order = intent.order { return .order(order) }
        if let kind = intent.kind { return .kind(kind) }
        var alternatives: [[Atom]] = []
        let keys = intent.any.flatMap { wanted in wanted.terms.map { FacetKey(facet: wanted.facet, term: $0) }
        }
        if !keys.isEmpty { alternatives.append([.terms(keys)]) }
        if let age = intent.youngerThan { alternatives.append([.youngerThan(age)]) }
        if let age = intent.olderThan { alternatives.append([.olderThan(age)]) }
        if let age = intent.meanOver { alternatives.append([.meanOver(age)]) }
        if !intent.licences.isEmpty { alternatives.append([.licences(intent.licences)]) }
        if intent.isCommercial { alternatives.append([.commercialUse]) }
        return .part(Part(said: said(range), alternatives: alternatives, isMust: true))
    }

    private func longestName(at position: Int) throws -> (length: Int, cards: [Int64])? {
        for length in stride(from: min(Self.longestName, tokens.count - position), through: 1, by: -1) {
            let squashed = tokens[position..<(position + length)].map(\.piece.text).joined()
            guard squashed.count > 2 else { continue }
            let cards = try lexicon.cards(called: squashed)
            if !cards.isEmpty { return (length, cards) }
        }
        return nil
    }

    /// A name, or what the same words mean: `pancreas CT` is a dataset, and a wish.
    private func namePart(_ cards: [Int64], _ range: Range<Int>) throws -> Part {
        let words = tokens[range].map(\.normal)
        var alternatives: [[Atom]] = [[.name(cards)], [.words(words)]]
        if let kind = try meaning(of: range), case .part(let part) = kind {
            alternatives += part.alternatives
        }
        if let pieces = try piecewise(range) { alternatives.append(pieces) }
        return Part(said: said(range), alternatives: alternatives, words: words, isMust: true)
    }

    private mutating func freeWord(at position: Int) throws -> Kind {
        let token = tokens[position]
        guard token.normal.contains(where: { $0.isLetter || $0.isNumber }) else { return .nothing }
        guard try lexicon.occurs(token.normal) else {
            reading.unknown.append(token.piece.said)
            return .nothing
        }
        return .part(
            Part(
                said: token.piece.said, alternatives: [[.words([token.normal])]], words: [token.normal],
                isMust: false))
    }
}

// MARK: Numbers

extension QuestionReader {
    /// A comparison with a number, or a year, as the patterns write them; the longest that fits.
    private mutating func pattern(at position: Int) throws -> (length: Int, kind: Kind)? {
        var best: (length: Int, atom: Atom, further: Int?)?
        for pattern in lexicon.patterns {
            guard let fit = try fit(pattern, at: position), fit.length > best?.length ?? 0 else { continue }
            best = fit
        }
        guard let best else { return nil }
        // A phrase that says the same in as many words means more: `under 18`.
        let range = position..<(position + best.length)
        if let kind = try meaning(of: range), case .part = kind { return nil }
        if let further = best.further { taken.insert(further) }
        let unit = best.further.map { " … " + tokens[$0].piece.said } ?? ""
        return (best.length, .part(Part(said: said(range) + unit, alternatives: [[best.atom]], isMust: true)))
    }

    private func fit(_ pattern: Lexicon.Pattern, at start: Int) throws -> (
        length: Int, atom: Atom, further: Int?
    )? {
        guard let intent = try lexicon.intent(pattern.intent) else { return nil }
        var position = start
        var number: Double?
        var year: Int?
        var comparison: Comparison?
        var unit: Measure.Unit?
        for part in pattern.parts {
            guard position < tokens.count else { return nil }
            switch part {
            case "{number}":
                guard let found = try self.number(at: position) else { return nil }
                number = found.value
                position += found.length
            case "{year}":
                guard let value = Int(tokens[position].normal), (1900...2100).contains(value) else {
                    return nil
                }
                year = value
                position += 1
            case "{comparison}":
                let role: SearchTables.Role = number == nil ? .comparison : .following
                guard let found = try entry(role, at: position) else { return nil }
                comparison = Comparison(rawValue: found.value)
                position += found.length
            case "{unit}":
                guard let found = try entry(.unit, at: position) else { return nil }
                unit = Measure.Unit(text: found.value)
                position += found.length
            default:
                guard tokens[position].normal == part else { return nil }
                position += 1
            }
        }
        if intent.isSince, let year { return (position - start, .since(year), nil) }
        if intent.isUntil, let year { return (position - start, .until(year), nil) }
        guard intent.isMeasure, let number, let comparison else { return nil }
        var further: Int?
        if unit == nil, let found = try unitFurther(on: position) {
            (unit, further) = (found.unit, found.index)
        }
        if unit == nil, let word = intent.unit {
            let entry = try lexicon.entries(lexicon.form.word(word)).first { $0.role == .unit }
            unit = entry.flatMap { Measure.Unit(text: $0.value) }
        }
        guard let unit else { return nil }
        if case .years = unit {
            return (position - start, Self.ages(comparison, number), further)
        }
        return (position - start, .measure(Measure(comparison, number, unit)), further)
    }

    private static func ages(_ comparison: Comparison, _ number: Double) -> Atom {
        let age = Int(min(max(number, 0), 200))
        return switch comparison {
        case .lessThan: .youngerThan(age)
        case .atMost: .youngerThan(age + 1)
        case .atLeast: .olderThan(age)
        case .moreThan: .olderThan(age + 1)
        }
    }

    /// The unit a few words further on: `more than 1000 healthy subjects`.
    private func unitFurther(on position: Int) throws -> (unit: Measure.Unit, index: Int)? {
        for index in position..<min(position + 4, tokens.count) {
            if Double(tokens[index].normal) != nil { return nil }
            let entries = try lexicon.entries(tokens[index].normal)
            guard let unit = entries.first(where: { $0.role == .unit }) else { continue }
            return Measure.Unit(text: unit.value).map { ($0, index) }
        }
        return nil
    }

    /// A number in digits or words, and what multiplies it: `1,000`, `ten thousand`, `10 k`.
    private func number(at position: Int) throws -> (value: Double, length: Int)? {
        var value: Double
        var end = position
        if let digits = Double(tokens[position].normal), digits.isFinite {
            value = digits
            end += 1
        } else if let word = try entry(.number, at: position) ?? entry(.multiplier, at: position) {
            value = Double(word.value) ?? 0
            end += word.length
        } else {
            return nil
        }
        while end < tokens.count, let factor = try entry(.multiplier, at: end),
            let times = Double(factor.value)
        {
            value *= times
            end += factor.length
        }
        return value.isFinite ? (value, end - position) : nil
    }

    /// The longest phrase of a role that starts here.
    private func entry(_ role: SearchTables.Role, at position: Int) throws -> (value: String, length: Int)? {
        for length in stride(from: min(4, tokens.count - position), through: 1, by: -1) {
            let found = try lexicon.entries(phrase(position..<(position + length))).first { $0.role == role }
            if let found { return (found.value, length) }
        }
        return nil
    }
}
