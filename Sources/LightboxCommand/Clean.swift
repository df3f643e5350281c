import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// `lightbox clean`: remove Lightbox's own files.
struct Clean: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove what Lightbox keeps for itself; never your data.",
        discussion: """
            Without a flag, removes the index, the catalogue's database and the cache, all of which Lightbox \
            makes again. A catalogue that holds lists which you imported stays: what you changed in them \
            cannot be made again. --lists removes it alone, --all with all else. Your cards and settings \
            stay, and so does everything in your folders of images. `lightbox where` lists the places.

            Examples:
              lightbox clean
              lightbox clean --cache --yes
            """)

    @Flag(help: "Only the cache: thumbnails, indexes of gzipped files, phantoms.") var cache = false
    @Flag(help: "Only the index of your folders.") var index = false
    @Flag(help: "Only the catalogue's database, with the lists that you imported.") var lists = false
    @Flag(help: "All of these, imported lists too.") var all = false
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @Flag(help: "One object a line for what was removed, as JSON.") var json = false

    func run() throws {
        let places = try Places.current()
        let everything = all || !(cache || index || lists)
        let items = places.items.filter { item in
            switch item.keeping {
            case .cache: everything || cache
            case .index: everything || index
            case .lists: all || lists || (everything && !keepsLists(item))
            case .config: false
            }
        }.filter { $0.bytesOnDisk != nil }
        guard !items.isEmpty else { return Terminal.say("There is nothing to remove.") }
        try ask(about: items)
        for item in items { try remove(item) }
        // The folders themselves go once they are empty; what else lies in them is not ours.
        for folder in [places.cache, places.data] { Self.removeIfEmpty(folder) }
    }

    /// Whether the catalogue's database holds what cannot be made again, which is then said.
    private func keepsLists(_ item: Places.Item) -> Bool {
        guard item.bytesOnDisk != nil else { return false }
        do {
            let names = try Lists.names(inDatabase: item.path)
            guard !names.isEmpty else { return false }
            let lists = names.joined(separator: ", ").withoutControlCharacters
            Terminal.say("\(item.path) stays: it holds imported lists (\(lists)). --all removes it too.")
        } catch {
            Terminal.say("\(item.path) stays: whether it holds imported lists cannot be told (\(error)).")
            Terminal.say("hint: --all removes it")
        }
        return true
    }

    private func ask(about items: [Places.Item]) throws {
        if yes { return }
        for item in items {
            Terminal.say("  \(item.path)  \(ByteCount(item.bytesOnDisk ?? 0))  \(item.purpose)")
        }
        guard Terminal.isInputTerminal else {
            Terminal.say("error: Nothing was removed, because nobody can be asked.\nhint: add --yes")
            throw ExitCode(Exit.notDone)
        }
        Terminal.sayRaw("Remove these? [y/N] ")
        let answer = (readLine() ?? "").lowercased()
        guard answer == "y" || answer == "yes" else {
            Terminal.say("Nothing was removed.")
            throw ExitCode(Exit.notDone)
        }
    }

    private func remove(_ item: Places.Item) throws {
        let bytes = item.bytesOnDisk ?? 0
        for path in item.paths where (try? FileManager.default.attributesOfItem(atPath: path)) != nil {
            try FileManager.default.removeItem(atPath: path)
        }
        if json {
            Terminal.print((["removed": .string(item.path), "bytes": .integer(bytes)] as JSONValue).text)
        } else {
            Terminal.say("Removed \(item.path) (\(ByteCount(bytes))).")
        }
    }

    private static func removeIfEmpty(_ folder: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), names.isEmpty else {
            return
        }
        try? FileManager.default.removeItem(atPath: folder)
    }
}
