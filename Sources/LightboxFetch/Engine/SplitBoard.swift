import Synchronization

/// Large files under way, of which idle connections may take the rest in hand.
///
/// A connection that has nothing else to do takes the second half of what is left of the file that will take longest,
/// as a *tail*: a part file of its own. The one who fetches the file stops where the tail begins, and appends it.
final class SplitBoard: Sendable {
    /// When an idle connection helps.
    struct Limits: Sendable {
        /// What is worth a connection of its own.
        var leastBytes = 16 << 20
        /// How long a file is watched before it is judged, and how long what is left must take.
        var seconds = 2.0
        /// As fast connections are bound by this machine, not by theirs: another one would only cost.
        var fastBytesASecond = 200_000_000.0
    }
    let limits: Limits

    init(_ limits: Limits = Limits()) { self.limits = limits }

    /// The end of a file, fetched by another connection.
    final class Tail: Sendable {
        let start: Int
        let end: Int
        private let state = Mutex<State>(.running)
        enum State: Sendable { case running, done, failed }

        init(start: Int, end: Int) { (self.start, self.end) = (start, end) }
        var now: State { state.withLock { $0 } }
        func finish(_ new: State) { state.withLock { $0 = new } }
    }

    /// One file under way.
    final class Running: Sendable {
        let remote: RemoteFile
        /// The part file that the tail is to be appended to.
        let partName: String
        private let inner: Mutex<Inner>
        private struct Inner {
            var position: Int
            var size: Int
            let since: ContinuousClock.Instant
            let from: Int
            var state: PartFile.State
            var tails: [Tail] = []
            /// Whether the server has not yet refused to begin in the middle.
            var canSplit = true
        }

        init(_ remote: RemoteFile, partName: String, position: Int, size: Int, state: PartFile.State) {
            (self.remote, self.partName) = (remote, partName)
            inner = Mutex(Inner(position: position, size: size, since: .now, from: position, state: state))
        }

        /// Where whoever fetches the file has to stop, for all that follows is another's.
        var limit: Int { inner.withLock { $0.tails.first?.start ?? $0.size } }
        var state: PartFile.State { inner.withLock { $0.state } }
        /// Takes in tails that an earlier run left on the disk, in the order of their starts.
        func add(left starts: [Int]) {
            inner.withLock { inner in
                for (index, start) in starts.enumerated() {
                    let end = index + 1 < starts.count ? starts[index + 1] : inner.size
                    let tail = Tail(start: start, end: end)
                    tail.finish(.failed)
                    inner.tails.append(tail)
                }
            }
        }
        /// The server begins at the start alone: a tail is given back, and no other is given away.
        func refuseSplitting(_ tail: Tail) {
            inner.withLock { inner in
                inner.canSplit = false
                inner.tails.removeAll { $0 === tail }
            }
        }
        var canSplit: Bool { inner.withLock { $0.canSplit } }
        /// Where whoever fetches the file has come to.
        func advance(to position: Int) { inner.withLock { $0.position = position } }
        /// Takes so many of the next bytes as are nobody else's.
        func take(_ count: Int) -> Int {
            inner.withLock { inner in
                let count = max(0, min(count, (inner.tails.first?.start ?? inner.size) - inner.position))
                inner.position += count
                return count
            }
        }
        /// Where the ends begin that others fetch.
        var tailStarts: [Int] { inner.withLock { $0.tails.map(\.start) } }
        /// The first tail that is still to be appended.
        var firstTail: Tail? { inner.withLock { $0.tails.first } }
        func dropFirstTail() { inner.withLock { _ = $0.tails.removeFirst() } }

        /// The seconds that what is left will take, and nothing for what is nearly done or fast.
        func secondsLeft(at now: ContinuousClock.Instant, _ limits: Limits) -> Double? {
            inner.withLock { inner in
                let end = inner.tails.first?.start ?? inner.size
                let seconds = (now - inner.since) / .seconds(1)
                guard inner.canSplit, end - inner.position >= limits.leastBytes, seconds > limits.seconds / 2
                else {
                    return nil
                }
                let rate = Double(inner.position - inner.from) / seconds
                guard rate < limits.fastBytesASecond else { return nil }
                return Double(end - inner.position) / max(rate, 1)
            }
        }

        /// Gives away the second half of what is left.
        func split(_ limits: Limits) -> Tail? {
            inner.withLock { inner in
                let end = inner.tails.first?.start ?? inner.size
                guard end - inner.position >= limits.leastBytes else { return nil }
                let tail = Tail(start: inner.position + (end - inner.position) / 2, end: end)
                inner.tails.insert(tail, at: 0)
                return tail
            }
        }
    }

    private let files = Mutex<[PathKey: Running]>([:])

    func add(_ file: Running) { files.withLock { $0[PathKey(file.remote.path)] = file } }
    func remove(_ file: Running) { files.withLock { $0[PathKey(file.remote.path)] = nil } }

    /// How many files are being fetched, large or not: until none is, there may be something to help with.
    private let busy = Mutex(0)
    var isBusy: Bool { busy.withLock { $0 > 0 } }
    func begin() { busy.withLock { $0 += 1 } }
    func end() { busy.withLock { $0 -= 1 } }

    /// Takes the end of the file that will take longest; `nil` where none is worth it.
    func take() -> (file: Running, tail: Tail)? {
        let now = ContinuousClock.now
        let slowest = files.withLock { files in
            files.values.compactMap { file in file.secondsLeft(at: now, limits).map { (file, $0) } }
                .max { $0.1 < $1.1 }
        }
        guard let (file, seconds) = slowest, seconds > limits.seconds, let tail = file.split(limits) else {
            return nil
        }
        return (file, tail)
    }
}
