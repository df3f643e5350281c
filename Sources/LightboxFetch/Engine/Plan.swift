import LightboxArchive
import LightboxCore
import SystemPackage

/// What a host said that there is, on disk: read again line by line, so that half a million files need no memory.
struct Plan: Sendable {
    static let name = CopyFolder.ownFolder + "/plan"
    let copy: CopyFolder
    let counts: Counts

    struct Counts: Sendable, Hashable {
        var files = 0
        /// Of the files whose size is known.
        var bytes = 0
        /// How many files have a size that nobody tells.
        var withoutSize = 0
        /// How many have nothing published to check them with, not even a size.
        var withoutCheck = 0
        /// How many there are at the host, selected or not.
        var listed = 0
    }

    /// Hands on every file, in the host's order.
    func forEach(_ body: (RemoteFile) throws -> Void) throws {
        let reader = try PlanReader(self)
        while let remote = try reader.next() { try body(remote) }
    }
}

/// Writes a plan while a host lists, and refuses what must not be written.
struct PlanWriter {
    private let copy: CopyFolder
    private let file: FileDescriptor
    private let selection: Selection
    private var buffer: [UInt8] = []
    private var counts = Plan.Counts()
    /// Every file that was listed.
    private var names: Set<PathKey> = []
    /// Every folder of them, for what would be a folder and a file.
    private var folders: Set<PathKey> = []
    /// Names as a disk without upper and lower case has them, where this one is such a disk.
    private var foldedNames: Set<PathKey> = []
    private let isCaseless: Bool
    private var subjects: Set<String> = []
    private static let draft = Plan.name + ".part"

    init(_ copy: CopyFolder, selection: Selection) throws {
        (self.copy, self.selection) = (copy, selection)
        try copy.removeFile(Self.draft)
        file = try copy.createFile(Self.draft)
        isCaseless = try Self.isCaseless(copy)
    }

    /// Takes one file of the listing.
    ///
    /// - Throws: `PathRefusal` for a name that must not be written; the whole listing is then not to be trusted.
    mutating func add(_ remote: RemoteFile) throws {
        counts.listed += 1
        try CopyFolder.check(remote.path)
        guard try isWanted(remote) else { return }
        let key = PathKey(remote.path)
        // A listing that names a file twice, as some do after an update, means the one.
        guard names.insert(key).inserted else { return }
        guard !folders.contains(key) else {
            throw PathRefusal(.notAFolder(remote.path), name: remote.path)
        }
        if isCaseless, !foldedNames.insert(PathKey(CopyFolder.foldedName(remote.path))).inserted {
            throw PathRefusal(.clashes("another file"), name: remote.path)
        }
        var above = remote.path[...]
        while let slash = above.lastIndex(of: "/") {
            above = above[..<slash]
            let folder = PathKey(String(above))
            guard folders.insert(folder).inserted else { break }
            guard !names.contains(folder) else {
                throw PathRefusal(.notAFolder(String(above)), name: remote.path)
            }
        }
        counts.files += 1
        if let bytes = remote.byteCount { counts.bytes += bytes } else { counts.withoutSize += 1 }
        if remote.checks.isEmpty, remote.byteCount == nil { counts.withoutCheck += 1 }
        buffer += Array(remote.json.text.utf8)
        buffer.append(10)
        if buffer.count > 1 << 16 { try flush() }
    }

    private mutating func flush() throws {
        do { _ = try file.writeAll(buffer) } catch {
            throw OutputError(.system(error as? Errno ?? .ioError), path: copy.path.appending(Plan.name))
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives the plan its name, once all of it is on the disk.
    mutating func finish() throws -> Plan {
        try flush()
        try file.close()
        try copy.move(Self.draft, to: Plan.name)
        return Plan(copy: copy, counts: counts)
    }

    private mutating func isWanted(_ remote: RemoteFile) throws -> Bool {
        if !selection.only.isEmpty {
            let isArchive = remote.path.hasSuffix(".zip")
            guard
                selection.only.contains(where: { pattern in
                    pattern.matches(remote.path) || isArchive && pattern.mayMatch(below: remote.path)
                })
            else { return false }
        }
        if !selection.ids.isEmpty {
            let name = remote.path.split(separator: "/").last.map(String.init) ?? ""
            guard [remote.id, remote.path, name].contains(where: { $0.map(selection.ids.contains) ?? false })
            else { return false }
        }
        if !selection.subjects.isEmpty || selection.subjectCount != nil {
            // Files that belong to nobody, such as the tables of a BIDS tree, belong to everybody.
            guard let subject = remote.subject ?? SubjectName.inPath(remote.path) else { return true }
            if !selection.subjects.isEmpty {
                guard
                    selection.subjects.contains(subject) || selection.subjects.contains("sub-" + subject)
                        || selection.subjects.contains(SubjectName.withoutPrefix(subject))
                else { return false }
            }
            if let limit = selection.subjectCount, !subjects.contains(subject) {
                guard subjects.count < limit else { return false }
                subjects.insert(subject)
            }
        }
        return true
    }

    /// Whether the disk takes two names for one that differ in case.
    private static func isCaseless(_ copy: CopyFolder) throws -> Bool {
        let name = CopyFolder.ownFolder + "/Case"
        try copy.createFile(name).close()
        defer { try? copy.removeFile(name) }
        return try copy.status(of: CopyFolder.ownFolder + "/cASE") != nil
    }
}

/// The subjects that paths name.
enum SubjectName {
    /// The subject of a BIDS path: `sub-01` of `sub-01/anat/…` and of `derivatives/x/sub-01/…`.
    static func inPath(_ path: String) -> String? {
        path.split(separator: "/").dropLast().first { $0.hasPrefix("sub-") }.map(String.init)
    }
    static func withoutPrefix(_ name: String) -> String {
        name.hasPrefix("sub-") ? String(name.dropFirst(4)) : name
    }
}

/// Reads a plan file by file.
final class PlanReader {
    private let plan: Plan
    private let file: FileDescriptor
    private var offset = 0
    private var piece: [UInt8] = []
    private var at = 0
    private static let pieceByteCount = 1 << 16

    init(_ plan: Plan) throws {
        self.plan = plan
        file = try plan.copy.openFile(Plan.name)
    }
    deinit { try? file.close() }

    func next() throws -> RemoteFile? {
        while true {
            if let end = piece[at...].firstIndex(of: 10) {
                defer { at = end + 1 }
                guard let json = try? JSONValue(parsing: Array(piece[at..<end])),
                    let remote = RemoteFile(json)
                else { throw OutputError(.system(.ioError), path: plan.copy.path.appending(Plan.name)) }
                return remote
            }
            let rest = Array(piece[at...])
            var more: [UInt8] = []
            try file.fill(&more, from: offset, count: Self.pieceByteCount)
            if more.isEmpty { return nil }
            offset += more.count
            (piece, at) = (rest + more, 0)
        }
    }
}
