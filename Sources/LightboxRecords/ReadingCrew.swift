import Dispatch
import Glibc
import LightboxArchive
import LightboxFormats
import Synchronization
import SystemPackage

/// Reads the headers of a batch of files on threads of its own.
final class ReadingCrew: Sendable {
    private let reader: FolderReader
    private let folder: FolderGuard
    private let queue = DispatchQueue(label: "lightbox.reading", attributes: .concurrent)
    /// How long all waits for files to settle may yet take, in nanoseconds.
    private let patience = Mutex<Int64>(5_000_000_000)

    init(reader: FolderReader, folder: FolderGuard) { (self.reader, self.folder) = (reader, folder) }

    /// A batch that is being read.
    final class Reading: Sendable {
        fileprivate let group = DispatchGroup()
        fileprivate let next = Mutex(0)
        fileprivate let records = Mutex<[RecordChange]>([])

        /// What was found, the files in no particular order, once all are there.
        func wait() -> [RecordChange] {
            group.wait()
            return records.withLock { $0 }
        }
    }

    func start(_ jobs: [FolderComparison.Job]) -> Reading {
        let reading = Reading()
        for _ in 0..<min(max(reader.workers, 1), jobs.count) {
            queue.async(group: reading.group) { [self] in
                var mine: [RecordChange] = []
                while true {
                    let index = reading.next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard index < jobs.count else { break }
                    mine += read(jobs[index])
                }
                reading.records.withLock { $0 += mine }
            }
        }
        return reading
    }

    private func read(_ job: FolderComparison.Job) -> [RecordChange] {
        let path = job.folder.appending(job.name)
        let isUnsettled = !settle(job.stamp)
        var place = path.below(folder.root)
        if job.linkTarget != nil, let real = try? folder.resolve(path.filePath) { place = real }
        reader.willOpen?()
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
        // The archive comes last: until it is known, its members are read again.
        return (members?.records ?? []).map { .file($0) } + [.archive(path, job.stamp), .file(record)]
    }

    /// Waits until a change after the reading is sure to show in the stamp, and says whether that is so.
    private func settle(_ stamp: FileStamp) -> Bool {
        let wait = stamp.settlingNanoseconds(now: WallClock.nanoseconds)
        guard wait > 0 else { return true }
        guard wait <= stamp.tickNanoseconds else { return false }
        let mayWait = patience.withLock { left in
            guard left >= wait else { return false }
            left -= wait
            return true
        }
        guard mayWait else { return false }
        usleep(UInt32(wait / 1000) + 1)
        return true
    }
}
