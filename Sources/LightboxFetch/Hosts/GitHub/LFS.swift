import LightboxArchive
import LightboxCore

/// What stands in a repository in place of a large file: its SHA-256 and its size (Git LFS, docs/spec.md).
struct LFSPointer {
    let sha256: String
    let byteCount: Int
    /// How long pointers are; the shortest stands for one byte, and extensions make them longer.
    static let sizes = 120...1024

    /// `nil` for a text that is none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.sizes.upperBound, let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        let lines = text.split(separator: "\n")
        guard lines.first?.hasPrefix("version https://git-lfs.github.com/spec/v") == true else { return nil }
        func value(_ key: String) -> Substring? {
            lines.first { $0.hasPrefix(key) }.map { $0.dropFirst(key.count) }
        }
        guard let oid = value("oid sha256:"), Digest(hex: oid)?.algorithm == .sha256,
            let size = value("size ").flatMap({ Int($0) }), size >= 0
        else { return nil }
        (sha256, byteCount) = (oid.lowercased(), size)
    }
}

/// Which paths `.gitattributes` gives to Git LFS (`*.nii.gz filter=lfs …`).
struct LFSRules {
    private var rules: [(folder: String, pattern: PathPattern?)] = []

    /// - Parameter folder: where the file lies, with `/` at the end; its patterns are meant from there.
    mutating func add(_ text: String, below folder: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let pattern = words.first, !pattern.hasPrefix("#"), words.contains("filter=lfs") else {
                continue
            }
            // A pattern that ours cannot say may fit anything: the content then tells.
            rules.append(
                (
                    folder,
                    try? PathPattern(pattern.contains("\"") || pattern.contains("\\") ? "" : String(pattern))
                ))
        }
    }

    /// Whether a file may be a pointer; the content tells for sure.
    func mayHold(_ path: String) -> Bool {
        rules.contains { rule in
            guard path.hasPrefix(rule.folder) else { return false }
            return rule.pattern?.matches(String(path.dropFirst(rule.folder.count))) ?? true
        }
    }
}

/// Asks a Git LFS server where an object can be fetched (docs/api/batch.md).
struct LFSBatch {
    /// Where objects are asked for, with `/` at the end.
    let objects: String
    let secret: Secret?

    func request(for sha256: String, byteCount: Int, asking client: Client) async throws -> Request {
        let question: JSONValue = [
            "operation": "download", "transfers": ["basic"],
            "objects": .array([["oid": .string(sha256), "size": .integer(Int64(byteCount))]]),
        ]
        var request = Request.posting(
            json: question.text, to: try WebAddress(objects + "batch"), secret: secret)
        request.headers = [
            Header("Content-Type", "application/vnd.git-lfs+json"),
            Header("Accept", "application/vnd.git-lfs+json"),
        ]
        let answer = try await client.json(request)
        guard let object = answer.list("objects")?.first else {
            throw FetchError.lacking("list 'objects'", at: request)
        }
        if let code = object.at("error", "code")?.asInt {
            let place = objects + sha256
            throw code == 404 || code == 410
                ? FetchError(.notThere(status: code), at: place)
                : FetchError(.status(code, words: object.at("error", "message")?.asText ?? ""), at: place)
        }
        guard let download = object.at("actions", "download"), let address = download.string("href") else {
            throw FetchError.lacking("address of an object", at: request)
        }
        var file = try Request(address)
        if case .object(let fields)? = download["header"] {
            for field in fields {
                guard let value = field.value.asText else { continue }
                if field.name.lowercased() == "authorization" {
                    file.secret = .header(field.name, value, from: "Git LFS")
                } else {
                    file.headers.append(Header(field.name, value))
                }
            }
        }
        return file
    }
}
