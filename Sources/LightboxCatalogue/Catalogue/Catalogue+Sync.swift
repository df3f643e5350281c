import LightboxStore

extension Catalogue {
    /// What came of a look at the pack and the folders.
    struct Synced {
        var changes = Changes()
        var problems: [CardProblem] = []
        var indexed = 0
    }

    /// Makes the database hold what the origin holds, and touches only what differs.
    static func bringUpToDate(_ store: Store, with origin: CatalogueOrigin) throws -> Synced {
        let known = try store.read { session in
            try session.first("SELECT value FROM meta WHERE key = 'stamp'") { $0.text(0) } ?? nil
        }
        let problemsKept = try store.read { session in
            try session.first("SELECT count(*) FROM meta WHERE key = 'broken'") { $0.int(0) ?? 0 } ?? 0
        }
        // Broken cards are looked at each time, so that they are reported each time.
        if known == origin.stamp && problemsKept == 0 { return Synced() }
        let files = try origin.files()
        return try store.write { session in try bringUpToDate(session, files: files, stamp: origin.stamp) }
    }

    private static func bringUpToDate(
        _ session: StoreSession, files: [(file: CardFile, isOwn: Bool)], stamp: String
    ) throws -> Synced {
        var synced = Synced()
        var vocabularies = Vocabularies()
        var vocabularyFingerprint = Fingerprint()
        for (file, _) in files where file.kind == .vocabulary {
            synced.problems += vocabularies.add(file.text, file: file.file)
            vocabularyFingerprint.add(file.text)
        }
        vocabularyFingerprint.add("search \(SearchIndex.version)")
        let areVocabulariesNew = try replaceVocabularies(
            files.map(\.file).filter { $0.kind == .vocabulary }, fingerprint: vocabularyFingerprint, session)

        var wanted: [String: (card: () -> ReadCard, file: CardFile, isOwn: Bool, fingerprint: String)] = [:]
        for (file, isOwn) in files where file.kind == .card {
            let id = file.file.split(separator: "/").last.map { String($0.dropLast(5)) } ?? file.file
            let read = { Card.read(file.text, file: file.file, vocabularies: vocabularies) }
            wanted[id] = (read, file, isOwn, Fingerprint(file.file + "\n" + file.text).description)
        }
        var existing: [String: String] = [:]
        try session.rows("SELECT id, fingerprint FROM card") { row in
            existing[row.text(0) ?? ""] = row.text(1) ?? ""
        }
        if areVocabulariesNew { try SearchTables.replaceLanguage(with: vocabularies, session) }
        let form = NormalForm(vocabularies.language ?? SearchLanguage())
        var isAnyBroken = false
        for (id, entry) in wanted.sorted(by: { $0.key < $1.key }) {
            if existing[id] == entry.fingerprint, !areVocabulariesNew { continue }
            let read = entry.card()
            if entry.isOwn { synced.problems += read.problems }
            guard let card = read.card else {
                isAnyBroken = true
                if !entry.isOwn { synced.problems += read.problems }
                continue
            }
            if existing[id] == nil {
                synced.changes.added.append(id)
            } else if existing[id] != entry.fingerprint {
                synced.changes.changed.append(id)
            }
            try write(card, entry.file, isOwn: entry.isOwn, fingerprint: entry.fingerprint, session)
            try SearchIndex.write(card, vocabularies, form, session)
            synced.indexed += 1
        }
        for id in existing.keys.sorted() where wanted[id] == nil {
            synced.changes.removed.append(id)
            try session.run("DELETE FROM card WHERE id = ?", [.text(id)])
            try SearchIndex.remove(id, session)
        }
        if !synced.changes.isEmpty { try session.rejoinListings() }
        try session.run("REPLACE INTO meta VALUES ('stamp', ?)", [.text(stamp)])
        if isAnyBroken {
            try session.run("REPLACE INTO meta VALUES ('broken', '1')")
        } else {
            try session.run("DELETE FROM meta WHERE key = 'broken'")
        }
        return synced
    }

    private static func write(
        _ card: Card, _ file: CardFile, isOwn: Bool, fingerprint: String, _ session: StoreSession
    ) throws {
        try session.run("DELETE FROM card WHERE id = ?", [.text(card.id)])
        try session.run(
            "INSERT INTO card (id, name, kind, origin, file, fingerprint, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(card.id), .text(card.name), .text(card.kind.rawValue), .text(isOwn ? "own" : "pack"),
                .text(file.file), .text(fingerprint), .text(file.text),
            ])
        for word in Set([card.id, card.name] + card.aliases + card.listed.map(\.name)).sorted() {
            try session.run("INSERT INTO card_name (id, word) VALUES (?, ?)", [.text(card.id), .text(word)])
        }
    }

    /// Returns whether any vocabulary differs from what was there.
    private static func replaceVocabularies(
        _ files: [CardFile], fingerprint: Fingerprint, _ session: StoreSession
    ) throws -> Bool {
        let known =
            try session.first("SELECT value FROM meta WHERE key = 'vocabularies'") { $0.text(0) } ?? nil
        if known == fingerprint.description { return false }
        try session.run("DELETE FROM vocabulary_file")
        for file in files {
            try session.run(
                "INSERT INTO vocabulary_file (file, text) VALUES (?, ?)",
                [.text(file.file), .text(file.text)])
        }
        try session.run("REPLACE INTO meta VALUES ('vocabularies', ?)", [.text(fingerprint.description)])
        return true
    }
}
