import Glibc
import SystemPackage

extension NewFile {
    /// A file in `folder` that has no name, or `nil` where the file system makes none (some network disks).
    static func openNameless(in folder: FilePath) -> FileDescriptor? {
        // __O_TMPFILE of the kernel's generic headers, the same on x86 and ARM; Swift does not import the macro.
        let flags = 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
        // SAFETY: open(2) reads a path that ends with NUL, and returns a number.
        let number = unsafe folder.withPlatformString { unsafe open($0, flags, 0o666) }
        return number >= 0 ? FileDescriptor(rawValue: number) : nil
    }
}

extension FileDescriptor {
    /// Gives a file without a name one; never takes that of another.
    func link(to path: FilePath) throws(Errno) {
        // SAFETY: linkat(2) reads two paths that end with NUL. /proc names the open file without a privilege.
        let result = unsafe path.withPlatformString { target in
            unsafe "/proc/self/fd/\(rawValue)".withCString { source in
                unsafe linkat(AT_FDCWD, source, AT_FDCWD, target, AT_SYMLINK_FOLLOW)
            }
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
    }

    /// Waits until all bytes are on the disk.
    func synchronize() throws(Errno) {
        guard fsync(rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
}

extension FilePath {
    /// Renames in one step; what had the new name is gone.
    func move(to other: FilePath) throws(Errno) {
        // SAFETY: rename(2) reads two paths that end with NUL.
        let result = unsafe withPlatformString { source in
            unsafe other.withPlatformString { unsafe rename(source, $0) }
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives a file another name, which must be free.
    ///
    /// - Throws: `EEXIST` where it is not.
    func moveFile(toFree other: FilePath) throws(Errno) {
        // SAFETY: link(2) and lstat(2) read paths that end with NUL.
        let result = unsafe withPlatformString { source in
            unsafe other.withPlatformString { unsafe Glibc.link(source, $0) }
        }
        if result == 0 { return removeFile() }
        let problem = Errno(rawValue: errno)
        guard problem != .fileExists else { throw problem }
        // Some file systems know no second names: a look must do.
        var status = Glibc.stat()
        if unsafe other.withPlatformString({ unsafe lstat($0, &status) }) == 0 { throw .fileExists }
        try move(to: other)
    }

    /// Makes a folder.
    func makeFolder() throws(Errno) {
        // SAFETY: mkdir(2) reads a path that ends with NUL.
        guard unsafe withPlatformString({ unsafe mkdir($0, 0o777) }) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// Removes a file, if it is there.
    func removeFile() {
        // SAFETY: unlink(2) reads a path that ends with NUL.
        _ = unsafe withPlatformString { unsafe unlink($0) }
    }

    /// Removes a folder, if it is there and empty.
    func removeFolder() {
        // SAFETY: rmdir(2) reads a path that ends with NUL.
        _ = unsafe withPlatformString { unsafe rmdir($0) }
    }

    /// Waits until all bytes of a file are on the disk.
    func synchronizeFile() throws(Errno) {
        do {
            let open = try FileDescriptor.open(self, .readOnly, options: [.closeOnExec])
            defer { try? open.close() }
            try open.synchronize()
        } catch { throw error as? Errno ?? .ioError }
    }

    /// Has the names in a folder written to the disk, where the file system does that.
    func synchronizeFolder() {
        guard let open = try? FileDescriptor.open(self, .readOnly, options: [.directory, .closeOnExec]) else {
            return
        }
        try? open.synchronize()
        try? open.close()
    }
}
