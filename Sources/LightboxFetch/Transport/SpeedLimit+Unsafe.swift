import Glibc
import Synchronization

/// So many bytes a second for all transfers together.
final class SpeedLimit: Sendable {
    private let bytesASecond: Int
    /// When the bytes that came so far were due.
    private let due = Mutex<ContinuousClock.Instant>(.now)

    init(bytesASecond: Int) { self.bytesASecond = bytesASecond }
    var isSet: Bool { bytesASecond > 0 }

    /// Waits until so many more bytes may have come; the sender is slowed by not being read from.
    func take(_ bytes: Int) {
        guard isSet else { return }
        let wait = due.withLock { due in
            let now = ContinuousClock.now
            due = max(due, now) + .seconds(1) * Double(bytes) / Double(bytesASecond)
            return due - now
        }
        let (seconds, attoseconds) = wait.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        // SAFETY: the call reads the structure that it is given.
        unsafe nanosleep(&time, nil)
    }
}
