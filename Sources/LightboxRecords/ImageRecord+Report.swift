import LightboxArchive
import LightboxCore
import LightboxFormats

extension ImageRecord {
    /// What a report and the path say of the image in a file, or `nil` where there is none.
    init?(_ report: FileReport, at path: RelativePath) {
        guard let header = report.header else { return nil }
        self.init(header: header)
        let names = BIDSName(path)
        session = names.session
        task = names.task
        acquisition = names.acquisition
        run = names.run
        suffix = names.suffix
        subject = names.subject
        modality = names.modality
    }
}
