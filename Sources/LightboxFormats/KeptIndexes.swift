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

    private func place(of file: FileBytes) -> FilePath {
        let status = file.status
        let key =
            "\(status.byteCount) \(status.inode) \(status.modifiedNanoseconds) \(status.changedNanoseconds) "
        let digest = Digest.sha256(Array(key.utf8) + RelativePath(file.path).bytes)
        return folder.appending(digest + ".lbgz")
    }
}
