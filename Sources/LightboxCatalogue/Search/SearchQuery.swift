import LightboxCore

/// What somebody looks for: words as they come, and filters that leave no choice.
///
/// ```swift
/// var query = SearchQuery("chest x-ray with reports")
/// query.filters = [.init(facet: "access", terms: ["open"])]
/// let result = try catalogue.search(query)
/// ```
public struct SearchQuery: Sendable, Hashable {
    /// Terms of one facet, any of which will do; words for a term count as the term.
    public struct Filter: Sendable, Hashable {
        public var facet: String
        public var terms: [String]
        public init(facet: String, terms: [String]) { (self.facet, self.terms) = (facet, terms) }
    }
    /// What is searched: cards of one kind, or all.
    public enum Scope: String, Sendable, Hashable, CaseIterable { case dataset, source, all }

    public var words: String
    public var filters: [Filter] = []
    public var minSubjects: Int?
    /// A size as people write it: `10GB`, `500 MB`, or bytes.
    public var maxSize: String?
    public var licence: String?
    public var commercialUse = false
    public var scope = Scope.all
    public var order: SearchOrder?

    public init(_ words: String = "") { self.words = words }
}

/// What is wrong with a filter.
public struct SearchError: Error, Sendable, Hashable, CustomStringConvertible {
    public let facet: String
    public let word: String
    public let nearest: String?
    /// The words that may stand there, where they are few.
    public let allowed: [String]

    public var description: String {
        let what =
            facet.isEmpty
            ? "There is no facet '\(word)'."
            : "'\(word.withoutControlCharacters)' is not known as \(facet)."
        if let nearest { return what + "\nhint: did you mean '\(nearest)'?" }
        if !allowed.isEmpty { return what + "\nhint: write \(allowed.joined(separator: ", "))" }
        return what
    }
}

/// What a search found, and how the question was read.
public struct SearchResult: Sendable, Hashable {
    /// One part of the question as it was read.
    public struct Understood: Sendable, Hashable {
        /// The words of the question.
        public let said: String
        /// What they were taken for: `modality MR`, `not species animal`, `the words 'knee'`.
        public let meaning: String
    }
    public struct Correction: Sendable, Hashable {
        public let said: String
        public let read: String
    }
    public struct Hit: Sendable, Hashable, Identifiable {
        public let id: String
        public let name: String
        public let shortName: String
        public let score: Double
        /// Short sentences that say why.
        public let why: [String]
        public let kind: String
        public let status: String
        /// What to say first of a dataset that is gone, moved or paid.
        public let notice: String?
        public let access: String
        public let modalities: [String]
        public let subjects: Int?
        public let images: Int?
        public let bytes: Int?
        public var isGone: Bool { status == Status.gone.rawValue }
    }
    public struct TermCount: Sendable, Hashable {
        public let term: String
        public let name: String
        public let count: Int
    }
    /// A facet and how many hits have each of its terms, the most frequent first.
    public struct FacetCount: Sendable, Hashable {
        public let facet: String
        public let terms: [TermCount]
    }

    public internal(set) var understood: [Understood] = []
    public internal(set) var corrections: [Correction] = []
    /// Words that stand in no card.
    public internal(set) var unknown: [String] = []
    public internal(set) var hits: [Hit] = []
    public internal(set) var facetCounts: [FacetCount] = []
    /// For a search without hits: what excluded everything.
    public internal(set) var shortfall: String?
    /// For a search without hits: the nearest terms.
    public internal(set) var nearestTerms: [String] = []
    /// For a search without hits: cards that have the most of it.
    public internal(set) var nearest: [Hit] = []
}
