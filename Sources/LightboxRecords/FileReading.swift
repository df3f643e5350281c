import Glibc
import LightboxArchive
import LightboxFormats
import Synchronization

/// Reads one file after another on one thread.
struct FileReading {
    private let reader: FolderReader
    private let folder: FolderGuard
    private let patience: Patience
    private var slices = SliceReader()

    init(reader: FolderReader, folder: FolderGuard, patience: Patience) {
        (self.reader, self.folder, self.patience) = (reader, folder, patience)
    }

    /// Reads a file and adds what it came to.
    mutating func read(_ job: FolderComparison.Job, into changes: inout [RecordChange]) {
        let isUnsettled = !patience.settle(job.stamp)
        reader.willOpen?()
        if let record = slices.read(job, isUnsettled: isUnsettled) {
            if job.isKnown { changes.append(.archive(job.folder.appending(job.name), job.stamp)) }
            changes.append(.file(record))
            return
        }
        let path = job.folder.appending(job.name)
        var place = path.below(folder.root)
        if job.linkTarget != nil, let real = try? folder.resolve(path.filePath) { place = real }
        // The walk has just seen that it is a file.
        let report: FileReport
        var members: ArchivedRecords?
        if let bytes = try? FileBytes(path: place, isKnownFile: true) {
            report = reader.door.report(bytes)
            if report.problem == nil, ArchivedRecords.kinds.contains(report.format) {
                members = ArchivedRecords(
                    bytes, format: report.format, door: reader.door, path: path, place: place,
                    stamp: job.stamp)
            }
        } else {
            report = reader.door.report(place)
        }
        let record = FileRecord(
            folder: job.folder, name: job.name, stamp: job.stamp,
            birthNanoseconds: job.bornNanoseconds ?? FileStatus.birth(of: place), isUnsettled: isUnsettled,
            kind: report.format.rawValue, problem: report.problem, hint: report.hint,
            notes: report.notes + (members?.notes ?? []), linkTarget: job.linkTarget,
            image: ImageRecord(report, at: path))
        slices.learn(job, report, record, in: folder)
        if job.isKnown || ArchivedRecords.kinds.contains(report.format) {
            // The archive comes last: until it is known, its members are read again.
            changes += (members?.records ?? []).map { .file($0) }
            changes.append(.archive(path, job.stamp))
        }
        changes.append(.file(record))
    }
}

/// How long all waits for files to settle may yet take.
final class Patience: Sendable {
    private let nanoseconds: Mutex<Int64>

    init(nanoseconds: Int64 = 5_000_000_000) { self.nanoseconds = Mutex(nanoseconds) }

    /// Waits until a change after the reading is sure to show in the stamp, and says whether that is so.
    func settle(_ stamp: FileStamp) -> Bool {
        let wait = stamp.settlingNanoseconds(now: WallClock.nanoseconds)
        guard wait > 0 else { return true }
        guard wait <= stamp.tickNanoseconds else { return false }
        let mayWait = nanoseconds.withLock { left in
            guard left >= wait else { return false }
            left -= wait
            return true
        }
        guard mayWait else { return false }
        usleep(UInt32(wait / 1000) + 1)
        return true
    }
}
