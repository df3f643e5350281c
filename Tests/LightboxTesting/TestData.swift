import Foundation

/// The real files that the tests read where they are to be had: `../shared/data` beside the checkout, or the
/// folder that `LIGHTBOX_TEST_DATA` names.
public enum TestData {
    /// The folder's path, or `nil` where there is none; a test that needs it then says so and passes.
    public static let root: String? = {
        let named = ProcessInfo.processInfo.environment["LIGHTBOX_TEST_DATA"]
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let beside = here.appending(path: "../../../shared/data").standardizedFileURL.path()
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    /// One of the tables of values that other programs computed, such as `nifti`.
    public static func expected(_ kind: String) -> [String: [String: Any]]? {
        guard let root, let data = FileManager.default.contents(atPath: root + "/expected/\(kind).json")
        else {
            return nil
        }
        return try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
    }

    public static func bytes(_ name: String) -> [UInt8]? {
        root.flatMap { FileManager.default.contents(atPath: $0 + "/" + name) }.map(Array.init)
    }
}

extension TestData {
    /// The names of all files, or `nil` where there are none.
    public static func inventory() -> [String]? {
        guard let root, let data = FileManager.default.contents(atPath: root + "/expected/inventory.json")
        else {
            return nil
        }
        return (try? JSONSerialization.jsonObject(with: data) as? [String: Any])?.keys.map { $0 }
    }
}
