import LightboxStore

/// Where a listing stands.
struct Placing {
    let list: Int64
    let position: Int
    let slug: String
}

extension StoreSession {
    // MARK: Lists

    func summaries() throws -> [ListSummary] {
        try all(
            """
            SELECT id, name, title, source, format, encoding, imported,
                   (SELECT count(*) FROM listing WHERE list = list.id AND position IS NOT NULL)
            FROM list ORDER BY name
            """
        ) { row in
            ListSummary(
                name: row.text(1) ?? "", title: row.text(2), source: row.text(3) ?? "",
                format: ImportedList.Format(rawValue: row.text(4) ?? "") ?? .markdown,
                encoding: ImportedList.Encoding(rawValue: row.text(5) ?? "") ?? .utf8,
                imported: row.text(6) ?? "", entries: row.int(7) ?? 0, row: row.integer(0) ?? 0)
        }
    }

    func summary(_ name: String) throws -> ListSummary? { try summaries().first { $0.name == name } }

    func known(_ name: String) throws -> ListSummary {
        let all = try summaries()
        guard let found = all.first(where: { $0.name == name }) else {
            throw ListError(.unknownList(known: all.map(\.name)), list: name)
        }
        return found
    }

    /// Writes the list's own row, drops its text and headings, and takes its listings off their places.
    func writeList(
        _ list: ImportedList, name: String, source: String, day: String, known: ListSummary?
    ) throws -> Int64 {
        let values: [StoreValue] = [
            .text(list.title), .text(source), .text(list.format.rawValue), .text(list.encoding.rawValue),
            .text(day), .text(name),
        ]
        guard let known else {
            try run(
                "INSERT INTO list (title, source, format, encoding, imported, name) VALUES (?, ?, ?, ?, ?, ?)",
                values)
            return lastInsertedID
        }
        try run(
            "UPDATE list SET title = ?, source = ?, format = ?, encoding = ?, imported = ? WHERE name = ?",
            values)
        try run("DELETE FROM list_part WHERE list = ?", [.integer(known.row)])
        try run("UPDATE listing SET position = NULL WHERE list = ?", [.integer(known.row)])
        return known.row
    }

    func writePart(_ list: Int64, _ position: Int, text: String) throws {
        try run(
            "INSERT INTO list_part (list, position, kind, text) VALUES (?, ?, 'text', ?)",
            [.integer(list), .integer(position), .text(text)])
    }

    func writePart(_ list: Int64, _ position: Int, section: ImportedList.Section) throws {
        try run(
            """
            INSERT INTO list_part (list, position, kind, title, path, urls, text)
            VALUES (?, ?, 'section', ?, ?, ?, ?)
            """,
            [
                .integer(list), .integer(position), .text(section.title), .text(Self.join(section.path)),
                .text(Self.join(section.urls)), .text(section.text),
            ])
    }

    func parts(_ list: ListSummary) throws -> [(Int, ImportedList.Item)] {
        try all(
            "SELECT position, kind, title, path, urls, text FROM list_part WHERE list = ?",
            [.integer(list.row)]
        ) { row in
            let text = row.text(5) ?? ""
            guard row.text(1) == "section" else { return (row.int(0) ?? 0, .text(text)) }
            return (
                row.int(0) ?? 0,
                .section(
                    .init(
                        title: row.text(2) ?? "", path: Self.split(row.text(3)), text: text,
                        urls: Self.split(row.text(4))))
            )
        }
    }

    /// Several words in one cell, a line each; none of them can hold a line end.
    private static func join(_ words: [String]) -> String { words.joined(separator: "\n") }

