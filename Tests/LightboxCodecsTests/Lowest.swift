import Synchronization

/// Remembers the lowest number it was told.
final class Lowest: Sendable {
    private let state = Mutex(Int.max)
    var value: Int { state.withLock { $0 } }
    func note(_ number: Int) { state.withLock { $0 = min($0, number) } }
    func reset() { state.withLock { $0 = .max } }
}
