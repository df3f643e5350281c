import ArgumentParser

/// The command `lightbox`: one verb for each step that data takes.
@main
struct Lightbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lightbox",
        abstract: "Find, index and look at public medical imaging datasets.",
        version: "0.1.0",
        subcommands: [
            Search.self, List.self, Log.self, Show.self, Info.self, Serve.self,
            Import.self, ListingCommand.self,
            LintCommand.self, PackCommand.self, PhantomsCommand.self,
        ])
}