    private static func split(_ text: String?) -> [String] {
        text.map { $0.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) } ?? []
    }

    // MARK: Listings

    /// Writes a listing and returns its row; `before` is what it was until now.
    func write(
        _ entry: ListEntry, _ placing: Placing, before: Listing?, status: ListingStatus, day: String
    ) throws -> Int64 {
        var added = before?.added ?? day
        var changed = before?.changed
        if case .added = status { added = day }
        if case .changed = status { changed = day }
        let values: [StoreValue] = [
            .integer(placing.position), .text(entry.form.rawValue), .text(entry.name), .text(entry.title),
            .text(entry.date), .text(Self.join(entry.section)), .text(Self.join(entry.sectionKeywords)),
            .integer(entry.lines.lowerBound), .integer(entry.lines.upperBound), .text(entry.template.text),
            .text(added), .text(changed),
        ]
        let id: Int64
        if let before {
            try run(
                """
                UPDATE listing SET position = ?, form = ?, name = ?, title = ?, date = ?, section = ?,
                    section_keywords = ?, first_line = ?, last_line = ?, template = ?, added = ?, changed = ?,
                    edited = NULL, removed = NULL
                WHERE id = ?
                """, values + [.integer(before.row)])
            id = before.row
        } else {
            try run(
                """
                INSERT INTO listing (position, form, name, title, date, section, section_keywords, first_line,
                    last_line, template, added, changed, list, slug)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, values + [.integer(placing.list), .text(placing.slug)])
            id = lastInsertedID
        }
        try writeValues(entry, id)
        return id
    }

    private func writeValues(_ entry: ListEntry, _ id: Int64) throws {
        for table in ["address", "remark", "keyword", "link"] {
            try run("DELETE FROM listing_\(table) WHERE listing = ?", [.integer(id)])
        }
        for (number, address) in entry.addresses.enumerated() {
            let label = entry.labels.indices.contains(number) ? entry.labels[number] : nil
            try run(
                "INSERT INTO listing_address (listing, ordinal, address, label) VALUES (?, ?, ?, ?)",
                [.integer(id), .integer(number), .text(address), .text(label)])
        }
        for (number, address) in entry.elsewhere.enumerated() {
            try run(
                "INSERT INTO listing_address (listing, ordinal, address, elsewhere) VALUES (?, ?, ?, 1)",
                [.integer(id), .integer(number), .text(address)])
        }
        for (number, remark) in entry.remarks.enumerated() {
            try run(
                "INSERT INTO listing_remark (listing, ordinal, text) VALUES (?, ?, ?)",
                [.integer(id), .integer(number), .text(remark)])
        }
        for (number, keyword) in entry.keywords.enumerated() {
            try run(
                "INSERT INTO listing_keyword (listing, ordinal, word) VALUES (?, ?, ?)",
                [.integer(id), .integer(number), .text(keyword)])
        }
        for (number, link) in entry.links.enumerated() {
            try run(
                "INSERT INTO listing_link (listing, ordinal, url, words) VALUES (?, ?, ?, ?)",
                [.integer(id), .integer(number), .text(link.url), .text(link.words)])
        }
    }

    /// Writes the values of a listing that was changed here.
    func rewrite(_ entry: ListEntry, _ row: Int64, day: String) throws {
        try run(
            "UPDATE listing SET name = ?, title = ?, date = ?, template = ?, edited = ? WHERE id = ?",
            [
                .text(entry.name), .text(entry.title), .text(entry.date), .text(entry.template.text),
                .text(day),
                .integer(row),
            ])
        try writeValues(entry, row)
    }

    func remove(_ row: Int64, day: String) throws {
        try run("UPDATE listing SET position = NULL, removed = ? WHERE id = ?", [.text(day), .integer(row)])
    }

    func position(of row: Int64) throws -> Int? {
        try first("SELECT position FROM listing WHERE id = ?", [.integer(row)]) { $0.int(0) } ?? nil
    }

    /// Makes room for one item at `position`.
    func shift(_ list: Int64, from position: Int) throws {
        // Two steps, since the positions of text are unique.
        for table in ["list_part", "listing"] {
            try run(
                "UPDATE \(table) SET position = -position - 2 WHERE list = ? AND position >= ?",
                [.integer(list), .integer(position)])
            try run(
                "UPDATE \(table) SET position = -position - 1 WHERE list = ? AND position < -1",
                [.integer(list)])
        }
    }

    /// The listings of a list in its order; those that it no longer has come last.
    func listings(_ list: ListSummary) throws -> [Listing] {
        let addresses = try values(list, "address", "address, label, elsewhere") { row in
            (row.text(1) ?? "", row.text(2), row.int(3) == 1)
        }
        let remarks = try values(list, "remark", "text") { $0.text(1) ?? "" }
        let keywords = try values(list, "keyword", "word") { $0.text(1) ?? "" }
        var joins: [Int64: [(Listing.Join, Bool)]] = [:]
        try rows(
            """
            SELECT listing, target, kind, certain, why FROM listing_join
            WHERE listing IN (SELECT id FROM listing WHERE list = ?) ORDER BY kind, target
            """, [.integer(list.row)]
        ) { row in
            let join = Listing.Join(
                target: row.text(1) ?? "", isCard: row.text(2) == "card", why: row.text(4) ?? "")
            joins[row.integer(0) ?? 0, default: []].append((join, row.int(3) == 1))
        }
        return try all(
            """
            SELECT id, slug, form, title, date, section, section_keywords, first_line, last_line, template,
                   added, changed, edited, removed
            FROM listing WHERE list = ? ORDER BY position IS NULL, position, id
            """, [.integer(list.row)]
        ) { row in
            let id = row.integer(0) ?? 0
            let own = (addresses[id] ?? []).filter { !$0.2 }
            let first = row.int(7) ?? 1
            let entry = ListEntry(
                form: ListEntry.Form(rawValue: row.text(2) ?? "") ?? .bullet, title: row.text(3) ?? "",
                addresses: own.map(\.0), labels: own.map(\.1), remarks: remarks[id] ?? [],
                keywords: keywords[id] ?? [], date: row.text(4), section: Self.split(row.text(5)),
                sectionKeywords: Self.split(row.text(6)),
                elsewhere: (addresses[id] ?? []).filter(\.2).map(\.0),
                lines: first...max(first, row.int(8) ?? first),
                template: EntryTemplate(text: row.text(9) ?? ""))
            return Listing(
                list: list.name, slug: row.text(1) ?? "", entry: entry, added: row.text(10) ?? "",
                changed: row.text(11), edited: row.text(12), removed: row.text(13),
                joins: (joins[id] ?? []).filter(\.1).map(\.0),
                doubtful: (joins[id] ?? []).filter { !$0.1 }.map(\.0), row: id)
        }
    }

    private func values<T>(
        _ list: ListSummary, _ table: String, _ columns: String, _ body: (borrowing StoreRow) throws -> T
    ) throws -> [Int64: [T]] {
        var found: [Int64: [T]] = [:]
        try rows(
            """
            SELECT listing, \(columns) FROM listing_\(table)
            WHERE listing IN (SELECT id FROM listing WHERE list = ?) ORDER BY listing, ordinal
            """, [.integer(list.row)]
        ) { row in
            let value = try body(row)
            found[row.integer(0) ?? 0, default: []].append(value)
        }
        return found
    }
}
