import LightboxArchive
import LightboxContainers
import LightboxCore
import LightboxFormats
import SystemPackage

/// Makes records of the members of an archive, as if they were files of a folder.
///
/// | archive | its members |
/// |---|---|
/// | zip, tar | all are read, by seeking to each |
/// | tar.gz, up to 1 GiB | all are read, inflating it once more on the way |
/// | 7-Zip, RAR, tar.xz, tar.bz2, tar.zst, up to 1 GiB | all are named, none is read |
/// | larger ones of these, and archives of more than 500,000 members | none is listed, and a note says so |
///
/// An archive in an archive is one file, which is not looked into. What its header takes of one member is bounded, and
/// what all take of one archive as well: a small file can be made to give any number of bytes.
package struct ArchivedRecords {
    static let memberLimit = 500_000
    static let wholeLimit = 1 << 30
    /// How far one member is unpacked to tell what it is, and how much is for all of an archive's.
    static let headerLimit = 256 << 20
    static let archiveLimit = 16 << 30
    static let kinds: Set<FileFormat> = readable.union(named)
    private static let readable: Set<FileFormat> = [.zip, .tar, .tarGzipped]
    private static let named: Set<FileFormat> = [.sevenZip, .rar, .xz, .bzip2, .zstandard]

    /// The kinds of file that are archives, as records name them.
    package static var kindNames: [String] { kinds.map(\.rawValue).sorted() }

    let door: FrontDoor
    let path: RelativePath
    let place: FilePath
    let stamp: FileStamp
    private(set) var records: [FileRecord] = []
    /// What is to be said of the archive as a whole.
    private(set) var notes: [String] = []

    /// - Parameter place: where the archive lies on disk.
    init(
        _ bytes: FileBytes, format: FileFormat, door: FrontDoor, path: RelativePath, place: FilePath,
        stamp: FileStamp
    ) {
        (self.door, self.path, self.place, self.stamp) = (door, path, place, stamp)
        guard Self.kinds.contains(format) else { return }
        if format != .zip, format != .tar, bytes.byteCount > Self.wholeLimit {
            notes = [
                "Its members are not listed: that would take unpacking all of it. Unpack it to index what is in it."
            ]
            return
        }
        // What is wrong with the archive is said by its own record.
        guard let tree = try? door.archive(bytes, at: place) else { return }
        var members: [ArchiveMember] = []
        var count = 0
        try? tree.archive.forEachMember { member in
            guard !member.isFolder else { return }
            count += 1
            if count <= Self.memberLimit { members.append(member) }
        }
        guard count <= Self.memberLimit else {
            notes = ["Its \(count) members are not listed: they are more than \(Self.memberLimit)."]
            return
        }
        records.reserveCapacity(members.count)
        let budget = Budget(Self.archiveLimit)
        // Of several members with one name the last is the one that opens.
        var seen: Set<String> = []
        for member in members where seen.insert(member.name).inserted {
            records.append(record(of: member, in: tree, reading: Self.readable.contains(format), budget))
        }
    }

    private func record(
        of member: ArchiveMember, in tree: ArchiveTree, reading: Bool, _ budget: Budget
    ) -> FileRecord {
        let inner = RelativePath(member.name)
        let whole = path.appending(inner)
        let (folder, name) = whole.split
        let own = FileStamp(
            byteCount: member.byteCount, modifiedNanoseconds: stamp.modifiedNanoseconds,
            changedNanoseconds: stamp.changedNanoseconds, inode: stamp.inode)
        func record(_ kind: String, _ report: FileReport?, _ notes: [String], problem: String? = nil)
            -> FileRecord
        {
            FileRecord(
                folder: folder, name: name, stamp: own, isMember: true, kind: kind,
                problem: problem ?? report?.problem, hint: report?.hint, notes: notes,
                image: report.flatMap { ImageRecord($0, at: whole) })
        }
        guard reading else {
            return record(
                "in-archive", nil,
                ["It is named, not read: it is reached only by unpacking what lies before it in the archive."]
            )
        }
        do {
            guard let bytes = try tree.open(member.name) else {
                return record(FileFormat.special.rawValue, nil, ["It is no file that can be opened."])
            }
            let parts = member.name.split(separator: "/")
            let full = place.appending(FilePath(member.name).components)
            let report = door.report(
                MeteredBytes(bytes, limit: Self.headerLimit, budget: budget), at: full,
                in: tree.folder(parts.dropLast().joined(separator: "/")))
            return record(report.format.rawValue, report, report.notes)
        } catch {
            let text = "\(error)".split(separator: "\nhint: ").first.map(String.init) ?? "\(error)"
            return record(FileFormat.unreadable.rawValue, nil, [], problem: text)
        }
    }
}

extension RelativePath {
    /// The folder and the name in it.
    var split: (folder: RelativePath, name: [UInt8]) {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (.root, bytes) }
        return (RelativePath(bytes: Array(bytes[..<slash])), Array(bytes[(slash + 1)...]))
    }
}
