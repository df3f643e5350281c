import LightboxArchive
import LightboxFormats
import SystemPackage

/// A walk set against what a sink knows: which files to open, and what else has changed.
struct FolderComparison {
    /// A file that must be opened.
    struct Job: Sendable {
        let folder: RelativePath
        let name: [UInt8]
        let stamp: FileStamp
        let bornNanoseconds: Int64?
        let linkTarget: String?
        /// Whether something was known by that name, which may have been an archive.
        let isKnown: Bool
    }

    let folder: FolderGuard
    private let ignored: Set<RelativePath>
    /// The jobs found, of which those before `jobsTaken` have been handed out.
    private var jobs: [Job] = []
    private var jobsTaken = 0
    private var changes: [RecordChange] = []
    /// Files whose rows are spoken for: a new name has taken them over, or they are read again.
    private var claimed: Set<Int64> = []

    var progress = FolderReader.Progress()
    private(set) var seen: Set<RelativePath> = []
    private(set) var unlisted: [RelativePath] = []
    private(set) var gone: Set<Int64> = []

    init(folder: FolderGuard, ignored: Set<RelativePath>) {
        (self.folder, self.ignored) = (folder, ignored)
    }

    private var jobsLeft: Int { jobs.count - jobsTaken }
    /// Whether nothing is left to be taken.
    var isEmpty: Bool { jobsLeft == 0 && changes.isEmpty }

    /// Whether there is enough for a batch of `size`.
    func hasBatch(of size: Int) -> Bool { jobsLeft >= size || changes.count >= size }

    /// What has changed, and as many files to open as a batch of `size` has.
    mutating func takeBatch(of size: Int) -> ReadingBatch {
        let taken = Array(jobs[jobsTaken...].prefix(size))
        jobsTaken += taken.count
        if jobsLeft == 0 { (jobs, jobsTaken) = ([], 0) }
        defer { changes.removeAll() }
        return ReadingBatch(changes, reading: taken)
    }

    /// Hears that all has been compared.
    mutating func end() { gone.subtract(claimed) }

    /// Sets a folder against what the sink knows of it.
    mutating func compare(_ listing: FolderListing, knowing sink: some RecordSink) throws {
        progress.folders += 1
        progress.folder = listing.path
        changes.append(.folder(listing.path, problem: listing.failure?.sentence))
        if listing.failure != nil {
            unlisted.append(listing.path)
            return
        }
        seen.insert(listing.path)
        // Both lists are in the order of the names' bytes and are gone through side by side.
        var known = try sink.known(in: listing.path)
        known.sort()
        var next = 0
        progress.files += listing.entries.count
        for entry in listing.entries {
            if !ignored.isEmpty, ignored.contains(listing.path.appending(entry.name)) { continue }
            var same: KnownFiles.Row?
            while same == nil, next < known.rows.count {
                let order = known.order(of: known.rows[next], to: entry.name)
                if order > 0 { break }
                if order == 0 { same = known.rows[next] } else { drop(known.rows[next]) }
                next += 1
            }
            if let row = same, claimed.contains(row.id) { same = nil }
            try compare(
                entry, in: listing.path, with: same, ledTo: same.flatMap { known.linkTarget(of: $0) },
                knowing: sink)
        }
        known.rows[next...].forEach { drop($0) }
    }

    private mutating func drop(_ row: KnownFiles.Row) {
        if !claimed.contains(row.id) { gone.insert(row.id) }
    }

    private mutating func compare(
        _ entry: FolderListing.Entry, in path: RelativePath, with known: KnownFiles.Row?,
        ledTo oldTarget: String?, knowing sink: some RecordSink
    ) throws {
        let target = entry.link?.target.string
        guard let status = entry.status, status.kind == .regular,
            entry.link.map({ $0.fate == .annexed }) ?? true
        else {
            let record = Self.unopened(entry, in: path)
            let isSame = known.map {
                !$0.isStale && $0.stamp == record.stamp && oldTarget == target
            }
            if isSame != true {
                if let known { claimed.insert(known.id) }
                changes.append(.file(record))
            }
            return
        }
        let stamp = FileStamp(status)
        if let known, !known.isStale, known.stamp == stamp, oldTarget == target { return }
        if known == nil, target == nil, try takeMoved(entry.name, in: path, stamp, knowing: sink) { return }
        if let known { claimed.insert(known.id) }
        jobs.append(
            Job(
                folder: path, name: entry.name, stamp: stamp, bornNanoseconds: status.bornNanoseconds,
                linkTarget: target, isKnown: known != nil))
    }

