import ArgumentParser
import LightboxCatalogue
import LightboxCore

/// `lightbox log`: what came when.
struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show additions over time, the newest first.",
        discussion: """
            An addition is the day on which a list took a dataset in, or on which its card joined this catalogue.

            Examples:
              lightbox log --since 2021
              lightbox log --json | head
            """)

    @Option(help: "From this day, month or year on: 2021, 2021-02 or 2021-02-09.") var since: CalendarDate?
    @Flag(help: "One addition a line, as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let catalogue = try options.open()
        let additions = try catalogue.log(since: since)
        for addition in additions {
            if json {
                Terminal.print(addition.json.text)
            } else {
                Terminal.print(
                    "\(addition.date)  \(Wrapping.pad(addition.by, to: 12)) \(Wrapping.pad(addition.id, to: 32)) "
                        + addition.name)
            }
        }
        if additions.isEmpty { Terminal.say("Nothing was added\(since.map { " since \($0)" } ?? "").") }
    }
}
