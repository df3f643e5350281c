public import SystemPackage

/// What the file system says of a path, without opening it.
public struct FileStatus: Sendable, Hashable {
    /// What stands at a path.
    public enum Kind: Sendable, Hashable {
        case regular, folder, link, pipe, socket, device, other

        /// The kind as it stands in a sentence: `a folder`.
        public var words: String {
            switch self {
            case .regular: "a file"
            case .folder: "a folder"
            case .link: "a link"
            case .pipe: "a named pipe"
            case .socket: "a socket"
            case .device: "a device"
            case .other: "something the file system has no word for"
            }
        }
    }
    public let kind: Kind
    public let byteCount: Int
    public let device: UInt64
    public let inode: UInt64
    /// When the content last changed, in nanoseconds since 1970.
    public let modifiedNanoseconds: Int64
    /// When content, name count or permissions last changed, in nanoseconds since 1970.
    public let changedNanoseconds: Int64
    /// When the file was made, where it was asked for (as a walk does) and the file system knows.
    public let bornNanoseconds: Int64?

    init(
        kind: Kind, byteCount: Int, device: UInt64, inode: UInt64, modifiedNanoseconds: Int64,
        changedNanoseconds: Int64, bornNanoseconds: Int64? = nil
    ) {
        self.kind = kind
        self.byteCount = byteCount
        self.device = device
        self.inode = inode
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
        self.bornNanoseconds = bornNanoseconds
    }

    /// Asks about `path`; a link is followed unless `followingLinks` is false.
    ///
    /// - Throws: `FileError.Problem.brokenLink` for a link that leads nowhere.
    public init(of path: FilePath, followingLinks: Bool = true) throws(FileError) {
        do {
            self = try Self.query(path, followingLinks: followingLinks)
        } catch Errno.noSuchFileOrDirectory where followingLinks {
            if let link = try? Self.query(path, followingLinks: false), link.kind == .link {
                let target = (try? path.linkTarget())?.string ?? "somewhere"
                throw FileError(path: path, attempt: "open", problem: .brokenLink(target: target))
            }
            throw FileError(path: path, attempt: "open", problem: .system(.noSuchFileOrDirectory))
        } catch {
            throw FileError(path: path, attempt: "open", problem: .system(error))
        }
    }

    /// Asks about an open file.
    public init(of descriptor: FileDescriptor, path: FilePath) throws(FileError) {
        do { self = try Self.query(descriptor) } catch {
            throw FileError(path: path, attempt: "open", problem: .system(error))
        }
    }
}
