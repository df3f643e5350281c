/// All vocabularies, by id, and what they say of questions.
public struct Vocabularies: Sendable {
    private var byID: [String: Vocabulary] = [:]
    /// How questions are understood, from `intents.yaml`.
    private(set) var language: SearchLanguage?
    /// What the keywords of another list mean, from `keywords.yaml`.
    private(set) var keywords: KeywordList?
    /// The files that name terms of other vocabularies, for the check once all are there.
    private var referring: [(text: String, file: String)] = []

    public init() {}

    public subscript(id: String) -> Vocabulary? { byID[id] }
    public var all: [Vocabulary] { byID.values.sorted { $0.id < $1.id } }
    /// The term `id` of a vocabulary, or `nil`.
    public func term(_ id: String, in vocabulary: String) -> Term? { byID[vocabulary]?.terms[id] }
    /// The name that people read, or the id where the term is unknown.
    public func name(of id: String, in vocabulary: String) -> String { term(id, in: vocabulary)?.name ?? id }

    /// Reads one vocabulary file and adds it; returns what is wrong with it.
    ///
    /// Terms of other vocabularies that it names are looked up by `crossCheck`, once all files have been added.
    mutating func add(_ text: String, file: String) -> [CardProblem] {
        let node: YAMLNode
        do { node = try YAMLNode.parse(text, file: file) } catch { return [error] }
        var decoding = Decoding(file: file, vocabularies: nil)
        switch Kind(rawValue: node["id"]?.text ?? "") {
        case .language:
            guard let read = SearchLanguage.read(node, &decoding), !decoding.hasErrors else { break }
            language = read
            referring.append((text, file))
        case .keywords:
            guard let read = KeywordList.read(node, &decoding), !decoding.hasErrors else { break }
            keywords = read
            referring.append((text, file))
        case nil:
            guard var vocabulary = Vocabulary.read(node, &decoding), !decoding.hasErrors else { break }
            vocabulary.indexTerms()
            byID[vocabulary.id] = vocabulary
        }
        return decoding.problems
    }

    /// The files of the folder that are no lists of terms, by their ids.
    private enum Kind: String {
        case language = "intents"
        case keywords
    }

    /// What is wrong with the terms that intents and keywords name; all vocabularies must have been added.
    func crossCheck() -> [CardProblem] {
        referring.flatMap { text, file -> [CardProblem] in
            guard let node = try? YAMLNode.parse(text, file: file) else { return [] }
            var decoding = Decoding(file: file, vocabularies: self)
            switch Kind(rawValue: node["id"]?.text ?? "") {
            case .language: _ = SearchLanguage.read(node, &decoding)
            case .keywords: _ = KeywordList.read(node, &decoding)
            case nil: break
            }
            return decoding.problems
        }
    }

    /// What a keyword of another list means in our terms, and the card where it is a dataset's name.
    ///
    /// Keywords are spelt here as the list spells them; `nil` where nobody has said what this one means.
    public func meaning(ofKeyword word: String) -> KeywordMeaning? {
        guard let keyword = keywords?.keywords.first(where: { $0.word == word }) else { return nil }
        return KeywordMeaning(
            terms: keyword.means.flatMap { wanted in wanted.terms.map { .init(facet: wanted.facet, term: $0) }
            },
            card: keyword.card)
    }
}

/// What a keyword of another list means.
public struct KeywordMeaning: Sendable, Hashable {
    public struct FacetTerm: Sendable, Hashable {
        public let facet: String
        public let term: String
    }
    public let terms: [FacetTerm]
    /// The id of a card, where the keyword is a dataset's name.
    public let card: String?
}
