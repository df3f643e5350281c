import LightboxArchive
import LightboxCore
import LightboxDICOM
import SystemPackage

/// Reads single DICOM files: one image, or the frames of one object.
///
/// The files of a series become a volume elsewhere; here each stands for itself.
public struct DICOMReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.dicom, .dicomGzipped] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let dataSet = try dataSet(of: file)
        let identity = DICOMIdentity(dataSet)
        do {
            let image = try DICOMImage(dataSet, source: file.content)
            guard image.layout.isComplete else {
                let error = FormatError(
                    file.format, field: "The pixel data",
                    "is cut short: the file ends before the last frame does",
                    hint: "the copy or download may not have been finished")
                return HeaderReport(dicom: identity, error: error, notes: image.notes)
            }
            var report = HeaderReport(header: image.header, dicom: identity, notes: image.notes)
            if ObjectVolumes.mayExist(in: dataSet), let volumes = try volumes(image, file) {
                report.add(volumes)
            }
            if let matrix = Self.matrix(of: image) { try Self.add(matrix, to: &report, file) }
            return report
        } catch let error as DICOMError where error.problem == .noPixels {
            var report = HeaderReport(
                dicom: identity, notes: ["The object holds no pixels."] + notes(dataSet))
            if dataSet.contains(.waveformSequence),
                let object = try? DICOMFile(file.content, start: file.head)
            {
                report.add(Waveform.all(of: object))
            }
            return report
        } catch let error as DICOMError {
            // Who and what it is can be told, and indexed, although its pixels cannot be read.
            return HeaderReport(
                dicom: identity, error: FormatError(file.format, describing: error), notes: notes(dataSet))
        }
    }

    /// The report with all attributes, and what the object says beside its pixels.
    public func details(_ file: OpenFile) throws -> HeaderReport {
        var report: HeaderReport
        do { report = try self.report(file) } catch let error as FormatError {
            // Of a file that is cut off, what stands before the cut is still worth telling, beside the error.
            guard (try? DICOMFile(file.content, start: file.head)) != nil else { throw error }
            report = HeaderReport(error: error)
        }
        if report.dicom?.isWholeSlide == true,
            let image = try? DICOMImage(dataSet(of: file), source: file.content),
            let matrix = Self.matrix(of: image)
        {
            report.parts += try Self.glassParts(of: matrix, file)
        }
        let object = try DICOMFile(file.content, start: file.head)
        let found = DICOMObjectFacts(object) { name in
            // Names on disks may be in small letters where the medium had capitals.
            file.folder.has(name) || file.folder.has(name.lowercased())
        }
        report.facts += found.facts
        if let padding = report.header?.padding {
            let (low, high) = (padding.lowerBound, padding.upperBound)
            report.facts.append(
                FileFact(
                    "padding", [.number(low), .number(high)], label: "padding",
                    text: low == high ? "\(low)" : "\(low) to \(high)"))
        }
        report.facts.append(
            FileFact(
                "encoding",
                ["implicit": .bool(!object.isExplicit), "little": .bool(object.byteOrder == .little)]))
        report.facts.append(FileFact("attributes", object.dataSet.attributes))
        report.facts.append(FileFact("meta", object.meta.attributes))
        report.notes += found.notes
        return report
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let image = try FormatError.naming(file) { try DICOMImage(dataSet(of: file), source: file.content) }
        return DICOMSource(image: image, file: file)
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        let header = try dataSet(of: file)
        if header.contains(.waveformSequence), header.pixels == nil {
            return try WaveformSource(part, of: header, file)
        }
        let image = try FormatError.naming(file) { try DICOMImage(header, source: file.content) }
        if let matrix = Self.matrix(of: image), let slide = try Self.slide(matrix, part: part, file) {
            return NamedSlide(slide: slide, file: file)
        }
        guard ObjectVolumes.mayExist(in: image.dataSet),
            let volume = try volumes(image, file)?.all.first(where: { $0.name == part })
        else {
            throw FormatError(file.format, "the file has no part called '\(part.withoutControlCharacters)'")
        }
        return DICOMPartSource(volume: volume, image: image, file: file)
    }

    /// The volumes that the frames make; `nil` where the elements that tell of them cannot be read.
    private func volumes(_ image: DICOMImage, _ file: OpenFile) throws -> ObjectVolumes? {
        try FormatError.naming(file) {
            do {
                return try ObjectVolumes(image, DICOMFile(file.content, start: file.head))
            } catch is DICOMError {
                return nil
            }
        }
    }

    private func dataSet(of file: OpenFile) throws -> DICOMHeader {
        try FormatError.naming(file) { try DICOMHeader(file.content, start: file.head) }
    }

    private func notes(_ dataSet: DICOMHeader) -> [String] { dataSet.notes.map(\.description) }
}

/// A DICOM image that names its file when something goes wrong.
private struct DICOMSource: ImageSource {
    let image: DICOMImage
    let file: OpenFile

    var header: ImageHeader { image.header }
    func read(_ region: Region) throws -> SampleBlock {
        try FormatError.naming(file) { try image.read(region) }
    }
}
