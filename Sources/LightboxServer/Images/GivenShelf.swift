/// All that was given to be shown.
struct GivenShelf: Shelf {
    let files: FileShelf

    func folders() -> [ShelfFolder] { files.isEmpty ? [] : [files.folder] }

    func images(in folder: String, matching filter: String?, from offset: Int, limit: Int) -> ShelfPage {
        Self.page(files.entries(problems: false, matching: filter), offset, limit)
    }

    func problems(in folder: String, from offset: Int, limit: Int) -> ShelfPage {
        Self.page(files.entries(problems: true, matching: nil), offset, limit)
    }

    func item(_ id: String) -> ShelfItem? { files.item(id) }

    private static func page(_ entries: [ShelfEntry], _ offset: Int, _ limit: Int) -> ShelfPage {
        ShelfPage(entries: Array(entries.dropFirst(offset).prefix(limit)), total: entries.count)
    }
}
