import CLightboxLinux
import Glibc
import Synchronization
public import SystemPackage

extension CopyFolder {
    /// What stands at a name, or `nil` where nothing does.
    public func status(of name: String) throws -> FileStatus? {
        guard let (folder, last) = try folder(above: name, creating: false) else { return nil }
        var answer = stat()
        // SAFETY: the name ends with NUL, and `answer` is the type asked for.
        guard
            unsafe last.withCString({ unsafe fstatat(folder.rawValue, $0, &answer, AT_SYMLINK_NOFOLLOW) })
                == 0
        else {
            if errno == ENOENT { return nil }
            throw OutputError(.system(Errno(rawValue: errno)), path: path.appending(name))
        }
        return FileStatus(answer)
    }

    /// Opens a file to be read; links are not followed.
    public func openFile(_ name: String) throws -> FileDescriptor {
        try open(name, flags: O_RDONLY, creating: false)
    }

    /// Opens a file to be written, made where it is missing.
    public func createFile(_ name: String) throws -> FileDescriptor {
        try open(name, flags: O_RDWR | O_CREAT, creating: true)
    }

    /// Opens a file whose writes go to its end.
    public func appendToFile(_ name: String) throws -> FileDescriptor {
        try open(name, flags: O_RDWR | O_CREAT | O_APPEND, creating: true)
    }

    /// Gives a file another name in one step; a file that has that name is replaced.
    public func move(_ name: String, to other: String) throws {
        guard let (from, last) = try folder(above: name, creating: false),
            let (to, otherLast) = try folder(above: other, creating: true)
        else { throw OutputError(.system(.noSuchFileOrDirectory), path: path.appending(name)) }
        // SAFETY: both names end with NUL.
        let result = unsafe last.withCString { a in
            unsafe otherLast.withCString { b in unsafe renameat(from.rawValue, a, to.rawValue, b) }
        }
        guard result == 0 else {
            throw OutputError(.system(Errno(rawValue: errno)), path: path.appending(other))
        }
    }

    /// Removes a file, where it is there.
    public func removeFile(_ name: String) throws {
        guard let (folder, last) = try folder(above: name, creating: false) else { return }
        // SAFETY: the name ends with NUL.
        let result = unsafe last.withCString { unsafe unlinkat(folder.rawValue, $0, 0) }
        guard result == 0 || errno == ENOENT else {
            throw OutputError(.system(Errno(rawValue: errno)), path: path.appending(name))
        }
    }

    /// The names in a folder of the copy, in no order; none where it is missing.
    public func names(in name: String) throws -> [String] {
        guard let (above, last) = try folder(above: name, creating: false),
            let folder = try step(into: last, of: above, creating: false, on: name)
        else { return [] }
        let names = try FolderNames(of: folder.descriptor)
        return names.indices.compactMap { String(validating: names[$0], as: UTF8.self) }
    }

    /// Makes a folder of the copy, and those above it.
    public func makeFolder(_ name: String) throws {
        _ = try folder(above: name + "/x", creating: true)
    }

    /// The bytes that the disk still takes from this user.
    public var freeByteCount: Int? {
        var answer = statvfs()
        // SAFETY: `answer` is the type asked for.
        guard unsafe fstatvfs(root.rawValue, &answer) == 0 else { return nil }
        return Int(answer.f_bavail).multipliedReportingOverflow(by: Int(answer.f_frsize)).partialValue
    }

    /// Waits until all that was written to the copy's disk lies there.
    public func synchronize() throws {
        guard lightbox_syncfs(root.rawValue) == 0 else {
            throw OutputError(.system(Errno(rawValue: errno)), path: path)
        }
    }

    /// Keeps other runs out of the copy until the descriptor is closed; `nil` where one is at work.
    public func lock(_ name: String) throws -> FileDescriptor? {
        let file = try createFile(name)
        if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { return file }
        let problem = errno
        try? file.close()
        // Some network disks know no locks: there nobody can be kept out.
        guard problem == EWOULDBLOCK else { return try createFile(name) }
        return nil
    }

    // MARK: The way to a file

    private func open(_ name: String, flags: Int32, creating: Bool) throws -> FileDescriptor {
        guard let (folder, last) = try folder(above: name, creating: creating) else {
            throw OutputError(.system(.noSuchFileOrDirectory), path: path.appending(name))
        }
        // SAFETY: the name ends with NUL.
        let number = unsafe last.withCString {
            unsafe openat(folder.rawValue, $0, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
        }
        guard number >= 0 else {
            if errno == ELOOP { throw PathRefusal(.link(name), name: name) }
            throw OutputError(.system(Errno(rawValue: errno)), path: path.appending(name))
        }
        return FileDescriptor(rawValue: number)
    }

    /// The folder in which a file lies, and the file's own name; `nil` where it is missing and not made.
    private func folder(above name: String, creating: Bool) throws -> (HeldFolder, String)? {
        guard let slash = name.lastIndex(of: "/") else { return (root, name) }
        let (above, last) = (String(name[..<slash]), String(name[name.index(after: slash)...]))
        if let known = folders.withLock({ $0[above] }) { return (known, last) }
        var current = root
        var walked = ""
        for part in above.split(separator: "/") {
            guard part != ".." else { throw PathRefusal(.climbs, name: name) }
            walked += walked.isEmpty ? String(part) : "/" + part
            guard let next = try step(into: String(part), of: current, creating: creating, on: walked)
            else { return nil }
            current = next
        }
        folders.withLock { held in
            if held.count >= Self.heldLimit { held = [:] }
            held[above] = current
        }
        return (current, last)
    }

    private func step(
        into name: String, of folder: HeldFolder, creating: Bool, on walked: String
    ) throws -> HeldFolder? {
        for isSecondTry in [false, true] {
            // SAFETY: the name ends with NUL.
            let number = unsafe name.withCString {
                unsafe openat(folder.rawValue, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            if number >= 0 { return HeldFolder(FileDescriptor(rawValue: number)) }
            let problem = Errno(rawValue: errno)
            if problem == .noSuchFileOrDirectory, creating, !isSecondTry {
                // SAFETY: the name ends with NUL.
                let made = unsafe name.withCString { unsafe mkdirat(folder.rawValue, $0, 0o777) }
                if made == 0 || errno == EEXIST { continue }
                throw OutputError(.system(Errno(rawValue: errno)), path: path.appending(walked))
            }
            switch problem {
            case .noSuchFileOrDirectory where !creating: return nil
            case .tooManySymbolicLinkLevels: throw PathRefusal(.link(walked), name: walked)
            case .notDirectory:
                let isLink =
                    (try? FileStatus(of: path.appending(walked), followingLinks: false).kind) == .link
                throw PathRefusal(isLink ? .link(walked) : .notAFolder(walked), name: walked)
            default: throw OutputError(.system(problem), path: path.appending(walked))
            }
        }
        return nil
    }

    static func makeFolders(_ path: FilePath) throws(Errno) {
        var made = FilePath(root: path.root, [])
        for component in path.components {
            made.append(component)
            do { try made.makeFolder() } catch {
                guard error == .fileExists || error == .readOnlyFileSystem || error == .permissionDenied
                else {
                    throw error
                }
            }
        }
    }
}
