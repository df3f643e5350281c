internal import Glibc
internal import SystemPackage

extension FolderGuard {
    /// The path with every link resolved, or `nil` if something on it is missing.
    static func realPath(_ path: FilePath) -> FilePath? {
        // SAFETY: realpath(3) allocates the text that it returns, which is copied and then freed, once.
        unsafe path.withPlatformString { text in
            guard let real = unsafe realpath(text, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe FilePath(platformString: UnsafePointer(real))
        }
    }

    /// What stands at a path without links.
    static func kind(of path: FilePath) -> Kind? {
        var information = stat()
        // SAFETY: the call fills the structure that it is given, or fails and leaves it alone.
        guard unsafe path.withPlatformString({ unsafe lstat($0, &information) }) == 0 else { return nil }
        return switch information.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .special
        }
    }
}
