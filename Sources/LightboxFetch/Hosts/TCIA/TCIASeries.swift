import LightboxCore

/// What NBIA tells of one series.
struct TCIASeries: Sendable, Equatable {
    var collection: String
    var patient: String
    var study: String
    var series: String
    var imageCount: Int?
    var byteCount: Int?
    var licence: String?

    /// From a row of `getSeries`; `nil` where it names no series.
    init?(_ row: JSONValue, collection: String) {
        guard let series = row["SeriesInstanceUID"]?.asText?.trimmedBlanks, TCIAManifest.isUID(series) else {
            return nil
        }
        self.series = series
        self.collection = row["Collection"]?.asText?.trimmedBlanks ?? collection
        patient = row["PatientID"]?.asText?.trimmedBlanks ?? row["PatientID"]?.asInt.map(String.init) ?? ""
        study = row["StudyInstanceUID"]?.asText?.trimmedBlanks ?? ""
        // Bytes, as a number or as a text.
        (imageCount, byteCount) = (row["ImageCount"]?.asInt, row["FileSize"]?.asInt)
        licence = row["LicenseName"]?.asText.map { $0.trimmedBlanks }
    }

    /// From the table that `getSeriesMetadata` answers with.
    static func all(in table: CSVTable, collection: String) -> [TCIASeries] {
        guard let uid = table.column("Series Instance UID", "Series UID", "SeriesInstanceUID") else {
            return []
        }
        let patient = table.column("Patient ID", "Subject ID")
        let study = table.column("Study Instance UID", "Study UID")
        let count = table.column("Image Count", "Number of Images")
        let size = table.column("File Size")
        let licence = table.column("License Name")
        let home = table.column("Collection", "Collection Name")
        return table.rows.compactMap { row in
            guard let series = CSVTable.cell(row, uid), TCIAManifest.isUID(series) else { return nil }
            return TCIASeries(
                collection: CSVTable.cell(row, home) ?? collection,
                patient: CSVTable.cell(row, patient) ?? "",
                study: CSVTable.cell(row, study) ?? "", series: series,
                imageCount: CSVTable.cell(row, count).flatMap { Int($0) },
                byteCount: CSVTable.cell(row, size).flatMap { Int($0) }, licence: CSVTable.cell(row, licence))
        }
    }

    private init(
        collection: String, patient: String, study: String, series: String, imageCount: Int?, byteCount: Int?,
        licence: String?
    ) {
        (self.collection, self.patient, self.study, self.series) = (collection, patient, study, series)
        (self.imageCount, self.byteCount, self.licence) = (imageCount, byteCount, licence)
    }

    /// The folder of its files: `Collection/PatientID/StudyInstanceUID/SeriesInstanceUID`.
    var folder: String { [collection, patient, study, series].map(PathPart.fit).joined(separator: "/") }
}
