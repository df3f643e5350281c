import LightboxCore
import Synchronization

/// Another source's bytes, counted as they are asked for: what a lazy promise really reads.
final class CountingBytes: ByteSource {
    let base: any ByteSource
    private let counts = Mutex((bytes: 0, reads: 0))

    init(_ base: any ByteSource) { self.base = base }

    var bytesRead: Int { counts.withLock { $0.bytes } }
    var reads: Int { counts.withLock { $0.reads } }
    func reset() { counts.withLock { $0 = (0, 0) } }

    var knownByteCount: Int? { base.knownByteCount }
    var byteCountLimit: Int { base.byteCountLimit }

    func read(at offset: Int, count: Int) throws -> [UInt8] {
        let bytes = try base.read(at: offset, count: count)
        counts.withLock { $0 = ($0.bytes + bytes.count, $0.reads + 1) }
        return bytes
    }
}
