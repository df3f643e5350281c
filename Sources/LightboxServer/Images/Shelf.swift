/// The folders that are shown, as the gallery sees them.
///
/// The index is one; tests bring a fixed one.
protocol Shelf: Sendable {
    /// In the order in which they were given.
    func folders() throws -> [ShelfFolder]
    /// One page of what lies in a folder, of which the names or facts contain `filter`.
    func page(
        _ view: ShelfView, of folder: String, matching filter: String?, from offset: Int, limit: Int
    ) throws -> ShelfPage
    /// The image called `id`, or `nil` where no folder shown holds it.
    func item(_ id: String) throws -> ShelfItem?
}

/// Which files of a folder are listed; the words that stand in addresses.
enum ShelfView: String, Sendable {
    case images
    /// What can be read and is no image: surfaces, tables, documents.
    case others
    case problems
}

/// One folder, or one file, that was given to be shown.
struct ShelfFolder: Sendable, Hashable {
    let id: String
    let name: String
    let path: String
    let imageCount: Int
    let fileCount: Int
    /// How many files are sound and no images.
    let otherCount: Int
    let problemCount: Int
    /// What is still going on, such as that it is being read; `nil` when all is known.
    let activity: String?
}

/// One page of a long list.
struct ShelfPage: Sendable {
    let entries: [ShelfEntry]
    /// How many there are on all pages.
    let total: Int
}

/// One tile of the gallery.
struct ShelfEntry: Sendable, Hashable {
    /// The image's id, or `nil` for a file that cannot be looked at.
    let id: String?
    let title: String
    let lines: [String]
    let problem: String?
    /// Whether it is an image, which a small picture can stand for.
    var hasPicture = true
}
