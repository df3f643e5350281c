import LightboxCore

/// How questions are understood, as written in `Vocabulary/intents.yaml`.
///
/// All words of questions are data: the program knows what a comparison is, but no word for one.
struct SearchLanguage: Sendable, Hashable {
    var id = ""
    var about = ""
    var facets: [SearchFacet] = []
    var ignored: [String] = []
    var onlyInCapitals: [String] = []
    var negations: [String] = []
    var alternatives: [String] = []
    var endings: [WordEnding] = []
    var irregular: [WordChange] = []
    var spellings: [SpellingChange] = []
    var numbers: [NumberWord] = []
    var comparisons: [ComparisonWords] = []
    var units: [UnitWords] = []
    var intents: [Intent] = []
}

extension SearchLanguage: CardRecord {
    static let name = "SearchLanguage"
    static let summary = "How questions are understood."
    static let fields: [Field<SearchLanguage>] = [
        .required("id", \.id, .slug, "`intents`."),
        .required("about", \.about, .text, "What the file is for."),
        .many("facets", \.facets, .list(of: .record()), "What can be asked for, in order of preference."),
        .many("ignored", \.ignored, .list(of: .text), "Words that say nothing of a dataset."),
        .many(
            "only-in-capitals", \.onlyInCapitals, .list(of: .text),
            "Ids and abbreviations that are also words, and count only in capitals."),
        .many("negations", \.negations, .list(of: .text), "Words that turn round what follows."),
        .many(
            "alternatives", \.alternatives, .list(of: .text), "Words between two things of which one will do."
        ),
        .many(
            "endings", \.endings, .list(of: .record()),
            "What the endings of words become; the first that fits."),
        .many("irregular", \.irregular, .list(of: .record()), "Words that the endings do not reach."),
        .many("spellings", \.spellings, .list(of: .record()), "Parts of words that are spelt in two ways."),
        .many("numbers", \.numbers, .list(of: .record()), "Numbers in words."),
        .many("comparisons", \.comparisons, .list(of: .record()), "What words compare."),
        .many("units", \.units, .list(of: .record()), "What numbers count."),
        .many("intents", \.intents, .list(of: .record()), "What people mean by phrases."),
    ]
}

/// One thing that can be asked for.
struct SearchFacet: Sendable, Hashable {
    var id = ""
    var name = ""
    var weight = 0
    var isMust = false
    var countsText = false
    var also: [String] = []
}

extension SearchFacet: CardRecord {
    static let name = "SearchFacet"
    static let summary = "One vocabulary that can be asked for."
    static let fields: [Field<SearchFacet>] = [
        .required("id", \.id, .slug, "The vocabulary."),
        .required("name", \.name, .text, "What it is called in explanations."),
        .required("weight", \.weight, .count, "How much a term of it weighs."),
        .flag("must", \.isMust, "Whether a card without the term is left out."),
        .flag("text", \.countsText, "Whether a card that has the words but not the term counts too."),
        .many("also", \.also, .list(of: .text), "Other names of the facet."),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        guard let vocabularies = decoding.vocabularies, vocabularies[id] == nil else { return }
        decoding.report(
            "There is no vocabulary '\(id)'.", at: node,
            hint: Nearest.word(to: id, among: vocabularies.all.map(\.id)).map { "did you mean '\($0)'?" })
    }
}

/// What an ending of a word becomes.
struct WordEnding: Sendable, Hashable {
    var ending = ""
    var becomes = ""
    var least = 0
}

extension WordEnding: CardRecord {
    static let name = "WordEnding"
    static let summary = "What an ending becomes."
    static let fields: [Field<WordEnding>] = [
        .required("ending", \.ending, .text, "The last letters of a word."),
        .required("becomes", \.becomes, .cell, "What stands in their place; nothing, perhaps."),
        .required("least", \.least, .count, "The length of the word from which this holds."),
    ]
}

/// What a whole word becomes.
struct WordChange: Sendable, Hashable {
    var word = ""
    var becomes = ""
}

extension WordChange: CardRecord {
    static let name = "WordChange"
    static let summary = "What a word becomes."
    static let fields: [Field<WordChange>] = [
        .required("word", \.word, .text, "The word."),
        .required("becomes", \.becomes, .text, "What stands in its place."),
    ]
}

/// What a part of a word becomes.
struct SpellingChange: Sendable, Hashable {
    var part = ""
    var becomes = ""
}

extension SpellingChange: CardRecord {
    static let name = "SpellingChange"
    static let summary = "What a part of a word becomes."
    static let fields: [Field<SpellingChange>] = [
        .required("part", \.part, .text, "The letters."),
        .required("becomes", \.becomes, .text, "What stands in their place."),
    ]
}

/// A number in words.
struct NumberWord: Sendable, Hashable {
    var word = ""
    var value = 0
    var multiplies = false
}

extension NumberWord: CardRecord {
    static let name = "NumberWord"
    static let summary = "A number in words."
    static let fields: [Field<NumberWord>] = [
        .required("word", \.word, .text, "The word."),
        .required("is", \.value, .count, "The number."),
        .flag("times", \.multiplies, "Whether it multiplies a number before it: two thousand, 10k."),
    ]
}

/// How a number is compared.
enum Comparison: String, Sendable, Hashable, CaseIterable {
    case moreThan = "more-than"
    case atLeast = "at-least"
    case lessThan = "less-than"
    case atMost = "at-most"

    func holds(_ value: Double, _ bound: Double) -> Bool {
        switch self {
        case .moreThan: value > bound
        case .atLeast: value >= bound
        case .lessThan: value < bound
        case .atMost: value <= bound
        }
    }
    /// The comparison in words: `more than 1000`.
    func words(_ bound: String) -> String {
        switch self {
        case .moreThan: "more than \(bound)"
        case .atLeast: "at least \(bound)"
        case .lessThan: "less than \(bound)"
        case .atMost: "at most \(bound)"
        }
    }
}

/// Words that compare.
struct ComparisonWords: Sendable, Hashable {
    var comparison = Comparison.atLeast
    var follows = false
    var words: [String] = []
}

extension ComparisonWords: CardRecord {
    static let name = "ComparisonWords"
    static let summary = "Words that compare."
    static let fields: [Field<ComparisonWords>] = [
        .required("is", \.comparison, .oneOf(), "What they say."),
        .flag("after", \.follows, "Whether they stand after the number: 1000 or more."),
        .many("words", \.words, .list(of: .text), "The words.", isRequired: true),
    ]
}

/// What a number counts.
struct UnitWords: Sendable, Hashable {
    var words: [String] = []
    var counts: [CountOf] = []
    var bytes: Int?
    var isYears = false
}

extension UnitWords: CardRecord {
    static let name = "UnitWords"
    static let summary = "What a number counts."
    static let fields: [Field<UnitWords>] = [
        .many("words", \.words, .list(of: .text), "The words, in the singular.", isRequired: true),
        .many(
            "counts", \.counts, .list(of: .oneOf()),
            "The counts of a release that they mean, the first known one holds."),
        .optional("bytes", \.bytes, .count, "How many bytes one is."),
        .flag("years", \.isYears, "Whether they are years of age."),
    ]

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if [!counts.isEmpty, bytes != nil, isYears].count(where: { $0 }) != 1 {
            decoding.report("A unit has one of `counts`, `bytes` and `years`.", at: node)
        }
    }
}
