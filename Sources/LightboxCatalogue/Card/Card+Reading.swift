import LightboxCore

/// A card that could be read, or the reasons why not, and its text.
public struct ReadCard: Sendable {
    /// `nil` where a problem is an error.
    public let card: Card?
    public let problems: [CardProblem]
}

extension Card {
    /// Reads a card from YAML and checks all that can be checked without other cards.
    ///
    /// - Parameters:
    ///   - file: The name that problems give, and whose last part without `.yaml` must be the card's id;
    ///     `nil` skips that check.
    ///   - vocabularies: What terms are checked against; `nil` takes them as they are written.
    public static func read(_ text: String, file: String, vocabularies: Vocabularies?) -> ReadCard {
        let node: YAMLNode
        do { node = try YAMLNode.parse(text, file: file) } catch {
            return ReadCard(card: nil, problems: [error])
        }
        var decoding = Decoding(file: file, vocabularies: vocabularies)
        let card = Card.read(node, &decoding)
        if let card {
            card.checkSources(node, &decoding)
            card.checkWhole(node, &decoding)
            let expected = file.split(separator: "/").last.map {
                String($0.dropLast($0.hasSuffix(".yaml") ? 5 : 0))
            }
            if let expected, !card.id.isEmpty, expected != card.id, file.hasSuffix(".yaml") {
                decoding.at("id") {
                    $0.report(
                        "The id '\(card.id)' is not the file's name, '\(expected)'.", at: node["id"] ?? node)
                }
            }
        }
        let problems = decoding.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        return ReadCard(card: decoding.hasErrors ? nil : card, problems: problems)
    }

    private func checkSources(_ node: YAMLNode, _ decoding: inout Decoding) {
        let known = Set(sources.map(\.name))
        var used: Set<String> = []
        for use in decoding.sourceUses {
            used.insert(use.key)
            guard !known.contains(use.key) else { continue }
            decoding.at(use.field) {
                $0.report(
                    "The source '\(use.key)' is not among the card's `sources`.", at: use.node,
                    hint: Nearest.word(to: use.key, among: known).map { "did you mean '\($0)'?" })
            }
        }
        for unused in known.subtracting(used).sorted() {
            decoding.at("sources.\(unused)") {
                $0.report(
                    "No fact rests on this source.", at: node["sources"]?[unused] ?? node, severity: .warning)
            }
        }
    }

    /// What several fields must agree on.
    private func checkWhole(_ node: YAMLNode, _ decoding: inout Decoding) {
        func complain(_ field: String, _ message: String, hint: String? = nil, _ decoding: inout Decoding) {
            decoding.at(field) { $0.report(message, at: node[field] ?? node, hint: hint) }
        }
        if (status == .gone) != (access.kind == .gone) {
            complain("status", "`status` and `access.kind` must both say `gone`, or neither.", &decoding)
        }
        if notice == nil,
            [.gone, .moved, .closed, .superseded, .partly].contains(status) || access.kind == .paid
        {
            complain(
                "notice",
                "A dataset that is \(access.kind == .paid ? "paid" : status.rawValue) says so at once.",
                hint: "write one sentence under `notice`", &decoding)
        }
        if kind == .source && reading.isEmpty {
            complain("reading", "A source says how a machine reads it.", &decoding)
        }
        if kind == .dataset && releases.isEmpty {
            complain("releases", "A dataset has at least one release.", &decoding)
        }
        if releases.filter(\.isCurrent).count > 1 {
            complain("releases", "More than one release is said to be current.", &decoding)
        }
        let releaseIDs = releases.map(\.id)
        if let twice = releaseIDs.first(where: { id in releaseIDs.count { $0 == id } > 1 }) {
            complain("releases", "The release '\(twice)' stands twice.", &decoding)
        }
        let named =
            splits.compactMap(\.release) + hosts.compactMap(\.release) + labels.compactMap(\.release)
            + errata.compactMap(\.release) + hosts.flatMap { $0.archives.compactMap(\.release) }
        for release in Set(named).subtracting(releaseIDs).sorted() {
            complain(
                "releases", "'\(release)' is named as a release but is none.",
                hint: Nearest.word(to: release, among: releaseIDs).map { "did you mean '\($0)'?" }, &decoding)
        }
        let labelIDs = labels.map(\.id)
        if let twice = labelIDs.first(where: { id in labelIDs.count { $0 == id } > 1 }) {
            complain("labels", "The label set '\(twice)' stands twice.", &decoding)
        }
    }
}
