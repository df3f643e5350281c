import LightboxCore
import LightboxRecords
import LightboxStore

/// How records are laid into columns.
enum IndexRow {
    static let imageColumns = [
        "shape", "ni", "nj", "nk", "nt", "spacing_i", "spacing_j", "spacing_k", "time_step_s", "channels",
        "stored_type", "bits_stored", "axis_codes", "affine", "rescale_slope", "rescale_intercept",
        "rescale_unit", "subject", "session", "patient_id", "patient_sex", "patient_age", "study_uid",
        "study_date", "study_description", "series_uid", "series_number", "series_description", "sop_uid",
        "instance_number", "acquisition_number", "temporal_position", "echo_number", "frames", "modality",
        "body_part", "view_position", "laterality", "photometric", "transfer_syntax", "task", "acquisition",
        "run", "suffix",
    ]

    static func values(_ image: ImageRecord) -> [StoreValue] {
        let header = image.header
        let spacings = image.spacing
        let shape = image.shape
        func size(_ axis: Int) -> StoreValue { .integer(axis < shape.count ? shape[axis] : nil) }
        func spacing(_ axis: Int) -> StoreValue {
            .real(axis < spacings.count ? spacings[axis] : nil)
        }
        return [
            .text(image.shapeText), size(0), size(1), size(2), size(3), spacing(0), spacing(1), spacing(2),
            .real(header?.timeStepSeconds), .integer(header?.channels), .text(header?.storedType.rawValue),
            .integer(image.bitsStored), .text(image.axisCodes), .text(image.affine.map(text)),
            .real(header?.rescale.slope), .real(header?.rescale.intercept), .text(header?.rescale.unit),
            .text(image.subject), .text(image.session), .text(image.patientID), .text(image.patientSex),
            .text(image.patientAge), .text(image.studyInstanceUID), .text(image.studyDate),
            .text(image.studyDescription), .text(image.seriesInstanceUID), .integer(image.seriesNumber),
            .text(image.seriesDescription), .text(image.sopInstanceUID), .integer(image.instanceNumber),
            .integer(image.acquisitionNumber), .integer(image.temporalPosition), .integer(image.echoNumber),
            .integer(image.frames), .text(image.modality), .text(image.bodyPart), .text(image.view),
            .text(image.laterality), .text(image.photometric), .text(image.transferSyntax), .text(image.task),
            .text(image.acquisition), .text(image.run), .text(image.suffix),
        ]
    }

    /// The affine as JSON: three rows of four numbers.
    static func text(_ affine: Affine) -> String {
        JSONValue.array(affine.rows.map { .array($0.map { .number($0) }) }).text
    }

    /// Reads what `text` wrote.
    static func affine(_ text: String) -> Affine? {
        // Looked at byte by byte: this is done for every image of a series that has changed.
        let bytes = text.utf8Span.span
        var numbers: [Double] = []
        numbers.reserveCapacity(12)
        var start = 0
        for at in 0...bytes.count {
            let isBetween = at == bytes.count || [0x5B, 0x5D, 0x2C, 0x20].contains(bytes[at])
            guard isBetween else { continue }
            if at > start, let number = Double(decimal: bytes, in: start..<at) { numbers.append(number) }
            start = at + 1
        }
        guard numbers.count == 12 else { return nil }
        return Affine(rows: (0..<3).map { Array(numbers[$0 * 4..<$0 * 4 + 4]) })
    }

    /// A name or path as the tables keep it: text where it is UTF-8, else its bytes.
    static func name(_ bytes: [UInt8]) -> StoreValue {
        String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .blob(bytes)
    }
}
