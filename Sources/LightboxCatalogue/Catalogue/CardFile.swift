import FoundationEssentials

/// The text of one card or vocabulary, and where it came from.
public struct CardFile: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case card, vocabulary }
    public let kind: Kind
    /// The path for messages: `Cards/chexpert.yaml`.
    public let file: String
    public let text: String

    public init(kind: Kind, file: String, text: String) {
        (self.kind, self.file, self.text) = (kind, file, text)
    }

    /// The `.yaml` files right in `folder`, by name.
    ///
    /// - Throws: `CatalogueError` naming the folder or the file that cannot be read.
    public static func all(in folder: String, kind: Kind) throws -> [CardFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw CatalogueError.unreadable(path: folder, reason: "the folder cannot be listed")
        }
        return try names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { name in
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            return try read(path, kind: kind)
        }
    }

    /// Reads one file.
    ///
    /// - Throws: `CatalogueError` if it cannot be read, is larger than 4 MiB or is not UTF-8.
    public static func read(_ path: String, kind: Kind) throws -> CardFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CatalogueError.unreadable(
                path: path, reason: "there is no such file, or it may not be opened")
        }
        guard data.count <= 4 << 20 else {
            throw CatalogueError.unreadable(path: path, reason: "it is larger than 4 MiB, which no card is")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw CatalogueError.unreadable(path: path, reason: "it is not UTF-8 text")
        }
        return CardFile(kind: kind, file: path, text: text)
    }
}

/// What goes wrong with the catalogue's own files.
public enum CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case damagedPack(path: String, line: Int, reason: String)
    case newerPack(path: String, version: Int)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "'\(path)' cannot be read: \(reason)."
        case .damagedPack(let path, let line, let reason):
            "The pack of cards '\(path)' is damaged at line \(line): \(reason).\nhint: pack it again, or fetch it again"
        case .newerPack(let path, let version):
            "The pack of cards '\(path)' has format \(version), which is newer than this program.\n"
                + "hint: update Lightbox"
        }
    }
}
