public import LightboxCore
public import SystemPackage

/// A regular file, open for reading; closed when the last reference goes.
///
/// ```swift
/// let file = try FileBytes(path: "head.nii")
/// let header = try file.read(at: 0, count: 352)
/// ```
/// Reads name their offset, so that any number of tasks may share one. Folders, pipes, sockets and devices
/// are refused before they are opened: opening a pipe may wait for ever, opening a tape may rewind it.
public final class FileBytes: ByteSource {
    public let path: FilePath
    /// What the file system said when the file was opened.
    public let status: FileStatus
    /// The size in bytes when the file was opened.
    public var byteCount: Int { status.byteCount }
    private let descriptor: FileDescriptor

    /// Opens the file at `path`; a symbolic link is followed.
    ///
    /// - Parameter isKnownFile: whether the caller has just seen that this is a regular file, so that it need not be
    ///   asked again before it is opened.
    public init(path: FilePath, isKnownFile: Bool = false) throws(FileError) {
        let kind = isKnownFile ? .regular : try FileStatus(of: path).kind
        guard kind == .regular else {
            throw FileError(path: path, attempt: "open", problem: .notAFile(kind.words))
        }
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch let error as Errno {
            throw FileError(path: path, attempt: "open", problem: .system(error))
        } catch {
            throw FileError(path: path, attempt: "open", problem: .system(.ioError))
        }
        self.path = path
        let status: FileStatus
        do { status = try FileStatus(of: descriptor, path: path) } catch {
            try? descriptor.close()
            throw error
        }
        // The path may have come to mean something else since it was looked at.
        guard status.kind == .regular else {
            try? descriptor.close()
            throw FileError(path: path, attempt: "open", problem: .notAFile(status.kind.words))
        }
        self.status = status
    }

    deinit { try? descriptor.close() }

    public var knownByteCount: Int? { byteCount }
    public var byteCountLimit: Int { byteCount }

    public func read(at offset: Int, count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(at: offset, count: count, into: &bytes)
        return bytes
    }

    /// Puts the bytes from `offset` on into `buffer`, whose storage is used again where it is large enough.
    public func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(FileError) {
        guard offset >= 0, count > 0, offset < byteCount else {
            buffer.removeAll(keepingCapacity: true)
            return
        }
        // Nothing is allocated for bytes that the file does not have.
        let wanted = min(count, byteCount - offset)
        do { try descriptor.fill(&buffer, from: offset, count: wanted) } catch {
            throw FileError(path: path, attempt: "read", problem: .system(error))
        }
    }
}

extension FileBytes {
    /// All of a small file, such as a lock or a list.
    ///
    /// - Throws: `FileError` for what cannot be read, and for more than a gigabyte.
    public func all() throws -> [UInt8] {
        let count = knownByteCount ?? 0
        guard count <= 1 << 30 else {
            throw FileError(path: path, attempt: "read", problem: .system(.fileTooLarge))
        }
        return try read(at: 0, count: count)
    }
}
