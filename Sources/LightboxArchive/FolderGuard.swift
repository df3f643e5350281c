import LightboxCore
public import SystemPackage

/// A folder, and the one way to turn a name from outside into a path that surely lies in it.
///
/// ```swift
/// let folder = try FolderGuard("/data/scans")
/// let path = try folder.resolve("sub-01/anat/sub-01_T1w.nii.gz")
/// ```
/// Every path that comes from a listing, an archive, the index or a browser goes through here before it
/// touches the disk. Links may lead from one place in the folder to another, never out of it.
public struct FolderGuard: Sendable, Hashable {
    /// The folder with all links resolved.
    public let root: FilePath

    /// Names the folder at `path`, which must exist; if it is a link, the folder that it leads to.
    public init(_ path: FilePath) throws(FolderGuardError) {
        guard let real = Self.realPath(path) else {
            throw FolderGuardError(.missing, path: path, root: path)
        }
        guard Self.kind(of: real) == .folder else {
            throw FolderGuardError(.notAFolder, path: path, root: path)
        }
        root = real
    }

    /// The real path of a file or folder inside, with all links resolved.
    ///
    /// - Parameter relative: a path from the root; the empty path is the root itself.
    public func resolve(_ relative: FilePath) throws(FolderGuardError) -> FilePath {
        try check(relative)
        let path = relative.isEmpty ? root : root.appending(relative.components)
        guard let real = Self.realPath(path) else {
            throw FolderGuardError(.missing, path: relative, root: root)
        }
        guard contains(real) else { throw FolderGuardError(.leadsOut, path: relative, root: root) }
        switch Self.kind(of: real) {
        case .file, .folder: return real
        case .special: throw FolderGuardError(.special, path: relative, root: root)
        case nil: throw FolderGuardError(.missing, path: relative, root: root)
        }
    }

    /// The real path of a file or folder inside, or of an archive inside and the rest of the path below it.
    ///
    /// What follows an archive names a member, and never touches the disk.
    public func resolveMember(_ relative: FilePath) throws(FolderGuardError) -> FilePath {
        do { return try resolve(relative) } catch {
            guard error.problem == .missing else { throw error }
            var outer = relative.removingLastComponent()
            while !outer.components.isEmpty {
                if let real = try? resolve(outer) {
                    guard Self.kind(of: real) == .file else { break }
                    return real.appending(relative.components.dropFirst(outer.components.count))
                }
                outer = outer.removingLastComponent()
            }
            throw error
        }
    }

    /// The real path of a file inside that was named by text, as a browser does.
    public func resolve(_ relative: String) throws(FolderGuardError) -> FilePath {
        // A FilePath ends at the first NUL, so that `a.nii\0.txt` would name another file.
        guard !relative.utf8.contains(0) else {
            throw FolderGuardError(.unsafeName, path: FilePath(relative), root: root)
        }
        return try resolve(FilePath(relative))
    }

    /// Whether a path without links is the root or lies in it.
    public func contains(_ real: FilePath) -> Bool { real.starts(with: root) }

    private func check(_ relative: FilePath) throws(FolderGuardError) {
        guard relative.isRelative, !relative.components.contains(where: { $0.kind == .parentDirectory })
        else {
            throw FolderGuardError(.unsafeName, path: relative, root: root)
        }
    }

    enum Kind { case file, folder, special }
}

/// A path that is refused, and why.
public struct FolderGuardError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case missing
        case notAFolder
        /// It is absolute, climbs with `..`, or holds a NUL.
        case unsafeName
        /// A link on the way leads out of the folder.
        case leadsOut
        /// A pipe, socket or device.
        case special
    }
    public let problem: Problem
    public let path: FilePath
    public let root: FilePath

    init(_ problem: Problem, path: FilePath, root: FilePath) {
        (self.problem, self.path, self.root) = (problem, path, root)
    }

    public var description: String {
        let name = "'\(path.string.withoutControlCharacters)'"
        return switch problem {
        case .missing: "There is no \(name)."
        case .notAFolder: "\(name) is not a folder."
        case .unsafeName: "The name \(name) is refused: it must be a path inside the folder, without '..'."
        case .leadsOut:
            "\(name) is refused: a link in it leads out of '\(root.string.withoutControlCharacters)'."
        case .special: "\(name) is refused: it is a pipe, socket or device, not a file."
        }
    }
}
