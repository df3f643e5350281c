import CLightboxLinux
import Glibc
public import SystemPackage

extension FileStatus {
    static func query(_ path: FilePath, followingLinks: Bool) throws(Errno) -> FileStatus {
        var answer = stat()
        // SAFETY: the path's bytes end with NUL and live as long as the closure; `answer` is the type asked for.
        let code = unsafe path.withPlatformString { name in
            unsafe followingLinks ? stat(name, &answer) : lstat(name, &answer)
        }
        guard code == 0 else { throw Errno(rawValue: errno) }
        return FileStatus(answer)
    }

    static func query(_ descriptor: FileDescriptor) throws(Errno) -> FileStatus {
        var answer = stat()
        // SAFETY: `answer` is the type asked for.
        guard unsafe fstat(descriptor.rawValue, &answer) == 0 else { throw Errno(rawValue: errno) }
        return FileStatus(answer)
    }

    init(_ answer: stat) {
        func nanoseconds(_ time: timespec) -> Int64 {
            Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue
                &+ Int64(time.tv_nsec)
        }
        self.init(
            kind: Kind(mode: answer.st_mode), byteCount: Int(answer.st_size), device: UInt64(answer.st_dev),
            inode: UInt64(answer.st_ino),
            modifiedNanoseconds: nanoseconds(answer.st_mtim), changedNanoseconds: nanoseconds(answer.st_ctim))
    }
}

extension FileStatus {
    init(_ answer: lightbox_statx) {
        func nanoseconds(_ seconds: Int64, _ rest: UInt32) -> Int64 {
            seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(rest)
        }
        let born = answer.mask & 0x800 != 0
        // The device's two halves follow those of the device that the file itself may be.
        let (major, minor) = (answer.rest.1 & 0xFFFF_FFFF, answer.rest.1 >> 32)
        let device = (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | minor & 0xFF | (minor & ~0xFF) << 12
        self.init(
            kind: Kind(mode: UInt32(answer.mode)), byteCount: Int(clamping: answer.size), device: device,
            inode: answer.inode,
            modifiedNanoseconds: nanoseconds(answer.modified.seconds, answer.modified.nanoseconds),
            changedNanoseconds: nanoseconds(answer.changed.seconds, answer.changed.nanoseconds),
            bornNanoseconds: born ? nanoseconds(answer.born.seconds, answer.born.nanoseconds) : nil)
    }
}

extension FileStatus.Kind {
    init(mode: UInt32) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFBLK, S_IFCHR: .device
            default: .other
            }
    }
}

extension FilePath {
    /// Where the symbolic link at this path points, as it is written in the link.
    public func linkTarget() throws(Errno) -> FilePath {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // SAFETY: readlink writes at most the number of bytes it is told, which is what the array holds.
        let length = unsafe withPlatformString { name in
            unsafe buffer.withUnsafeMutableBytes { target in
                guard let start = target.baseAddress else { return -1 }
                return unsafe readlink(name, start.assumingMemoryBound(to: CChar.self), target.count)
            }
        }
        guard length >= 0 else { throw Errno(rawValue: errno) }
        let bytes = buffer.prefix(length).prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
        return FilePath(platformString: bytes)
    }
}
