/// One thing that can be asked of a card.
enum Atom: Sendable, Hashable {
    /// Any of these terms.
    case terms([FacetKey])
    /// These words, one after the other, in the text.
    case words([String])
    /// The name of these cards.
    case name([Int64])
    case measure(Measure)
    case youngerThan(Int)
    case olderThan(Int)
    case meanOver(Int)
    case licences([String])
    case commercialUse
    case since(Int)
    case until(Int)
}

/// A term of a facet.
struct FacetKey: Sendable, Hashable {
    let facet: String
    let term: String
}

/// One part of a question.
struct Part: Sendable {
    /// The words of the question, as written.
    var said: String
    /// Any of these, each with all that it asks.
    var alternatives: [[Atom]]
    /// The words in their normal form, for names and texts.
    var words: [String] = []
    /// Whether a card without it is no hit.
    var isMust: Bool
    var isNegated = false
    /// Whether an option asked for it, not a word.
    var isOption = false
}

/// A question as it was read.
struct Reading: Sendable {
    var parts: [Part] = []
    var corrections: [SearchResult.Correction] = []
    var unknown: [String] = []
    var order: SearchOrder?
    var kind: CardKind?
}
