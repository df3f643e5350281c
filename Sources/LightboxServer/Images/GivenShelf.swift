/// All that was given to be shown: folders, which are indexed, and single files, which are not.
struct GivenShelf: Shelf {
    let files: FileShelf
    let indexed: IndexShelf?

    func folders() throws -> [ShelfFolder] {
        let folders = try indexed.map { shelf in try shelf.folders.map { try shelf.folder($0) } } ?? []
        return folders + (files.isEmpty ? [] : [files.folder])
    }

    func images(
        in folder: String, matching filter: String?, from offset: Int, limit: Int
    ) throws -> ShelfPage {
        if let indexed, let given = indexed.folders.first(where: { $0.id == folder }) {
            return try indexed.images(in: given, matching: filter, from: offset, limit: limit)
        }
        return Self.page(files.entries(problems: false, matching: filter), offset, limit)
    }

    func problems(in folder: String, from offset: Int, limit: Int) throws -> ShelfPage {
        if let indexed, let given = indexed.folders.first(where: { $0.id == folder }) {
            return try indexed.problems(in: given, from: offset, limit: limit)
        }
        return Self.page(files.entries(problems: true, matching: nil), offset, limit)
    }

    func item(_ id: String) throws -> ShelfItem? { try files.item(id) ?? indexed?.item(id) }

    private static func page(_ entries: [ShelfEntry], _ offset: Int, _ limit: Int) -> ShelfPage {
        ShelfPage(entries: Array(entries.dropFirst(offset).prefix(limit)), total: entries.count)
    }
}
