import LightboxFormats
import SystemPackage

@testable import LightboxServer

/// A shelf of files named one by one, for tests.
struct FixedShelf: Shelf {
    var files: [(id: String, title: String, path: String)] = []
    var unreadable: [(title: String, reason: String)] = []
    var name = "Test folder"

    func folders() -> [ShelfFolder] {
        [
            ShelfFolder(
                id: "1", name: name, path: "/test", imageCount: files.count,
                fileCount: files.count + unreadable.count, otherCount: 0, problemCount: unreadable.count,
                activity: nil)
        ]
    }

    func page(
        _ view: ShelfView, of folder: String, matching filter: String?, from offset: Int, limit: Int
    ) -> ShelfPage {
        switch view {
        case .images:
            let found = files.filter { filter == nil || $0.title.contains(filter ?? "") }
            return ShelfPage(
                entries: found.dropFirst(offset).prefix(limit).map {
                    ShelfEntry(id: $0.id, title: $0.title, lines: [], problem: nil)
                }, total: found.count)
        case .others: return ShelfPage(entries: [], total: 0)
        case .problems:
            return ShelfPage(
                entries: unreadable.map {
                    ShelfEntry(id: nil, title: $0.title, lines: [], problem: $0.reason)
                }, total: unreadable.count)
        }
    }

    func item(_ id: String) -> ShelfItem? {
        files.first { $0.id == id }.map { file in
            ShelfItem(
                id: id, title: file.title, facts: [.init("File", file.title)], modality: nil,
                folder: .init(name: name, address: "/folders/1"), identity: "1"
            ) { ShelfItem.Opened(source: try FrontDoor.standard.open(FilePath(file.path))) }
        }
    }
}
