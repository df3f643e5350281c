public import LightboxArchive
import LightboxCodecs
public import LightboxContainers
public import LightboxCore
public import SystemPackage

/// A path that goes on below an archive: where it leads.
public struct ArchivedFile: Sendable {
    public let path: FilePath
    /// The member's bytes; `nil` where the path names a folder in the archive.
    public let bytes: (any ByteSource)?
    /// The folder that the member lies in, or the folder that was named.
    public let folder: ArchiveTree
}

extension FrontDoor {
    /// How many archives may lie one in another.
    static let nestingLimit = 4

    /// The file in an archive that `path` leads to, as `release.zip/inner/scan.nii.gz` does; `nil` where no
    /// part of the path is a regular file.
    ///
    /// - Throws: where the archive cannot be read, or has no such member.
    public func member(at path: FilePath) throws -> ArchivedFile? {
        var outer = path.removingLastComponent()
        while !outer.components.isEmpty, (try? FileStatus(of: outer).kind) == nil {
            outer = outer.removingLastComponent()
        }
        guard !outer.components.isEmpty, (try? FileStatus(of: outer).kind) == .regular else { return nil }
        let names = path.components.dropFirst(outer.components.count).map(\.string)
        return try member(names[...], of: FileBytes(path: outer), at: outer, depth: 0)
    }

    /// The archive at `path`, or the folder in an archive that it leads to, as a folder; `nil` where it leads to
    /// something else.
    public func archivedFolder(at path: FilePath) throws -> (any FileTree)? {
        if let found = try? FileStatus(of: path) {
            return found.kind == .regular ? try archive(FileBytes(path: path), at: path) : nil
        }
        guard let found = try member(at: path) else { return nil }
        guard let bytes = found.bytes else { return found.folder }
        return try archive(bytes, at: path)
    }

    /// Opens every file in a folder and in the folders below it, in the order of their names.
    public func forEachFile(
        in tree: any FileTree, below folder: String = "", _ body: (String, any ByteSource) throws -> Void
    ) throws {
        for entry in try tree.entries(in: folder) {
            try Task.checkCancellation()
            let name = folder.isEmpty ? entry.name : folder + "/" + entry.name
            if entry.isFolder {
                try forEachFile(in: tree, below: name, body)
            } else if let bytes = try tree.open(name) {
                try body(name, bytes)
            }
        }
    }

    /// The archive in an open file as a folder, or `nil` where it is none.
    public func archive(_ bytes: any ByteSource, at path: FilePath) throws -> ArchiveTree? {
        guard let file = bytes as? FileBytes, file.path == path else { return try opened(bytes, at: path) }
        return try openArchives.tree(of: file) { try opened(file, at: path) }
    }

    private func opened(_ bytes: any ByteSource, at path: FilePath) throws -> ArchiveTree? {
        let head = try bytes.read(at: 0, count: Self.headByteCount)
        let name = path.lastComponent?.string ?? ""
        var kind = FileFormat.sniff(head.span, name: name, byteCount: bytes.byteCountLimit)
        var content = bytes
        if kind == .npz { kind = .zip }
        if kind == .gzip {
            let inflated = try GzipBytes(bytes)
            let inner = try inflated.read(at: 0, count: Self.innerHeadByteCount)
            kind = .gzipped(.sniff(inner.span, name: name, byteCount: inflated.byteCountLimit))
            content = inflated
        }
        return try Archives.open(bytes, content: content, kind: kind.rawValue, path: path).map {
            ArchiveTree($0, path: path)
        }
    }

    /// The bytes of the file at `path`, which may be a member of an archive.
    public func bytes(at path: FilePath) throws -> any ByteSource {
        do { return try FileBytes(path: path) } catch {
            guard error.problem == .system(.notDirectory) || error.problem == .system(.noSuchFileOrDirectory),
                let found = try member(at: path)?.bytes
            else { throw error }
            return found
        }
    }

    private func member(
        _ names: ArraySlice<String>, of bytes: any ByteSource, at path: FilePath, depth: Int
    ) throws -> ArchivedFile? {
        guard depth < Self.nestingLimit else {
            throw FormatError(
                .unknown, path: path, "more than \(Self.nestingLimit) archives lie one in another")
        }
        guard let tree = try archive(bytes, at: path) else { return nil }
        let whole = names.joined(separator: "/")
        let full = path.appending(FilePath(whole).components)
        if let found = try tree.open(whole) {
            let folder = tree.folder(names.dropLast().joined(separator: "/"))
            return ArchivedFile(path: full, bytes: found, folder: folder)
        }
        // A member may itself be an archive.
        for count in 1..<max(names.count, 1) {
            let outer = names.prefix(count).joined(separator: "/")
            guard let found = try tree.open(outer) else { continue }
            let place = path.appending(FilePath(outer).components)
            return try member(names.dropFirst(count), of: found, at: place, depth: depth + 1)
        }
        if try !tree.entries(in: whole).isEmpty {
            return ArchivedFile(path: full, bytes: nil, folder: tree.folder(whole))
        }
        throw ArchiveError(
            "The archive '\(path.string.withoutControlCharacters)'",
            "there is no member '\(whole.withoutControlCharacters)' in it",
            hint: "`lightbox info --json` lists the members of an archive")
    }
}
