import Foundation

/// A new folder that `withTemporaryFolder` removes again.
public struct TemporaryFolder: Sendable {
    public let path: String

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
}

/// Hands a new, empty folder to `body` and removes it with all that is in it.
public func withTemporaryFolder<T>(_ body: (TemporaryFolder) throws -> T) throws -> T {
    let path = NSTemporaryDirectory() + "/lightbox-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(TemporaryFolder(path: path))
}
