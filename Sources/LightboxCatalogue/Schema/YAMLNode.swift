internal import LightboxCore
internal import Yams

/// A node of a parsed YAML file that knows where it stands.
///
/// Scalars are text: what `no`, `1.0` or `2019-02-26` mean is decided by the field that they stand in.
public struct YAMLNode: Sendable {
    public enum Content: Sendable {
        /// The text, and whether it was written in quotes or as a block.
        case scalar(String, isQuoted: Bool)
        case sequence([YAMLNode])
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }
    public let content: Content
    /// Counted from 1.
    public let line: Int
    public let column: Int

    /// The text of a scalar, or `nil` for a list or a mapping.
    public var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }
    /// The value under `key`, or `nil` if this is no mapping or has none.
    public subscript(key: String) -> YAMLNode? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs.first { $0.key.text == key }?.value
    }
    /// Whether this is an empty plain scalar, `~` or `null`: a key without a value.
    var isNull: Bool {
        guard case .scalar(let text, let isQuoted) = content else { return false }
        return !isQuoted && (text.isEmpty || text == "~" || text == "null")
    }
    /// What the node is, for a message.
    var kind: String {
        switch content {
        case .scalar(let text, _):
            let shown = text.withoutControlCharacters
            return shown.count > 60 ? "'\(shown.prefix(57))...'" : "'\(shown)'"
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        }
    }
}

extension YAMLNode {
    /// Parses one YAML document.
    ///
    /// - Throws: `CardProblem` with the line and column where the text stops being YAML.
    static func parse(_ text: String, file: String) throws(CardProblem) -> YAMLNode {
        let node: Node?
        do {
            // Scalars stay text, so the rules that guess types from patterns are not wanted; they cost half the time.
            node = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw Self.problem(error, file: file)
        } catch {
            throw CardProblem(file: file, line: 1, message: "The file cannot be read as YAML: \(error).")
        }
        guard let node else {
            throw CardProblem(file: file, line: 1, message: "The file is empty.")
        }
        var budget = 200_000
        return try YAMLNode(node, file: file, depth: 0, budget: &budget)
    }

    /// `budget` bounds what aliases may blow up to.
    private init(_ node: Node, file: String, depth: Int, budget: inout Int) throws(CardProblem) {
        let mark = node.mark
        (line, column) = (mark?.line ?? 1, mark?.column ?? 1)
        budget -= 1
        guard depth < 64, budget > 0 else {
            throw CardProblem(file: file, line: line, message: "The file is nested too deeply or too large.")
        }
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, isQuoted: scalar.style != .plain && scalar.style != .any)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence {
                items.append(try YAMLNode(item, file: file, depth: depth + 1, budget: &budget))
            }
            content = .sequence(items)
        case .mapping(let mapping):
            var pairs: [(key: YAMLNode, value: YAMLNode)] = []
            for (key, value) in mapping {
                pairs.append(
                    (
                        try YAMLNode(key, file: file, depth: depth + 1, budget: &budget),
                        try YAMLNode(value, file: file, depth: depth + 1, budget: &budget)
                    ))
            }
            content = .mapping(pairs)
        case .alias(let alias):
            throw CardProblem(
                file: file, line: alias.mark?.line ?? 1,
                message: "The alias '*\(alias.anchor)' points to nothing.")
        }
    }

    private static func problem(_ error: YamlError, file: String) -> CardProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return CardProblem(
                file: file, line: mark.line, column: mark.column,
                message: "The text is not YAML: \(problem).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map(\.debugDescription).joined(separator: ", ")
            return CardProblem(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "The key \(keys.withoutControlCharacters) stands twice in one mapping.")
        default:
            return CardProblem(file: file, line: 1, message: "The text is not YAML: \(error).")
        }
    }
}
