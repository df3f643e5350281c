public import LightboxArchive
public import LightboxFormats
import SystemPackage

/// Reads any folder as it stands: what each file's header and path tell, without knowing the dataset.
///
/// ```swift
/// let summary = try FolderReader().read(FolderGuard("/data/scans"), into: sink)
/// ```
/// Only files that differ from what the sink knows are opened. The calling thread writes to the sink, and
/// lists and reads where there is nothing to write; the other workers list and read. Memory stays bounded by
/// the largest single folder. A card's layout will give a reader of its own, which hands the same records to
/// the same sinks.
public struct FolderReader: Sendable {
    public var door: FrontDoor
    /// How many threads work, the calling one among them.
    public var workers = 2
    /// How many files make a batch; of `mostBatches` of them what was read is lost if the program is killed.
    public var batchSize = 1024
    /// How many batches are being read, or wait for being written.
    static let mostBatches = 4
    /// Files that are passed over, such as the index itself.
    public var ignored: Set<RelativePath> = []
    /// Called just before a file is opened.
    public var willOpen: (@Sendable () -> Void)?

    public init(door: FrontDoor = .standard) { self.door = door }

    /// How far a reading has come.
    public struct Progress: Sendable, Hashable {
        public internal(set) var folders = 0
        /// Files, links and special files that were come across.
        public internal(set) var files = 0
        /// How many of them were opened, because they were new or had changed.
        public internal(set) var filesOpened = 0
        /// Files in archives that were read or named in this run.
        public internal(set) var members = 0
        /// How many had only moved.
        public internal(set) var filesMoved = 0
        /// How many of those known before are gone.
        public internal(set) var filesGone = 0
        /// How many of the files opened in this run cannot be read.
        public internal(set) var unreadable = 0
        /// The folder that was listed last.
        public internal(set) var folder = RelativePath.root
    }

    /// Reads `folder`, or what lies below `start` in it, and hands what differs to `sink`.
    @discardableResult
    public func read(
        _ folder: FolderGuard, from start: RelativePath = .root, into sink: some RecordSink,
        progress report: (Progress) -> Void = { _ in }
    ) throws -> Progress {
        var comparison = FolderComparison(folder: folder, ignored: ignored)
        let crew = try ReadingCrew(reader: self, folder: folder, from: start)
        defer { crew.close() }
        var reading = crew.reading()
        var batches: [ReadingBatch] = []
        var isCompared = false
        while true {
            let hasRoom = batches.count < Self.mostBatches && crew.unread < 2 * batchSize
            // First the others are given enough to do, then what they have read is handed on, in order.
            if hasRoom, comparison.hasBatch(of: batchSize) || isCompared && !comparison.isEmpty {
                let batch = comparison.takeBatch(of: batchSize)
                batches.append(batch)
                crew.add(batch)
                continue
            }
            if hasRoom, !isCompared {
                let next = crew.nextListing()
                if let listing = next.listing {
                    try comparison.compare(listing, knowing: sink)
                    continue
                }
                if next.isOver {
                    isCompared = true
                    comparison.end()
                    continue
                }
            }
            if let batch = batches.first, batch.isDone {
                batches.removeFirst()
                let found = batch.finish()
                if !found.changes.isEmpty { try sink.take(found.changes) }
                comparison.progress.filesOpened += batch.jobs.count
                comparison.progress.members += found.members
                comparison.progress.unreadable += found.unreadable
                report(comparison.progress)
                continue
            }
            if crew.help(&reading) { continue }
            if batches.isEmpty, isCompared { break }
            crew.wait(for: batches.first, orListing: hasRoom && !isCompared)
        }
        try sink.finish(
            from: start, seen: comparison.seen, gone: comparison.gone, unlisted: comparison.unlisted)
        comparison.progress.filesGone = comparison.gone.count
        report(comparison.progress)
        return comparison.progress
    }
}
