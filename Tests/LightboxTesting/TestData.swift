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
        let table = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        return table
            ?? (try? JSONSerialization.jsonObject(with: Data(withoutBareNumbers(Array(data))))
                as? [String: [String: Any]])
    }

    /// JSON as Python writes it, with `null` for the `NaN` and `Infinity` that stand outside of texts.
    static func withoutBareNumbers(_ bytes: [UInt8]) -> [UInt8] {
        let words = ["-Infinity", "Infinity", "NaN"].map { Array($0.utf8) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var (at, isText) = (0, false)
        while at < bytes.count {
            if !isText, let word = words.first(where: { bytes[at...].starts(with: $0) }) {
                out += Array("null".utf8)
                at += word.count
                continue
            }
            if bytes[at] == UInt8(ascii: "\\"), isText, at + 1 < bytes.count {
                out.append(bytes[at])
                at += 1
            } else if bytes[at] == UInt8(ascii: "\"") {
                isText.toggle()
            }
            out.append(bytes[at])
            at += 1
        }
        return out
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
