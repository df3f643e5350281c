import LightboxCore
import LightboxStore

/// Says in words how a question was read.
struct Explanation {
    let lexicon: Lexicon
    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    func understood(_ reading: Reading) throws -> [SearchResult.Understood] {
        var out = reading.parts.map { part in
            let meanings =
                part.alternatives.first.map { $0.map(words(for:)).joined(separator: " and ") } ?? ""
            return SearchResult.Understood(
                said: part.said, meaning: (part.isNegated ? "not " : "") + meanings)
        }
        if let order = reading.order {
            out.append(.init(said: order.rawValue, meaning: "\(order.rawValue) first"))
        }
        if let kind = reading.kind {
            out.append(.init(said: kind.rawValue, meaning: "kind \(kind.rawValue)"))
        }
        return out
    }

    /// What an atom asks, in a few words: `anatomy knee`, `more than 1,000 subjects`.
    func words(for atom: Atom) -> String {
        switch atom {
        case .terms(let keys):
            var order: [String] = []
            var terms: [String: [String]] = [:]
            for key in keys {
                if terms[key.facet] == nil { order.append(key.facet) }
                terms[key.facet, default: []].append(key.term)
            }
            return order.map { facet in
                "\(lexicon.facet(facet)?.name ?? facet) " + (terms[facet] ?? []).joined(separator: " or ")
            }.joined(separator: " or ")
        case .words(let words): return "the words '\(words.joined(separator: " "))'"
        case .name: return "a dataset's name"
        case .measure(let measure):
            let bound =
                measure.bound == measure.bound.rounded() ? Numbers.short(measure.bound) : "\(measure.bound)"
            switch measure.unit {
            case .counts(let kinds):
                return measure.comparison.words(bound) + " " + (kinds.first?.rawValue ?? "")
            case .bytes(let size):
                let bytes = measure.bound * Double(size)
                return measure.comparison.words(Self.size(bytes))
            case .years: return measure.comparison.words(bound) + " years"
            }
        case .youngerThan(let age): return "subjects under \(age)"
        case .olderThan(let age): return "subjects of \(age) and more"
        case .meanOver(let age): return "subjects of \(age) and more on average"
        case .licences(let names): return "licence " + names.joined(separator: " or ")
        case .commercialUse: return "that commercial use is allowed"
        case .since(let year): return "since \(year)"
        case .until(let year): return "before \(year)"
        }
    }

    private static func size(_ bytes: Double) -> String {
        bytes.isFinite && bytes < 9e18 ? ByteWords.text(bytes) : "that many bytes"
    }

    /// The terms that are nearest to words nobody knows.
    func nearestTerms(to unknown: [String]) throws -> [String] {
        guard !unknown.isEmpty else { return [] }
        let words = try lexicon.session.all(
            "SELECT DISTINCT phrase FROM search_phrase WHERE role = 'term' ORDER BY phrase"
        ) { $0.text(0) ?? "" }
        return unknown.compactMap { Nearest.word(to: $0, among: words) }
    }
}
