import LightboxCore
import Synchronization

/// How many bytes may yet be taken.
final class Budget: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }

    /// Takes as many, or none and says so where they are no longer there.
    func take(_ count: Int) -> Bool {
        left.withLock { left in
            guard count <= left else { return false }
            left -= count
            return true
        }
    }
}

/// The bytes of a member, of which only so many may be unpacked.
///
/// Going forward by seeking counts as well: of a deflated member all that lies before is unpacked.
final class MeteredBytes: ByteSource {
    private let base: any ByteSource
    private let limit: Int
    private let budget: Budget
    private let furthest = Mutex(0)

    init(_ base: any ByteSource, limit: Int, budget: Budget) {
        (self.base, self.limit, self.budget) = (base, limit, budget)
    }

    var knownByteCount: Int? { base.knownByteCount }
    var byteCountLimit: Int { base.byteCountLimit }

    func read(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0, offset < base.byteCountLimit else { return [] }
        let end = offset + min(count, base.byteCountLimit - offset)
        let isStored = base is ByteSlice
        let fresh = furthest.withLock { furthest in
            let before = furthest
            furthest = max(furthest, end)
            return isStored ? end - offset : furthest - before
        }
        guard isStored || end <= limit, budget.take(fresh) else { throw TooMuchToUnpack(limit: limit) }
        return try base.read(at: offset, count: count)
    }
}

/// A member that is not told by its beginning.
struct TooMuchToUnpack: Error, CustomStringConvertible {
    let limit: Int
    var description: String {
        "Telling what it is would take unpacking more than \(limit) bytes of it, or of the archive too many.\n"
            + "hint: `lightbox info` reads it by itself"
    }
}
