public import LightboxCore
public import SystemPackage

/// A folder whose files can be opened by name: on disk, or inside an archive that is never unpacked.
///
/// Readers get one with each file, for formats that are kept in several: the samples beside a header, the chunks
/// of a Zarr array. Names are relative, with `/` between their parts; none leads out of the folder.
public protocol FileTree: Sendable {
    /// Where the folder is, for messages; below an archive's own path where it lies in one.
    var path: FilePath { get }

    /// The file called `name`, or `nil` where there is none.
    ///
    /// - Throws: where it is there but cannot be opened, or where the name leads out of the folder.
    func open(_ name: String) throws -> (any ByteSource)?

    /// What lies directly in the folder called `folder` (`""` for this one), sorted by name; empty where there is
    /// no such folder.
    func entries(in folder: String) throws -> [FileTreeEntry]
}

/// One name in a folder.
public struct FileTreeEntry: Sendable, Hashable {
    public let name: String
    public let isFolder: Bool
    /// The size in bytes, where it is known without opening the file.
    public let byteCount: Int?
    public init(name: String, isFolder: Bool, byteCount: Int? = nil) {
        (self.name, self.isFolder, self.byteCount) = (name, isFolder, byteCount)
    }
}

extension FileTree {
    /// Whether a file or folder of that name lies directly in this folder.
    public func has(_ name: String) -> Bool { (try? open(name)) ?? nil != nil }
}

/// A name that a header gives for another file, such as `../other.raw`, where that is not allowed.
public struct EscapingName: Error, Sendable, CustomStringConvertible {
    public let name: String
    public let folder: FilePath
    public init(name: String, folder: FilePath) { (self.name, self.folder) = (name, folder) }
    public var description: String {
        "The name '\(name.withoutControlCharacters)' leads out of the folder '\(folder.string.withoutControlCharacters)'."
            + "\nhint: move the file that it means beside the header, and name it there"
    }
}

/// A folder on disk.
public struct DiskTree: FileTree {
    public let path: FilePath
    public init(path: FilePath) { self.path = path }

    public func open(_ name: String) throws -> (any ByteSource)? {
        let place = try place(of: name)
        do { return try FileBytes(path: place) } catch {
            switch error.problem {
            case .system(.noSuchFileOrDirectory), .system(.notDirectory), .brokenLink: return nil
            case .notAFile where (try? FileStatus(of: place).kind) == .folder: return nil
            default: throw error
            }
        }
    }

    public func entries(in folder: String) throws -> [FileTreeEntry] {
        let place = try place(of: folder)
        guard (try? FileStatus(of: place).kind) == .folder else { return [] }
        let names: FolderNames
        do {
            let open = try FileDescriptor.open(place, .readOnly, options: [.directory, .closeOnExec])
            defer { try? open.close() }
            names = try FolderNames(of: open)
        } catch {
            throw FileError(path: place, attempt: "list", problem: .system(error as? Errno ?? .ioError))
        }
        var found: [FileTreeEntry] = []
        for index in names.indices {
            let name = names[index]
            guard let text = String(validating: name, as: UTF8.self),
                let status = try? FileStatus(of: RelativePath(bytes: name).below(place)),
                status.kind == .folder || status.kind == .regular
            else { continue }
            let isFolder = status.kind == .folder
            found.append(
                FileTreeEntry(name: text, isFolder: isFolder, byteCount: isFolder ? nil : status.byteCount))
        }
        return found.sorted { $0.name < $1.name }
    }

    private func place(of name: String) throws -> FilePath {
        if name.isEmpty { return path }
        let relative = FilePath(name)
        guard relative.root == nil, relative.components.allSatisfy({ $0.kind != .parentDirectory }) else {
            throw EscapingName(name: name, folder: path)
        }
        return path.appending(relative.components)
    }
}
