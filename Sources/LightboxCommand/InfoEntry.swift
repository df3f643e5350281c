import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import SystemPackage

/// What `lightbox info` says of one file.
struct InfoEntry {
    let path: String
    let report: FileReport
    let pixels: PixelFacts?
    /// Why the file, or its samples, cannot be read.
    let error: String?
    let hint: String?

    init(path: String, readingPixels: Bool) {
        self.path = path
        report = FrontDoor.standard.report(FilePath(path))
        guard readingPixels, report.header != nil else {
            (pixels, error, hint) = (nil, report.problem, report.hint)
            return
        }
        do {
            pixels = try PixelFacts(of: try FrontDoor.standard.open(FilePath(path)))
            (error, hint) = (report.problem, report.hint)
        } catch let problem as FormatError {
            (pixels, error, hint) = (nil, problem.sentence, problem.hint)
        } catch {
            (pixels, self.error, hint) = (nil, "\(error)", nil)
        }
    }

    var json: JSONValue {
        let header = report.header
        var members: [(String, JSONValue)] = [
            ("path", .string(path)), ("format", .string(report.format.rawValue)),
            ("bytes", .integer(report.byteCount)),
            ("error", .string(error)), ("hint", .string(hint)),
            ("shape", header.map { .array($0.shape.map { .integer(Int64($0)) }) } ?? .null),
            ("channels", .integer(header?.channels)), ("storedType", .string(header?.storedType.rawValue)),
            (
                "spacing",
                header.map { $0.spacing.isEmpty ? .null : .array($0.spacing.map { .number($0) }) } ?? .null
            ),
            ("affine", header?.affine.map(Self.matrix) ?? .null),
            ("axisCodes", header?.affine.map { .strings($0.axisCodes.map(\.rawValue)) } ?? .null),
            (
                "rescale",
                header.map {
                    ["slope": .number($0.rescale.slope), "intercept": .number($0.rescale.intercept)]
                } ?? .null
            ),
            ("unit", .string(header?.rescale.unit)), ("timeStepSeconds", .number(header?.timeStepSeconds)),
            (
                "window",
                header?.window.map { ["center": .number($0.center), "width": .number($0.width)] } ?? .null
            ),
        ]
        if let dicom = report.dicom {
            members += [
                ("transferSyntax", .string(dicom.transferSyntax.uid)), ("frames", .integer(dicom.frames)),
                ("photometric", .string(dicom.photometricInterpretation)),
                ("modality", .string(dicom.modality)),
                ("bitsStored", .integer(dicom.bitsStored)), ("patientID", .string(dicom.patientID)),
                ("studyInstanceUID", .string(dicom.studyInstanceUID)),
                ("seriesInstanceUID", .string(dicom.seriesInstanceUID)),
                ("sopInstanceUID", .string(dicom.sopInstanceUID)),
                ("sopClassUID", .string(dicom.sopClassUID)),
                ("seriesDescription", .string(dicom.seriesDescription)),
                ("bodyPart", .string(dicom.bodyPartExamined)),
                ("instanceNumber", .integer(dicom.instanceNumber)),
            ]
        }
        if let pixels {
            members += [
                ("storedSHA256", .string(pixels.digest)), ("stored", Self.statistics(pixels.stored)),
                ("rescaled", Self.statistics(pixels.rescaled)),
            ]
        }
        members.append(("notes", .strings(report.notes)))
        return .object(members.map { JSONValue.Member($0.0, $0.1) })
    }

    private static func matrix(_ affine: Affine) -> JSONValue {
        .array((affine.rows + [[0, 0, 0, 1]]).map { .array($0.map { .number($0) }) })
    }

    private static func statistics(_ statistics: SampleStatistics) -> JSONValue {
        let isEmpty = statistics.count == 0
        return [
            "min": isEmpty ? .null : .number(statistics.minimum),
            "max": isEmpty ? .null : .number(statistics.maximum),
            "mean": .number(statistics.mean), "nonFinite": .integer(Int64(statistics.nonFiniteCount)),
        ]
    }
}

/// What all samples of an image together are.
struct PixelFacts {
    /// SHA-256 of the stored samples: little endian, channels fastest, then the axes in order.
    let digest: String
    let stored: SampleStatistics
    let rescaled: SampleStatistics

    /// Reads an image piece by piece, so that no more than some megabytes are held.
    init(of image: any ImageSource) throws {
        let header = image.header
        var hasher = Digest.Hasher(.sha256)
        var statistics = SampleStatistics()
        for region in Self.pieces(header) {
            let block = try image.read(region)
            hasher.update(block.bytes)
            statistics.add(block)
        }
        digest = hasher.finish().hex
        stored = statistics
        rescaled = statistics.rescaled(by: header.rescale)
    }

    /// Boxes in file order: all of a picture, of a volume as many slices as make 16 MiB.
    private static func pieces(_ header: ImageHeader) -> [Region] {
        let shape = header.shape
        guard shape.count > 2 else { return [Region(shape.map { 0..<$0 })] }
        let slice = max(1, shape[0] * shape[1] * header.channels * header.storedType.byteCount)
        let thickness = max(1, min(shape[2], (16 << 20) / slice))
        var regions: [Region] = []
        for t in 0..<(shape.count > 3 ? shape[3] : 1) {
            for k in stride(from: 0, to: shape[2], by: thickness) {
                let base = [0..<shape[0], 0..<shape[1], k..<min(shape[2], k + thickness)]
                regions.append(Region(base + (shape.count > 3 ? [t..<t + 1] : [])))
            }
        }
        return regions
    }
}
