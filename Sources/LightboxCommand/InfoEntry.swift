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
    /// The pixels of each part, in the order of the report's parts; empty where they were not asked for.
    let partPixels: [Result<PixelFacts, Refusal>?]
    /// Why the file, or its samples, cannot be read.
    let error: String?
    let hint: String?

    /// Why something could not be read, for people.
    struct Refusal: Error {
        let sentence: String
        let hint: String?
        init(_ error: any Error) {
            switch error {
            case let error as FormatError: (sentence, hint) = (error.sentence, error.hint)
            case let error as FileError: (sentence, hint) = (error.sentence, error.hint)
            default: (sentence, hint) = ("\(error)", nil)
            }
        }
    }

    init(path: String, readingPixels: Bool) {
        self.path = path
        let door = FrontDoor.standard.thorough
        let report = door.report(FilePath(path))
        self.report = report
        func read(_ header: ImageHeader?, part: String?) -> Result<PixelFacts, Refusal>? {
            guard readingPixels, header != nil else { return nil }
            do { return .success(try PixelFacts(of: try door.open(FilePath(path), part: part))) } catch {
                return .failure(Refusal(error))
            }
        }
        partPixels = readingPixels ? report.parts.map { read($0.header, part: $0.name) } : []
        switch read(report.header, part: nil) {
        case .success(let facts): (pixels, error, hint) = (facts, report.problem, report.hint)
        case .failure(let refusal): (pixels, error, hint) = (nil, refusal.sentence, refusal.hint)
        case nil: (pixels, error, hint) = (nil, report.problem, report.hint)
        }
    }

    var json: JSONValue {
        let header = report.header
        var members: [(String, JSONValue)] = [
            ("path", .string(path)), ("format", .string(report.format.rawValue)),
            ("bytes", .integer(report.byteCount)),
            ("error", .string(error)), ("hint", .string(hint)),
        ]
        members += Self.members(of: header)
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
        if let pixels { members += Self.members(of: pixels) }
        members += report.facts.map { ($0.key, $0.value) }
        if !report.parts.isEmpty { members.append(("parts", .array(parts))) }
        members.append(("notes", .strings(report.notes)))
        return .object(members.map { JSONValue.Member($0.0, $0.1) })
    }

    private var parts: [JSONValue] {
        report.parts.indices.map { index in
            let part = report.parts[index]
            var members: [(String, JSONValue)] = [
                ("name", .string(part.name)), ("error", .string(part.error)),
            ]
            members += Self.members(of: part.header)
            switch partPixels.indices.contains(index) ? partPixels[index] : nil {
            case .success(let facts): members += Self.members(of: facts)
            case .failure(let refusal): members[1].1 = .string(refusal.sentence)
            case nil: break
            }
            members += part.facts.map { ($0.key, $0.value) }
            return .object(members.map { JSONValue.Member($0.0, $0.1) })
        }
    }

    private static func members(of pixels: PixelFacts) -> [(String, JSONValue)] {
        [
            ("storedSHA256", .string(pixels.digest)), ("stored", statistics(pixels.stored)),
            ("rescaled", statistics(pixels.rescaled)),
        ]
    }

    private static func members(of header: ImageHeader?) -> [(String, JSONValue)] {
        guard let header else {
            return ["shape", "channels", "storedType", "spacing", "affine", "rescale", "unit"].map {
                ($0, .null)
            }
        }
        return [
            ("shape", .array((header.statedShape ?? header.shape).map { .integer(Int64($0)) })),
            ("channels", .integer(header.channels)), ("storedType", .string(header.storedType.rawValue)),
            ("spacing", header.spacing.isEmpty ? .null : .array(header.spacing.map { .number($0) })),
            ("affine", header.affine.map(matrix) ?? .null),
            ("axisCodes", header.affine.map { .strings($0.axisCodes.map(\.rawValue)) } ?? .null),
            (
                "rescale",
                ["slope": .number(header.rescale.slope), "intercept": .number(header.rescale.intercept)]
            ),
            ("unit", .string(header.rescale.unit)), ("timeStepSeconds", .number(header.timeStepSeconds)),
            (
                "window",
                header.window.map { ["center": .number($0.center), "width": .number($0.width)] } ?? .null
            ),
        ]
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
