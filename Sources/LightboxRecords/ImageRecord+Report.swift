import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats

extension ImageRecord {
    /// What a report and the path say of the image in a file, or `nil` where there is none.
    init?(_ report: FileReport, at path: RelativePath) {
        if let header = report.header ?? (report.dicom == nil ? report.mainHeader : nil) {
            self.init(header: header)
        } else if let dicom = report.dicom, dicom.hasPixels, let columns = dicom.columns,
            let rows = dicom.rows
        {
            self.init(shape: [columns, rows] + (dicom.frames > 1 ? [dicom.frames] : []))
            place(dicom)
        } else {
            return nil
        }
        let names = BIDSName(path)
        session = names.session
        task = names.task
        acquisition = names.acquisition
        run = names.run
        suffix = names.suffix
        if let dicom = report.dicom { take(dicom) }
        subject = names.subject ?? patientID
        modality = modality ?? names.modality
    }

    /// Takes spacing and place from the header of an object whose pixels cannot be read.
    private mutating func place(_ dicom: DICOMIdentity) {
        guard dicom.pixelSpacing.count == 2 else { return }
        let (i, j) = (dicom.pixelSpacing[1], dicom.pixelSpacing[0])
        spacing = [i, j]
        guard dicom.frames <= 1,
            let plane = ImagePlane(position: dicom.imagePosition, orientation: dicom.imageOrientation)
        else { return }
        let step = dicom.spacingBetweenSlices ?? dicom.sliceThickness ?? 1
        affine = Affine(
            i: plane.right * i, j: plane.down * j, k: plane.normal * (step > 0 ? step : 1),
            origin: plane.position)
    }

    private mutating func take(_ dicom: DICOMIdentity) {
        patientID = dicom.patientID
        patientSex = dicom.patientSex
        patientAge = dicom.patientAge
        studyInstanceUID = dicom.studyInstanceUID
        studyDate = dicom.studyDate
        studyDescription = dicom.studyDescription
        seriesInstanceUID = dicom.seriesInstanceUID
        seriesNumber = dicom.seriesNumber
        seriesDescription = dicom.seriesDescription
        sopInstanceUID = dicom.sopInstanceUID
        instanceNumber = dicom.instanceNumber
        acquisitionNumber = dicom.acquisitionNumber
        temporalPosition = dicom.temporalPosition
        echoNumber = dicom.echoNumber
        frames = dicom.frames
        modality = dicom.modality
        bodyPart = dicom.bodyPartExamined
        view = dicom.viewPosition
        laterality = dicom.laterality
        bitsStored = dicom.bitsStored
        photometric = dicom.photometricInterpretation
        transferSyntax = dicom.transferSyntax.uid
    }
}
