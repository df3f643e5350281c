import LightboxArchive
public import LightboxCore
import LightboxDICOM
public import LightboxFormats
public import SystemPackage

/// Writes a DICOM series: a folder with a file for each plane, in Explicit VR Little Endian.
///
/// CT and MR of 16 bits become CT and MR Image Storage, all else Secondary Capture, each with its place in the patient
/// where the image has one. All UIDs are new, and the patient has no name. A path that ends in `.dcm` is one file,
/// for an image of one plane.
public struct DICOMSeriesWriter: ImageWriter {
    /// The code that the files state as Modality: `CT`, `MR`, or `OT` for what is neither known nor imaged.
    public var modality = "OT"
    public var bodyPartExamined: String?
    public var seriesDescription = "Written by Lightbox"
    public var repetitionTimeMilliseconds: Double?
    public var uids = UIDs()

    public init() {}

    public var name: String { "DICOM" }
    public var keepsRescale: Bool { true }

    /// The types of samples that are written as they are.
    static let types: Set<SampleType> = [.uint8, .uint16, .int16]

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard (2...4).contains(header.shape.count), header.byteCount != nil, let planes = header.planeCount,
            planes > 0
        else { throw WriteError(name, "it has \(header.shape.count) axes, and 2 to 4 are possible") }
        guard header.shape.prefix(2).allSatisfy({ (1...65_535).contains($0) }) else {
            throw WriteError(
                name, "a plane of \(header.length(0)) x \(header.length(1)) passes 65,535 pixels")
        }
        guard planes < 1_000_000 else {
            throw WriteError(name, "\(planes) planes would be as many files")
        }
        if header.channels != 1 {
            guard header.channels == 3, header.storedType == .uint8 else {
                throw WriteError(
                    name,
                    "its \(header.channels) channels of \(header.storedType.rawValue) are no RGB of 8 bits",
                    hint: "NIfTI, NRRD and NPY hold them")
            }
        }
        guard Self.types.contains(header.storedType) else {
            throw WriteError(
                name,
                "its samples are \(header.storedType.rawValue), and classic images have whole numbers of 8 or 16 bits",
                hint: "--rescale writes the nearest of 65,535 steps and the slope between them")
        }
        guard let affine = header.affine else { return }
        guard let directions = affine.directions, abs(directions[0].dot(directions[1])) < 1e-3 else {
            throw WriteError(
                name, "its rows and columns are not at right angles, and ImageOrientationPatient only turns",
                hint: "NIfTI and NRRD keep the shear")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        let header = image.header
        try check(header)
        let planes = header.planeCount ?? 1
        let series = SeriesElements(self, header)
        if path.string.lowercased().hasSuffix(".dcm") {
            guard planes == 1 else {
                throw WriteError(
                    name, "it has \(planes) planes, and each is a file of its own",
                    hint: "name a folder instead, or choose a plane (--slice, --volume)")
            }
            let file = try NewFile(at: path, replacing: replacing)
            try image.forEachPlane { number, plane in try file.append(series.file(number, plane)) }
            try file.commit()
            return [path]
        }
        let folder = try NewFolder(at: path, replacing: replacing, ending: ".dcm")
        let width = max(4, String(planes).count)
        var paths: [FilePath] = []
        try image.forEachPlane { number, plane in
            let digits = String(number + 1)
            let name = "IM" + String(repeating: "0", count: width - digits.count) + digits + ".dcm"
            try folder.write(series.file(number, plane), to: name)
            paths.append(folder.path.appending(name))
        }
        try folder.commit()
        return paths
    }
}

/// What the files of a series have in common.
private struct SeriesElements {
    let writer: DICOMSeriesWriter
    let header: ImageHeader
    let sopClass: String
    let study: String
    let series: String
    let frameOfReference: String

    init(_ writer: DICOMSeriesWriter, _ header: ImageHeader) {
        (self.writer, self.header) = (writer, header)
        let isWide = header.channels == 1 && header.storedType.byteCount == 2 && header.affine != nil
        sopClass =
            switch writer.modality {
            case "CT" where isWide: DICOMWriter.ctImageStorage
            case "MR" where isWide: DICOMWriter.mrImageStorage
            default: DICOMWriter.secondaryCaptureImageStorage
            }
        (study, series, frameOfReference) = (writer.uids.next(), writer.uids.next(), writer.uids.next())
    }

    func file(_ number: Int, _ plane: SampleBlock) -> [UInt8] {
        var file = DICOMWriter(sopClassUID: sopClass, sopInstanceUID: writer.uids.next())
        let depth = max(1, header.length(2))
        let (time, k) = number.quotientAndRemainder(dividingBy: depth)
        identify(&file, number: number)
        place(&file, k: k)
        if header.length(3) > 1 {
            file.set(.temporalPositionIdentifier, integer: time + 1)
            file.set(.numberOfTemporalPositions, integer: header.length(3))
            if let step = header.timeStepSeconds { file.set(.temporalResolution, [step * 1000]) }
        }
        file.set(.acquisitionNumber, integer: time + 1)
        pixels(&file, plane)
        return file.bytes
    }

