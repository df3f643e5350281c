import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// Which cards a command works with.
struct CatalogueOptions: ParsableArguments {
    @Option(
        name: .customLong("cards"),
        help: ArgumentHelp(
            "A folder of your own cards, which join or override ours.",
            discussion:
                "Also LIGHTBOX_CARDS, or a line `cards: FOLDER` in the settings; see `lightbox where`."))
    var cards: [String] = []

    /// The catalogue, brought up to date; says what is wrong with the user's own cards.
    func open() throws -> Catalogue {
        let places = try Places.current()
        try? FileManager.default.createDirectory(atPath: places.data, withIntermediateDirectories: true)
        let catalogue = try Catalogue(
            database: places.catalogue, pack: try Shipped.pack(), folders: try folders(places))
        for problem in catalogue.problems where problem.severity == .error {
            Terminal.say(problem.description)
        }
        return catalogue
    }

    /// The catalogue, to write into it.
    ///
    /// - Throws: `NothingLasts` where it is in memory alone, so that nobody is told that something was kept.
    func openToKeep() throws -> Catalogue {
        let catalogue = try open()
        guard catalogue.isKept else { throw NothingLasts(path: try Places.current().catalogue) }
        return catalogue
    }

    /// The user's folders of cards: of the flag, the environment, the settings, and the usual place.
    private func folders(_ places: Places) throws -> [String] {
        if !cards.isEmpty { return cards }
        if let path = ProcessInfo.processInfo.environment["LIGHTBOX_CARDS"], !path.isEmpty {
            return path.split(separator: ":").map(String.init)
        }
        let settings = try Settings(at: places.settings)
        if !settings.cards.isEmpty { return settings.cards }
        return FileManager.default.fileExists(atPath: places.cards) ? [places.cards] : []
    }
}

extension Catalogue {
    /// The card `id`, or what to write in its place.
    func required(_ id: String) throws -> Card {
        if let card = try card(id) { return card }
        throw UnknownDataset(id: id, nearest: try nearestID(to: id))
    }
}

/// No card has the id that was asked for.
struct UnknownDataset: Error, CustomStringConvertible {
    let id: String
    let nearest: String?

    var description: String {
        "There is no dataset '\(id.withoutControlCharacters)' in the catalogue.\nhint: "
            + (nearest.map { "did you mean '\($0)'?" } ?? "try 'lightbox search' with words that describe it")
    }
}

/// The catalogue cannot be written, so what is imported or changed would be gone with the command.
struct NothingLasts: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path) cannot be written, so nothing would be kept.\n"
            + "hint: set LIGHTBOX_DATA to a folder of yours that can be"
    }
}
