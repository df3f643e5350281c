import ArgumentParser
import LightboxCatalogue
import LightboxCore

/// `lightbox list`: every card of the catalogue.
struct List: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv, markdown }

    static let configuration = CommandConfiguration(
        abstract: "List the catalogue.",
        discussion: """
            Examples:
              lightbox list
              lightbox list --format csv > datasets.csv
              lightbox list --kind source --json
              lightbox list --format markdown --like my-list > my-list.md
            """)

    @Option(help: "How to write it: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .text
    @Flag(help: "The same as `--format json`: one object a line.") var json = false
    @Option(help: "Only `dataset` or only `source` (pooled lists and portals).") var kind: CardKind?
    @Option(help: "Write this imported list, from its listings, in the way it was written.") var like: String?
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        guard like != nil else { return }
        if json || format == .json || kind != nil {
            throw ValidationError(
                "'--like' writes an imported list as it was written; 'listing show' has '--json'.")
        }
    }

    func run() throws {
        let catalogue = try options.open()
        if let like {
            return Terminal.printBytes(try Lists(catalogue).bytes(of: like))
        }
        let cards = try catalogue.cards().filter { kind == nil || $0.kind == kind }
        let rows = cards.map(CardRow.init)
        switch json ? .json : format {
        case .json: for row in rows { Terminal.print(row.json.text) }
        case .csv:
            Terminal.print(CardRow.columns.joined(separator: ","))
            for row in rows { Terminal.print(row.csv) }
        case .markdown: for card in cards { Terminal.printRaw(Self.markdown(card)) }
        case .text: writeTable(rows)
        }
    }

    private func writeTable(_ rows: [CardRow]) {
        let style = Style(isOn: Terminal.wantsColour)
        let idWidth = rows.map(\.id.count).max() ?? 0
        for row in rows {
            let access = Wrapping.pad(row.access, to: 13)
            let subjects = Wrapping.pad(row.subjects.map { Cited($0).words } ?? "", to: 10)
            let rest = max(20, Terminal.width - idWidth - 13 - 10 - 18)
            Terminal.print(
                "\(style.bold(Wrapping.pad(row.id, to: idWidth)))  \(access)\(subjects)"
                    + "\(Wrapping.pad(Wrapping.cut(row.modalities.joined(separator: " "), to: 13), to: 14))"
                    + style.dim(Wrapping.cut(row.name, to: rest)))
        }
        Terminal.say("\(rows.count) entries. `lightbox show ID` tells more of one.")
    }

    /// An entry in the manner of lists of links.
    private static func markdown(_ card: Card) -> String {
        let keywords = card.listed.first?.keywords ?? card.modalities + card.anatomy
        let title = card.homepage.map { "[\(card.name)](\($0))" } ?? card.name
        return "### \(title)\n\(card.about)  \n**Keywords**: \(keywords.joined(separator: ", "))\n\n"
    }
}

/// The columns of `list`.
struct CardRow {
    static let columns = [
        "id", "name", "kind", "status", "access", "licence", "modalities", "anatomy", "tasks", "subjects",
        "bytes",
        "listed", "homepage",
    ]
    let id: String
    let name: String
    let access: String
    let modalities: [String]
    let subjects: Int?
    let json: JSONValue

    init(_ card: Card) {
        id = card.id
        name = card.name
        access = card.access.kind.rawValue
        modalities = card.modalities
        subjects = card.subjectCount?.value
        json = [
            "id": .string(card.id), "name": .string(card.name), "kind": .string(card.kind.rawValue),
            "status": .string(card.status.rawValue), "access": .string(access),
            "licence": .strings(card.licences.map { $0.spdx ?? $0.name ?? "none stated" }),
            "modalities": .strings(card.modalities), "anatomy": .strings(card.anatomy),
            "tasks": .strings(card.tasks),
            "subjects": .integer(subjects), "bytes": .integer(card.byteCount?.value),
            "listed": .string(card.listed.compactMap(\.added).min()?.description),
            "homepage": .string(card.homepage),
        ]
    }

    /// One line by RFC 4180; lists joined by `;`.
    var csv: String {
        Self.columns.map { column in
            let text: String
            switch json[column] ?? .null {
            case .null: text = ""
            case .string(let value): text = value
            case .array(let values):
                text = values.map { value in
                    if case .string(let word) = value { return word }
                    return value.text
                }.joined(separator: ";")
            case let other: text = other.text
            }
            guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
            return "\""
                + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }.joined(separator: ",")
    }
}
