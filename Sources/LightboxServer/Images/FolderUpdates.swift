import Foundation
import LightboxArchive
import LightboxIndex
import LightboxRecords
import Synchronization

/// Brings the index up to date with the folders that are shown, one after another, while pages are served.
struct FolderUpdates: Sendable {
    let index: ImageIndex
    let folders: [IndexShelf.GivenFolder]

    /// Begins, on a thread of its own; the index keeps what was read even if the process ends meanwhile.
    func start() {
        for folder in folders { folder.activity.withLock { $0 = "Waiting to be read." } }
        Thread.detachNewThread { for folder in folders { update(folder) } }
    }

    private func update(_ folder: IndexShelf.GivenFolder) {
        folder.activity.withLock { $0 = "Being read; what is found appears here." }
        do {
            try index.update(folder.boundary.root) { progress in
                folder.activity.withLock {
                    $0 = "Being read: \(Words.count(progress.files, "file", "files")) so far."
                }
            }
            folder.activity.withLock { $0 = nil }
        } catch {
            folder.activity.withLock { $0 = "It could not be read: \(error)" }
        }
    }
}
