import ArgumentParser
import LightboxCatalogue
import LightboxCore

/// `lightbox listing`: the entries of imported lists.
struct ListingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listing",
        abstract: "Show and change the entries of imported lists.",
        discussion: """
            Examples:
              lightbox listing show
              lightbox listing show my-list
              lightbox listing edit my-list chexpert --remark 'Chest films with labels from reports'
              lightbox listing add my-list --name 'New set' --url https://example.org --after chexpert
            """,
        subcommands: [ListingShow.self, ListingEdit.self, ListingAdd.self],
        defaultSubcommand: ListingShow.self)
}

/// `lightbox listing show`: what is imported.
struct ListingShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the imported lists, the entries of one, or one entry.")

    @Argument(help: "The list's name.") var list: String?
    @Argument(help: "The entry, by its short name or its name.") var entry: String?
    @Flag(help: "One list or entry a line, as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let lists = try Lists(try options.open())
        guard let list else { return try showLists(lists) }
        guard let entry else {
            for listing in try lists.listings(of: list) {
                let status: ListingStatus? = listing.removed == nil ? nil : .removed
                Terminal.print(json ? listing.json(status).text : line(listing))
            }
            return
        }
        let listing = try lists.listing(entry, in: list)
        if json { Terminal.print(listing.json(nil).text) } else { Self.tell(listing) }
    }

    private func showLists(_ lists: Lists) throws {
        let all = try lists.all()
        if all.isEmpty { Terminal.say("No list is imported yet. `lightbox import FILE` takes one in.") }
        for list in all {
            let line: JSONValue = [
                "name": .string(list.name), "title": .string(list.title), "source": .string(list.source),
                "format": .string(list.format.rawValue), "imported": .string(list.imported),
                "entries": .integer(list.entries),
            ]
            let text = "\(list.name)  \(list.entries) entries  imported \(list.imported) from \(list.source)"
            Terminal.print(json ? line.text : text.withoutControlCharacters)
        }
    }

    private func line(_ listing: Listing) -> String {
        let gone = listing.removed.map { "  (removed \($0))" } ?? ""
        let joins = listing.joins.isEmpty ? "" : "  = " + listing.joins.map(\.target).joined(separator: ", ")
        return "\(listing.slug)  \(listing.entry.name)\(joins)\(gone)".withoutControlCharacters
    }

    /// The entry for a person.
    static func tell(_ listing: Listing) {
        let entry = listing.entry
        var lines = ["\(listing.id)  \(entry.name)"]
        if !entry.section.isEmpty { lines.append("section   " + entry.section.joined(separator: " > ")) }
        if let date = entry.date { lines.append("date      " + date) }
        for (number, address) in entry.addresses.enumerated() {
            lines.append("url \(number + 1)     " + address)
        }
        for (number, remark) in entry.remarks.enumerated() { lines.append("remark \(number + 1)  " + remark) }
        if !entry.keywords.isEmpty { lines.append("keywords  " + entry.keywords.joined(separator: ", ")) }
        for join in listing.joins { lines.append("same as   \(join.target) (\(join.why))") }
        for join in listing.doubtful { lines.append("perhaps   \(join.target) (\(join.why))") }
        for line in lines { Terminal.print(line.withoutControlCharacters) }
    }
}

/// `lightbox listing edit`: change one entry.
struct ListingEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change an entry of an imported list; only its lines change when the list is written.")

    @Argument(help: "The list's name.") var list: String
    @Argument(help: "The entry, by its short name or its name.") var entry: String
    @Option(help: "The new text of a remark, the first unless --number says otherwise.") var remark: String?
    @Option(help: "Which remark or address to change, from 1.") var number = 1
    @Option(name: .customLong("add-remark"), help: "One more remark.") var added: [String] = []
    @Option(help: "The new name.") var name: String?
    @Option(help: "The new address, the first unless --number says otherwise.") var url: String?
    @Option(help: "The new keywords, parted by commas.") var keywords: String?
    @Flag(help: "The entry as it is then, as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        if remark == nil && added.isEmpty && name == nil && url == nil && keywords == nil {
            throw ValidationError("Say what to change: --remark, --add-remark, --name, --url or --keywords.")
        }
    }

    func run() throws {
        let catalogue = try options.openToKeep()
        let lists = try Lists(catalogue)
        var edits: [Lists.Edit] = []
        if let name { edits.append(.name(name)) }
        if let url { edits.append(.url(number, url)) }
        if let remark { edits.append(.remark(number, remark)) }
        edits += added.map { .addRemark($0) }
        if let keywords { edits.append(.keywords(ListingAdd.words(keywords))) }
        try lists.edit(entry, in: list, edits, day: ListFile.today)
        try lists.join(try catalogue.joinKeys())
        // An entry that was renamed keeps its short name.
        let listing = try name.map { try lists.listing($0, in: list) } ?? lists.listing(entry, in: list)
        if json { Terminal.print(listing.json(nil).text) } else { ListingShow.tell(listing) }
    }
}

/// `lightbox listing add`: one more entry.
struct ListingAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an entry to an imported list, written the way its neighbours are.")

    @Argument(help: "The list's name.") var list: String
    @Option(help: "The dataset's name.") var name: String
    @Option(help: "An address; may be given again.") var url: [String] = []
    @Option(help: "A remark; may be given again.") var remark: [String] = []
    @Option(help: "Keywords, parted by commas.") var keywords: String?
    @Option(help: "The day, in lists that have one.") var date: String?
    @Option(help: "The section to put it at the end of.") var section: String?
    @Option(help: "The entry to put it behind.") var after: String?
    @Flag(help: "The new entry as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    static func words(_ text: String) -> [String] {
        text.split(separator: ",").map { word in
            String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    func run() throws {
        let catalogue = try options.openToKeep()
        let lists = try Lists(catalogue)
        let new = Lists.NewEntry(
            name: name, urls: url, remarks: remark, keywords: keywords.map(Self.words) ?? [], date: date,
            section: section, after: after)
        let listing = try lists.add(new, to: list, day: ListFile.today, cards: try catalogue.joinKeys())
        if json { Terminal.print(listing.json(nil).text) } else { ListingShow.tell(listing) }
    }
}
