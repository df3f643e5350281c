import ArgumentParser
import LightboxArchive
import LightboxCatalogue
import LightboxCore
import LightboxFetch
import SystemPackage

/// `lightbox access`: what must be done before a dataset can be had, and what was agreed to.
struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Show what a dataset's terms are and what to do to get it; note what you agreed to.",
        discussion: """
            Examples:
              lightbox access mimic-cxr           the steps, the pages, the days it takes, what is forbidden
              lightbox access mimic-cxr --agree   note that you agree, so that `get` does not ask
              lightbox access                     what you have agreed to so far
            """)

    @Argument(help: "The dataset's id; without one, what you have agreed to.") var id: String?
    @Flag(help: "Note that you agree to the terms as they are shown.") var agree = false
    @Flag(help: "One JSON object a line.") var json = false
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        if agree, id == nil { throw ValidationError("'--agree' needs the id of a dataset.") }
    }

    func run() throws {
        guard let id else { return try list() }
        let card = try options.open().required(id)
        let gate = try TermsGate(card)
        if agree { _ = try gate.pass(accepting: true) }
        let agreed = try TermsGate(card).agreements.entry(for: card.id, version: gate.sheet.version)
        if json {
            let object: JSONValue = [
                "dataset": .string(card.id), "kind": .string(card.access.kind.rawValue),
                "terms": .array(gate.sheet.lines.map { .string($0) }), "version": .string(gate.sheet.version),
                "steps": .array(gate.sheet.steps.map { .string($0) }),
                "agreed": agreed.map { .string($0.date) } ?? .null,
            ]
            return Terminal.print(object.text)
        }
        for line in gate.sheet.lines { Terminal.print(line.withoutControlCharacters) }
        let steps = gate.sheet.steps
        if !steps.isEmpty { Terminal.print("") }
        for (index, step) in steps.enumerated() {
            Terminal.print("\(index + 1). \(step.withoutControlCharacters)")
        }
        if let agreed { Terminal.print("\nYou agreed to these terms on \(agreed.date).") }
    }

    private func list() throws {
        let agreements = try Agreements(in: FilePath(try Places.current().data))
        if agreements.entries.isEmpty, !json { Terminal.say("You have agreed to nothing so far.") }
        for entry in agreements.entries {
            Terminal.print(
                json ? entry.json.text : "\(entry.date)  \(entry.dataset)  (terms \(entry.version))")
        }
    }
}
