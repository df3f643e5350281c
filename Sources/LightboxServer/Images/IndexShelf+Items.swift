import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxIndex
import SystemPackage

/// One image, or one other file, of the folders that are shown.
extension IndexShelf {
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
