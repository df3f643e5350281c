public import SystemPackage

/// A folder of files that does not stand under its name before all of them are whole.
///
///     let folder = try NewFolder(at: "series")
///     try folder.write(bytes, to: "IM0001.dcm")
///     try folder.commit()
///
/// Until `commit` it lies beside the place it is meant for, under a name that begins with a dot and ends in `.part`.
/// An empty folder is taken over. A folder that holds something is replaced only where that was asked for and all
/// it holds are files whose names end as those of the new ones do.
public final class NewFolder {
    public let path: FilePath
    private let placeholder: FilePath
    private let isReplacing: Bool
    private var names: [String] = []
    private var isOpen = true

    public init(at path: FilePath, replacing: Bool = false, ending: String) throws(OutputError) {
        // A path that ends with a slash names the folder all the same.
        let path = FilePath(root: path.root, path.components)
        try Self.check(path, replacing: replacing, ending: ending)
        (self.path, isReplacing) = (path, replacing)
        placeholder = path.besideName()
        do { try placeholder.makeFolder() } catch { throw OutputError(error, path: path) }
    }

    deinit { abandon() }

    /// Refuses a path at which something stands that may not be replaced.
    public static func check(_ path: FilePath, replacing: Bool, ending: String) throws(OutputError) {
        guard let status = try? FileStatus(of: path, followingLinks: false) else { return }
        guard status.kind == .folder else {
            throw OutputError(
                replacing ? .cannotReplace(status.kind.words) : .isThere(status.kind.words), path: path)
        }
        let entries = (try? DiskTree(path: path).entries(in: "")) ?? []
        let others = (try? FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])).map {
            open in
            defer { try? open.close() }
            return (try? FolderNames(of: open).indices.count) ?? .max
        }
        if others == 0 { return }
        guard replacing else { throw OutputError(.isThere("a folder that is not empty"), path: path) }
        guard others == entries.count, entries.allSatisfy({ !$0.isFolder && $0.name.hasSuffix(ending) })
        else { throw OutputError(.cannotReplace("a folder that holds other things too"), path: path) }
    }

    /// Writes one file of the folder.
    public func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
        let file = placeholder.appending(name)
        names.append(name)
        do {
            let open = try FileDescriptor.open(
                file, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            do {
                try open.writeAll(bytes)
            } catch {
                try? open.close()
                throw error
            }
            try open.close()
        } catch { throw OutputError(error, path: path.appending(name)) }
    }

    /// Gives the folder its name, once all files are on the disk; what was there before is gone afterwards.
    public func commit() throws(OutputError) {
        precondition(isOpen, "a folder is committed once")
        do {
            // All at once at the end: one by one the disk would wait for itself.
            for name in names { try placeholder.appending(name).synchronizeFile() }
            placeholder.synchronizeFolder()
            var old: FilePath?
            if isReplacing, (try? FileStatus(of: path, followingLinks: false)) != nil {
                let aside = path.besideName()
                try path.move(to: aside)
                old = aside
            }
            do {
                // rename(2) lets a folder take the place of an empty one, and of no other.
                try placeholder.move(to: path)
            } catch {
                if let old { try? old.move(to: path) }
                throw error
            }
            isOpen = false
            path.folder.synchronizeFolder()
            if let old { Self.remove(old) }
        } catch {
            abandon()
            if [.directoryNotEmpty, .fileExists].contains(error as? Errno) {
                throw OutputError(.isThere("a folder that is not empty"), path: path)
            }
            throw OutputError(error, path: path)
        }
    }

    private static func remove(_ folder: FilePath) {
        for entry in (try? DiskTree(path: folder).entries(in: "")) ?? [] where !entry.isFolder {
            folder.appending(entry.name).removeFile()
        }
        folder.removeFolder()
    }

    private func abandon() {
        guard isOpen else { return }
        for name in names { placeholder.appending(name).removeFile() }
        placeholder.removeFolder()
        isOpen = false
    }
}
