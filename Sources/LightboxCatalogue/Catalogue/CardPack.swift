import FoundationEssentials
import LightboxCore

/// All cards and vocabularies in one file that lies beside the program.
///
/// JSON lines: a head `{"lightbox-pack": 1, "files": n, "fingerprint": "…"}`, then one object a file with `kind`,
/// `file` and `text`. New cards need a new pack, not a new program.
public enum CardPack {
    static let version = 1

    public struct Head: Sendable, Hashable {
        public let files: Int
        public let fingerprint: String
    }

    /// The pack of these files.
    public static func text(of files: [CardFile]) -> String {
        var fingerprint = Fingerprint()
        var body = ""
        for file in files {
            let line: JSONValue = [
                "kind": .string(file.kind.rawValue), "file": .string(file.file), "text": .string(file.text),
            ]
            fingerprint.add(line.text)
            body += line.text + "\n"
        }
        let head: JSONValue = [
            "lightbox-pack": .integer(version), "files": .integer(files.count),
            "fingerprint": .string(fingerprint.description),
        ]
        return head.text + "\n" + body
    }

    /// The cards and vocabularies of a folder that holds `Cards/` and `Vocabulary/`.
    public static func files(ofCheckout root: String) throws -> [CardFile] {
        func relative(_ folder: String, _ kind: CardFile.Kind) throws -> [CardFile] {
            try CardFile.all(in: root + "/" + folder, kind: kind).map {
                let name = $0.file.split(separator: "/").last.map(String.init) ?? $0.file
                return CardFile(kind: kind, file: folder + "/" + name, text: $0.text)
            }
        }
        return try relative("Vocabulary", .vocabulary) + relative("Cards", .card)
    }

    /// Packs a checkout into `path`, which appears whole or not at all.
    public static func write(checkout root: String, to path: String) throws -> Head {
        let files = try files(ofCheckout: root)
        let text = text(of: files)
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CatalogueError.unreadable(path: path, reason: "it cannot be written")
        }
        return try head(of: text.prefix { $0 != "\n" }, path: path)
    }

    private struct HeadLine: Decodable {
        let version: Int
        let files: Int
        let fingerprint: String
        enum CodingKeys: String, CodingKey {
            case version = "lightbox-pack"
            case files, fingerprint
        }
    }
    private struct FileLine: Decodable {
        let kind: String
        let file: String
        let text: String
    }

    private static func head(of line: some StringProtocol, path: String) throws -> Head {
        guard let head = try? JSONDecoder().decode(HeadLine.self, from: Data(line.utf8)) else {
            throw CatalogueError.damagedPack(
                path: path, line: 1, reason: "it does not start with a pack's head")
        }
        guard head.version <= version else {
            throw CatalogueError.newerPack(path: path, version: head.version)
        }
        return Head(files: head.files, fingerprint: head.fingerprint)
    }

    /// The head alone: some bytes, however large the pack is.
    public static func head(at path: String) throws -> Head {
        guard let handle = try? PackHandle(path), let line = handle.firstLine(atMost: 4096) else {
            throw CatalogueError.unreadable(
                path: path, reason: "there is no such file, or it may not be opened")
        }
        return try head(of: line, path: path)
    }

    /// Every file of a pack, its fingerprint checked.
    public static func read(_ path: String) throws -> [CardFile] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CatalogueError.unreadable(
                path: path, reason: "there is no such file, or it may not be opened")
        }
        let lines = data.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first else {
            throw CatalogueError.damagedPack(path: path, line: 1, reason: "it is empty")
        }
        let head = try head(of: String(decoding: first, as: UTF8.self), path: path)
        let decoder = JSONDecoder()
        var files: [CardFile] = []
        var fingerprint = Fingerprint()
        for (index, line) in lines.dropFirst().enumerated() {
            guard let parsed = try? decoder.decode(FileLine.self, from: Data(line)),
                let kind = CardFile.Kind(rawValue: parsed.kind)
            else {
                throw CatalogueError.damagedPack(path: path, line: index + 2, reason: "the line is no card")
            }
            fingerprint.add(String(decoding: line, as: UTF8.self))
            files.append(CardFile(kind: kind, file: parsed.file, text: parsed.text))
        }
        guard files.count == head.files, fingerprint.description == head.fingerprint else {
            throw CatalogueError.damagedPack(
                path: path, line: lines.count, reason: "it holds other files than its head says")
        }
        return files
    }
}
