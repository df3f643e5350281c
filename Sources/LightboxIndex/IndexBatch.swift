import LightboxArchive
import LightboxRecords
import LightboxStore

/// Writes one batch of changes within one step of the database.
struct IndexBatch {
    let session: StoreSession
    let copy: Int64
    /// What was looked up in this step; another process may change it before the next.
    private var folders: [RelativePath: Int64] = [:]
    private var lastFolder: (path: RelativePath, id: Int64)?
    private var series: [String: Int64] = [:]
    /// For each series what its last image had in common with others.
    private var common: [Int64: (traits: Common<ImageTraits>, id: Int64)] = [:]
    private var lastCommon: (traits: Common<ImageTraits>, series: Int64, id: Int64)?
    private let newFile: StoreStatement
    private let newImage: StoreStatement

    init(session: StoreSession, copy: Int64) throws {
        (self.session, self.copy) = (session, copy)
        newFile = try session.statement(Self.newFileSQL)
        newImage = try session.statement(Self.imageSQL)
    }

    mutating func take(_ change: RecordChange) throws {
        switch change {
        case .folder(let path, let problem):
            let id = try folder(path)
            try session.run("UPDATE _folder SET problem = ? WHERE id = ?", [.text(problem), .integer(id)])
        case .file(let record): try keep(record)
        case .archive(let path, let stamp): try dropMembers(of: path, without: stamp)
        case .moved(let id, let path, let name, let stamp): try move(id, to: path, name, stamp)
        }
    }

    private mutating func folder(_ path: RelativePath) throws -> Int64 {
        if let lastFolder, lastFolder.path == path { return lastFolder.id }
        let id = try folders[path] ?? self.id(ofFolder: path)
        lastFolder = (path, id)
        return id
    }

    private mutating func id(ofFolder path: RelativePath) throws -> Int64 {
        let name = IndexRow.name(path.bytes)
        let id = try session.first(
            "SELECT id FROM _folder WHERE copy = ? AND path = ?", [.integer(copy), name]
        ) { $0.integer(0) }
        if let id = id ?? nil {
            folders[path] = id
            return id
        }
        try session.run(
            "INSERT INTO _folder (copy, path, shown) VALUES (?, ?, ?)",
            [.integer(copy), name, path.text == nil ? .text(path.shown) : .null])
        folders[path] = session.lastInsertedID
        return session.lastInsertedID
    }

    private static let fileColumns = [
        "shown", "kind", "bytes", "modified_ns", "changed_ns", "inode", "born_ns", "unsettled", "generation",
        "link_target", "problem", "hint", "notes", "member",
    ]
    private static let insertSQL =
        "INSERT INTO _file (folder, name, \(fileColumns.joined(separator: ", "))) VALUES (?, ?"
        + String(repeating: ", ?", count: fileColumns.count) + ") ON CONFLICT (folder, name) DO "
    private static let newFileSQL = insertSQL + "NOTHING"
    private static let fileSQL =
        insertSQL + "UPDATE SET " + fileColumns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    private static let imageSQL =
        "INSERT OR REPLACE INTO _image (file, series, common, \(IndexSchema.imageColumns.joined(separator: ", ")))"
        + " VALUES (?, ?, ?" + String(repeating: ", ?", count: IndexSchema.imageColumns.count) + ")"
    private static let commonSQL =
        "INSERT INTO _common (series, \(IndexSchema.commonColumns.joined(separator: ", "))) VALUES (?"
        + String(repeating: ", ?", count: IndexSchema.commonColumns.count) + ")"

    private mutating func keep(_ record: FileRecord) throws {
        let folder = try folder(record.folder)
        try newFile.run { Self.give(record, folder: folder, to: &$0) }
        let id: Int64
        if session.changes == 1 {
            id = session.lastInsertedID
        } else {
            // It was there: what stood for it goes.
            try session.statement(Self.fileSQL).run { Self.give(record, folder: folder, to: &$0) }
            id =
                try session.first(
                    "SELECT id FROM _file WHERE folder = ? AND name = ?",
                    [.integer(folder), IndexRow.name(record.name)]
                ) { $0.integer(0) ?? 0 } ?? 0
            try session.run(
                "UPDATE _series SET stale = 1 WHERE id = (SELECT series FROM _image WHERE file = ?)",
                [.integer(id)])
            if record.image == nil { try session.run("DELETE FROM _image WHERE file = ?", [.integer(id)]) }
        }
        guard let image = record.image else { return }
        let (series, common) = try rows(for: image.common, file: id)
        try newImage.run {
            $0.add(id)
            $0.add(series)
            $0.add(common)
            IndexRow.give(image, to: &$0)
        }
    }

    /// Gives a file's values in the order of `fileColumns`, behind its folder and its name.
    private static func give(_ record: FileRecord, folder: Int64, to row: inout StoreBinder) {
        let stamp = record.stamp
        row.add(folder)
        if IndexRow.isText(record.name) {
            row.add(text: record.name)
            row.addNull()
        } else {
            row.add(blob: record.name)
            row.add(RelativePath(bytes: record.name).shown)
        }
        row.add(record.kind)
        row.add(stamp?.byteCount)
        row.add(stamp?.modifiedNanoseconds)
        row.add(stamp?.changedNanoseconds)
        // A member is never found by its archive's inode.
        row.add(record.isMember ? nil : stamp.map { Int64(bitPattern: $0.inode) })
        row.add(record.birthNanoseconds)
        row.add(record.isUnsettled ? 1 : 0)
        row.add(IndexSchema.readingGeneration)
        row.add(record.linkTarget)
        row.add(record.problem)
        row.add(record.hint)
        row.add(record.notes.isEmpty ? nil : record.notes.joined(separator: "\n"))
        row.add(record.isMember ? 1 : 0)
    }

