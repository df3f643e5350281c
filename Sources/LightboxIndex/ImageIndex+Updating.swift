import LightboxArchive
public import LightboxRecords
import LightboxStore
public import SystemPackage

/// What one run over a folder found and did.
public struct IndexSummary: Sendable, Hashable {
    /// The copy that the folder is, or is a part of.
    public let copy: Int64
    /// The copy's folder.
    public let root: String
    /// The part of the copy that was looked at; empty for all of it.
    public let part: String
    /// Copies that lie in this one and became part of it.
    public let absorbed: [String]
    /// What the run did.
    public let progress: FolderReader.Progress
    /// What the index now holds of the folder.
    public let files: Int
    public let images: Int
    public let series: Int
    /// Files that cannot be read, those apart whose content git-annex has not fetched.
    public let unreadable: Int
    public let notFetched: Int
    /// The commonest reasons, most common first.
    public let reasons: [Reason]
    /// Folders that cannot be listed, so that nothing new is known of what is in them.
    public let unlisted: [UnlistedFolder]
    public let seconds: Double

    /// A folder that cannot be listed.
    public struct UnlistedFolder: Sendable, Hashable {
        /// Its path from the copy's root; empty for the root.
        public let path: String
        public let problem: String
    }

    /// A reason why files cannot be read.
    public struct Reason: Sendable, Hashable {
        /// The kind of the files as `FileFormat` names it.
        public let kind: String
        public let problem: String
        public let count: Int
        /// One of them, from the copy's root.
        public let example: String
    }
}

extension ImageIndex {
    /// Brings the index up to date with a folder, which is only read.
    ///
    /// Every batch is kept at once: after a kill the next run opens only what is missing. A folder inside a
    /// copy brings that part of the copy up to date; a folder around copies takes them over. Blocks until
    /// it is done, and may run in several processes at once.
    @discardableResult
    public func update(
        _ folder: FilePath, reader: FolderReader = FolderReader(),
        progress report: (FolderReader.Progress) -> Void = { _ in }
    ) throws -> IndexSummary {
        let start = ContinuousClock.now
        let place = try self.place(of: folder)
        var reader = reader
        reader.ignored = ownFiles(in: place.folder.root)
        let sink = try IndexSink(store: store, copy: place.copy, root: place.folder.root)
        let wasComplete = try begin(place.copy)
        let progress = try reader.read(place.folder, from: place.part, into: sink, progress: report)
        if wasComplete || place.part == .root { try end(place.copy) }
        let elapsed = ContinuousClock.now - start
        return try summary(place, progress, seconds: elapsed / .seconds(1))
    }

    struct Place {
        let copy: Int64
        let folder: FolderGuard
        let part: RelativePath
        let absorbed: [String]
    }

    private func place(of path: FilePath) throws -> Place {
        let shown = path.string
        let folder: FolderGuard
        do { folder = try FolderGuard(path) } catch {
            guard error.problem == .missing else { throw ImageIndexError(problem: .notAFolder, path: shown) }
            let isKnown = try copyRoots().contains { $0.root == path.lexicallyNormalized() }
            throw ImageIndexError(problem: isKnown ? .goneMeanwhile : .missing, path: shown)
        }
        return try store.write { session in
            let roots = try copyRoots(session)
            if let around = roots.first(where: { folder.root.starts(with: $0.root) }) {
                var part = folder.root
                _ = part.removePrefix(around.root)
                return Place(
                    copy: around.id, folder: try FolderGuard(around.root), part: RelativePath(part),
                    absorbed: [])
            }
            let bytes = RelativePath(folder.root)
            try session.run(
                """
                INSERT INTO _copy (root, shown, added_at)
                VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
                """, [IndexRow.name(bytes.bytes), bytes.text == nil ? .text(bytes.shown) : .null])
            let copy = session.lastInsertedID
            let inside = roots.filter { $0.root.starts(with: folder.root) }
            for inner in inside {
                var prefix = inner.root
                _ = prefix.removePrefix(folder.root)
                try absorb(inner.id, at: RelativePath(prefix), into: copy, session)
            }
            return Place(copy: copy, folder: folder, part: .root, absorbed: inside.map(\.root.string))
        }
    }

