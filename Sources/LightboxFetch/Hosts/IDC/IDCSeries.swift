import LightboxCore

/// One series of the Imaging Data Commons, and the folder of a bucket that holds its files.
struct IDCSeries: Sendable, Equatable {
    var bucket: String
    /// The series in this state: `crdc_series_uuid`, which changes when the series is revised.
    var uuid: String
    var series: String?
    var patient: String?
    var study: String?
    var modality: String?
    var collection: String?
    var fileCount: Int?
    var licence: String?

    /// The folder of its files: as idc-index lays them out, or the UUID alone where no more is known.
    var folder: String {
        guard let series, let patient, let study else { return PathPart.fit(uuid) }
        return [collection ?? "", patient, study, "\(modality ?? "")_\(series)"].map(PathPart.fit)
            .joined(separator: "/")
    }

    /// The series of a table as `idc-index` writes it; `nil` for a table of something else.
    static func all(in table: CSVTable) -> [IDCSeries]? {
        let address = table.column("series_aws_url", "aws_url")
        let (bucket, uuid) = (table.column("aws_bucket"), table.column("crdc_series_uuid"))
        guard address != nil || bucket != nil && uuid != nil else { return nil }
        let series = table.column("SeriesInstanceUID")
        let patient = table.column("PatientID")
        let study = table.column("StudyInstanceUID")
        let modality = table.column("Modality")
        let collection = table.column("collection_id")
        let count = table.column("instanceCount")
        let licence = table.column("license_short_name")
        return table.rows.compactMap { row in
            var place: (bucket: String, uuid: String)?
            if let bucket = CSVTable.cell(row, bucket), let uuid = CSVTable.cell(row, uuid) {
                place = (bucket, uuid)
            } else {
                place = CSVTable.cell(row, address).flatMap(Self.place)
            }
            guard let place else { return nil }
            return IDCSeries(
                bucket: place.bucket, uuid: place.uuid, series: CSVTable.cell(row, series),
                patient: CSVTable.cell(row, patient), study: CSVTable.cell(row, study),
                modality: CSVTable.cell(row, modality), collection: CSVTable.cell(row, collection),
                // pandas writes whole numbers as 50.0 where some are missing.
                fileCount: CSVTable.cell(row, count).flatMap {
                    Int($0) ?? Double($0).flatMap { Int(exactly: $0) }
                },
                licence: CSVTable.cell(row, licence))
        }
    }

    /// The series of an s5cmd manifest: lines such as `cp s3://bucket/uuid/* .`; `nil` for what is none.
    static func all(inManifest text: String) -> [IDCSeries]? {
        var all: [IDCSeries] = []
        var seen: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line.drop { $0 == "\u{FEFF}" }).trimmedBlanks
            if line.isEmpty || line.hasPrefix("#") { continue }
            let words = line.split { $0.isWhitespace || $0 == "'" || $0 == "\"" }
            guard let word = words.first(where: { $0.hasPrefix("s3://") }), let place = place(String(word))
            else {
                return nil
            }
            guard seen.insert(place.bucket + "/" + place.uuid).inserted else { continue }
            all.append(IDCSeries(bucket: place.bucket, uuid: place.uuid))
        }
        return all.isEmpty ? nil : all
    }

    /// The bucket and the UUID in `s3://bucket/uuid/*`.
    private static func place(_ address: String) -> (bucket: String, uuid: String)? {
        guard address.hasPrefix("s3://") else { return nil }
        let parts = address.dropFirst(5).split(separator: "/").filter { $0 != "*" }
        guard parts.count == 2, isUUID(parts[1]) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    static func isUUID(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 36 && text.allSatisfy { $0.isHexDigit || $0 == "-" }
    }

    init(
        bucket: String, uuid: String, series: String? = nil, patient: String? = nil, study: String? = nil,
        modality: String? = nil, collection: String? = nil, fileCount: Int? = nil, licence: String? = nil
    ) {
        (self.bucket, self.uuid, self.series, self.patient) = (bucket, uuid, series, patient)
        (self.study, self.modality, self.collection) = (study, modality, collection)
        (self.fileCount, self.licence) = (fileCount, licence)
    }
}
