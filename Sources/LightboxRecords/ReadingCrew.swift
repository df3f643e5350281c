import Dispatch
import LightboxArchive
import Synchronization

/// The threads that list folders and read headers, and what there is for them to do.
///
/// The thread that made the crew takes part in the work when it has nothing else to do: with one worker it does all
/// of it. Whoever is free lists on, as long as that runs not too far ahead, or reads; nobody waits for a batch to end.
final class ReadingCrew: Sendable {
    /// Jobs of one batch that one thread had better do, because they lie in one folder or a few small ones.
    fileprivate struct Stretch {
        let batch: ReadingBatch
        var range: Range<Int>
        /// Whose it is, if anybody's.
        var worker: Int?
    }
    fileprivate enum Work {
        case list
        case read(ReadingBatch, Range<Int>)
    }
    fileprivate struct State {
        /// What has been listed and not yet been compared, and how many files are in it.
        var listings: [FolderListing] = []
        var listed = 0
        var isListing = false
        var walkIsOver = false
        /// What has yet to be read, the oldest first, and how many jobs that are.
        var stretches: [Stretch] = []
        var unread = 0
        /// Who waits for work.
        var sleepers = 0
        var ownerSleeps = false
        var hasStarted = false
        var isClosed = false
    }

    private let reader: FolderReader
    private let folder: FolderGuard
    private let walk: Mutex<FolderWalk>
    private let state = Mutex(State())
    private let patience = Patience()
    private let queue = DispatchQueue(label: "lightbox.reading", attributes: .concurrent)
    private let group = DispatchGroup()
    private let forWorkers = DispatchSemaphore(value: 0)
    private let forOwner = DispatchSemaphore(value: 0)

    /// The number of the thread that made the crew.
    private static let owner = 0
    /// How many files a thread reads before it looks again what there is to do.
    fileprivate static let step = 16
    /// How many jobs are kept together, even if they lie in several folders.
    fileprivate static let stretch = 64
    /// How many files are listed before others are read, and how many at most.
    fileprivate static let listedFirst = 512
    fileprivate static let listedAtMost = 4096

    init(reader: FolderReader, folder: FolderGuard, from start: RelativePath) throws {
        (self.reader, self.folder) = (reader, folder)
        walk = Mutex(try FolderWalk(folder, from: start))
    }

    /// What one thread reads with.
    func reading() -> FileReading { FileReading(reader: reader, folder: folder, patience: patience) }

    /// Calls in the others, once there is something to read: of a folder that has not changed one thread makes less
    /// work than two.
    private func callOthers() {
        for worker in 1..<max(reader.workers, 1) {
            queue.async(group: group) { [self] in
                var reading = reading()
                while true {
                    if work(as: worker, &reading) { continue }
                    guard waitForWork() else { return }
                }
            }
        }
    }

    /// Sends all home, and waits until they have gone.
    func close() {
        state.withLock { state in
            state.isClosed = true
            wake(state.sleepers, &state)
        }
        group.wait()
    }

    /// How many jobs nobody has begun.
    var unread: Int { state.withLock { $0.unread } }

    /// The next folder, `nil` where none has been listed yet.
    func nextListing() -> (listing: FolderListing?, isOver: Bool) {
        state.withLock { state in
            guard !state.listings.isEmpty else { return (nil, state.walkIsOver) }
            let listing = state.listings.removeFirst()
            state.listed -= listing.entries.count
            if !state.walkIsOver, !state.isListing { wake(1, &state) }
            return (listing, false)
        }
    }

