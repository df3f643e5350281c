import Synchronization

/// How far a run has come, counted by all that take part.
public final class TransferProgress: Sendable {
    /// The counts at one moment.
    public struct Counts: Sendable, Hashable {
        public var files = 0
        public var filesDone = 0
        public var filesFailed = 0
        public var bytes = 0
        /// Bytes that lie on the disk, fetched now or before.
        public var bytesDone = 0
        /// Bytes that came over the network in this run.
        public var bytesReceived = 0
    }
    private let counts = Mutex(Counts())

    public init() {}
    public var now: Counts { counts.withLock { $0 } }

    func plan(files: Int, bytes: Int) {
        counts.withLock { ($0.files, $0.bytes) = (files, bytes) }
    }
    /// Bytes that earlier runs left.
    func found(_ bytes: Int) { counts.withLock { $0.bytesDone += bytes } }
    func received(_ bytes: Int) {
        counts.withLock {
            $0.bytesDone += bytes
            $0.bytesReceived += bytes
        }
    }
    /// Bytes that have to be fetched again.
    func lost(_ bytes: Int) { counts.withLock { $0.bytesDone -= bytes } }
    func finishedFile(failed: Bool = false) {
        counts.withLock { if failed { $0.filesFailed += 1 } else { $0.filesDone += 1 } }
    }
}
