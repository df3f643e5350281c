import ArgumentParser
import Foundation
import LightboxCatalogue
import LightboxCore

/// `lightbox import`: take other people's lists into the catalogue.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in a list of datasets that somebody else keeps.",
        discussion: """
            Reads Markdown, plain text and CSV as people write them: headings, items, bold names with prose, table \
            rows. Every entry, link and remark is kept as a listing, and joined to the card of the same dataset. \
            Import a newer version of the same list to see what was added, changed and removed.

            Exit code 0: imported; 2: the file is no list, or cannot be read.

            Examples:
              lightbox import README.md --as my-list
              lightbox import my-list.md --json | jq 'select(.joins == [])'
              lightbox list --format markdown --like my-list
            """)

    @Argument(help: "The list's file. An address is not fetched: save its source first.") var file: String
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The list's name; the file's where none is given.", valueName: "name"))
    var name: String?
    @Flag(help: "One entry a line, as JSON.") var json = false
    @OptionGroup var options: CatalogueOptions

    func run() throws {
        let list = try ListReader.read(try ListFile.bytes(file), name: file)
        let catalogue = try options.openToKeep()
        let lists = try Lists(catalogue)
        let report = try lists.take(
            list, as: name ?? Lists.name(forFile: file), source: file, day: ListFile.today,
            cards: try catalogue.joinKeys())
        if json {
            for (listing, status) in report.entries { Terminal.print(listing.json(status).text) }
        } else {
            tell(report)
        }
        if list.encoding == .latin1 {
            Terminal.say(
                "note: \(file) is no sound UTF-8 and was read as Latin-1, each byte a character.")
        }
    }

    private func tell(_ report: ImportReport) {
        let present = report.entries.filter { $0.status != .removed }.map(\.listing)
        let joined = present.filter { !$0.joins.isEmpty }
        let cards = Set(present.flatMap { $0.joins.filter(\.isCard).map(\.target) })
        let places =
            report.sections == 0
            ? "" : " in \(report.sections) \(report.sections == 1 ? "section" : "sections")"
        Terminal.print(
            "\(report.list): \(present.count) \(present.count == 1 ? "entry" : "entries")\(places); "
                + "\(joined.count) joined, to \(cards.count) \(cards.count == 1 ? "card" : "cards")"
                + (joined.contains { !$0.joins.contains(where: \.isCard) }
                    ? " and to listings of other lists." : "."))
        if !report.isNew {
            let counts = ["added", "changed", "removed", "unchanged"].map { "\(report.count($0)) \($0)" }
            Terminal.print(counts.joined(separator: ", ") + ".")
            for (listing, status) in report.entries {
                switch status {
                case .unchanged: continue
                case .changed(let fields): line("~", listing, fields.joined(separator: ", "))
                case .added: line("+", listing, listing.entry.urls.first ?? "")
                case .removed: line("-", listing, listing.entry.urls.first ?? "")
                }
            }
        }
        let doubtful = present.filter { $0.joins.isEmpty && !$0.doubtful.isEmpty }
        if !doubtful.isEmpty {
            Terminal.print("Perhaps the same, but not joined:")
            for listing in doubtful {
                let guesses = listing.doubtful.prefix(2).map { "\($0.target)? (\($0.why))" }
                line("?", listing, guesses.joined(separator: " "))
            }
        }
    }

    private func line(_ mark: String, _ listing: Listing, _ words: String) {
        let text = "\(mark) \(listing.slug)  \(listing.entry.name)  \(words)"
        Terminal.print(text.withoutControlCharacters)
    }
}

/// Reading a list's file.
enum ListFile {
    static var today: String { CalendarDate(secondsSince1970: Int(Date().timeIntervalSince1970)).description }

    static func bytes(_ path: String) throws -> [UInt8] {
        let lowered = path.lowercased()
        if ["http://", "https://", "ftp://", "www."].contains(where: { lowered.hasPrefix($0) }) {
            throw ListError(.remote, list: path)
        }
        guard FileManager.default.fileExists(atPath: path),
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        else { throw ListError(.unreadable("there is no such file"), list: path) }
        if attributes[.type] as? FileAttributeType == .typeDirectory {
            throw ListError(.unreadable("it is a folder"), list: path)
        }
        if let size = attributes[.size] as? Int, size > ListReader.limit {
            throw ListError(.tooLarge(bytes: size, limit: ListReader.limit), list: path)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ListError(.unreadable("it may not be opened"), list: path)
        }
        return Array(data)
    }
}

extension Listing {
    /// The listing as `--json` prints it.
    func json(_ status: ListingStatus?) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", .string(id)), .init("name", .string(entry.name)), .init("urls", .strings(entry.urls)),
            .init("joins", .strings(joins.map(\.target))),
            .init("doubtful", .array(doubtful.map { ["id": .string($0.target), "why": .string($0.why)] })),
            .init("keywords", .strings(entry.keywords)), .init("remarks", .strings(entry.remarks)),
            .init("section", .strings(entry.section)),
            .init("section_keywords", .strings(entry.sectionKeywords)),
            .init("form", .string(entry.form.rawValue)), .init("date", .string(entry.date)),
            .init("line", entry.lines.lowerBound > 0 ? .integer(entry.lines.lowerBound) : .null),
        ]
        if let status {
            members.append(.init("status", .string(status.word)))
            if case .changed(let fields) = status { members.append(.init("changed", .strings(fields))) }
        }
        return .object(members)
    }
}
