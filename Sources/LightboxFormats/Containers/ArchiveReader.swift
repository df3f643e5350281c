import LightboxArchive
import LightboxContainers
import LightboxCore
import SystemPackage

/// Says what is in an archive; its members are opened by the door, as files of a folder.
public struct ArchiveReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> {
        [.zip, .tar, .tarGzipped, .sevenZip, .rar, .xz, .bzip2, .zstandard]
    }

    /// How many names `--json` lists at most.
    static let namesLimit = 10_000

    public func report(_ file: OpenFile) throws -> HeaderReport {
        guard
            let archive = try Archives.open(
                file.stored, content: file.content, kind: file.format.rawValue, path: file.path)
        else { return HeaderReport(notes: ["The file is compressed, and by its name no archive."]) }
        var (files, folders, bytes) = (0, 0, 0)
        var endings: [String: Int] = [:]
        var names: [String] = []
        try archive.forEachMember { member in
            if member.isFolder {
                folders += 1
                return
            }
            files += 1
            bytes = bytes.addingReportingOverflow(member.byteCount).partialValue
            endings[Self.ending(of: member.name), default: 0] += 1
            if names.count < Self.namesLimit { names.append(member.name) }
        }
        let kinds = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let words = kinds.prefix(6).map { "\($0.value) \($0.key.withoutControlCharacters)" }
        let facts = [
            FileFact("members", .integer(Int64(files)), label: "members"),
            FileFact("folders", .integer(Int64(folders))),
            FileFact(
                "memberBytes", .integer(Int64(bytes)), label: "unpacked", text: "\(bytes) bytes"),
            FileFact(
                "endings", .object(kinds.prefix(100).map { .init($0.key, .integer(Int64($0.value))) }),
                label: "kinds",
                text: words.joined(separator: ", ") + (kinds.count > 6 ? ", …" : "")),
            FileFact("names", .strings(names)),
        ]
        var notes: [String] = []
        if let note = archive.costNote { notes.append(note) }
        if files > names.count { notes.append("Only the first \(names.count) names are listed.") }
        if archive.unsafeNameCount > 0 {
            notes.append(
                "\(archive.unsafeNameCount) members have names that lead out of the archive; they are not read."
            )
        }
        return HeaderReport(notes: notes, facts: facts)
    }

    /// The ending of a name, `.nii.gz` in one; `no ending` where there is none.
    private static func ending(of name: String) -> String {
        let last = (name.split(separator: "/").last ?? "").lowercased()
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return "no ending" }
        let ending = last[dot...]
        guard ending == ".gz" || ending == ".xz" || ending == ".bz2" else { return String(ending) }
        let inner = last[..<dot]
        guard let before = inner.lastIndex(of: "."), before != inner.startIndex else { return String(ending) }
        return String(last[before...])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "the file is an archive, which is no image itself",
            hint:
                "name a member after the archive's path, as in `\(file.name.withoutControlCharacters)/scan.nii.gz`"
        )
    }
}
