public import LightboxCore

/// One image, with all that its header and its path tell: what the index keeps of it.
public struct ImageRecord: Sendable, Hashable {
    /// What the samples are; `nil` for a DICOM object whose pixels Lightbox cannot read.
    public var header: ImageHeader?
    /// The number of samples along each axis.
    public var shape: [Int]
    /// The distance between neighbours along the space axes, in mm; empty where the file states none.
    public var spacing: [Double]
    /// The map to patient space, or `nil` where the file does not say.
    public var affine: Affine?

    // Who and when.
    /// The subject as the dataset names them: BIDS's label, else DICOM's PatientID.
    public var subject: String?
    public var session: String?
    public var patientID: String?
    public var patientSex: String?
    public var patientAge: String?
    public var studyInstanceUID: String?
    public var studyDate: String?
    public var studyDescription: String?

    // Which image of which series.
    public var seriesInstanceUID: String?
    public var seriesNumber: Int?
    public var seriesDescription: String?
    public var sopInstanceUID: String?
    public var instanceNumber: Int?
    public var acquisitionNumber: Int?
    public var temporalPosition: Int?
    public var echoNumber: Int?
    public var frames: Int?

    // What it shows.
    public var modality: String?
    public var bodyPart: String?
    public var view: String?
    public var laterality: String?
    public var bitsStored: Int?
    public var photometric: String?
    public var transferSyntax: String?

    // What BIDS's names say.
    public var task: String?
    public var acquisition: String?
    public var run: String?
    public var suffix: String?

    public init(header: ImageHeader) {
        self.header = header
        shape = header.shape
        spacing = header.spacing
        affine = header.affine
    }

    /// An image of which only the size is known.
    public init(shape: [Int]) {
        header = nil
        self.shape = shape
        spacing = []
        affine = nil
    }

    /// The number of samples along each axis, as people write it: `512x512x120`.
    public var shapeText: String { shape.map { String($0) }.joined(separator: "x") }

    /// The directions in which the voxel axes grow: `LPS`; `nil` where the file does not say.
    public var axisCodes: String? { affine.map { $0.axisCodes.map(\.rawValue).joined() } }
}
