import LightboxCore
import LightboxDICOM

extension DICOMDirectory {
    /// The tree as JSON, and in numbers.
    func facts(isThere: ((String) -> Bool)?) -> [FileFact] {
        func json(_ record: Record) -> JSONValue {
            var members: [JSONValue.Member] = [.init("type", .string(record.type))]
            for (key, keyword) in Self.words {
                if let text = record.item.text(keyword) { members.append(.init(key, .string(text))) }
            }
            if let file = record.file {
                members.append(.init("file", .string(file)))
                if let isThere { members.append(.init("isThere", .bool(isThere(file)))) }
            }
            if !record.children.isEmpty {
                members.append(.init("records", .array(record.children.map(json))))
            }
            return .object(members)
        }
        let all = all
        func count(_ type: String) -> Int { all.count { $0.type == type } }
        let files = all.count { $0.file != nil }
        return [
            FileFact(
                "records", .array(records.map(json)), label: "lists",
                text:
                    "\(count("PATIENT")) patients, \(count("STUDY")) studies, \(count("SERIES")) series, \(files) files"
            )
        ]
    }

    func notes(isThere: ((String) -> Bool)?) -> [String] {
        var notes: [String] = []
        if orphans > 0 { notes.append("\(orphans) records belong to no other record.") }
        guard let isThere else { return notes }
        let missing = all.compactMap(\.file).filter { !isThere($0) }
        if let first = missing.first {
            notes.append(
                "\(missing.count) of the files that it lists are not there, the first being \(first).")
        }
        return notes
    }

    private static let words = [
        ("patientID", "PatientID"), ("studyInstanceUID", "StudyInstanceUID"), ("studyDate", "StudyDate"),
        ("studyDescription", "StudyDescription"), ("seriesInstanceUID", "SeriesInstanceUID"),
        ("modality", "Modality"), ("seriesNumber", "SeriesNumber"), ("instanceNumber", "InstanceNumber"),
        ("sopInstanceUID", "ReferencedSOPInstanceUIDInFile"),
    ]
}
