public import LightboxCore

/// One image, with all that its header and its path tell: what the index keeps of it.
public struct ImageRecord: Sendable, Hashable {
    /// What the image has in common with others of its series, which may share it.
    public var common: Common<ImageTraits>
    public var traits: ImageTraits { common.value }

    // Which image of the series.
    /// The map to patient space, or `nil` where the file does not say.
    public var affine: Affine?
    public var rescaleSlope: Double?
    public var rescaleIntercept: Double?
    public var sopInstanceUID: String?
    public var instanceNumber: Int?
    public var acquisitionNumber: Int?
    public var temporalPosition: Int?
    public var echoNumber: Int?

    // What the path has a say in.
    public var modality: String?
    /// The subject as the dataset names them: BIDS's label, else DICOM's PatientID.
    public var subject: String?
    public var session: String?
    public var task: String?
    public var acquisition: String?
    public var run: String?
    public var suffix: String?

    public init(_ traits: ImageTraits) { common = Common(traits) }
}
