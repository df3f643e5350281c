import Glibc

extension TemporaryFolder {
    /// Makes a named pipe and says whether that worked.
    public func makePipe(_ name: String) -> Bool { unsafe mkfifo(path(name), 0o600) == 0 }

    /// Sets the permissions of a file or folder.
    public func setPermissions(_ mode: UInt32, of name: String) -> Bool {
        unsafe chmod(path(name), mode) == 0
    }

    /// Makes an empty file whose name need not be text, and says whether that worked.
    public func makeFile(named name: [UInt8]) -> Bool {
        let full = (Array(path.utf8) + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0]
        let file = unsafe open(full, O_CREAT | O_WRONLY, 0o600)
        return file >= 0 && close(file) == 0
    }

    /// Makes folders within folders and returns how many; their path may be longer than the system takes.
    public func makeDeepTree(levels: Int, name: String) throws -> Int {
        var folder = unsafe open(path, O_RDONLY | O_DIRECTORY)
        var made = 0
        while folder >= 0, made < levels, unsafe mkdirat(folder, name, 0o700) == 0 {
            let inner = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY)
            close(folder)
            (folder, made) = (inner, made + 1)
        }
        if folder >= 0 { close(folder) }
        return made
    }

    /// Whether this process may do everything, so that no permission stops it.
    public static var isRoot: Bool { geteuid() == 0 }
}
