import LightboxCore
import LightboxStore

/// Turns the filters of a query into parts, each word checked.
struct SearchOptions {
    private let lexicon: Lexicon
    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// Facets that no vocabulary file holds: their terms are our own closed words.
    private static let closed: [String: [String]] = [
        "kind": CardKind.allCases.map(\.rawValue), "status": Status.allCases.map(\.rawValue),
    ]

    func parts(_ query: SearchQuery) throws -> [Part] {
        var parts = try query.filters.map(part)
        if let count = query.minSubjects {
            parts.append(option(.measure(Measure(.atLeast, Double(count), .counts([.subjects])))))
        }
        if let size = query.maxSize { parts.append(option(.measure(try self.size(size)))) }
        if let licence = query.licence { parts.append(option(.licences([try self.licence(licence)]))) }
        if query.commercialUse { parts.append(option(.commercialUse)) }
        return parts
    }

    private func option(_ atom: Atom) -> Part {
        let said = Explanation(lexicon).words(for: atom)
        return Part(said: said, alternatives: [[atom]], isMust: true, isOption: true)
    }

    private func part(_ filter: SearchQuery.Filter) throws -> Part {
        let keys = try filter.terms.map { try FacetKey(facet: filter.facet, term: term($0, filter.facet)) }
        return Part(
            said: filter.terms.joined(separator: " or "), alternatives: [[.terms(keys)]], isMust: true,
            isOption: true)
    }

    /// The term that a word stands for: its id, its name or a synonym.
    private func term(_ word: String, _ facet: String) throws -> String {
        if let words = Self.closed[facet] {
            if words.contains(word.lowercased()) { return word.lowercased() }
            throw SearchError(
                facet: facet, word: word, nearest: Nearest.word(to: word, among: words), allowed: words)
        }
        guard lexicon.facet(facet) != nil else {
            throw SearchError(
                facet: "", word: facet, nearest: Nearest.word(to: facet, among: lexicon.facets.map(\.id)),
                allowed: lexicon.facets.map(\.id) + Self.closed.keys.sorted())
        }
        let ids = try lexicon.session.all(
            "SELECT id FROM search_term WHERE facet = ? ORDER BY rank", [.text(facet)]
        ) { $0.text(0) ?? "" }
        if let exact = ids.first(where: { $0 == word })
            ?? ids.first(where: { $0.lowercased() == word.lowercased() })
        {
            return exact
        }
        let entries = try lexicon.entries(lexicon.form.text(word))
        if let entry = entries.first(where: { $0.role == .term && $0.value == facet }) { return entry.detail }
        throw SearchError(
            facet: lexicon.facet(facet)?.name ?? facet, word: word, nearest: try nearest(to: word, facet),
            allowed: ids.count <= 12 ? ids : [])
    }

    private func nearest(to word: String, _ facet: String) throws -> String? {
        let phrases = try lexicon.session.all(
            "SELECT phrase FROM search_phrase WHERE role = 'term' AND value = ? ORDER BY phrase",
            [.text(facet)]
        ) { $0.text(0) ?? "" }
        guard let phrase = Nearest.word(to: lexicon.form.text(word), among: phrases) else { return nil }
        return try lexicon.entries(phrase).first { $0.role == .term && $0.value == facet }?.detail
    }

    /// A number of bytes, in bytes or in one of the units that questions know.
    private func size(_ text: String) throws -> Measure {
        let trimmed = NormalForm.pieces(of: text, keepingSigns: false).map(\.text).joined()
        let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let word = String(trimmed.dropFirst(digits.count))
        if let number = Double(digits), number.isFinite {
            if word.isEmpty { return Measure(.atMost, number, .bytes(1)) }
            let entry = try lexicon.entries(lexicon.form.word(word)).first { $0.role == .unit }
            if let entry, case .bytes(let size)? = Measure.Unit(text: entry.value) {
                return Measure(.atMost, number, .bytes(size))
            }
        }
        throw SearchError(
            facet: "size in bytes", word: text, nearest: nil, allowed: ["500MB", "10GB", "1.5TB"])
    }

    private func licence(_ word: String) throws -> String {
        if let known = SPDX.known.first(where: { $0.lowercased() == word.lowercased() }) { return known }
        throw SearchError(
            facet: "licence", word: word, nearest: Nearest.word(to: word, among: SPDX.known), allowed: [])
    }
}
