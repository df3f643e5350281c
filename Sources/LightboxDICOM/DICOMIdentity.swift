public import LightboxCore

/// What tells one DICOM object from another, and its place in a study: what an index keeps.
///
/// No names, no dates of birth: what is not here cannot leak from an index.
public struct DICOMIdentity: Sendable, Hashable {
    public var patientID: String?
    public var patientSex: String?
    public var patientAge: String?
    public var studyInstanceUID: String?
    public var studyDate: String?
    public var studyDescription: String?
    public var seriesInstanceUID: String?
    public var seriesNumber: Int?
    public var seriesDescription: String?
    public var sopInstanceUID: String?
    public var sopClassUID: String?
    public var modality: String?
    public var manufacturer: String?
    public var bodyPartExamined: String?
    public var viewPosition: String?
    public var laterality: String?
    public var imageType: [String] = []
    public var instanceNumber: Int?
    public var acquisitionNumber: Int?
    public var temporalPosition: Int?
    public var echoNumber: Int?
    public var echoTimeMilliseconds: Double?
    public var frameOfReferenceUID: String?
    /// ImagePositionPatient as it stands, LPS+; empty where absent.
    ///
    /// Like the orientation it is the first frame's for an object of several frames.
    public var imagePosition: [Double] = []
    public var imageOrientation: [Double] = []
    /// Between rows, then between columns, as PixelSpacing has it; empty where absent.
    public var pixelSpacing: [Double] = []
    public var sliceThickness: Double?
    public var spacingBetweenSlices: Double?
    public var rows: Int?
    public var columns: Int?
    public var frames = 1
    public var samplesPerPixel: Int?
    public var bitsAllocated: Int?
    public var bitsStored: Int?
    public var isSigned: Bool?
    public var photometricInterpretation: String?
    public var transferSyntax: TransferSyntax
    public var hasPixels: Bool
    public var rescale: Rescale

    /// Whether it is an image of a whole slide, made of tiles.
    public var isWholeSlide: Bool { sopClassUID == TotalPixelMatrix.sopClassUID }

    public init(_ header: DICOMHeader) {
        patientID = header.text(.patientID)
        patientSex = header.text(.patientSex)
        patientAge = header.text(.patientAge)
        studyInstanceUID = header.text(.studyInstanceUID)
        studyDate = header.text(.studyDate)
        studyDescription = header.text(.studyDescription)
        seriesInstanceUID = header.text(.seriesInstanceUID)
        seriesNumber = header.integer(.seriesNumber)
        seriesDescription = header.text(.seriesDescription)
        sopInstanceUID = header.text(.sopInstanceUID) ?? header.text(.mediaStorageSOPInstanceUID)
        sopClassUID = header.text(.sopClassUID) ?? header.text(.mediaStorageSOPClassUID)
        modality = header.text(.modality)
        manufacturer = header.text(.manufacturer)
        bodyPartExamined = header.text(.bodyPartExamined)
        viewPosition = header.text(.viewPosition)
        laterality = header.text(.imageLaterality) ?? header.text(.laterality)
        imageType = header.texts(.imageType)
        instanceNumber = header.integer(.instanceNumber)
        acquisitionNumber = header.integer(.acquisitionNumber)
        temporalPosition =
            header.integer(.temporalPositionIdentifier)
            ?? header.numbers(.temporalPositionIndex, frame: 0).first.flatMap { Int(exactly: $0) }
        echoNumber = header.integer(.echoNumbers)
        echoTimeMilliseconds = header.number(.echoTime)
        frameOfReferenceUID = header.text(.frameOfReferenceUID)
        imagePosition = header.numbers(.imagePositionPatient, frame: 0)
        imageOrientation = header.numbers(.imageOrientationPatient, frame: 0)
        pixelSpacing = header.pixelSpacing().map { [$0.j, $0.i] } ?? []
        sliceThickness = header.numbers(.sliceThickness, frame: 0).first
        spacingBetweenSlices = header.numbers(.spacingBetweenSlices, frame: 0).first
        rows = header.integer(.rows)
        columns = header.integer(.columns)
        frames = header.frameCount
        samplesPerPixel = header.integer(.samplesPerPixel)
        bitsAllocated = header.integer(.bitsAllocated)
        bitsStored = header.integer(.bitsStored)
        isSigned = header.integer(.pixelRepresentation).map { $0 == 1 }
        photometricInterpretation = header.text(.photometricInterpretation)
        transferSyntax = header.transferSyntax
        hasPixels = header.pixels != nil
        rescale = header.rescale()
    }
}
