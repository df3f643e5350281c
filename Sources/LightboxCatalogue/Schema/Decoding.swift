/// What is known while one file is decoded: where we are, what went wrong, what is inherited.
struct Decoding {
    let file: String
    /// The vocabularies that terms are checked against, or `nil` to take terms as they are written.
    let vocabularies: Vocabularies?
    private(set) var problems: [CardProblem] = []
    /// The way from the root to the node at hand: `hosts[2]`, `url`.
    private var path: [String] = []
    /// The sources that facts without one of their own rest on, the innermost last.
    private var sources: [[String]] = []
    /// How many of the enclosing records say that nobody could confirm them.
    private var unconfirmedDepth = 0
    /// Where each source is referred to, checked once the whole file has been read.
    private(set) var sourceUses: [(key: String, node: YAMLNode, field: String)] = []

    init(file: String, vocabularies: Vocabularies?) {
        self.file = file
        self.vocabularies = vocabularies
    }

    var field: String {
        path.reduce(into: "") { out, part in
            out += part.hasPrefix("[") || out.isEmpty ? part : "." + part
        }
    }
    var inheritedSources: [String] { sources.last ?? [] }
    var isInheritedUnconfirmed: Bool { unconfirmedDepth > 0 }
    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    mutating func report(
        _ message: String, at node: YAMLNode, hint: String? = nil, severity: CardProblem.Severity = .error
    ) {
        problems.append(
            CardProblem(
                file: file, line: node.line, column: node.column, field: field, severity: severity,
                message: message, hint: hint))
    }

    /// Runs `body` one step further down the path.
    mutating func at<Result>(_ part: String, _ body: (inout Decoding) -> Result) -> Result {
        path.append(part)
        defer { path.removeLast() }
        return body(&self)
    }

    /// Runs `body` inside a mapping that may state a `source` or `unconfirmed` for all that it holds.
    mutating func inside<Result>(_ node: YAMLNode, _ body: (inout Decoding) -> Result) -> Result {
        let own = node["source"].map { noteSources($0) }
        let isUnconfirmed = node["unconfirmed"]?.text == "true"
        if let own { sources.append(own) }
        if isUnconfirmed { unconfirmedDepth += 1 }
        defer {
            if own != nil { sources.removeLast() }
            if isUnconfirmed { unconfirmedDepth -= 1 }
        }
        return body(&self)
    }

    /// The keys that a `source` names; each use is kept for the check at the end.
    private mutating func noteSources(_ node: YAMLNode) -> [String] {
        let nodes: [YAMLNode]
        if case .sequence(let items) = node.content { nodes = items } else { nodes = [node] }
        let keys = nodes.compactMap(\.text).filter { !$0.isEmpty }
        for item in nodes {
            if let key = item.text { sourceUses.append((key, item, at("source") { $0.field })) }
        }
        return keys
    }
}
