import Glibc

extension TemporaryFolder {
    /// Makes a named pipe and says whether that worked.
    public func makePipe(_ name: String) -> Bool { unsafe mkfifo(path(name), 0o600) == 0 }

    /// Sets the permissions of a file or folder.
    public func setPermissions(_ mode: UInt32, of name: String) -> Bool {
        unsafe chmod(path(name), mode) == 0
    }

    /// Whether this process may do everything, so that no permission stops it.
    public static var isRoot: Bool { geteuid() == 0 }
}
