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
    /// How many files a thread takes at once.
    private static let share = 16
    /// How long all waits for files to settle may yet take, in nanoseconds.
    private let patience = Mutex<Int64>(5_000_000_000)

    init(reader: FolderReader, folder: FolderGuard) { (self.reader, self.folder) = (reader, folder) }

    /// A batch that is being read.
    final class Reading: Sendable {
        fileprivate let group = DispatchGroup()
        fileprivate let next = Mutex(0)
        /// What each share of the jobs came to, by the place of its first.
        fileprivate let shares = Mutex<[(start: Int, changes: [RecordChange])]>([])

        /// What was found, in the order of the jobs, once all is there.
        func wait() -> [RecordChange] {
            group.wait()
            return shares.withLock { $0 }.sorted { $0.start < $1.start }.flatMap(\.changes)
        }
    }

    func start(_ jobs: [FolderComparison.Job]) -> Reading {
        let reading = Reading()
        for _ in 0..<min(max(reader.workers, 1), jobs.count) {
            queue.async(group: reading.group) { [self] in
                var mine: [(start: Int, changes: [RecordChange])] = []
                var slices = SliceReader()
                while true {
                    // Neighbours are mostly slices of one series, which one and the same thread reads fastest.
                    let start = reading.next.withLock { next in
                        defer { next += Self.share }
                        return next
                    }
                    guard start < jobs.count else { break }
                    let share = jobs[start..<min(start + Self.share, jobs.count)]
                    mine.append((start, share.flatMap { read($0, &slices) }))
                }
                reading.shares.withLock { $0 += mine }
            }
        }
        return reading
    }

    private func read(_ job: FolderComparison.Job, _ slices: inout SliceReader) -> [RecordChange] {
        let isUnsettled = !settle(job.stamp)
        reader.willOpen?()
        let path = job.folder.appending(job.name)
        if let record = slices.read(job, isUnsettled: isUnsettled) {
            return job.isKnown ? [.archive(path, job.stamp), .file(record)] : [.file(record)]
        }
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
        guard job.isKnown || ArchivedRecords.kinds.contains(report.format) else { return [.file(record)] }
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
