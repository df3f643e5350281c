import LightboxCore
import Synchronization

/// What a host has to say besides its files, kept short: the first few things of each kind, and how many more.
final class Remarks: Sendable {
    private let kinds = Mutex<[(kind: String, things: [String], count: Int)]>([])

    /// - Parameters:
    ///   - thing: a path, a name.
    ///   - kind: what is said of all such things: `other repositories, which are not fetched`.
    func add(_ thing: String, to kind: String) {
        kinds.withLock { kinds in
            let at = kinds.firstIndex { $0.kind == kind } ?? kinds.endIndex
            if at == kinds.endIndex { kinds.append((kind, [], 0)) }
            kinds[at].count += 1
            if kinds[at].things.count < 5 { kinds[at].things.append(thing.withoutControlCharacters) }
        }
    }

    /// One more thing of a kind whose names do not matter.
    func count(_ kind: String) {
        kinds.withLock { kinds in
            let at = kinds.firstIndex { $0.kind == kind } ?? kinds.endIndex
            if at == kinds.endIndex { kinds.append((kind, [], 0)) }
            kinds[at].count += 1
        }
    }

    func clear() { kinds.withLock { $0 = [] } }

    var texts: [String] {
        kinds.withLock { kinds in
            kinds.map { kind, things, count in
                if things.isEmpty { return "\(count) \(kind.withoutControlCharacters)" }
                let more = count > things.count ? " and \(count - things.count) more" : ""
                return "\(count) \(kind): " + things.joined(separator: ", ") + more
            }
        }
    }
}
