import ArgumentParser
import LightboxCatalogue

/// `lightbox pack`: put cards and vocabularies into the one file that ships.
struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Pack a checkout's cards and vocabularies into the one file that ships.",
        discussion: "`./lightbox` calls it whenever a card changed.",
        shouldDisplay: false)

    @Argument(help: "The folder that holds Cards/ and Vocabulary/.") var checkout: String
    @Argument(help: "The file to write.") var output: String

    func run() throws {
        let head = try CardPack.write(checkout: checkout, to: output)
        Terminal.say("Packed \(head.files) files into \(output).")
    }
}
