import Foundation

/// A new folder that a test fills, removed with all that is in it when the last reference goes.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        path = NSTemporaryDirectory() + "/lightbox-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file, and the folders above it, and returns its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path(name)
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Makes a symbolic link and returns its path.
    @discardableResult
    public func link(_ name: String, to target: String) throws -> String {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
        return path(name)
    }
}

/// Hands a new, empty folder to `body` and removes it with all that is in it.
public func withTemporaryFolder<T>(_ body: (TemporaryFolder) throws -> T) throws -> T {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try body(folder) }
}

extension TemporaryFolder {
    /// The names of what lies in the folder, hidden files too.
    public func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? path : path(folder)).sorted()
    }

    /// The content of a file.
    public func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// The paths of all files below a folder, hidden ones too.
    public func filesBelow(_ folder: String) throws -> [String] {
        let root = path(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + name)
            return attributes?[.type] as? FileAttributeType != .typeDirectory
        }.sorted()
    }

    public func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }

    /// Flips a bit of a file and leaves its size and its dates as they were, as a failing disk does.
    public func damageKeepingDates(_ name: String) throws {
        let date = try FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate]
        var bytes = try read(name)
        bytes[bytes.count / 2] ^= 1
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path(name)))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path(name))
    }
}
