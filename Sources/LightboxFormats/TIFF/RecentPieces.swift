import Synchronization

/// The pieces of a picture that were decoded last, up to 64 MB of them.
final class RecentPieces: Sendable {
    struct Key: Hashable, Sendable {
        let directory: Int
        let piece: Int
    }
    private struct Contents {
        var pieces: [Key: [UInt8]] = [:]
        var order: [Key] = []
        var byteCount = 0
    }
    private let contents = Mutex(Contents())
    private static let limit = 1 << 26

    subscript(key: Key) -> [UInt8]? { contents.withLock { $0.pieces[key] } }

    func keep(_ bytes: [UInt8], _ key: Key) {
        guard bytes.count <= Self.limit else { return }
        contents.withLock { contents in
            guard contents.pieces[key] == nil else { return }
            contents.pieces[key] = bytes
            contents.order.append(key)
            contents.byteCount += bytes.count
            while contents.byteCount > Self.limit, let oldest = contents.order.first {
                contents.order.removeFirst()
                contents.byteCount -= contents.pieces.removeValue(forKey: oldest)?.count ?? 0
            }
        }
    }
}
