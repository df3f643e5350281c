import Synchronization

/// When which host may be asked again: a host that asks one request to wait means all of them.
final class Pace: Sendable {
    private let notBefore = Mutex<[String: ContinuousClock.Instant]>([:])

    func hold(_ origin: String, for wait: Duration) {
        let until = ContinuousClock.now + wait
        notBefore.withLock { $0[origin] = max($0[origin] ?? until, until) }
    }

    /// Waits until the host may be asked.
    func turn(for origin: String) async throws {
        while let until = notBefore.withLock({ $0[origin] }), until > .now {
            try await Task.sleep(until: until, clock: .continuous)
        }
    }
}
