public import LightboxArchive
public import LightboxCore
public import SystemPackage

/// An archive as a folder whose files can be opened, or a folder in one.
public struct ArchiveTree: FileTree {
    public let path: FilePath
    public let archive: any MemberArchive
    /// The folder's name in the archive, with `/` at its end; empty for all of it.
    public let folder: String

    public init(_ archive: any MemberArchive, path: FilePath, folder: String = "") {
        self.archive = archive
        let name = folder.split(separator: "/").joined(separator: "/")
        self.folder = name.isEmpty ? "" : name + "/"
        self.path = name.isEmpty ? path : path.appending(FilePath(name).components)
        archivePath = path
    }
    private let archivePath: FilePath

    /// A folder below this one.
    public func folder(_ name: String) -> ArchiveTree {
        ArchiveTree(archive, path: archivePath, folder: folder + name)
    }

    public func open(_ name: String) throws -> (any ByteSource)? {
        guard let clean = MemberName.clean(name), !clean.hasSuffix("/") else {
            if name.isEmpty { return nil }
            throw EscapingName(name: name, folder: path)
        }
        return try archive.open(folder + clean)
    }

    public func entries(in name: String) throws -> [FileTreeEntry] {
        let inner = name.split(separator: "/").joined(separator: "/")
        let prefix = Array((folder + (inner.isEmpty ? "" : inner + "/")).utf8)
        var files: [String: Int] = [:]
        var folders: Set<String> = []
        try archive.forEachMember { member in
            guard member.name.utf8.starts(with: prefix) else { return }
            let rest = member.name.utf8.dropFirst(prefix.count)
            if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
                folders.insert(String(rest[..<slash]) ?? "")
            } else if !rest.isEmpty {
                files[String(rest) ?? ""] = member.byteCount
            }
        }
        let all =
            files.filter { !folders.contains($0.key) }.map {
                FileTreeEntry(name: $0.key, isFolder: false, byteCount: $0.value)
            } + folders.map { FileTreeEntry(name: $0, isFolder: true) }
        return all.filter { !$0.name.isEmpty }.sorted { $0.name < $1.name }
    }
}

/// One file or folder in an archive.
public struct ArchiveMember: Sendable, Hashable {
    /// The name, with `/` between its parts; a folder's ends with one.
    public let name: String
    public let byteCount: Int
    public init(name: String, byteCount: Int) { (self.name, self.byteCount) = (name, byteCount) }
    public var isFolder: Bool { name.hasSuffix("/") }
}

/// An archive that can open its members by name.
public protocol MemberArchive: Sendable {
    /// What reading a member costs, where that is more than its own bytes; a sentence.
    var costNote: String? { get }
    /// Members whose names lead out of the archive, and which therefore cannot be opened.
    var unsafeNameCount: Int { get }
    func open(_ name: String) throws -> (any ByteSource)?
    /// Hands on all members with sound names, in the archive's order.
    func forEachMember(_ body: (ArchiveMember) throws -> Void) throws
}

extension MemberArchive {
    /// The names of all files, in the archive's order.
    public var fileNames: [String] {
        var names: [String] = []
        // Nothing is thrown here, and so nothing by the walk.
        try? forEachMember { if !$0.isFolder { names.append($0.name) } }
        return names
    }
}

extension ZipArchive: MemberArchive {
    public var costNote: String? { nil }
    public var unsafeNameCount: Int {
        var count = 0
        forEachRecord { if $0.cleanName(in: directory) == nil { count += 1 } }
        return count
    }
    public func forEachMember(_ body: (ArchiveMember) throws -> Void) throws {
        try forEachRecord { record in
            guard var name = record.cleanName(in: directory) else { return }
            if record.isFolder(in: directory), !name.hasSuffix("/") { name += "/" }
            try body(ArchiveMember(name: name, byteCount: record.byteCount))
        }
    }
}
