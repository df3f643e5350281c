import Synchronization

/// A log-in that is looked for when it is first needed, and once for all requests of a host.
final class Login: Sendable {
    private let known = Mutex<Secret??>(nil)
    private let find: @Sendable () -> Secret?

    init(_ find: @escaping @Sendable () -> Secret?) { self.find = find }

    /// The secret, where there is one.
    ///
    /// Whoever asks meanwhile waits, so that the user is asked once.
    var secret: Secret? {
        known.withLock { known in
            if let known { return known }
            let found = find()
            known = .some(found)
            return found
        }
    }
}
