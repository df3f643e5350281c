import LightboxArchive
import LightboxCore
import LightboxDICOM

extension DICOMReader {
    /// The most files beside a slide's that are looked at for its other sizes.
    static let siblingLimit = 2000

    /// The matrix that the tiles of an image make, if it is one of a whole slide.
    static func matrix(of image: DICOMImage) -> SlideMatrix? {
        guard let matrix = TotalPixelMatrix(image.dataSet, image.layout), matrix.isGrid else { return nil }
        return SlideMatrix(image, matrix)
    }

    /// Adds the layers of a slide's matrix as parts.
    static func add(_ matrix: SlideMatrix, to report: inout HeaderReport, _ file: OpenFile) throws {
        for index in matrix.matrix.layers.indices {
            let slide = try DICOMSlide([matrix], layer: index, format: file.format)
            let facts =
                slide.notes.isEmpty
                ? [] : [FileFact("notes", .strings(slide.notes), label: "note", text: slide.notes[0])]
            report.parts.append(
                FilePart(name: matrix.matrix.name(ofLayer: index), header: slide.header, facts: facts))
        }
        report.mainPart = matrix.matrix.name(ofLayer: 0)
        if let flavour = matrix.matrix.flavour {
            report.facts.append(
                FileFact(
                    "slideImage", .string(flavour.lowercased()), label: "slide image",
                    text: flavour.lowercased()))
        }
    }

    /// The part of a slide called `part`: a layer of its matrix with the smaller sizes that lie beside the file, or one of
    /// the pictures of its glass.
    static func slide(_ own: SlideMatrix, part: String, _ file: OpenFile) throws -> DICOMSlide? {
        if ["label", "overview"].contains(part),
            let found = siblings(of: own, file).first(where: {
                $0.matrix.flavour?.lowercased() == part
            })
        {
            return try DICOMSlide([found], layer: 0, format: file.format)
        }
        guard let layer = own.matrix.layers.indices.first(where: { own.matrix.name(ofLayer: $0) == part })
        else {
            return nil
        }
        var whole = own
        var levels: [SlideMatrix] = []
        for other in siblings(of: own, file) {
            if whole.isContinued(by: other) {
                whole.join(other)
            } else if ["VOLUME", "THUMBNAIL"].contains(other.matrix.flavour ?? "VOLUME"),
                ["VOLUME", "THUMBNAIL"].contains(own.matrix.flavour ?? "VOLUME"),
                other.matrix.columns < own.matrix.columns, other.header.channels == own.header.channels,
                other.header.storedType == own.header.storedType
            {
                if let index = levels.firstIndex(where: { $0.isContinued(by: other) }) {
                    levels[index].join(other)
                } else if !levels.contains(where: { $0.matrix.columns == other.matrix.columns }) {
                    levels.append(other)
                }
            }
        }
        return try DICOMSlide([whole] + levels, layer: layer, format: file.format)
    }

    /// The names of the pictures of the glass that lie beside a slide's file.
    static func glassParts(of own: SlideMatrix, _ file: OpenFile) throws -> [FilePart] {
        let found = siblings(of: own, file)
        return ["label", "overview"].compactMap { name in
            guard let picture = found.first(where: { $0.matrix.flavour?.lowercased() == name }),
                let slide = try? DICOMSlide([picture], layer: 0, format: file.format)
            else { return nil }
            return FilePart(name: name, header: slide.header)
        }
    }

    /// The other matrices of the slide's series that lie in the same folder; what cannot be read is no part of it.
    private static func siblings(of own: SlideMatrix, _ file: OpenFile) -> [SlideMatrix] {
        guard let series = own.matrix.series, let entries = try? file.folder.entries(in: "") else {
            return []
        }
        let uid = own.files[0].image.dataSet.text(.sopInstanceUID)
        return entries.lazy.filter { !$0.isFolder }.prefix(siblingLimit).compactMap { entry in
            guard entry.name != file.name, let source = try? file.folder.open(entry.name),
                let header = try? DICOMHeader(source), header.text(.seriesInstanceUID) == series,
                header.text(.sopInstanceUID) != uid, let image = try? DICOMImage(header, source: source)
            else { return nil }
            return matrix(of: image)
        }
    }
}

/// A slide that names its file when something goes wrong.
struct NamedSlide: PyramidSource, ReducibleSource {
    let slide: DICOMSlide
    let file: OpenFile
    var header: ImageHeader { slide.header }
    var levels: [ImageHeader] { slide.levels }
    func read(_ region: Region, level: Int) throws -> SampleBlock {
        try FormatError.naming(file) { try slide.read(region, level: level) }
    }
    func readReduced(atLeast size: Int) throws -> SampleBlock {
        try FormatError.naming(file) { try slide.readReduced(atLeast: size) }
    }
}

extension FileReport {
    /// Whether the file is a DICOM image of a whole slide, made of tiles.
    public var isWholeSlide: Bool { dicom?.isWholeSlide == true }
}