    /// The rows of the series, and of what the image has in common with the one before it in its series.
    private mutating func rows(
        for traits: Common<ImageTraits>, file: Int64
    ) throws -> (series: Int64, common: Int64) {
        if let lastCommon, lastCommon.traits === traits, traits.value.seriesInstanceUID != nil {
            return (lastCommon.series, lastCommon.id)
        }
        let series = try series(traits.value.seriesInstanceUID.map { "uid:" + $0 } ?? "file:\(file)")
        let id: Int64
        if let last = common[series], last.traits == traits {
            id = last.id
        } else {
            try session.run(Self.commonSQL, [.integer(series)] + IndexRow.values(traits.value))
            id = session.lastInsertedID
        }
        common[series] = (traits, id)
        lastCommon = (traits, series, id)
        return (series, id)
    }

    private mutating func series(_ key: String) throws -> Int64 {
        if let id = series[key] { return id }
        let id =
            try session.first(
                """
                INSERT INTO _series (copy, key, stale) VALUES (?, ?, 1)
                ON CONFLICT (copy, key) DO UPDATE SET stale = 1 RETURNING id
                """, [.integer(copy), .text(key)]
            ) { $0.integer(0) ?? 0 } ?? 0
        series[key] = id
        return id
    }

    /// Drops what is known of an archive's members from when it was another.
    private mutating func dropMembers(of path: RelativePath, without stamp: FileStamp) throws {
        let (within, values) = ImageIndex.condition(within: path)
        let folders = "SELECT d.id FROM _folder d WHERE d.copy = ? AND \(within)"
        let place: [StoreValue] = [.integer(copy)] + values
        // Most files are no archives.
        guard try session.first(folders + " LIMIT 1", place, { $0.integer(0) }) != nil else { return }
        let old = "member AND folder IN (\(folders)) AND NOT (modified_ns = ? AND changed_ns = ?)"
        let wanted =
            place + [.integer(stamp.modifiedNanoseconds), .integer(stamp.changedNanoseconds)]
        try session.run(
            """
            UPDATE _series SET stale = 1 WHERE id IN
                (SELECT series FROM _image WHERE file IN (SELECT id FROM _file WHERE \(old)))
            """, wanted)
        try session.run("DELETE FROM _file WHERE \(old)", wanted)
        try session.run(
            "DELETE FROM _folder WHERE id IN (\(folders)) AND id NOT IN (SELECT folder FROM _file)", place)
        self.folders.removeAll()
        lastFolder = nil
    }

    /// Gives the folders in an archive that was moved their new paths.
    private mutating func moveMembers(of id: Int64, to path: RelativePath) throws {
        let old = try session.first(
            "SELECT d.path, f.name FROM _file f JOIN _folder d ON d.id = f.folder WHERE f.id = ?",
            [.integer(id)]
        ) { RelativePath(bytes: $0.bytes(0) ?? []).appending($0.bytes(1) ?? []) }
        guard let old else { return }
        let (within, values) = ImageIndex.condition(within: old)
        let inner = try session.all(
            "SELECT d.id, d.path FROM _folder d WHERE d.copy = ? AND \(within)", [.integer(copy)] + values
        ) { (id: $0.integer(0) ?? 0, path: $0.bytes(1) ?? []) }
        for (id, bytes) in inner {
            let moved = RelativePath(bytes: path.bytes + bytes.dropFirst(old.bytes.count))
            try session.run(
                "UPDATE _folder SET path = ?, shown = ? WHERE id = ?",
                [
                    IndexRow.name(moved.bytes), moved.text == nil ? .text(moved.shown) : .null, .integer(id),
                ])
        }
        if !inner.isEmpty { folders.removeAll() }
    }

    /// Gives a file its new name, and what BIDS reads from names, without reading the file.
    private mutating func move(
        _ id: Int64, to path: RelativePath, _ name: [UInt8], _ stamp: FileStamp
    ) throws {
        let shown = RelativePath(bytes: name)
        try moveMembers(of: id, to: path.appending(name))
        try session.run(
            "UPDATE _file SET folder = ?, name = ?, shown = ?, changed_ns = ? WHERE id = ?",
            [
                .integer(try folder(path)), IndexRow.name(name),
                shown.text == nil ? .text(shown.shown) : .null,
                .integer(stamp.changedNanoseconds), .integer(id),
            ])
        let names = BIDSName(path.appending(name))
        try session.run(
            """
            UPDATE _image SET subject = coalesce(?, (SELECT patient_id FROM _common WHERE id = _image.common)),
                session = ?, task = ?, acquisition = ?, run = ?, suffix = ?, modality = CASE WHEN sop_uid IS NULL THEN ? ELSE modality END
            WHERE file = ?
            """,
            [
                .text(names.subject), .text(names.session), .text(names.task), .text(names.acquisition),
                .text(names.run), .text(names.suffix), .text(names.modality), .integer(id),
            ])
        try session.run(
            "UPDATE _series SET stale = 1 WHERE id = (SELECT series FROM _image WHERE file = ?)",
            [.integer(id)])
    }
}
