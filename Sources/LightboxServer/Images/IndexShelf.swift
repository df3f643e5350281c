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

    private static func id(_ series: Int64, volume: Int = 0) -> String {
        volume == 0 ? "s\(series)" : "s\(series)-v\(volume + 1)"
    }

    private static func fileName(_ path: RelativePath) -> String {
        let parts = path.shown.split(separator: "/")
        // The file that makes its folder an array stands for the folder.
        let isMark = [".zgroup", ".zarray", "zarr.json"].contains(parts.last)
        return (isMark ? parts.dropLast().last : nil).map(String.init) ?? parts.last.map(String.init)
            ?? path.shown
    }

    private static func parent(_ path: RelativePath, _ place: Place) -> String {
        let folder = path.shown.split(separator: "/").dropLast().joined(separator: "/")
        let own = place.folder.shown
        return own.isEmpty ? folder : String(folder.dropFirst(own.count).drop { $0 == "/" })
    }

    private static func title(_ series: IndexedSeries) -> String {
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

    // MARK: One image

    func item(_ id: String) throws -> ShelfItem? {
        guard let (name, part) = FileItem.split(id) else { return nil }
        if name.hasPrefix("f") { return try file(name, part: part) }
        guard name.hasPrefix("s") else { return nil }
        let words = name.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard let number = words.first.flatMap({ Int64($0) }), words.count <= 2 else { return nil }
        var volume = 0
        if words.count == 2 {
            guard part == nil, words[1].hasPrefix("v"), let value = Int(words[1].dropFirst()), value > 1
            else { return nil }
            volume = value - 1
        }
        guard let series = try index.series(id: number) else { return nil }
        guard let (given, place) = try shown(series.copy, series.path) else { return nil }
        // What leads out of the folder is left to `item`, which says so when it is opened.
        if series.files == 1, !series.format.hasPrefix("dicom") || part != nil,
            let path = try? Self.resolved(series.path, place, given)
        {
            return FileItem(
                path: path, id: Self.id(series.id), folder: Self.link(given), door: door,
                known: Self.facts(series, place), modality: series.modality
            ).item(part: part)
        }
        return part == nil ? item(series, volume: volume, given, place) : nil
    }

    /// A file that is no image.
    private func file(_ name: String, part: Int?) throws -> ShelfItem? {
        guard let number = Int64(name.dropFirst()), let file = try index.file(id: number),
            let (given, place) = try shown(file.copy, file.path),
            let path = try? Self.resolved(file.path, place, given)
        else { return nil }
        let folder = Self.parent(file.path, place)
        return FileItem(
            path: path, id: name, folder: Self.link(given), door: door,
            known: folder.isEmpty ? [] : [.init("Folder", folder)]
        ).item(part: part)
    }

    /// The folder among those shown that `path` lies in.
    private func shown(_ copy: Int64, _ path: RelativePath) throws -> (GivenFolder, Place)? {
        for given in folders {
            if let place = try given.place(in: index), place.copy == copy, place.holds(path) {
                return (given, place)
            }
        }
        return nil
    }

    private static func link(_ given: GivenFolder) -> ShelfItem.Link {
        .init(name: given.name, address: "/folders/\(given.id)")
    }

    /// Where a file lies; a link that leads out, or a folder that was moved since, is found here and not when
    /// indexing.
    private static func resolved(
        _ path: RelativePath, _ place: Place, _ given: GivenFolder
    ) throws -> FilePath {
        var inside = path.below(place.root)
        _ = inside.removePrefix(given.boundary.root)
        return try given.boundary.resolveMember(inside)
    }

    private func item(
        _ series: IndexedSeries, volume: Int, _ given: GivenFolder, _ place: Place
    ) -> ShelfItem {
        let identity = FileIdentity.of(series.path.below(place.root)) + "-\(series.files)-\(series.bytes)"
        let (index, door) = (index, door)
        var item = ShelfItem(
            id: Self.id(series.id, volume: volume), title: Self.title(series),
            facts: Self.facts(series, place),
            modality: series.modality, folder: Self.link(given), identity: identity
        ) {
            guard series.format.hasPrefix("dicom") else {
                let path = try Self.resolved(series.path, place, given)
                return ShelfItem.Opened(
                    source: try door.openMain(path),
                    notes: door.report(path).notes)
            }
            let paths = try index.images(inSeries: series.id).map {
                try Self.resolved($0.path, place, given)
            }
            if paths.count == 1, volume == 0, let path = paths.first,
                let opened = try Self.openMainPart(path, series.id, door)
            {
                return opened
            }
            return try Self.openSeries(paths, series.id, volume: volume, door)
        }
        if series.format.hasPrefix("dicom"), series.files > 1 {
            item.openForThumbnail = {
                let images = try index.images(inSeries: series.id)
                let path = images.isEmpty ? series.path : images[images.count / 2].path
                return try door.open(Self.resolved(path, place, given))
            }
        }
        return item
    }

    /// Opens the part of a file that is better looked at than its slices as they are stored, if there is one.
    private static func openMainPart(_ path: FilePath, _ id: Int64, _ door: FrontDoor) throws -> ShelfItem
        .Opened?
    {
        let report = door.report(path)
        guard let chosen = report.mainPart, chosen.header != nil else { return nil }
        return ShelfItem.Opened(
            source: try door.open(path, part: chosen.name), notes: report.notes,
            siblings: FileItem.links(report, Self.id(id), except: chosen.name))
    }

    private static func openSeries(
        _ paths: [FilePath], _ id: Int64, volume: Int, _ door: FrontDoor
    ) throws -> ShelfItem.Opened {
        do {
            if let slide = try openSlide(paths, door) { return slide }
            let series = try DICOMSeries(paths)
            guard series.volumes.indices.contains(volume) else {
                throw PageError.notFound(
                    "The series makes \(Words.count(series.volumes.count, "volume", "volumes")), not so many."
                )
            }
            let siblings = series.volumes.indices.filter { $0 != volume }.map { other in
                ShelfItem.Link(
                    name: "Volume \(other + 1) of \(series.volumes.count): "
                        + series.volumes[other].header.shape.map { String($0) }.joined(separator: " × "),
                    address: "/view/\(Self.id(id, volume: other))")
            }
            let chosen = series.volumes[volume]
            return ShelfItem.Opened(
                source: chosen, notes: series.findings + chosen.findings, siblings: siblings)
        } catch let error as PageError {
            throw error
        } catch {
            // What is no slice of a volume may still be a picture.
            guard paths.count == 1, let path = paths.first, let source = try? door.open(path)
            else {
                throw error
            }
            return ShelfItem.Opened(source: source)
        }
    }

    /// The largest matrix of a whole slide, where the files are those of one; the others are its levels.
    private static func openSlide(_ paths: [FilePath], _ door: FrontDoor) throws -> ShelfItem.Opened? {
        guard let first = paths.first, door.report(first).isWholeSlide else { return nil }
        var largest: (path: FilePath, part: FilePart)?
        for path in paths {
            let report = door.report(path)
            let isGlass = report.facts.contains {
                $0.key == "slideImage" && ["label", "overview"].contains($0.text)
            }
            guard !isGlass, let part = report.mainPart, let width = part.header?.shape.first else { continue }
            if width > largest?.part.header?.shape.first ?? 0 { largest = (path, part) }
        }
        guard let largest else { return nil }
        let source = try door.open(largest.path, part: largest.part.name)
        return ShelfItem.Opened(
            source: source, notes: largest.part.facts.filter { $0.label == "note" }.map(\.text))
    }

    private static func facts(_ series: IndexedSeries, _ place: Place) -> [ShelfItem.Fact] {
        var facts: [ShelfItem.Fact] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append(.init(name, value)) }
        }
        add(
            series.files > 1 ? "Files" : "File",
            series.files > 1 ? Words.number(series.files) : Self.fileName(series.path)
        )
        add("Folder", parent(series.path, place))
        add("Format", FileFormat(rawValue: series.format).name)
        add("Modality", series.modality)
        add("Body part", series.bodyPart)
        add("Subject", series.subject)
        add("Session", series.session)
        add("Series", series.seriesNumber.map { String($0) })
        add("Holds", series.volume)
        add("Stored as", series.storedType)
        add("Axes", series.axisCodes)
        add("Size", ByteCount(series.bytes).description)
        return facts
    }
}
