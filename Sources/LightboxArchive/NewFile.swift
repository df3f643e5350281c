public import SystemPackage

/// A file that does not stand under its name before it is whole.
///
///     let file = try NewFile(at: "head.nii")
///     try file.append(header)
///     try file.append(samples)
///     try file.commit()
///
/// Until `commit` the file has no name where the file system can do that, and else one that begins with a dot and
/// ends in `.part`. Whatever goes wrong, and whatever signal ends the program, a file called `head.nii` is never
/// there by half. Not to be used by two tasks at once.
public final class NewFile {
    public let path: FilePath
    /// Whether a file of that name is replaced.
    public let isReplacing: Bool
    /// How many bytes have been appended.
    public private(set) var byteCount = 0
    private let descriptor: FileDescriptor
    /// The name that it has meanwhile, or `nil` where it has none.
    private var placeholder: FilePath?
    private var isOpen = true

    /// Makes the file, after a look at what stands there.
    ///
    /// - Throws: `OutputError` where something is in the way, or the folder cannot be written.
    public init(at path: FilePath, replacing: Bool = false) throws(OutputError) {
        try Self.check(path, replacing: replacing)
        (self.path, isReplacing) = (path, replacing)
        if let nameless = Self.openNameless(in: path.folder) {
            descriptor = nameless
            placeholder = nil
            return
        }
        let name = path.besideName()
        do {
            descriptor = try FileDescriptor.open(
                name, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch { throw OutputError(error, path: path) }
        placeholder = name
    }

    deinit { abandon() }

    /// Refuses a path at which something stands that may not be replaced.
    public static func check(_ path: FilePath, replacing: Bool) throws(OutputError) {
        guard let status = try? FileStatus(of: path, followingLinks: false) else { return }
        guard status.kind == .regular || status.kind == .link else {
            throw OutputError(.cannotReplace(status.kind.words), path: path)
        }
        if !replacing { throw OutputError(.isThere(status.kind.words), path: path) }
    }

    public func append(_ bytes: [UInt8]) throws(OutputError) {
        do { byteCount += try descriptor.writeAll(bytes) } catch { throw OutputError(error, path: path) }
    }

    /// Writes over bytes that were appended before: a header that could not be known at the start.
    public func put(_ bytes: [UInt8], at offset: Int) throws(OutputError) {
        precondition(
            offset >= 0 && bytes.count <= byteCount - offset, "only what was appended is written over")
        do { try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes) } catch {
            throw OutputError(error, path: path)
        }
    }

    /// Makes sure that all bytes are on the disk and then gives the file its name.
    ///
    /// - Throws: `OutputError`; the file is then gone. Where a file has come into being under the name meanwhile,
    ///   it stays as it is, unless it may be replaced.
    public func commit() throws(OutputError) {
        precondition(isOpen, "a file is committed once")
        do {
            try descriptor.synchronize()
            if placeholder == nil, !isReplacing {
                try descriptor.link(to: path)
            } else {
                if placeholder == nil {
                    let name = path.besideName()
                    try descriptor.link(to: name)
                    placeholder = name
                }
                if let name = placeholder {
                    if isReplacing { try name.move(to: path) } else { try name.moveFile(toFree: path) }
                }
                placeholder = nil
            }
            path.folder.synchronizeFolder()
            isOpen = false
            try descriptor.close()
        } catch {
            abandon()
            if error as? Errno == .fileExists { throw OutputError(.isThere("a file"), path: path) }
            throw OutputError(error, path: path)
        }
    }

    /// Leaves nothing behind.
    private func abandon() {
        if let placeholder { placeholder.removeFile() }
        placeholder = nil
        if isOpen { try? descriptor.close() }
        isOpen = false
    }
}

extension FilePath {
    /// The folder that a file lies in; `.` where the path is a mere name.
    var folder: FilePath {
        let folder = removingLastComponent()
        return folder.isEmpty ? "." : folder
    }

    /// A name beside this one for what is not finished: hidden, and of no known kind.
    func besideName() -> FilePath {
        let digits = String(UInt64.random(in: .min ... .max), radix: 36)
        return folder.appending(".\(lastComponent?.string ?? "file").\(digits).part")
    }
}

extension NewFile {
    /// Takes a file away again that was written before something else failed.
    public static func remove(_ path: FilePath) { path.removeFile() }
}
