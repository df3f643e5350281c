import LightboxArchive
import LightboxContainers
import LightboxCore
import Synchronization
import SystemPackage

/// The archives that were opened last, so that who reads one member after another finds the directory read.
final class OpenArchives: Sendable {
    private struct Key: Equatable {
        let path: FilePath
        let device: UInt64
        let inode: UInt64
        let byteCount: Int
        let modified: Int64
        let changed: Int64
    }
    private let kept = Mutex<[(key: Key, tree: ArchiveTree)]>([])
    /// Each holds its file open, and a zip its directory in memory.
    private static let limit = 4

    /// The archive in `file`, as it was opened before or as `open` opens it; a file that has changed is another.
    func tree(of file: FileBytes, _ open: () throws -> ArchiveTree?) throws -> ArchiveTree? {
        let status = file.status
        let key = Key(
            path: file.path, device: UInt64(truncatingIfNeeded: status.device), inode: status.inode,
            byteCount: status.byteCount, modified: status.modifiedNanoseconds,
            changed: status.changedNanoseconds)
        if let found = kept.withLock({ kept in kept.first { $0.key == key }?.tree }) { return found }
        guard let tree = try open() else { return nil }
        kept.withLock { kept in
            kept.removeAll { $0.key.path == file.path }
            kept.insert((key, tree), at: 0)
            if kept.count > Self.limit { kept.removeLast() }
        }
        return tree
    }
}
