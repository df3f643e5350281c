import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats

extension ImageRecord {
    /// What a report and the path say of the image in a file, or `nil` where there is none.
    init?(_ report: FileReport, at path: RelativePath) {
        var traits: ImageTraits
        var affine: Affine?
        let header = report.header ?? (report.dicom == nil ? report.mainHeader : nil)
        if let header {
            traits = ImageTraits(header)
            affine = header.affine
        } else if let dicom = report.dicom, dicom.hasPixels, let columns = dicom.columns,
            let rows = dicom.rows
        {
            traits = ImageTraits(shape: [columns, rows] + (dicom.frames > 1 ? [dicom.frames] : []))
            affine = traits.place(dicom)
        } else {
            return nil
        }
        traits.axisCodes = affine.map { $0.axisCodes.map(\.rawValue).joined() }
        if let dicom = report.dicom { traits.take(dicom) }
        self.init(traits)
        self.affine = affine
        rescaleSlope = header?.rescale.slope
        rescaleIntercept = header?.rescale.intercept
        let names = BIDSName(path)
        session = names.session
        task = names.task
        acquisition = names.acquisition
        run = names.run
        suffix = names.suffix
        if let dicom = report.dicom {
            modality = dicom.modality
            sopInstanceUID = dicom.sopInstanceUID
            instanceNumber = dicom.instanceNumber
            acquisitionNumber = dicom.acquisitionNumber
            temporalPosition = dicom.temporalPosition
            echoNumber = dicom.echoNumber
        }
        subject = names.subject ?? traits.patientID
        modality = modality ?? names.modality
    }
}

extension ImageTraits {
    fileprivate init(_ header: ImageHeader) {
        self.init(shape: header.shape)
        spacing = header.spacing
        timeStepSeconds = header.timeStepSeconds
        channels = header.channels
        storedType = header.storedType
        rescaleUnit = header.rescale.unit
    }

    /// Takes spacing and place from the header of an object whose pixels cannot be read.
    fileprivate mutating func place(_ dicom: DICOMIdentity) -> Affine? {
        guard dicom.pixelSpacing.count == 2 else { return nil }
        let (i, j) = (dicom.pixelSpacing[1], dicom.pixelSpacing[0])
        spacing = [i, j]
        guard dicom.frames <= 1,
            let plane = ImagePlane(position: dicom.imagePosition, orientation: dicom.imageOrientation)
        else { return nil }
        let step = dicom.spacingBetweenSlices ?? dicom.sliceThickness ?? 1
        return Affine(
            i: plane.right * i, j: plane.down * j, k: plane.normal * (step > 0 ? step : 1),
            origin: plane.position)
    }

    fileprivate mutating func take(_ dicom: DICOMIdentity) {
        patientID = dicom.patientID
        patientSex = dicom.patientSex
        patientAge = dicom.patientAge
        studyInstanceUID = dicom.studyInstanceUID
        studyDate = dicom.studyDate
        studyDescription = dicom.studyDescription
        seriesInstanceUID = dicom.seriesInstanceUID
        seriesNumber = dicom.seriesNumber
        seriesDescription = dicom.seriesDescription
        frames = dicom.frames
        bodyPart = dicom.bodyPartExamined
        view = dicom.viewPosition
        laterality = dicom.laterality
        bitsStored = dicom.bitsStored
        photometric = dicom.photometricInterpretation
        transferSyntax = dicom.transferSyntax.uid
    }
}
