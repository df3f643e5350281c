import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxIndex
import Synchronization
import SystemPackage

/// The folders that were given, as the index knows them.
///
/// A folder may be a copy of its own or a part of a larger one that was indexed before; either way nothing
/// outside of it is shown.
struct IndexShelf: Sendable {
    let index: ImageIndex
    let folders: [GivenFolder]
    var door = FrontDoor.standard

    /// One folder that was given, with all links of its path resolved.
    final class GivenFolder: Sendable {
        let id: String
        let shownPath: String
        let boundary: FolderGuard
        /// What is going on, for people; `nil` when all is done.
        let activity = Mutex<String?>(nil)
        private let place = Mutex<Place?>(nil)

        init(id: String, path: FilePath) throws {
            self.id = id
            shownPath = path.string
            boundary = try FolderGuard(path)
        }

        var name: String { boundary.root.lastComponent?.string ?? "/" }

        /// The copy that the folder is or lies in, or `nil` where nothing of it was indexed yet.
        func place(in index: ImageIndex) throws -> Place? {
            let known = place.withLock { $0 }
            if let known, try index.root(ofCopy: known.copy) == known.root { return known }
            // Indexing a folder around this one makes this a part of that.
            let found = try index.copyPlaces().first { boundary.root.starts(with: $0.root) }.map { copy in
                var rest = boundary.root
                _ = rest.removePrefix(copy.root)
                return Place(copy: copy.id, root: copy.root, folder: RelativePath(rest))
            }
            place.withLock { $0 = found }
            return found
        }
    }

    /// Where a folder stands in the index.
    struct Place: Sendable, Hashable {
        let copy: Int64
        let root: FilePath
        /// The folder, from the copy's root.
        let folder: RelativePath

        func holds(_ path: RelativePath) -> Bool {
            folder.bytes.isEmpty || path.bytes.starts(with: folder.bytes + [UInt8(ascii: "/")])
        }
    }

    func folder(_ given: GivenFolder) throws -> ShelfFolder {
        let counts = try given.place(in: index).map { try index.counts(inCopy: $0.copy, folder: $0.folder) }
        return ShelfFolder(
            id: given.id, name: given.name, path: given.shownPath, imageCount: counts?.series ?? 0,
            fileCount: counts?.files ?? 0, otherCount: counts?.others ?? 0,
            problemCount: counts?.unreadable ?? 0,
            activity: given.activity.withLock { $0 })
    }

    // MARK: The gallery

    func page(
        _ view: ShelfView, of given: GivenFolder, matching filter: String?, from offset: Int, limit: Int
    ) throws -> ShelfPage {
        guard let place = try given.place(in: index) else { return ShelfPage(entries: [], total: 0) }
        switch view {
        case .images: return try images(place, filter, offset, limit)
        case .others: return try others(place, filter, offset, limit)
        case .problems: return try problems(place, offset, limit)
        }
    }

    private func images(
        _ place: Place, _ filter: String?, _ offset: Int, _ limit: Int
    ) throws -> ShelfPage {
        var selection = IndexSelection()
        selection.copy = place.copy
        selection.folder = place.folder
        selection.words = filter ?? ""
        let total = try index.seriesCount(selection)
        (selection.offset, selection.limit) = (offset, limit)
        let entries = try index.series(selection).map { series in
            ShelfEntry(
                id: Self.id(series.id), title: Self.title(series), lines: Self.lines(series, place),
                problem: series.unreadable >= series.files ? series.problem : nil)
        }
        return ShelfPage(entries: entries, total: total)
    }

    private func others(
        _ place: Place, _ filter: String?, _ offset: Int, _ limit: Int
    ) throws -> ShelfPage {
        let words = filter ?? ""
        let files = try index.others(
            inCopy: place.copy, folder: place.folder, named: words, from: offset, limit: limit)
        return ShelfPage(
            entries: files.map { file in
                ShelfEntry(
                    id: "f\(file.id)", title: Self.fileName(file.path),
                    lines: [
                        FileFormat(rawValue: file.kind).name, Self.parent(file.path, place),
                    ].filter { !$0.isEmpty }, problem: nil, hasPicture: false)
            }, total: try index.otherCount(inCopy: place.copy, folder: place.folder, named: words))
    }

    private func problems(_ place: Place, _ offset: Int, _ limit: Int) throws -> ShelfPage {
        let files = try index.problems(inCopy: place.copy, folder: place.folder, from: offset, limit: limit)
        return ShelfPage(
            entries: files.map { file in
                ShelfEntry(
                    id: nil, title: Self.fileName(file.path), lines: [Self.parent(file.path, place)],
                    problem: file.problem)
            }, total: try index.counts(inCopy: place.copy, folder: place.folder).unreadable)
    }

    static func id(_ series: Int64, volume: Int = 0) -> String {
        volume == 0 ? "s\(series)" : "s\(series)-v\(volume + 1)"
    }

    static func fileName(_ path: RelativePath) -> String {
        let parts = path.shown.split(separator: "/")
        let isMark =
            parts.count > 1
            && StoreMark.isMark(String(parts[parts.count - 1]), of: String(parts[parts.count - 2]))
        return (isMark ? parts.dropLast().last : nil).map(String.init) ?? parts.last.map(String.init)
            ?? path.shown
    }

    static func parent(_ path: RelativePath, _ place: Place) -> String {
        let folder = path.shown.split(separator: "/").dropLast().joined(separator: "/")
        let own = place.folder.shown
        return own.isEmpty ? folder : String(folder.dropFirst(own.count).drop { $0 == "/" })
    }

    static func title(_ series: IndexedSeries) -> String {
        if let text = series.seriesDescription, !text.allSatisfy(\.isWhitespace) { return text }
        return series.files > 1
            ? series.seriesNumber.map { "Series \($0)" } ?? fileName(series.path) : fileName(series.path)
    }

    private static func lines(_ series: IndexedSeries, _ place: Place) -> [String] {
        let first = [
            series.modality, series.shape.map { String($0) }.joined(separator: " × "),
            series.files > 1 ? Words.count(series.files, "file", "files") : nil,
        ]
        return [
            first.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "),
            parent(series.path, place),
        ]
        .filter { !$0.isEmpty }
    }
}
