import FoundationEssentials
import LightboxArchive
import LightboxCodecs
public import SystemPackage

/// A folder in which the indexes of gzipped files are kept, so that a file that was read once can be entered in its
/// middle ever after.
///
/// ```swift
/// var door = FrontDoor.standard
/// door.keptIndexes = KeptIndexes(FilePath(places.cache + "/gzip"))
/// ```
/// An index goes by the file's path, size, inode, and the times at which its content and its entry last changed: that of
/// a file that was changed is never used. What cannot be written or read is made anew, without a word.
public struct KeptIndexes: Sendable, Hashable {
    public let folder: FilePath

    public init(_ folder: FilePath) { self.folder = folder }

    /// The most bytes that an index is taken to have.
    private static let limit = 64 << 20

    func index(of file: FileBytes) -> GzipIndex? {
        guard let kept = try? FileBytes(path: place(of: file)), kept.byteCount <= Self.limit,
            let bytes = try? kept.read(at: 0, count: kept.byteCount)
        else { return nil }
        return GzipIndex(bytes: bytes)
    }

    func keep(_ index: GzipIndex, of file: FileBytes) {
        // Where reading from the start takes no time, nothing is gained.
        guard index.count > 1 else { return }
        try? FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        try? Data(index.bytes).write(to: URL(filePath: place(of: file).string), options: .atomic)
    }

    /// The most files that stay in the folder when it is pruned.
    private static let keptFiles = 500

    /// Removes the indexes that were written first, where there are too many.
    public func prune() {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: folder.string) else { return }
        let kept = names.filter { $0.hasSuffix(".lbgz") }
        guard kept.count > Self.keptFiles else { return }
        let dated = kept.map { name -> (path: String, made: Date) in
            let path = folder.string + "/" + name
            let made = (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            return (path, made ?? .distantPast)
        }
        for old in dated.sorted(by: { $0.made < $1.made }).prefix(kept.count - Self.keptFiles) {
            try? manager.removeItem(atPath: old.path)
        }
    }

    private func place(of file: FileBytes) -> FilePath {
        let status = file.status
        let key =
            "\(status.byteCount) \(status.inode) \(status.modifiedNanoseconds) \(status.changedNanoseconds) "
        let digest = Digest.sha256(Array(key.utf8) + RelativePath(file.path).bytes)
        return folder.appending(digest + ".lbgz")
    }
}
