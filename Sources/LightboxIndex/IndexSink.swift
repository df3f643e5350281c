import LightboxArchive
import LightboxRecords
import LightboxStore
import SystemPackage

/// Keeps the records of one copy.
final class IndexSink: RecordSink {
    private let store: Store
    private let copy: Int64
    private let root: FilePath
    private var lastRefresh = ContinuousClock.now
    /// How many files the copy held when the reading began; where it was none, nothing need be looked up.
    private let isNew: Bool

    init(store: Store, copy: Int64, root: FilePath) throws {
        self.store = store
        self.copy = copy
        self.root = root
        isNew = try store.read { session in
            try session.first("SELECT 1 FROM _folder WHERE copy = ? LIMIT 1", [.integer(copy)]) { _ in false }
                ?? true
        }
    }

    private static let knownColumns =
        "f.id, f.name, f.bytes, f.modified_ns, f.changed_ns, f.inode, f.born_ns, f.unsettled, f.generation, f.link_target"

    private static func knownFile(_ row: borrowing StoreRow) -> KnownFile {
        var stamp: FileStamp?
        if let bytes = row.int(2), let modified = row.integer(3), let changed = row.integer(4),
            let inode = row.integer(5)
        {
            stamp = FileStamp(
                byteCount: bytes, modifiedNanoseconds: modified, changedNanoseconds: changed,
                inode: UInt64(bitPattern: inode))
        }
        return KnownFile(
            id: row.integer(0) ?? 0, name: row.bytes(1) ?? [], stamp: stamp, birthNanoseconds: row.integer(6),
            isStale: row.bool(7) || row.int(8) != IndexSchema.readingGeneration, linkTarget: row.text(9))
    }

    private static let archiveKinds = ArchivedRecords.kindNames.map { "'\($0)'" }.joined(separator: ", ")

    private static let folderSQL = """
        SELECT f.id, f.name, f.bytes, f.inode, f.modified_ns, f.changed_ns,
            f.unsettled OR f.generation <> \(IndexSchema.readingGeneration), f.link_target
        FROM _file f JOIN _folder d ON d.id = f.folder WHERE d.copy = ? AND d.path = ? ORDER BY f.name
        """

    func known(in folder: RelativePath) throws -> KnownFiles {
        var known = KnownFiles()
        if isNew { return known }
        try store.read { session in
            try session.rows(Self.folderSQL, [.integer(copy), IndexRow.name(folder.bytes)]) { row in
                // A date that is not there reads as 0, which is no file's.
                let stamp =
                    row.isNull(2) || row.isNull(3)
                    ? nil
                    : FileStamp(
                        byteCount: Int(row.number(2)), modifiedNanoseconds: row.number(4),
                        changedNanoseconds: row.number(5), inode: UInt64(bitPattern: row.number(3)))
                known.add(
                    id: row.number(0), stamp: stamp, isStale: row.number(6) != 0, linkTarget: row.text(7)
                ) { row.appendBytes(1, to: &$0) }
            }
        }
        return known
    }

    func known(inode: UInt64) throws -> [(file: KnownFile, folder: RelativePath)] {
        if isNew { return [] }
        return try store.read { session in
            try session.all(
                "SELECT \(Self.knownColumns), d.path FROM _file f JOIN _folder d ON d.id = f.folder WHERE f.inode = ? AND d.copy = ?",
                [.integer(Int64(bitPattern: inode)), .integer(copy)]
            ) { (Self.knownFile($0), RelativePath(bytes: $0.bytes(10) ?? [])) }
        }
    }

    func take(_ changes: [RecordChange]) throws {
        let known = isNew ? [] : try knownFolders(changes)
        if known.count == changes.count { return }
        let refresh = ContinuousClock.now - lastRefresh > .seconds(2)
        try store.write { session in
            var batch = try IndexBatch(session: session, copy: copy)
            for (index, change) in changes.enumerated() where !known.contains(index) {
                try batch.take(change)
            }
            if refresh { try SeriesRefresh(session: session, copy: copy).run() }
        }
        if refresh { lastRefresh = .now }
    }

    /// Which of the changes are folders of which the same is known.
    private func knownFolders(_ changes: [RecordChange]) throws -> Set<Int> {
        var known: Set<Int> = []
        try store.read { session in
            for (index, change) in changes.enumerated() {
                guard case .folder(let path, let problem) = change else { continue }
                let before = try session.first(
                    "SELECT problem FROM _folder WHERE copy = ? AND path = ?",
                    [.integer(copy), IndexRow.name(path.bytes)]
                ) { $0.text(0) }
                if before == .some(problem) { known.insert(index) }
            }
        }
        return known
    }

    func finish(
        from start: RelativePath, seen: Set<RelativePath>, gone: Set<Int64>, unlisted: [RelativePath]
    ) throws {
        func isBelow(_ path: RelativePath, _ folder: RelativePath) -> Bool {
            folder.bytes.isEmpty || path == folder
                || path.bytes.starts(with: folder.bytes + [UInt8(ascii: "/")])
        }
        try store.write { session in
            let files = Array(gone).sorted()
            for id in files { try drop(file: id, session) }
            let folders = try session.all(
                "SELECT id, path FROM _folder WHERE copy = ?", [.integer(copy)]
            ) { (id: $0.integer(0) ?? 0, path: RelativePath(bytes: $0.bytes(1) ?? [])) }
            let missed = folders.filter { !seen.contains($0.path) && isBelow($0.path, start) }
            // What lies in an archive is as the archive was when it was read.
            let archives = missed.isEmpty ? [] : try self.archives(session)
            for (id, path) in missed {
                if !archives.isEmpty, path.isOrIsBelow(oneOf: archives) { continue }
                if unlisted.contains(where: { isBelow(path, $0) }) { continue }
                try drop(folder: id, path, session)
            }
            try SeriesRefresh(session: session, copy: copy).run()
        }
    }

    private func archives(_ session: StoreSession) throws -> Set<RelativePath> {
        Set(
            try session.all(
                """
                SELECT d.path, f.name FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = ? AND NOT f.member AND f.kind IN (\(Self.archiveKinds))
                """, [.integer(copy)]
            ) { RelativePath(bytes: $0.bytes(0) ?? []).appending($0.bytes(1) ?? []) })
    }

    /// Drops a file, unless another process found it under a new name meanwhile.
    private func drop(file id: Int64, _ session: StoreSession) throws {
        let place = try session.first(
            "SELECT d.path, f.name FROM _file f JOIN _folder d ON d.id = f.folder WHERE f.id = ?",
            [.integer(id)]
        ) { RelativePath(bytes: $0.bytes(0) ?? []).appending($0.bytes(1) ?? []) }
        guard let place else { return }
        let status = try? FileStatus(of: place.below(root), followingLinks: false)
        if let status, status.kind != .folder { return }
        try session.run(
            "UPDATE _series SET stale = 1 WHERE id = (SELECT series FROM _image WHERE file = ?)",
            [.integer(id)])
        try session.run("DELETE FROM _file WHERE id = ?", [.integer(id)])
    }

    /// Drops a folder and its files, unless another process came across it meanwhile.
    private func drop(folder id: Int64, _ path: RelativePath, _ session: StoreSession) throws {
        let status = try? FileStatus(of: path.below(root), followingLinks: false)
        if status?.kind == .folder { return }
        try session.run(
            """
            UPDATE _series SET stale = 1 WHERE id IN
                (SELECT i.series FROM _image i JOIN _file f ON f.id = i.file WHERE f.folder = ?)
            """, [.integer(id)])
        try session.run("DELETE FROM _folder WHERE id = ?", [.integer(id)])
    }
}
