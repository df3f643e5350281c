public import LightboxStore

/// The imported lists of a catalogue: taken in, compared with their newer versions, joined and written out.
///
/// ```swift
/// let lists = Lists(store: catalogue.store)
/// let report = try lists.take(list, as: "adalca", source: "README.md", day: "2026-11-24", cards: cards)
/// let bytes = try lists.bytes(of: "adalca")
/// ```
public struct Lists: Sendable {
    let store: Store

    /// - Parameter store: a database that has the tables of `ListSchema`.
    public init(store: Store) { self.store = store }

    /// Takes in a list, new or again.
    ///
    /// The entries of a version taken before are found again by their text, name and address; those that
    /// are missing are kept as removed.
    public func take(
        _ list: ImportedList, as name: String, source: String, day: String, cards: [JoinKeys] = []
    ) throws -> ImportReport {
        guard Self.isName(name) else { throw ListError(.badName, list: name) }
        return try store.write { session in
            let known = try session.summary(name)
            let old = try known.map { try session.listings($0) } ?? []
            let row = try session.writeList(list, name: name, source: source, day: day, known: known)
            let entries = list.entries
            let present = old.filter { $0.removed == nil }
            let gone = old.filter { $0.removed != nil }
            let candidates = present + gone
            let matches = ListDifference.match(old: candidates.map(\.entry), new: entries)

            var slugs = Set(old.map(\.slug))
            var statuses: [Int64: ListingStatus] = [:]
            var position = 0
            var number = 0
            for item in list.items {
                switch item {
                case .text(let text): try session.writePart(row, position, text: text)
                case .section(let section): try session.writePart(row, position, section: section)
                case .entry(let entry):
                    let before = matches[number].map { candidates[$0] }
                    let slug = before?.slug ?? Self.slug(entry, &slugs)
                    let status = Self.status(of: entry, before: before)
                    let id = try session.write(
                        entry, Placing(list: row, position: position, slug: slug), before: before,
                        status: status, day: day)
                    statuses[id] = status
                    number += 1
                }
                position += 1
            }
            let kept = Set(matches.compactMap { $0.map { candidates[$0].row } })
            for listing in present where !kept.contains(listing.row) {
                try session.remove(listing.row, day: day)
                statuses[listing.row] = .removed
            }
            try session.joinAll(cards)
            guard let summary = try session.summary(name) else {
                throw ListError(.damaged("no list"), list: name)
            }
            let reported = try session.listings(summary).compactMap { listing in
                statuses[listing.row].map { (listing: listing, status: $0) }
            }
            return ImportReport(
                list: name, isNew: known == nil, entries: reported,
                sections: list.sections.count { !$0.path.isEmpty })
        }
    }

    private static func status(of entry: ListEntry, before: Listing?) -> ListingStatus {
        guard let before, before.removed == nil else { return .added }
        let fields = ListDifference.changes(from: before.entry, to: entry)
        return fields.isEmpty ? .unchanged : .changed(fields)
    }

    /// Whether a name can be typed and shown anywhere.
    public static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 80 && name.utf8.first != UInt8(ascii: "-")
            && name.utf8.allSatisfy { $0.isLetterByte || $0.isDigitByte || "-_.".utf8.contains($0) }
    }

    /// The name of a list in a file: `my-list` for `lists/My list.md`.
    public static func name(forFile path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? "list"
        if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
        let words = name.lowercased().split { character in
            !(character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character)))
        }
        let joined = words.joined(separator: "-").drop { $0 == "-" }
        return joined.isEmpty ? "list" : String(joined.prefix(80))
    }

    /// A name for an entry that no other of its list has.
    static func slug(_ entry: ListEntry, _ taken: inout Set<String>) -> String {
        var slug = ""
        for scalar in entry.name.lowercased().unicodeScalars {
            if scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) {
                slug.unicodeScalars.append(scalar)
            } else if !slug.isEmpty, !slug.hasSuffix("-"), scalar != "'" {
                slug += "-"
            }
            if slug.utf8.count >= 60 { break }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        if slug.isEmpty { slug = "entry" }
        var free = slug
        var number = 2
        while taken.contains(free) {
            free = "\(slug)-\(number)"
            number += 1
        }
        taken.insert(free)
        return free
    }

    // MARK: Reading

    /// All imported lists by name.
    public func all() throws -> [ListSummary] { try store.read { try $0.summaries() } }

    /// The listings of a list, in its order; those that it no longer has come last.
    public func listings(of name: String) throws -> [Listing] {
        try store.read { session in try session.listings(try session.known(name)) }
    }

    /// Every listing that is about the card `id`.
    public func listings(joining id: String) throws -> [Listing] {
        try all().flatMap { list in
            try listings(of: list.name).filter { $0.removed == nil && $0.joins.contains { $0.target == id } }
        }
    }

    /// The list as it stands now, put together from its listings.
    public func list(_ name: String) throws -> ImportedList {
        try store.read { session in
            let summary = try session.known(name)
            var items = try session.parts(summary)
            for listing in try session.listings(summary) {
                guard let position = try session.position(of: listing.row) else { continue }
                items.append((position, .entry(listing.entry)))
            }
            return ImportedList(
                format: summary.format, encoding: summary.encoding, title: summary.title,
                items: items.sorted { $0.0 < $1.0 }.map(\.1))
        }
    }

    /// The bytes of the list's file, written from its listings.
    public func bytes(of name: String) throws -> [UInt8] {
        do { return try list(name).bytes() } catch let error as ListError { throw error.of(name) }
    }

    /// Finds all joins anew, as when the cards have changed.
    public func join(_ cards: [JoinKeys]) throws {
        try store.write { try $0.joinAll(cards) }
    }
}

extension Lists {
    /// The names of the lists that the catalogue's database at `path` holds; opened to be read only.
    ///
    /// - Throws: `StoreError` for a file that is missing or no database.
    public static func names(inDatabase path: String) throws -> [String] {
        let store = try Store(path, access: .readOnly)
        return try store.read { session in
            let isThere = try session.first("SELECT 1 FROM sqlite_schema WHERE name = 'list'") { _ in true }
            return isThere == true ? try session.summaries().map(\.name) : []
        }
    }
}
