import ArgumentParser
import LightboxCatalogue
import LightboxCore

/// `lightbox show`: one card for a person.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is known of a dataset, and what to do next.",
        discussion: """
            Examples:
              lightbox show lidc-idri
              lightbox show lidc-idri --sources     who says so, and when somebody looked
              lightbox show lidc-idri --json        the whole card on one line
              lightbox show lidc-idri --yaml        the card as it is written
            """)

    @Argument(help: "The dataset's id, such as `lidc-idri`.") var id: String
    @Flag(help: "Show the source and the age of each fact.") var sources = false
    @Flag(help: "The whole card as one JSON object.") var json = false
    @Flag(help: "The card as it is written.") var yaml = false
    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let catalogue = try options.open()
        let card = try catalogue.required(id)
        if json { return Terminal.print(card.json.text) }
        if yaml { return Terminal.printRaw(try catalogue.source(of: card.id)?.text ?? "") }
        let page = CardPage(
            card: card, vocabularies: try catalogue.vocabularies(), style: Style(isOn: Terminal.wantsColour),
            width: min(Terminal.width, 110))
        for line in sources ? page.sourceLines(today: .today) : page.lines { Terminal.print(line) }
    }
}
