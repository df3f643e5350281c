import LightboxCore

/// A set of labels that belong together: its words, what they mean, and who said so.
public struct LabelSet: Sendable, Hashable {
    public internal(set) var id = ""
    public internal(set) var about: String?
    public internal(set) var kind = LabelSetKind.multiLabel
    public internal(set) var scope = LabelScope.image
    public internal(set) var origin = Origin.unknown
    public internal(set) var release: String?
    public internal(set) var files: [String] = []
    public internal(set) var columns: [String] = []
    public internal(set) var states: [Named<LabelState>] = []
    public internal(set) var codes: [Named<String>] = []
    public internal(set) var words: [LabelWord] = []
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension LabelSet: CardRecord {
    static let name = "LabelSet"
    static let summary = "A set of labels that belong together."
    static let fields: [Field<LabelSet>] =
        [
            .required("id", \.id, .slug, "A short name for the set."),
            .optional("about", \.about, .text, "What the set tells, in one sentence."),
            .required(
                "kind", \.kind, .oneOf(),
                "Whether a thing can have several of the words, one, a grade, a number or a text."),
            .required("scope", \.scope, .oneOf(), "What the labels are said of."),
            .required("by", \.origin, .oneOf(), "Who or what gave them."),
            .optional("release", \.release, .text, "The release, where not all have it."),
            .many("files", \.files, .list(of: .pattern), "Where they stand, as quoted patterns."),
            .many(
                "columns", \.columns, .list(of: .text),
                "The columns or elements they stand in, where not one per word."),
            .many(
                "states", \.states, .valueMap(to: .oneOf()),
                "For one column per word: what a cell says. Quote the cells; `\"\"` is the empty cell."),
            .many("codes", \.codes, .valueMap(to: .text), "For coded columns: what a cell means, in words."),
            .many("words", \.words, .list(of: .record()), "The words as released."),
        ] + Field.provenance(\.provenance)
}

/// One word of a label set, as released.
public struct LabelWord: Sendable, Hashable {
    public internal(set) var word = ""
    public internal(set) var means: String?
    public internal(set) var value: String?
    public internal(set) var concept: String?
    public internal(set) var match: MatchKind?
    public internal(set) var count: Cited<Int>?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension LabelWord: CardRecord {
    static let name = "LabelWord"
    static let summary = "One word as released; a bare text stands for `word`."
    static let shorthand: String? = "word"
    static let fields: [Field<LabelWord>] =
        [
            .required("word", \.word, .cell, "The word, letter by letter as released."),
            .optional("means", \.means, .text, "What it means, where the word does not tell."),
            .optional("value", \.value, .cell, "The number or code that stands for it in masks and tables."),
            .optional("concept", \.concept, .term("finding"), "The shared concept."),
            .optional(
                "match", \.match, .oneOf(),
                "How exactly the word means the concept: the word is `exact`ly it, or `broader`, `narrower`, or `related`."
            ),
            .optional("count", \.count, .cited(.count), "How often it occurs."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if (concept == nil) != (match == nil) {
            decoding.report("`concept` and `match` go together.", at: node)
        }
    }
}
