public import LightboxArchive
import LightboxStore
public import SystemPackage

/// A file that cannot be read.
public struct IndexedProblem: Sendable, Hashable {
    /// The path from the copy's root.
    public let path: RelativePath
    public let kind: String
    /// Why, in a sentence.
    public let problem: String
}

/// A file that can be read and is no image.
public struct IndexedFile: Sendable, Hashable {
    public let id: Int64
    public let copy: Int64
    /// The path from the copy's root.
    public let path: RelativePath
    public let kind: String
    public let bytes: Int64?
}

/// How much the index holds of a folder.
public struct IndexCounts: Sendable, Hashable {
    public let files: Int
    public let series: Int
    /// Files that are sound and no images.
    public let others: Int
    public let unreadable: Int
}

/// Questions about a part of a copy: a folder and all folders within.
extension ImageIndex {
    /// The roots of all copies, by number, without counting what they hold.
    public func copyPlaces() throws -> [(id: Int64, root: FilePath)] {
        try store.read { session in
            try session.all("SELECT id, root FROM _copy ORDER BY id") { row in
                (row.integer(0) ?? 0, RelativePath(bytes: row.bytes(1) ?? []).filePath)
            }
        }
    }

    /// The condition that a row of `_folder d` is `folder` or lies in it, and its values.
    static func condition(within folder: RelativePath) -> (sql: String, values: [StoreValue]) {
        guard !folder.bytes.isEmpty else { return ("1", []) }
        let inside = folder.bytes + [UInt8(ascii: "/")]
        // Bytes are compared, since a name that is no UTF-8 is kept as a BLOB.
        return (
            "(CAST(d.path AS BLOB) = ? OR substr(CAST(d.path AS BLOB), 1, ?) = ?)",
            [.blob(folder.bytes), .integer(inside.count), .blob(inside)]
        )
    }

    /// How much of a copy lies in `folder`.
    public func counts(inCopy copy: Int64, folder: RelativePath = .root) throws -> IndexCounts {
        var selection = IndexSelection()
        selection.copy = copy
        selection.folder = folder
        let (sql, values) = Self.condition(within: folder)
        let files = try store.read { session in
            try session.first(
                """
                SELECT count(*), count(f.problem) FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = ? AND \(sql)
                """, [.integer(copy)] + values
            ) { (all: $0.int(0) ?? 0, unreadable: $0.int(1) ?? 0) }
        }
        return IndexCounts(
            files: files?.all ?? 0, series: try seriesCount(selection),
            others: try otherCount(inCopy: copy, folder: folder), unreadable: files?.unreadable ?? 0)
    }

    /// The files in `folder` that cannot be read, by path.
    public func problems(
        inCopy copy: Int64, folder: RelativePath = .root, from offset: Int = 0, limit: Int = 100
    ) throws -> [IndexedProblem] {
        let (sql, values) = Self.condition(within: folder)
        return try store.read { session in
            try session.all(
                """
                SELECT d.path, f.name, f.kind, f.problem FROM _file f JOIN _folder d ON d.id = f.folder
                WHERE d.copy = ? AND f.problem IS NOT NULL AND \(sql)
                ORDER BY d.path, f.name LIMIT ? OFFSET ?
                """, [.integer(copy)] + values + [.integer(limit), .integer(offset)]
            ) { row in
                IndexedProblem(
                    path: RelativePath(bytes: row.bytes(0) ?? []).appending(row.bytes(1) ?? []),
                    kind: row.text(2) ?? "", problem: row.text(3) ?? "")
            }
        }
    }

    /// The files in `folder` that are sound and no images, by path: surfaces, tables, documents and the like.
    public func others(
        inCopy copy: Int64, folder: RelativePath = .root, named words: String = "", from offset: Int = 0,
        limit: Int = 100
    ) throws -> [IndexedFile] {
        let (sql, values) = Self.conditionOfOthers(copy, folder, words)
        return try store.read { session in
            try session.all(
                Self.fileSQL + " WHERE \(sql) ORDER BY d.path, f.name LIMIT ? OFFSET ?",
                values + [.integer(limit), .integer(offset)]
            ) { Self.file($0) }
        }
    }

    /// How many files `others` lists in all.
    public func otherCount(
        inCopy copy: Int64, folder: RelativePath = .root, named words: String = ""
    ) throws -> Int {
        let (sql, values) = Self.conditionOfOthers(copy, folder, words)
        return try store.read { session in
            try session.first(
                "SELECT count(*) FROM _file f JOIN _folder d ON d.id = f.folder WHERE \(sql)", values
            ) { $0.int(0) ?? 0 } ?? 0
        }
    }

    /// The file of that number, or `nil` if there is none.
    public func file(id: Int64) throws -> IndexedFile? {
        try store.read { session in
            try session.first(Self.fileSQL + " WHERE f.id = ?", [.integer(id)]) { Self.file($0) }
        }
    }

    private static let fileSQL = """
        SELECT f.id, d.copy, d.path, f.name, f.kind, f.bytes
        FROM _file f JOIN _folder d ON d.id = f.folder
        """

    private static func file(_ row: borrowing StoreRow) -> IndexedFile {
        IndexedFile(
            id: row.integer(0) ?? 0, copy: row.integer(1) ?? 0,
            path: RelativePath(bytes: row.bytes(2) ?? []).appending(row.bytes(3) ?? []),
            kind: row.text(4) ?? "", bytes: row.integer(5))
    }

    private static func conditionOfOthers(
        _ copy: Int64, _ folder: RelativePath, _ words: String
    ) -> (sql: String, values: [StoreValue]) {
        let within = condition(within: folder)
        var sql =
            "d.copy = ? AND f.problem IS NULL AND \(within.sql)"
            + " AND NOT EXISTS (SELECT 1 FROM _image i WHERE i.file = f.id)"
        var values = [.integer(copy)] + within.values
        for word in words.split(separator: " ") {
            sql += " AND instr(lower(coalesce(f.shown, f.name) || ' ' || f.kind), lower(?)) > 0"
            values.append(.text(String(word)))
        }
        return (sql, values)
    }
}
