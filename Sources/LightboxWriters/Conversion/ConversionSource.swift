import LightboxArchive
import LightboxCore
import LightboxDICOM
public import LightboxFormats
public import SystemPackage

/// The image to be converted, found in a file, in several, or in a folder.
public struct ConversionSource: Sendable {
    public let image: any ImageSource
    /// What a careful user should know, a sentence each.
    public let notes: [String]
    /// What is known beyond the image, where it came from DICOM.
    let dicom: SeriesFacts?
    /// What `sform_code` or `qform_code` says of the space, where it came from NIfTI.
    let spaceCode: Int16?
    /// What the values mean, where it came from NIfTI and needs no parameters to say so; else 0.
    let intentCode: Int16

    /// Finds the one image that the paths and choices name.
    ///
    /// A folder, and several DICOM files, are a series; several other files are stacked along a new axis.
    ///
    /// - Throws: `ConversionError` where there is none, or more than one, with what can be chosen from; what
    ///   reading the files throws.
    public init(_ paths: [FilePath], _ choices: ConversionChoices, door: FrontDoor = .standard) throws {
        guard let first = paths.first else { throw ConversionError("There is nothing to convert.") }
        let reports = paths.map { door.report($0) }
        let folders = ArchiveReader().formats.union([.folder])
        if reports.contains(where: { folders.contains($0.format) }) || choices.series != nil
            || paths.count > 1 && reports.allSatisfy({ $0.dicom != nil })
        {
            self = try Self.series(in: reports, choices, door)
        } else if paths.count > 1 {
            let images = try zip(paths, reports).map { try Self.single($0, $1, choices, door).image }
            let stacked = try StackedImage(images, names: paths.map(\.string))
            let axis = stacked.header.shape.count
            self.init(
                image: stacked,
                notes: ["\(paths.count) files are stacked along axis \(axis), in the order given."])
        } else {
            self = try Self.single(first, reports[0], choices, door)
        }
    }

    init(
        image: any ImageSource, notes: [String] = [], dicom: SeriesFacts? = nil, spaceCode: Int16? = nil,
        intentCode: Int16 = 0
    ) {
        (self.image, self.notes, self.dicom, self.spaceCode) = (image, notes, dicom, spaceCode)
        self.intentCode = intentCode
    }

    private static func single(
        _ path: FilePath, _ report: FileReport, _ choices: ConversionChoices, _ door: FrontDoor
    ) throws -> ConversionSource {
        // What is no picture of the patient by itself is one of its parts; slices and mosaics are a series.
        let isMadeOfParts =
            choices.stack == nil && report.mainPart != nil
            && madeOfParts.contains(report.dicom?.sopClassUID ?? "")
        if choices.part == nil, report.format == .dicom, report.dicom?.hasPixels == true,
            report.header != nil, !isMadeOfParts,
            (try? FileStatus(of: path))?.kind == .regular
        {
            return try series([SeriesFile(path: path)], choices)
        }
        var part = choices.part
        if part == nil, report.header == nil || isMadeOfParts {
            let isSegmentation = report.dicom?.modality == "SEG"
            let images =
                isMadeOfParts && !isSegmentation
                ? report.mainPart.map { [$0] } ?? [] : report.parts.filter { $0.header != nil }
            if images.count > 1 {
                let names = images.prefix(20).map { "'\($0.name.withoutControlCharacters)'" }
                    .joined(separator: ", ")
                throw ConversionError(
                    "'\(path.string.withoutControlCharacters)' holds \(images.count) images.",
                    hint: "choose one with --part: \(names)\(images.count > 20 ? ", …" : "")")
            }
            part = images.first?.name
        }
        if let part, choices.part != nil, !report.parts.contains(where: { $0.name == part }),
            !report.parts.isEmpty
        {
            let names = report.parts.prefix(20).map { "'\($0.name.withoutControlCharacters)'" }
            throw ConversionError(
                "'\(path.string.withoutControlCharacters)' has no part called '\(part.withoutControlCharacters)'.",
                hint: "its parts are \(names.joined(separator: ", "))\(report.parts.count > 20 ? ", …" : "")")
        }
        func code(_ key: String) -> Int16? {
            guard case .integer(let code)? = report.facts.first(where: { $0.key == key })?.value else {
                return nil
            }
            return code > 0 ? Int16(clamping: code) : nil
        }
        let intent = code("intentCode").flatMap { Self.plainIntents.contains($0) ? $0 : nil }
        return ConversionSource(
            image: try door.open(path, part: part), notes: report.notes,
            dicom: report.dicom.map { SeriesFacts($0) }, spaceCode: code("sformCode") ?? code("qformCode"),
            intentCode: intent ?? 0)
    }

    /// The intents of `nifti1.h` that have no parameters.
    private static let plainIntents: Set<Int16> = [
        1001, 1002, 1004, 1006, 1007, 1008, 1009, 1010, 1011, 2001, 2002, 2003, 2004, 2005,
    ]

    /// Segmentations, label maps, parametric maps, doses.
    private static let madeOfParts: Set<String> = [
        "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7", "1.2.840.10008.5.1.4.1.1.30",
        "1.2.840.10008.5.1.4.1.1.481.2",
    ]
}

/// What a DICOM series says of itself that goes along where the target has a place for it.
struct SeriesFacts: Sendable, Hashable {
    var modality: String?
    var bodyPartExamined: String?
    var is3D = false
    var repetitionTimeMilliseconds: Double?

    init(_ identity: DICOMIdentity) {
        (modality, bodyPartExamined) = (identity.modality, identity.bodyPartExamined)
    }
    init(_ header: DICOMHeader) {
        modality = header.text(.modality)
        bodyPartExamined = header.text(.bodyPartExamined)
        is3D = header.text(.mrAcquisitionType) == "3D"
        repetitionTimeMilliseconds = header.numbers(.repetitionTime, frame: 0).first { $0.isFinite }
    }
}
