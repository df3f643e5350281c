import LightboxCore

/// Checks cards and vocabularies: each on its own, and all against one another.
public struct Lint: Sendable {
    public let vocabularies: Vocabularies
    /// The cards that could be read, by id.
    public let cards: [Card]
    public let problems: [CardProblem]

    /// - Parameter knownIDs: ids of cards that are not among `files` but may be referred to.
    public init(_ files: [CardFile], knownIDs: Set<String> = [], vocabularies known: Vocabularies? = nil) {
        var vocabularies = known ?? Vocabularies()
        var problems: [CardProblem] = []
        for file in files where file.kind == .vocabulary {
            problems += vocabularies.add(file.text, file: file.file)
        }
        problems += vocabularies.crossCheck()
        var cards: [(card: Card, file: CardFile)] = []
        var ids = knownIDs
        for file in files where file.kind == .card {
            let read = Card.read(file.text, file: file.file, vocabularies: vocabularies)
            problems += read.problems
            if let card = read.card {
                cards.append((card, file))
                ids.insert(card.id)
            } else if let id = Self.fileID(file.file) {
                // A card that is broken is not also missing.
                ids.insert(id)
            }
        }
        problems += Self.crossCheck(cards, ids: ids)
        self.vocabularies = vocabularies
        self.cards = cards.map(\.card)
        self.problems = problems
    }

    /// Checks some files as part of a catalogue that is known to be sound: terms and ids are looked up there.
    public init(_ files: [CardFile], against rest: [CardFile]) {
        let names = Set(files.compactMap { Self.fileID($0.file) })
        let others = rest.filter { $0.kind == .card }.compactMap { Self.fileID($0.file) }
        var vocabularies = Vocabularies()
        for file in rest where file.kind == .vocabulary { _ = vocabularies.add(file.text, file: file.file) }
        self.init(files, knownIDs: Set(others).subtracting(names), vocabularies: vocabularies)
    }

    public var hasErrors: Bool { problems.contains { $0.severity == .error } }

    private static func fileID(_ file: String) -> String? {
        file.split(separator: "/").last.map { String($0.hasSuffix(".yaml") ? $0.dropLast(5) : $0) }
    }

    private static func crossCheck(_ cards: [(card: Card, file: CardFile)], ids: Set<String>) -> [CardProblem]
    {
        var problems: [CardProblem] = []
        var owner: [String: String] = [:]
        for (card, file) in cards {
            func complain(_ path: [Step], _ field: String, _ message: String, _ hint: String? = nil) {
                problems.append(
                    CardProblem(
                        file: file.file, line: line(of: path, in: file), field: field, message: message,
                        hint: hint))
            }
            for (index, relation) in card.related.enumerated() {
                guard let id = relation.id else { continue }
                let field = "related[\(index + 1)].id"
                if id == card.id {
                    complain(
                        [.key("related"), .item(index), .key("id")], field, "The card is related to itself.")
                } else if !ids.contains(id) {
                    complain(
                        [.key("related"), .item(index), .key("id")], field, "There is no card '\(id)'.",
                        Nearest.word(to: id, among: ids).map { "did you mean '\($0)'?" }
                            ?? "write `name` and `url` for a dataset without a card")
                }
            }
            for name in [card.name] + card.aliases {
                let folded = name.lowercased()
                if let other = owner[folded], other != card.id {
                    complain(
                        [.key("aliases")], "aliases",
                        "'\(name)' is also a name of '\(other)', so it names neither.")
                } else {
                    owner[folded] = card.id
                }
            }
        }
        return problems
    }

    private enum Step {
        case key(String), item(Int)
    }

    /// The line of a value, for problems that are found after reading: the file is parsed once more.
    private static func line(of path: [Step], in file: CardFile) -> Int {
        guard var node = try? YAMLNode.parse(file.text, file: file.file) else { return 1 }
        for step in path {
            switch step {
            case .key(let key): node = node[key] ?? node
            case .item(let index):
                if case .sequence(let items) = node.content, items.indices.contains(index) {
                    node = items[index]
                }
            }
        }
        return node.line
    }
}
