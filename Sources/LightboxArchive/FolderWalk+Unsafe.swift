internal import CLightboxLinux
internal import Glibc
public import SystemPackage

extension FileDescriptor {
    /// Opens a folder below this one; the last name on the way must be no link.
    func openFolder(_ path: RelativePath) throws(Errno) -> FileDescriptor {
        let path = path.bytes.isEmpty ? FilePath(".") : path.filePath
        // SAFETY: the path's bytes end with NUL and live as long as the closure.
        let raw = unsafe path.withPlatformString {
            unsafe openat(rawValue, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        }
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: raw)
    }
}

extension [UInt8] {
    /// Hands on the bytes as text for the system, with a NUL behind them.
    func withTerminatedCharacters(_ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
        // SAFETY: there is room for all bytes and the NUL, and `body` gets the memory for its own time only.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { text in
            guard let start = text.baseAddress else { return -1 }
            unsafe withUnsafeBytes { bytes in
                if let bytes = bytes.baseAddress { unsafe memcpy(start, bytes, count) }
            }
            unsafe start[count] = 0
            return unsafe body(start)
        }
    }

    /// Whether the bytes come before others, as names are sorted.
    package func precedes(_ other: [UInt8]) -> Bool {
        // SAFETY: no more is compared than both hold.
        let order = unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in
                guard let a = mine.baseAddress, let b = theirs.baseAddress else { return Int32(0) }
                return unsafe memcmp(a, b, Swift.min(mine.count, theirs.count))
            }
        }
        return order == 0 ? count < other.count : order < 0
    }
}

extension FilePath {
    /// The path byte for byte, without the NUL at its end.
    var bytes: [UInt8] {
        // SAFETY: the text ends with NUL and is copied within the closure.
        unsafe withPlatformString { text in
            unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: strlen(text)))
        }
    }
}

extension RelativePath {
    /// The path for the system.
    public var filePath: FilePath {
        // SAFETY: the array ends with NUL; a path ends at its first one.
        unsafe FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}

extension FileStatus {
    /// When the file at a path was made, in nanoseconds since 1970; `nil` where the file system does not say.
    ///
    /// Together with the inode this tells a file that was moved from another that was given the same inode.
    public static func birth(of path: FilePath) -> Int64? {
        // SAFETY: the path's bytes end with NUL and live as long as the closure.
        let birth = unsafe path.withPlatformString { unsafe lightbox_birth(AT_FDCWD, $0) }
        return birth == .min ? nil : birth
    }
}
