internal import Glibc
public import SystemPackage

/// An open folder, in which files are looked into by name: nothing on the way to it is asked again for each.
public final class OpenFolder: Sendable {
    private let descriptor: FileDescriptor

    /// Opens the folder at `path`, which must be no link.
    public init(_ path: FilePath) throws(FileError) {
        do {
            descriptor = try FileDescriptor.open(
                path, .readOnly, options: [.directory, .noFollow, .closeOnExec])
        } catch {
            throw FileError(path: path, attempt: "open", problem: .system(error as? Errno ?? .ioError))
        }
    }

    deinit { try? descriptor.close() }

    /// Puts the first bytes of a regular file in `buffer`, as many as that has room for, and returns its size.
    ///
    /// `nil` for whatever is no regular file, is a link, or cannot be read: opening it as `FileBytes` says why.
    public func start(of name: [UInt8], into buffer: inout StartBuffer) -> Int? {
        buffer.count = 0
        // SAFETY: the name ends with NUL for as long as the closure runs.
        let file = unsafe name.withTerminatedCharacters { text in
            unsafe openat(descriptor.rawValue, text, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        }
        guard file >= 0 else { return nil }
        defer { _ = Glibc.close(file) }
        guard let status = try? FileStatus.query(FileDescriptor(rawValue: file)), status.kind == .regular
        else {
            return nil
        }
        // SAFETY: no more is read than the buffer has room for.
        let got = unsafe buffer.bytes.withUnsafeMutableBytes { target in
            unsafe pread(file, target.baseAddress, target.count, 0)
        }
        guard got >= 0 else { return nil }
        buffer.count = got
        return status.byteCount
    }
}

/// Memory for the first bytes of one file after another.
public struct StartBuffer: Sendable {
    public fileprivate(set) var bytes: [UInt8]
    /// How many of the bytes are the last file's.
    public fileprivate(set) var count = 0

    public init(capacity: Int) { bytes = [UInt8](repeating: 0, count: max(1, capacity)) }

    public var capacity: Int { bytes.count }
}
