/// What a user sets once, in `config.yaml` of the configuration home.
public struct Settings: Sendable, Hashable {
    /// Folders of the user's own cards.
    public internal(set) var cards: [String] = []
    /// Where "correct this card" leads: an address with `{id}` in it.
    public internal(set) var corrections: String?
    public init() {}

    /// Reads the settings at `path`; there need be none.
    ///
    /// - Throws: `CardProblem` naming the line that is wrong.
    public init(at path: String) throws {
        guard let file = try? CardFile.read(path, kind: .card) else { return }
        let node = try YAMLNode.parse(file.text, file: path)
        var decoding = Decoding(file: path, vocabularies: nil)
        let settings = Settings.read(node, &decoding)
        if let problem = decoding.problems.first { throw problem }
        if let settings { self = settings }
    }
}

extension Settings: CardRecord {
    static let name = "Settings"
    static let summary = "What a user sets once."
    static let fields: [Field<Settings>] = [
        .many(
            "cards", \.cards, .oneOrMore(.text),
            "A folder of your own cards, or a list of them; they join or override ours."),
        .optional(
            "corrections", \.corrections, .url, "Where corrections go; `{id}` stands for the card's id."),
    ]
}