    /// Finds the file under the name that it had, and says whether it did.
    ///
    /// An inode alone proves nothing: it is given to a new file as soon as the old one is deleted, and
    /// unpacking an archive gives many files one date. What a rename leaves as it was is the birth time, and
    /// when only a folder above was renamed, the change time.
    private mutating func takeMoved(
        _ name: [UInt8], in path: RelativePath, _ stamp: FileStamp, knowing sink: some RecordSink
    ) throws -> Bool {
        var birth: Int64?
        for (file, oldFolder) in try sink.known(inode: stamp.inode) {
            guard !claimed.contains(file.id), !file.isStale, file.linkTarget == nil, let old = file.stamp,
                old.byteCount == stamp.byteCount, old.modifiedNanoseconds == stamp.modifiedNanoseconds,
                Self.ending(of: file.name) == Self.ending(of: name)
            else { continue }
            if old.changedNanoseconds != stamp.changedNanoseconds {
                birth = birth ?? FileStatus.birth(of: path.appending(name).below(folder.root))
                guard let birth, birth == file.birthNanoseconds else { continue }
            }
            // Where the old name is still there, this is a second name of the file (a hard link).
            let oldPath = oldFolder.appending(file.name).below(folder.root)
            let atOldPlace = try? FileStatus(of: oldPath, followingLinks: false)
            if atOldPlace?.inode == stamp.inode { continue }
            claimed.insert(file.id)
            progress.filesMoved += 1
            changes.append(.moved(id: file.id, folder: path, name: name, stamp: stamp))
            return true
        }
        return false
    }

    /// What follows the first dot: the name's part in telling kinds of files apart.
    private static func ending(of name: [UInt8]) -> ArraySlice<UInt8> {
        name.firstIndex(of: UInt8(ascii: ".")).map { name[$0...] } ?? []
    }

    /// The record of what is listed and never opened.
    private static func unopened(_ entry: FolderListing.Entry, in path: RelativePath) -> FileRecord {
        var kind = FileFormat.special.rawValue
        var problem: String?
        var hint: String?
        var notes: [String] = []
        if let failure = entry.failure {
            (kind, problem, hint) = (FileFormat.unreadable.rawValue, failure.sentence, failure.hint)
        } else if let link = entry.link {
            let target = "'\(link.target.string)'"
            kind = "link"
            switch link.fate {
            case .inside: notes = ["It is a link to \(target), which is listed at its own place."]
            case .folder: notes = ["It is a link to the folder \(target), which is not followed."]
            case .outside: notes = ["It is a link to \(target), outside the folder, which is not followed."]
            case .special: notes = ["It is a link to \(target), which is no file."]
            case .annexed: break
            case .missing, .notYetAnnexed:
                let error = FileError(
                    path: "", attempt: "open", problem: .brokenLink(target: link.target.string))
                (kind, hint) = (FileFormat.brokenLink.rawValue, error.hint)
                problem =
                    link.fate == .missing
                    ? error.sentence : "Its content is \(link.fate.rawValue): the link leads to \(target)."
            }
        } else if let status = entry.status {
            notes = ["It is \(status.kind.words)."]
        }
        // Only what a link leads to inside is told from what it was by its stamp.
        let stamp = entry.link?.fate == .inside ? entry.status.map { FileStamp($0) } : nil
        return FileRecord(
            folder: path, name: entry.name, stamp: stamp, kind: kind, problem: problem, hint: hint,
            notes: notes, linkTarget: entry.link?.target.string)
    }
}
