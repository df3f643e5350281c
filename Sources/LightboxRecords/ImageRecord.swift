public import LightboxCore

/// One image, with all that its header and its path tell: what the index keeps of it.
public struct ImageRecord: Sendable, Hashable {
    public var header: ImageHeader

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

    public init(header: ImageHeader) { self.header = header }

    /// The number of samples along each axis, as people write it: `512x512x120`.
    public var shapeText: String { header.shape.map { String($0) }.joined(separator: "x") }

    /// The directions in which the voxel axes grow: `LPS`; `nil` where the file does not say.
    public var axisCodes: String? { header.affine.map { $0.axisCodes.map(\.rawValue).joined() } }
}