    /// Makes a copy the part at `prefix` of another, without reading a file again.
    private func absorb(
        _ inner: Int64, at prefix: RelativePath, into outer: Int64, _ session: StoreSession
    ) throws {
        let folders = try session.all("SELECT id, path FROM _folder WHERE copy = ?", [.integer(inner)]) {
            (id: $0.integer(0) ?? 0, path: RelativePath(bytes: $0.bytes(1) ?? []))
        }
        for (id, path) in folders {
            let path = prefix.appending(path)
            try session.run(
                "UPDATE _folder SET copy = ?, path = ?, shown = ? WHERE id = ?",
                [
                    .integer(outer), IndexRow.name(path.bytes), path.text == nil ? .text(path.shown) : .null,
                    .integer(id),
                ])
        }
        try session.run(
            """
            INSERT INTO _series (copy, key, stale) SELECT ?, key, 1 FROM _series WHERE copy = ?
            ON CONFLICT (copy, key) DO UPDATE SET stale = 1
            """, [.integer(outer), .integer(inner)])
        try session.run(
            """
            UPDATE _image SET series = (SELECT o.id FROM _series o JOIN _series s ON s.key = o.key
                WHERE o.copy = ? AND s.id = _image.series)
            WHERE series IN (SELECT id FROM _series WHERE copy = ?)
            """, [.integer(outer), .integer(inner)])
        try session.run(
            """
            UPDATE _common SET series = (SELECT o.id FROM _series o JOIN _series s ON s.key = o.key
                WHERE o.copy = ? AND s.id = _common.series)
            WHERE series IN (SELECT id FROM _series WHERE copy = ?)
            """, [.integer(outer), .integer(inner)])
        try session.run("DELETE FROM _series WHERE copy = ?", [.integer(inner)])
        try session.run("DELETE FROM _copy WHERE id = ?", [.integer(inner)])
    }

    func copyRoots() throws -> [(id: Int64, root: FilePath)] { try store.read { try copyRoots($0) } }

    private func copyRoots(_ session: StoreSession) throws -> [(id: Int64, root: FilePath)] {
        try session.all("SELECT id, root FROM _copy ORDER BY id") {
            ($0.integer(0) ?? 0, RelativePath(bytes: $0.bytes(1) ?? []).filePath)
        }
    }

    /// Our own database and what SQLite lays beside it, should they lie in the folder.
    private func ownFiles(in root: FilePath) -> Set<RelativePath> {
        guard path != ":memory:", let real = try? FolderGuard(FilePath(path).removingLastComponent()).root,
            let name = FilePath(path).lastComponent, real.starts(with: root)
        else { return [] }
        var own = real.appending(name)
        _ = own.removePrefix(root)
        let base = RelativePath(own)
        return Set(["", "-wal", "-shm", "-journal"].map { RelativePath(bytes: base.bytes + Array($0.utf8)) })
    }

    /// Marks the copy as being read, and returns whether it had been read to its end before.
    private func begin(_ copy: Int64) throws -> Bool {
        try store.write { session in
            let wasComplete =
                try session.first("SELECT finished_at IS NOT NULL FROM _copy WHERE id = ?", [.integer(copy)])
            {
                $0.bool(0)
            } ?? false
            try session.run(
                """
                UPDATE _copy SET started_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), finished_at = NULL
                WHERE id = ?
                """, [.integer(copy)])
            return wasComplete
        }
    }

    private func end(_ copy: Int64) throws {
        try store.write {
            try $0.run(
                "UPDATE _copy SET finished_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?",
                [.integer(copy)])
        }
    }