    /// Gives all something to read.
    func add(_ batch: ReadingBatch) {
        var stretches: [Stretch] = []
        var start = 0
        for index in batch.jobs.indices {
            let isLast = index + 1 == batch.jobs.count
            if isLast
                || index + 1 - start >= Self.stretch
                    && batch.jobs[index].folder != batch.jobs[index + 1].folder
            {
                stretches.append(Stretch(batch: batch, range: start..<index + 1))
                start = index + 1
            }
        }
        if stretches.isEmpty { return }
        let isFirst = state.withLock { state in
            state.stretches += stretches
            state.unread += batch.jobs.count
            wake(batch.jobs.count / Self.step + 1, &state)
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
        if isFirst { callOthers() }
    }

    /// Does a little of what there is to do for the thread that made the crew; `false` where there is nothing.
    func help(_ reading: inout FileReading) -> Bool { work(as: Self.owner, &reading) }

    /// Waits until `batch` is read, or another folder listed.
    func wait(for batch: ReadingBatch?, orListing isListingWanted: Bool) {
        let mustWait = state.withLock { state in
            if batch?.isDone == true { return false }
            if isListingWanted, !state.listings.isEmpty || state.walkIsOver { return false }
            state.ownerSleeps = true
            return true
        }
        if mustWait { forOwner.wait() }
    }

    private func waitForWork() -> Bool {
        let (isClosed, mustWait) = state.withLock { state in
            if state.isClosed { return (true, false) }
            if !state.stretches.isEmpty || state.mayList(Self.listedAtMost) { return (false, false) }
            state.sleepers += 1
            return (false, true)
        }
        if mustWait { forWorkers.wait() }
        return !isClosed
    }

    private func wake(_ count: Int, _ state: inout State) {
        let count = min(count, state.sleepers)
        state.sleepers -= count
        for _ in 0..<count { forWorkers.signal() }
    }

    private func wakeOwner(_ state: inout State) {
        guard state.ownerSleeps else { return }
        state.ownerSleeps = false
        forOwner.signal()
    }

    private func work(as worker: Int, _ reading: inout FileReading) -> Bool {
        switch state.withLock({ $0.next(for: worker) }) {
        case nil: return false
        case .list:
            list()
        case .read(let batch, let range):
            var changes: [RecordChange] = []
            changes.reserveCapacity(range.count)
            for index in range { reading.read(batch.jobs[index], into: &changes) }
            if batch.take(changes, of: range) { state.withLock { wakeOwner(&$0) } }
        }
        return true
    }

    /// Lists a folder, or some small ones.
    private func list() {
        var listings: [FolderListing] = []
        var listed = 0
        var isOver = false
        walk.withLock { walk in
            while listed < Self.stretch, listings.count < Self.stretch {
                guard let listing = walk.next() else {
                    isOver = true
                    return
                }
                listed += listing.entries.count
                listings.append(listing)
            }
        }
        state.withLock { state in
            state.listings += listings
            state.listed += listed
            state.isListing = false
            state.walkIsOver = isOver
            wakeOwner(&state)
        }
    }
}

extension ReadingCrew.State {
    fileprivate func mayList(_ limit: Int) -> Bool { !isListing && !walkIsOver && listed < limit }

    /// What a thread does next.
    fileprivate mutating func next(for worker: Int) -> ReadingCrew.Work? {
        if isClosed { return nil }
        if mayList(ReadingCrew.listedFirst) {
            isListing = true
            return .list
        }
        if let work = takeJobs(worker) { return work }
        guard mayList(ReadingCrew.listedAtMost) else { return nil }
        isListing = true
        return .list
    }

    /// The next few jobs: of the stretch that a thread has begun, of a new one, or of the longest of another's.
    private mutating func takeJobs(_ worker: Int) -> ReadingCrew.Work? {
        let own = stretches.firstIndex { $0.worker == worker } ?? stretches.firstIndex { $0.worker == nil }
        guard
            let index = own
                ?? stretches.indices.max(by: { stretches[$0].range.count < stretches[$1].range.count })
        else { return nil }
        let (batch, range) = (stretches[index].batch, stretches[index].range)
        let count = min(range.count, ReadingCrew.step)
        unread -= count
        if own == nil {
            // Its own thread goes on from the front.
            stretches[index].range = range.lowerBound..<range.upperBound - count
        } else {
            stretches[index].range = range.lowerBound + count..<range.upperBound
            stretches[index].worker = worker
        }
        if stretches[index].range.isEmpty { stretches.remove(at: index) }
        let taken = own == nil ? range.suffix(count) : range.prefix(count)
        return .read(batch, taken.startIndex..<taken.endIndex)
    }
}
