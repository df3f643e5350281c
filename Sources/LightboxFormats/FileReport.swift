public import LightboxCore
public import LightboxDICOM
public import SystemPackage

/// What is in a file, as far as its first bytes and its header tell.
///
/// Making one never fails: what goes wrong is part of the report.
public struct FileReport: Sendable, Hashable {
    public let path: FilePath
    public let format: FileFormat
    /// The size of the file in bytes, or `nil` where it could not be asked.
    public let byteCount: Int?
    /// The image, where Lightbox reads the format and the header is sound.
    public let header: ImageHeader?
    /// Who and what a DICOM object is; known also where its pixels cannot be read.
    public let dicom: DICOMIdentity?
    /// Why the file cannot be read, in a sentence; `nil` for sound files and for kinds that nothing is claimed of.
    public let problem: String?
    /// What to do about the problem.
    public let hint: String?
    /// What a careful user should know of the file although it can be read, a sentence each.
    public let notes: [String]
    /// What else the header says, in the order in which people are to read it.
    public let facts: [FileFact]
    /// The parts of a file that holds several.
    public let parts: [FilePart]
    /// The name of the part that the reader holds for better looked at than the image itself.
    private let mainPartName: String?

    public init(
        path: FilePath, format: FileFormat, byteCount: Int? = nil, header: ImageHeader? = nil,
        dicom: DICOMIdentity? = nil, problem: String? = nil, hint: String? = nil, notes: [String] = [],
        facts: [FileFact] = [], parts: [FilePart] = [], mainPart: String? = nil
    ) {
        self.path = path
        self.format = format
        self.byteCount = byteCount
        self.header = header
        self.dicom = dicom
        self.problem = problem
        self.hint = hint
        self.notes = notes
        self.facts = facts
        self.parts = parts
        mainPartName = mainPart
    }

    /// The part to look at first: the one that the reader names, as of a segmentation, or in a file that is no single
    /// image the first that has two sides.
    public var mainPart: FilePart? {
        if let mainPartName { return parts.first { $0.name == mainPartName && $0.header != nil } }
        guard header == nil, surface == nil else { return nil }
        return parts.first { part in
            (part.header?.shape.count { $0 > 1 } ?? 0) > 1
        }
    }
    /// The image to look at first: the main part's, or the file's own.
    public var mainHeader: ImageHeader? { mainPart?.header ?? header }

    /// The parts that make a surface: points, three numbers each, and triangles, three points each.
    public var surface: (points: FilePart, triangles: FilePart)? {
        func triples(_ part: FilePart) -> Bool {
            part.header?.shape.count == 2 && part.header?.shape.first == 3
        }
        guard
            let points = parts.first(where: { triples($0) && $0.header?.storedType.isFloatingPoint == true }),
            let triangles = parts.first(where: {
                triples($0) && $0.header?.storedType.isFloatingPoint == false
            })
        else { return nil }
        return (points, triangles)
    }
}
