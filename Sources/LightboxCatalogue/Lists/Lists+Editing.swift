import LightboxCore
import LightboxStore

extension Lists {
    /// A change to one listing.
    public enum Edit: Sendable, Hashable {
        case name(String)
        /// The address `number`, from 1.
        case url(Int, String)
        /// The remark `number`, from 1.
        case remark(Int, String)
        case addRemark(String)
        case keywords([String])
        case date(String)
    }

    /// What a new entry says.
    public struct NewEntry: Sendable, Hashable {
        public var name: String
        public var urls: [String]
        public var remarks: [String]
        public var keywords: [String]
        public var date: String?
        /// The section to put it at the end of; the last one where neither this nor `after` is given.
        public var section: String?
        /// The entry to put it behind, by its name or short name.
        public var after: String?

        public init(
            name: String, urls: [String] = [], remarks: [String] = [], keywords: [String] = [],
            date: String? = nil, section: String? = nil, after: String? = nil
        ) {
            (self.name, self.urls, self.remarks, self.keywords) = (name, urls, remarks, keywords)
            (self.date, self.section, self.after) = (date, section, after)
        }
    }

    /// Finds an entry by its short name, or by its name where only one has it.
    public func listing(_ entry: String, in list: String) throws -> Listing {
        let listings = try listings(of: list).filter { $0.removed == nil }
        if let found = listings.first(where: { $0.slug == entry }) { return found }
        let named = listings.filter { $0.entry.name.lowercased() == entry.lowercased() }
        if named.count == 1, let found = named.first { return found }
        var near = named.map(\.slug)
        if near.isEmpty {
            near = listings.filter { $0.slug.contains(entry.lowercased()) }.prefix(5).map(\.slug)
            if let word = Nearest.word(to: entry, among: listings.map(\.slug)), !near.contains(word) {
                near.insert(word, at: 0)
            }
        }
        throw ListError(.unknownEntry(entry, near: near), list: list)
    }

    /// Changes the remark `number` (from 1) of an entry, and nothing else.
    @discardableResult
    public func setRemark(
        _ text: String, number: Int = 1, of entry: String, in list: String, day: String
    ) throws -> Listing {
        try edit(entry, in: list, [.remark(number, text)], day: day)
    }

    /// Changes one listing and returns it as it is then.
    @discardableResult
    public func edit(_ entry: String, in list: String, _ edits: [Edit], day: String) throws -> Listing {
        let listing = try listing(entry, in: list)
        let models = try listings(of: list).filter { $0.removed == nil }.map(\.entry)
        var changed = listing.entry
        for edit in edits { try apply(edit, to: &changed, models, list) }
        if changed.form == .row { changed.escapeBars() }
        try check(changed, list)
        try store.write { try $0.rewrite(changed, listing.row, day: day) }
        return try self.listing(listing.slug, in: list)
    }

    private func apply(
        _ edit: Edit, to entry: inout ListEntry, _ models: [ListEntry], _ list: String
    ) throws {
        let style = EntryStyle([entry] + models)
        switch edit {
        case .name(let name):
            if name.isEmpty { throw ListError(.emptyName, list: list) }
            entry.title = name
        case .date(let date): entry.date = date
        case .url(let number, let url):
            guard entry.addresses.indices.contains(number - 1) else {
                throw ListError(.noSuchAddress(number, count: entry.addresses.count), list: list)
            }
            entry.addresses[number - 1] = url
        case .remark(let number, let text):
            guard entry.remarks.indices.contains(number - 1) else {
                throw ListError(.noSuchRemark(number, count: entry.remarks.count), list: list)
            }
            entry.remarks[number - 1] = text
        case .addRemark(let text):
            guard entry.form != .row, entry.form != .record else {
                throw ListError(.noRoom, list: list)
            }
            insert([style.remarkLine(entry.remarks.count)], into: &entry)
            entry.remarks.append(text)
        case .keywords(let words):
            if entry.keywords.isEmpty, !words.isEmpty {
                guard entry.form != .row, entry.form != .record else { throw ListError(.noRoom, list: list) }
                insert([style.keywordLine(words.count)].compactMap(\.self), into: &entry)
            } else {
                entry.template = entry.template.withKeywords(words.count)
            }
            entry.keywords = words
        }
    }

    /// Puts lines behind the last line that says something, before a line of keywords.
    private func insert(_ new: [EntryTemplate], into entry: inout ListEntry) {
        var lines = entry.template.lines
        var at = lines.count - EntryStyle.tail(of: entry.template).count
        let isKeywords = new.contains { $0.fields.contains(.keyword(0)) }
        if !isKeywords, at > 1, lines[at - 1].fields.contains(.keyword(0)) { at -= 1 }
        var new = new
        if at > 0, !lines[at - 1].endsLine {
            let end = EntryStyle([entry]).lineEnd
            lines[at - 1] = EntryTemplate(parts: lines[at - 1].parts + [.literal(end)])
            if let last = new.indices.last { new[last] = new[last].withoutLineEnd }
        }
        lines.insert(contentsOf: new, at: at)
        entry.template = EntryTemplate(parts: lines.flatMap(\.parts)).joined
    }

