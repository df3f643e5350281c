/// All vocabularies, by id.
public struct Vocabularies: Sendable {
    private var byID: [String: Vocabulary] = [:]

    public init() {}

    public subscript(id: String) -> Vocabulary? { byID[id] }
    public var all: [Vocabulary] { byID.values.sorted { $0.id < $1.id } }
    /// The term `id` of a vocabulary, or `nil`.
    public func term(_ id: String, in vocabulary: String) -> Term? { byID[vocabulary]?.terms[id] }
    /// The name that people read, or the id where the term is unknown.
    public func name(of id: String, in vocabulary: String) -> String { term(id, in: vocabulary)?.name ?? id }

    /// Reads one vocabulary file and adds it; returns what is wrong with it.
    mutating func add(_ text: String, file: String) -> [CardProblem] {
        let node: YAMLNode
        do { node = try YAMLNode.parse(text, file: file) } catch { return [error] }
        var decoding = Decoding(file: file, vocabularies: nil)
        guard var vocabulary = Vocabulary.read(node, &decoding), !decoding.hasErrors else {
            return decoding.problems
        }
        vocabulary.indexTerms()
        byID[vocabulary.id] = vocabulary
        return decoding.problems
    }
}
