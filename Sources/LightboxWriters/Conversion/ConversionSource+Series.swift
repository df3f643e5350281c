import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import SystemPackage

extension ConversionSource {
    /// The files of one SeriesInstanceUID, and what one of them says.
    private typealias Group = (files: [SeriesFile], identity: DICOMIdentity)

    /// Gathers the DICOM files in folders, in archives and among the paths, and takes the one series that they make.
    static func series(
        in reports: [FileReport], _ choices: ConversionChoices, _ door: FrontDoor
    ) throws -> ConversionSource {
        var groups: [String: Group] = [:]
        func take(_ report: FileReport, _ file: SeriesFile) {
            guard let identity = report.dicom, identity.hasPixels else { return }
            groups[identity.seriesInstanceUID ?? "", default: ([], identity)].files.append(file)
        }
        for report in reports {
            if report.dicom != nil {
                take(report, SeriesFile(path: report.path))
            } else if report.format == .folder, (try? FileStatus(of: report.path))?.kind == .folder {
                let walk = try FolderWalk(FolderGuard(report.path))
                while let listing = walk.next() {
                    try Task.checkCancellation()
                    for entry in listing.entries where entry.status?.kind == .regular {
                        let path = listing.path.appending(entry.name).below(report.path)
                        take(door.report(path), SeriesFile(path: path))
                    }
                }
            } else if let tree = try door.archivedFolder(at: report.path) {
                try door.forEachFile(in: tree) { name, bytes in
                    let path = tree.path.appending(FilePath(name).components)
                    let file = SeriesFile(path: path) {
                        guard let bytes = try tree.open(name) else {
                            throw ConversionError(
                                "'\(path.string.withoutControlCharacters)' is no longer there.")
                        }
                        return bytes
                    }
                    take(door.report(bytes, at: path, in: tree), file)
                }
            }
        }
        let place = reports.map { "'\($0.path.string.withoutControlCharacters)'" }.joined(separator: ", ")
        guard !groups.isEmpty else {
            throw ConversionError(
                "There are no DICOM images in \(place).",
                hint: "a folder is converted as one DICOM series; of other kinds name the file")
        }
        if let uid = choices.series {
            guard let group = groups[uid] else {
                throw ConversionError(
                    "There is no series \(uid) in \(place).", hint: "there are " + list(groups))
            }
            return try series(group.files, choices)
        }
        guard groups.count == 1, let group = groups.values.first else {
            throw ConversionError(
                "There are \(groups.count) DICOM series in \(place).",
                hint: "choose one with --series: " + list(groups))
        }
        return try series(group.files, choices)
    }

    private static func list(_ groups: [String: Group]) -> String {
        let lines = groups.sorted {
            ($0.value.identity.seriesNumber ?? .max, $0.key) < (
                $1.value.identity.seriesNumber ?? .max, $1.key
            )
        }
        .prefix(30)
        .map { uid, group -> String in
            let words = [group.identity.modality, group.identity.seriesDescription].compactMap { $0 }
                .map(\.withoutControlCharacters).joined(separator: " ")
            return "\n  \(uid)  \(group.files.count) \(group.files.count == 1 ? "file" : "files")  \(words)"
        }
        return lines.joined() + (groups.count > 30 ? "\n  …" : "")
    }

    /// The one volume that the files of a series make.
    static func series(_ files: [SeriesFile], _ choices: ConversionChoices) throws -> ConversionSource {
        let series = try DICOMSeries(files)
        guard series.leftOut.isEmpty || choices.isPartial else {
            throw ConversionError(
                "The series cannot be read whole: \(series.findings.last ?? "")",
                hint: "--partial converts what can be read")
        }
        let index = choices.stack ?? 1
        func size(_ volume: SeriesVolume) -> String {
            volume.header.shape.map(String.init).joined(separator: " x ")
        }
        guard series.volumes.count == 1 || choices.stack != nil else {
            let stacks = series.volumes.enumerated().map { "\($0 + 1): \(size($1))" }.joined(separator: ", ")
            throw ConversionError(
                "The series is not one volume but \(series.volumes.count): \(series.findings.joined(separator: " "))",
                hint: "choose one with --stack: \(stacks)")
        }
        guard series.volumes.indices.contains(index - 1) else {
            throw ConversionError(
                "There is no stack \(index).", hint: "the series has \(series.volumes.count), counted from 1")
        }
        let volume = series.volumes[index - 1]
        var facts: SeriesFacts?
        if let header = try volume.middleHeader() { facts = SeriesFacts(header) }
        return ConversionSource(image: volume, notes: series.findings + volume.findings, dicom: facts)
    }
}