    /// Whether everything can be written on its line, in the list's encoding.
    private func check(_ entry: ListEntry, _ list: String) throws {
        let words = [entry.title, entry.date ?? ""] + entry.addresses + entry.remarks + entry.keywords
        guard words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x09 } }) || entry.form == .record
        else {
            throw ListError(.manyLines, list: list)
        }
        let encoding = try store.read { try $0.known(list).encoding }
        do { _ = try encoding.bytes(entry.text) } catch { throw error.of(list) }
    }

    // MARK: New entries

    /// Adds an entry, written the way its neighbours are, and returns its listing.
    ///
    /// The list then differs from before by the new lines only.
    @discardableResult
    public func add(_ new: NewEntry, to list: String, day: String, cards: [JoinKeys] = []) throws -> Listing {
        guard !new.name.isEmpty else { throw ListError(.emptyName, list: list) }
        let present = try listings(of: list).filter { $0.removed == nil }
        let before = try predecessor(of: new, in: list, present)
        let index = present.firstIndex { $0.row == before.row } ?? 0
        let near =
            [before.entry] + present[..<index].reversed().map(\.entry)
            + present[index...].dropFirst().map(\.entry)
        let style = EntryStyle(near)

        var entry = ListEntry(
            form: before.entry.form, title: new.name, addresses: new.urls, labels: new.urls.map { _ in nil },
            remarks: new.remarks, keywords: new.keywords, date: new.date, section: before.entry.section,
            sectionKeywords: before.entry.sectionKeywords, lines: 0...0)
        entry = style.styled(entry)
        var above = before.entry
        let lines = above.template.lines
        let tail = EntryStyle.tail(of: above.template)
        var body = Array(lines.dropLast(tail.count))
        var own = entry.template
        if let last = body.last, !last.endsLine {
            body[body.count - 1] = EntryTemplate(parts: last.parts + [.literal(style.lineEnd)])
            if tail.isEmpty { own = own.withoutLineEnd }
        }
        above.template =
            EntryTemplate(parts: (body + gap(after: index, present, style)).flatMap(\.parts)).joined
        entry.template = EntryTemplate(parts: own.parts + tail.flatMap(\.parts)).joined
        try check(entry, list)

        var slugs = Set(try listings(of: list).map(\.slug))
        let slug = Self.slug(entry, &slugs)
        try store.write { session in
            let summary = try session.known(list)
            let position = (try session.position(of: before.row) ?? 0) + 1
            try session.shift(summary.row, from: position)
            try session.setTemplate(above.template, of: before.row)
            let placing = Placing(list: summary.row, position: position, slug: slug)
            let row = try session.write(entry, placing, before: nil, status: .added, day: day)
            try session.rewrite(entry, row, day: day)
            if !cards.isEmpty { try session.joinAll(cards) }
        }
        return try listing(slug, in: list)
    }

    /// The blank lines and rules between an entry and the next of its section.
    private func gap(after index: Int, _ present: [Listing], _ style: EntryStyle) -> [EntryTemplate] {
        func hasNext(_ index: Int) -> Bool {
            index + 1 < present.count && present[index + 1].entry.section == present[index].entry.section
        }
        let order = [index] + (0..<index).reversed() + Array((index + 1)..<max(present.count, index + 1))
        for at in order where present[at].entry.form == style.form && hasNext(at) {
            return EntryStyle.tail(of: present[at].entry.template)
        }
        guard style.form == .heading || style.form == .bold else { return [] }
        return [EntryTemplate(parts: [.literal(style.lineEnd)])]
    }

    private func predecessor(of new: NewEntry, in list: String, _ present: [Listing]) throws -> Listing {
        if let after = new.after { return try listing(after, in: list) }
        guard let last = present.last else { throw ListError(.damaged("it has no entry"), list: list) }
        guard let section = new.section else { return last }
        let wanted = section.lowercased()
        let found = present.last { $0.entry.section.contains { $0.lowercased() == wanted } }
        guard let found else {
            var names: [String] = []
            for listing in present {
                for name in listing.entry.section where !names.contains(name) { names.append(name) }
            }
            throw ListError(.unknownSection(section, near: Array(names.prefix(8))), list: list)
        }
        return found
    }
}

extension StoreSession {
    func setTemplate(_ template: EntryTemplate, of row: Int64) throws {
        try run("UPDATE listing SET template = ? WHERE id = ?", [.text(template.text), .integer(row)])
    }
}
