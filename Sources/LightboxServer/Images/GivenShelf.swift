/// All that was given to be shown: folders, which are indexed, and single files, which are not.
struct GivenShelf: Shelf {
    let files: FileShelf
    let indexed: IndexShelf?

    func folders() throws -> [ShelfFolder] {
        let folders = try indexed.map { shelf in try shelf.folders.map { try shelf.folder($0) } } ?? []
        return folders + (files.isEmpty ? [] : [files.folder])
    }

    func page(
        _ view: ShelfView, of folder: String, matching filter: String?, from offset: Int, limit: Int
    ) throws -> ShelfPage {
        if let indexed, let given = indexed.folders.first(where: { $0.id == folder }) {
            return try indexed.page(view, of: given, matching: filter, from: offset, limit: limit)
        }
        return Self.page(files.entries(view, matching: filter), offset, limit)
    }

    func item(_ id: String) throws -> ShelfItem? { try files.item(id) ?? indexed?.item(id) }

    private static func page(_ entries: [ShelfEntry], _ offset: Int, _ limit: Int) -> ShelfPage {
        ShelfPage(entries: Array(entries.dropFirst(offset).prefix(limit)), total: entries.count)
    }
}
