public import LightboxArchive
public import LightboxFormats
import SystemPackage

/// Reads any folder as it stands: what each file's header and path tell, without knowing the dataset.
///
/// ```swift
/// let summary = try FolderReader().read(FolderGuard("/data/scans"), into: sink)
/// ```
/// Only files that differ from what the sink knows are opened, two at a time. Memory stays bounded by the
/// largest single folder. A card's layout will give a reader of its own, which hands the same records to
/// the same sinks.
public struct FolderReader: Sendable {
    public var door: FrontDoor
    /// How many files are read at once.
    public var workers = 2
    /// How many files make a batch, and so how much is read again after the program was killed.
    public var batchSize = 1024
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
        var comparison = FolderComparison(
            folder: folder, walk: try FolderWalk(folder, from: start), ignored: ignored)
        let crew = ReadingCrew(reader: self, folder: folder)
        var changes: [RecordChange] = []
        while true {
            try comparison.gather(atLeast: batchSize, knowing: sink)
            let jobs = comparison.takeJobs(batchSize)
            let reading = crew.start(jobs)
            // The last batch is written while this one is read.
            if !changes.isEmpty { try sink.take(changes) }
            let found = reading.wait()
            comparison.progress.filesOpened += jobs.count
            for case .file(let record) in found {
                if record.isMember { comparison.progress.members += 1 }
                if record.problem != nil { comparison.progress.unreadable += 1 }
            }
            changes = comparison.takeChanges() + found
            report(comparison.progress)
            if comparison.isDone { break }
        }
        if !changes.isEmpty { try sink.take(changes) }
        try sink.finish(
            from: start, seen: comparison.seen, gone: comparison.gone, unlisted: comparison.unlisted)
        comparison.progress.filesGone = comparison.gone.count
        report(comparison.progress)
        return comparison.progress
    }
}
