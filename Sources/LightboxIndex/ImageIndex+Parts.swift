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

/// How much the index holds of a folder.
public struct IndexCounts: Sendable, Hashable {
    public let files: Int
    public let series: Int
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
            files: files?.all ?? 0, series: try seriesCount(selection), unreadable: files?.unreadable ?? 0)
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
}