    private func summary(
        _ place: Place, _ progress: FolderReader.Progress, seconds: Double
    ) throws -> IndexSummary {
        try store.read { session in
            // A part is told by the paths of its folders; `0` is the character after `/`.
            let part = IndexRow.name(place.part.bytes)
            var below = place.part.bytes
            let isAll = below.isEmpty
            below.append(UInt8(ascii: "/"))
            let from = IndexRow.name(below)
            below[below.count - 1] = UInt8(ascii: "0")
            let to = IndexRow.name(below)
            let tables = """
                FROM _folder d JOIN _file f ON f.folder = d.id LEFT JOIN _image i ON i.file = f.id
                WHERE d.copy = ? AND (? OR d.path = ? OR (d.path >= ? AND d.path < ?))
                """
            let values: [StoreValue] = [.integer(place.copy), .bool(isAll), part, from, to]
            let unlisted = try session.all(
                """
                SELECT coalesce(d.shown, d.path), d.problem FROM _folder d
                WHERE d.problem IS NOT NULL AND d.copy = ? AND (? OR d.path = ? OR (d.path >= ? AND d.path < ?))
                ORDER BY 1
                """, values
            ) { row in
                IndexSummary.UnlistedFolder(path: row.text(0) ?? "", problem: row.text(1) ?? "")
            }
            let notFetched = "f.problem LIKE 'Its content is not here yet%'"
            let counts =
                try isAll
                ? wholeCounts(ofCopy: place.copy, session)
                : session.first(
                    """
                    SELECT count(*), count(i.file), count(DISTINCT i.series), count(f.problem),
                        count(CASE WHEN \(notFetched) THEN 1 END) \(tables)
                    """, values
                ) { row in (0..<5).map { row.int($0) ?? 0 } } ?? [0, 0, 0, 0, 0]
            let reasons = try session.all(
                """
                SELECT f.kind, f.problem, count(*), coalesce(d.shown, d.path), coalesce(f.shown, f.name) \(tables)
                    AND f.problem IS NOT NULL AND NOT \(notFetched)
                GROUP BY f.kind, f.problem ORDER BY count(*) DESC, f.kind, f.problem LIMIT 8
                """, values
            ) { row in
                let folder = row.text(3) ?? ""
                return IndexSummary.Reason(
                    kind: row.text(0) ?? "", problem: row.text(1) ?? "", count: row.int(2) ?? 0,
                    example: (folder.isEmpty ? "" : folder + "/") + (row.text(4) ?? ""))
            }
            return IndexSummary(
                copy: place.copy, root: RelativePath(place.folder.root).shown, part: place.part.shown,
                absorbed: place.absorbed, progress: progress, files: counts[0], images: counts[1],
                series: counts[2], unreadable: counts[3] - counts[4], notFetched: counts[4], reasons: reasons,
                unlisted: unlisted, seconds: seconds)
        }
    }

    /// Files, images, series, problems, and files that git-annex has not fetched, each counted where it is quickest.
    private func wholeCounts(ofCopy copy: Int64, _ session: StoreSession) throws -> [Int] {
        try [
            "SELECT count(*) FROM _folder d JOIN _file f ON f.folder = d.id WHERE d.copy = ?",
            "SELECT sum(files) FROM _series WHERE copy = ?",
            "SELECT count(*) FROM _series WHERE copy = ?",
            """
            SELECT count(*) FROM _folder d JOIN _file f ON f.folder = d.id
            WHERE d.copy = ? AND f.problem IS NOT NULL
            """,
            """
            SELECT count(*) FROM _folder d JOIN _file f ON f.folder = d.id
            WHERE d.copy = ? AND f.problem IS NOT NULL AND f.problem LIKE 'Its content is not here yet%'
            """,
        ].map { sql in try session.first(sql, [.integer(copy)]) { $0.int(0) ?? 0 } ?? 0 }
    }

    /// Drops a copy from the index; its files stay as they are.
    ///
    /// - Returns: how many files the index held of it.
    @discardableResult
    public func forget(_ folder: FilePath) throws -> Int {
        let wanted = (try? FolderGuard(folder))?.root ?? folder.lexicallyNormalized()
        let roots = try copyRoots()
        guard let copy = roots.first(where: { $0.root == wanted }) else {
            let around = roots.first { wanted.starts(with: $0.root) }
            throw ImageIndexError(
                problem: around.map { .partOf($0.root.string) } ?? .unknown, path: folder.string)
        }
        return try store.write { session in
            let files =
                try session.first(
                    "SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder WHERE d.copy = ?",
                    [.integer(copy.id)]
                ) { $0.int(0) ?? 0 } ?? 0
            // Folders first: their files and images go with them, and then no image points to a series.
            try session.run("DELETE FROM _folder WHERE copy = ?", [.integer(copy.id)])
            try session.run("DELETE FROM _series WHERE copy = ?", [.integer(copy.id)])
            try session.run("DELETE FROM _copy WHERE id = ?", [.integer(copy.id)])
            return files
        }
    }
}
