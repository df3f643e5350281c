import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCore

/// `lightbox where`: the list of our own files.
struct Where: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the places where Lightbox keeps its own files.",
        discussion: """
            They follow the XDG Base Directory Specification. LIGHTBOX_DATA, LIGHTBOX_CACHE and \
            LIGHTBOX_CONFIG name other folders. `lightbox clean` removes what is there.

            Examples:
              lightbox where
              lightbox where --json
            """)

    @Flag(help: "One object a line, as JSON.") var json = false

    func run() throws {
        let items = try Places.current().items
        let width = items.map(\.path.count).max() ?? 0
        for item in items {
            let bytes = item.bytesOnDisk
            if json {
                let line: JSONValue = [
                    "name": .string(item.name), "path": .string(item.path),
                    "purpose": .string(item.purpose),
                    "kind": .string(item.keeping.rawValue), "exists": .bool(bytes != nil),
                    "bytes": bytes.map { .integer($0) } ?? .null,
                ]
                Terminal.print(line.text)
            } else {
                let size = bytes.map { ByteCount($0).description } ?? "not there"
                Terminal.print(
                    "\(Wrapping.pad(item.name, to: 11))\(Wrapping.pad(item.path, to: width + 2))"
                        + "\(Wrapping.pad(size, to: 11))\(item.purpose)")
            }
        }
    }
}

extension Places.Item {
    /// The file or folder, and what SQLite lays beside a database.
    var paths: [String] {
        [path] + (path.hasSuffix(".sqlite") ? Places.companions(ofDatabase: path) : [])
    }

    /// The size of all that is there, links counted as themselves, or `nil` if nothing is.
    var bytesOnDisk: Int64? {
        let found = paths.compactMap { Self.bytes(of: $0) }
        return found.isEmpty ? nil : found.reduce(0, +)
    }

    private static func bytes(of path: String) -> Int64? {
        let files = FileManager.default
        guard let attributes = try? files.attributesOfItem(atPath: path) else { return nil }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else {
            return (attributes[.size] as? NSNumber)?.int64Value ?? 0
        }
        let names = (try? files.contentsOfDirectory(atPath: path)) ?? []
        return names.reduce(0) { $0 + (bytes(of: path + "/" + $1) ?? 0) }
    }
}
