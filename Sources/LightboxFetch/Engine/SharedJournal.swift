import Synchronization

/// The journal of a copy, for the files that are fetched side by side.
final class SharedJournal: Sendable {
    private let journal: Mutex<Journal>

    init(_ journal: sending Journal) { self.journal = Mutex(journal) }

    func record(_ name: String, _ done: Journal.Done) throws {
        try journal.withLock { try $0.record(name, done) }
    }
    func forget(_ name: String) throws { try journal.withLock { try $0.forget(name) } }
    func done(_ name: String) -> Journal.Done? { journal.withLock { $0.done[PathKey(name)] } }
    func recordUnit(_ name: String, files: [String]) throws {
        try journal.withLock { try $0.recordUnit(name, files: files) }
    }
    func unit(_ name: String) -> [String]? { journal.withLock { $0.units[PathKey(name)] } }
    func synchronize() throws { try journal.withLock { try $0.synchronize() } }
    var doubtful: [String] { journal.withLock { $0.doubtful } }
}
