import LightboxCore

/// Terms of one facet, any of which will do.
struct Wanted: Sendable, Hashable {
    var facet = ""
    var terms: [String] = []
}

extension Wanted: CardRecord {
    static let name = "Wanted"
    static let summary = "Terms of one facet, any of which will do."
    static let fields: [Field<Wanted>] = [
        .required("facet", \.facet, .slug, "The vocabulary."),
        .many("terms", \.terms, .list(of: .termID), "Its terms.", isRequired: true),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        guard let vocabularies = decoding.vocabularies else { return }
        guard let vocabulary = vocabularies[facet] else {
            decoding.report(
                "There is no vocabulary '\(facet)'.", at: node,
                hint: Nearest.word(to: facet, among: vocabularies.all.map(\.id)).map {
                    "did you mean '\($0)'?"
                })
            return
        }
        for term in terms where vocabulary.terms[term] == nil {
            decoding.report(
                "'\(term)' is no term of Vocabulary/\(facet).yaml.", at: node["terms"] ?? node,
                hint: vocabulary.suggestion(for: term))
        }
    }
}

/// How hits are put in order, where a question asks for it.
public enum SearchOrder: String, Sendable, Hashable, CaseIterable {
    case relevance, newest, oldest, largest, smallest
}

/// What people mean by some phrases.
struct Intent: Sendable, Hashable {
    var id = ""
    var words: [String] = []
    /// Any of these will do, and so will the ages.
    var any: [Wanted] = []
    var youngerThan: Int?
    var olderThan: Int?
    var meanOver: Int?
    var licences: [String] = []
    var isCommercial = false
    var order: SearchOrder?
    var kind: CardKind?
    var isMeasure = false
    /// The unit of a measure that names none.
    var unit: String?
    var isSince = false
    var isUntil = false
}

extension Intent: CardRecord {
    static let name = "Intent"
    static let summary = "What people mean by some phrases."
    static let fields: [Field<Intent>] = [
        .required("id", \.id, .slug, "A name for it."),
        .many("words", \.words, .list(of: .text), "The phrases.", isRequired: true),
        .many("any", \.any, .list(of: .record()), "Terms, any of which will do."),
        .optional("younger-than", \.youngerThan, .count, "Or subjects younger than this, in years."),
        .optional("older-than", \.olderThan, .count, "Or subjects of this age or older, in years."),
        .optional(
            "mean-over", \.meanOver, .count, "Or subjects whose mean or median age is over this, in years."),
        .many("licences", \.licences, .list(of: .text), "Licences, any of which will do."),
        .flag("commercial", \.isCommercial, "Whether commercial use must be allowed."),
        .optional("order", \.order, .oneOf(), "How hits are put in order."),
        .optional("kind", \.kind, .oneOf(), "Whether datasets or sources are meant."),
        .flag("measure", \.isMeasure, "Whether the phrase compares a count or a size."),
        .optional("unit", \.unit, .text, "What it counts where it does not say."),
        .flag("since", \.isSince, "Whether it asks for what came out since a year."),
        .flag("until", \.isUntil, "Whether it asks for what came out before a year."),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        let says =
            !any.isEmpty || youngerThan != nil || olderThan != nil || meanOver != nil || !licences.isEmpty
            || isCommercial || order != nil || kind != nil || isMeasure || isSince || isUntil
        if !says { decoding.report("The intent '\(id)' does not say what it means.", at: node) }
    }
}

/// What each keyword of another list means in our terms, as written in `Vocabulary/keywords.yaml`.
struct KeywordList: Sendable, Hashable {
    var id = ""
    var about = ""
    var keywords: [Keyword] = []
}

extension KeywordList: CardRecord {
    static let name = "KeywordList"
    static let summary = "What the keywords of a list mean."
    static let fields: [Field<KeywordList>] = [
        .required("id", \.id, .slug, "`keywords`."),
        .required("about", \.about, .text, "What the file is for."),
        .many("keywords", \.keywords, .list(of: .record()), "The keywords.", isRequired: true),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        var seen: Set<String> = []
        for keyword in keywords where !seen.insert(keyword.word).inserted {
            decoding.report("The keyword '\(keyword.word)' stands twice.", at: node)
        }
    }
}

/// One keyword as a list spells it, and what it means.
struct Keyword: Sendable, Hashable {
    var word = ""
    var means: [Wanted] = []
    /// The card, where the keyword is a dataset's name.
    var card: String?
}

extension Keyword: CardRecord {
    static let name = "Keyword"
    static let summary = "One keyword as a list spells it."
    static let fields: [Field<Keyword>] = [
        .required("word", \.word, .text, "The keyword, letter by letter."),
        .many("means", \.means, .list(of: .record()), "What it means."),
        .optional("card", \.card, .slug, "The card, where the keyword is a dataset's name."),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if means.isEmpty && card == nil {
            decoding.report("The keyword '\(word)' does not say what it means.", at: node)
        }
    }
}
