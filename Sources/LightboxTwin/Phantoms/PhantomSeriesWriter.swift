public import LightboxCore
import LightboxDICOM
import LightboxWriters

/// Turns a volume into the files of a DICOM series, one for each slice.
public struct PhantomSeriesWriter: Sendable {
    /// What the files say of themselves.
    public struct Labels: Sendable {
        public var modality = "CT"
        public var patientID = "SYNTHETIC-0001"
        public var patientSex = "O"
        public var patientAge = "050Y"
        public var studyDescription = "SYNTHETIC Lightbox phantom"
        public var seriesDescription = "SYNTHETIC"
        public var bodyPartExamined = ""
        public var seriesNumber = 1
        public var window: Window?
        public var unit: String?
        /// Added to a value to make the stored one; RescaleIntercept takes it away again.
        public var storedOffset: Int16 = 0
        public init() {}
    }

    /// Where numbers that nobody chooses come from: UIDs, and the order of files where it is to be shuffled.
    public var seed: UInt64
    public var labels: Labels
    /// Whether InstanceNumber and file names tell nothing of the order in space.
    public var isShuffled = false

    public init(labels: Labels, seed: UInt64 = 1) { (self.labels, self.seed) = (labels, seed) }

    public struct File: Sendable {
        public let name: String
        public let bytes: [UInt8]
    }

    /// The files, in the order of their slices.
    ///
    /// The affine must have no shear between i and j.
    public func files(of volume: PhantomVolume) -> [File] {
        var random = PhantomRandom(seed: seed)
        let study = Self.uid(&random)
        let series = Self.uid(&random)
        let frameOfReference = Self.uid(&random)
        let depth = volume.shape[2]
        var numbers = Array(1...depth)
        var nameNumbers = numbers
        if isShuffled {
            numbers.shuffle(using: &random)
            nameNumbers.shuffle(using: &random)
        }
        let affine = volume.affine
        let spacing = affine.spacing
        // RAS+ to LPS+.
        func lps(_ v: Vector3) -> [Double] { [-v.x, -v.y, v.z].map { $0 == 0 ? 0 : $0 } }
        let orientation = lps(affine.column(0) * (1 / spacing[0])) + lps(affine.column(1) * (1 / spacing[1]))

        return (0..<depth).map { k in
            let isCT = labels.modality == "CT"
            var file = DICOMWriter(
                sopClassUID: isCT ? DICOMWriter.ctImageStorage : DICOMWriter.mrImageStorage,
                sopInstanceUID: Self.uid(&random))
            file.set(.specificCharacterSet, .CS, "ISO_IR 192")
            file.set(.imageType, .CS, "DERIVED\\PRIMARY\\" + (isCT ? "AXIAL" : "OTHER"))
            file.set(.studyDate, .DA, "20261123")
            file.set(.seriesDate, .DA, "20261123")
            file.set(.studyTime, .TM, "120000")
            file.set(.accessionNumber, .SH, "")
            file.set(.modality, .CS, labels.modality)
            file.set(.manufacturer, .LO, "Lightbox (SYNTHETIC)")
            file.set(.studyDescription, .LO, labels.studyDescription)
            file.set(.seriesDescription, .LO, labels.seriesDescription)
            file.set(Tag(0x0010, 0x0010), .PN, "SYNTHETIC^LIGHTBOX")
            file.set(.patientID, .LO, labels.patientID)
            file.set(Tag(0x0010, 0x0030), .DA, "")
            file.set(.patientSex, .CS, labels.patientSex)
            file.set(.patientAge, .AS, labels.patientAge)
            if !labels.bodyPartExamined.isEmpty { file.set(.bodyPartExamined, .CS, labels.bodyPartExamined) }
            file.set(.sliceThickness, [spacing[2]])
            if isCT { file.set(.kvp, .DS, "120") }
            file.set(.studyInstanceUID, .UI, study)
            file.set(.seriesInstanceUID, .UI, series)
            file.set(.studyID, .SH, "1")
            file.set(.seriesNumber, integer: labels.seriesNumber)
            file.set(.instanceNumber, integer: numbers[k])
            file.set(.imagePositionPatient, lps(affine.position(ofVoxel: Vector3(0, 0, Double(k)))))
            file.set(.imageOrientationPatient, orientation)
            file.set(.frameOfReferenceUID, .UI, frameOfReference)
            file.set(.samplesPerPixel, short: 1)
            file.set(.photometricInterpretation, .CS, "MONOCHROME2")
            file.set(.rows, short: UInt16(clamping: volume.shape[1]))
            file.set(.columns, short: UInt16(clamping: volume.shape[0]))
            file.set(.pixelSpacing, [spacing[1], spacing[0]])
            file.set(.bitsAllocated, short: 16)
            file.set(.bitsStored, short: 16)
            file.set(.highBit, short: 15)
            file.set(.pixelRepresentation, short: 1)
            if let window = labels.window {
                file.set(.windowCenter, [window.center])
                file.set(.windowWidth, [window.width])
            }
            file.set(.rescaleIntercept, [-Double(labels.storedOffset)])
            file.set(.rescaleSlope, [1])
            if let unit = labels.unit { file.set(.rescaleType, .LO, unit) }
            file.set(.pixelData, .OW, bytes: volume.bytes(ofSlice: k, adding: labels.storedOffset))
            let digits = String(nameNumbers[k])
            let name = "IM" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".dcm"
            return File(name: name, bytes: file.bytes)
        }
    }

    /// A UID of the root for UUIDs, made of a random number.
    private static func uid(_ random: inout PhantomRandom) -> String {
        "2.25.\(random.next())\(random.next() >> 8)"
    }
}