    private func identify(_ file: inout DICOMWriter, number: Int) {
        file.set(.specificCharacterSet, .CS, "ISO_IR 192")
        let isCT = sopClass == DICOMWriter.ctImageStorage
        file.set(.imageType, .CS, "DERIVED\\SECONDARY\\" + (isCT ? "AXIAL" : "OTHER"))
        // Type 2: they must be there, and nothing is known of them.
        for (tag, vr) in [
            (Tag.studyDate, VR.DA), (.studyTime, .TM), (.accessionNumber, .SH), (Tag(0x0008, 0x0090), .PN),
            (Tag(0x0010, 0x0030), .DA), (.patientSex, .CS), (.studyID, .SH),
        ] { file.set(tag, vr, "") }
        file.set(.modality, .CS, writer.modality)
        file.set(.manufacturer, .LO, "Lightbox")
        file.set(.seriesDescription, .LO, writer.seriesDescription)
        file.set(Tag(0x0010, 0x0010), .PN, "ANONYMOUS")
        file.set(.patientID, .LO, "ANONYMOUS")
        file.set(.patientIdentityRemoved, .CS, "YES")
        file.set(Tag(0x0012, 0x0063), .LO, "Only pixels and geometry were taken over")
        if let part = writer.bodyPartExamined { file.set(.bodyPartExamined, .CS, part) }
        file.set(.studyInstanceUID, .UI, study)
        file.set(.seriesInstanceUID, .UI, series)
        file.set(.seriesNumber, integer: 1)
        file.set(.instanceNumber, integer: number + 1)
        switch sopClass {
        case DICOMWriter.ctImageStorage: file.set(.kvp, .DS, "")
        case DICOMWriter.mrImageStorage:
            file.set(.scanningSequence, .CS, "RM")
            file.set(.sequenceVariant, .CS, "NONE")
            for (tag, vr) in [
                (Tag.scanOptions, VR.CS), (.mrAcquisitionType, .CS), (.echoTime, .DS),
                (.echoTrainLength, .IS),
            ] { file.set(tag, vr, "") }
            if let time = writer.repetitionTimeMilliseconds { file.set(.repetitionTime, [time]) }
        default: file.set(.conversionType, .CS, "WSD")
        }
    }

    private func place(_ file: inout DICOMWriter, k: Int) {
        if let i = header.step(0), let j = header.step(1) { file.set(.pixelSpacing, [j, i]) }
        if let step = header.step(2) {
            file.set(.sliceThickness, [step])
            if header.length(2) > 1 { file.set(.spacingBetweenSlices, [step]) }
        }
        guard let affine = header.affine, let directions = affine.directions else {
            return file.set(.patientOrientation, .CS, "")
        }
        file.set(.frameOfReferenceUID, .UI, frameOfReference)
        file.set(Tag(0x0020, 0x1040), .LO, "")
        file.set(.imagePositionPatient, affine.position(ofVoxel: Vector3(0, 0, Double(k))).lps)
        file.set(.imageOrientationPatient, directions[0].lps + directions[1].lps)
    }

    private func setWindow(_ file: inout DICOMWriter) {
        guard let window = header.window else { return }
        switch window.function {
        // A curve of its own would need the rescaled values to be whole numbers.
        case .table: return
        case .linear: break
        case .linearExact: file.set(.voilutFunction, .CS, "LINEAR_EXACT")
        case .sigmoid: file.set(.voilutFunction, .CS, "SIGMOID")
        }
        file.set(.windowCenter, [window.center])
        file.set(.windowWidth, [window.width])
    }

    private func pixels(_ file: inout DICOMWriter, _ plane: SampleBlock) {
        let bits = UInt16(plane.type.byteCount * 8)
        file.set(.samplesPerPixel, short: UInt16(clamping: plane.channels))
        let grey = header.isInverted ? "MONOCHROME1" : "MONOCHROME2"
        file.set(.photometricInterpretation, .CS, plane.channels == 3 ? "RGB" : grey)
        if plane.channels == 3 { file.set(.planarConfiguration, short: 0) }
        file.set(.rows, short: UInt16(clamping: header.length(1)))
        file.set(.columns, short: UInt16(clamping: header.length(0)))
        file.set(.bitsAllocated, short: bits)
        file.set(.bitsStored, short: bits)
        file.set(.highBit, short: bits - 1)
        file.set(.pixelRepresentation, short: plane.type.isSigned ? 1 : 0)
        if plane.channels == 1 {
            for (tag, padding) in [
                (Tag.pixelPaddingValue, header.paddingValue), (.pixelPaddingRangeLimit, header.paddingLimit),
            ] {
                guard let padding = padding.flatMap({ Int(exactly: $0) }) else { continue }
                let value = UInt16(truncatingIfNeeded: padding)
                file.set(
                    tag, plane.type.isSigned ? .SS : .US,
                    bytes: [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)])
            }
            setWindow(&file)
            if !header.rescale.isIdentity || sopClass == DICOMWriter.ctImageStorage {
                file.set(.rescaleIntercept, [header.rescale.intercept])
                file.set(.rescaleSlope, [header.rescale.slope])
                file.set(.rescaleType, .LO, header.rescale.unit ?? "US")
            }
        }
        file.set(.pixelData, bits == 8 ? .OB : .OW, bytes: plane.bytes)
    }
}
