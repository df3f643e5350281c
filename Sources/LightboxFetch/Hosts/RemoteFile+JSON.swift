import LightboxArchive
import LightboxCore

extension RemoteFile {
    /// The file as one line of a plan.
    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("path", .string(path)), .init("address", .string(address))]
        if let byteCount { members.append(.init("bytes", .integer(Int64(byteCount)))) }
        if !checks.isEmpty { members.append(.init("checks", .array(checks.map { .string($0.text) }))) }
        if let version { members.append(.init("version", .string(version))) }
        if let subject { members.append(.init("subject", .string(subject))) }
        if let id { members.append(.init("id", .string(id))) }
        if case .zipStream(let files, let digests) = delivery {
            members.append(.init("zip", .bool(true)))
            if let files { members.append(.init("files", .integer(Int64(files)))) }
            if let digests { members.append(.init("digests", .string(digests))) }
        }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let address = json["address"]?.string else { return nil }
        self.init(path: path, byteCount: json["bytes"]?.integer.map(Int.init), address: address)
        checks = (json["checks"]?.elements ?? []).compactMap { $0.string.flatMap { Check($0) } }
        (version, subject, id) = (json["version"]?.string, json["subject"]?.string, json["id"]?.string)
        if json["zip"]?.bool == true {
            delivery = .zipStream(
                files: json["files"]?.integer.map(Int.init), digests: json["digests"]?.string)
        }
    }
}

extension Check {
    /// The check as plans and locks write it: `md5:d41d8c…`.
    var text: String {
        switch self {
        case .digest(let digest): digest.description
        case .gitBlob(let name): "git-blob:" + name
        case .crc32c(let value): "crc32c:" + String(value, radix: 16)
        case .etagOfParts(let md5, let count): "etag:\(md5)-\(count)"
        }
    }

    init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let (kind, value) = (text[..<colon], text[text.index(after: colon)...])
        switch kind {
        case "git-blob": self = .gitBlob(String(value))
        case "crc32c":
            guard let number = UInt32(value, radix: 16) else { return nil }
            self = .crc32c(number)
        case "etag":
            let parts = value.split(separator: "-")
            guard parts.count == 2, let count = Int(parts[1]) else { return nil }
            self = .etagOfParts(md5: String(parts[0]), count: count)
        default:
            guard let digest = Digest(hex: value), digest.algorithm.rawValue == kind else { return nil }
            self = .digest(digest)
        }
    }
}
