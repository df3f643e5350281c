import LightboxArchive
public import LightboxCore
import SystemPackage

/// The record of what a copy holds and whence it came: `lightbox.lock`.
///
/// One JSON object over several lines, each file on a line of its own, sorted by path, so that `jq` reads it and
/// `diff` shows what changed. It holds no secret and no address with a query.
public struct CopyLock: Sendable {
    /// What was agreed to before the first byte.
    public struct Terms: Sendable, Hashable {
        public let text: String
        public let date: String
    }
    public struct File: Sendable, Hashable {
        public let path: String
        public let byteCount: Int
        public let sha256: String
        /// What it was checked with: a published digest, `size`, or `none`.
        public let check: String
    }
    public var dataset: String
    public var release: String?
    /// The hosts that served, in words.
    public var hosts: [String] = []
    public var date = ""
    public var tool = ""
    public var terms: JSONValue = .null
    /// Whether all that the release has is there, or a part.
    public var isWhole = true
    public var files: [File] = []

    public init(dataset: String, release: String?) { (self.dataset, self.release) = (dataset, release) }

    /// Writes the record of all that the journal knows, in place of an earlier one.
    public func write(for session: CopySession) throws {
        let copy = session.copy
        let file = try NewFile(at: copy.path.appending(CopyFolder.lockName), replacing: true)
        var head: [(String, JSONValue)] = [
            ("lightbox-lock", 1), ("dataset", .string(dataset)),
            ("release", release.map { .string($0) } ?? .null), ("hosts", .array(hosts.map { .string($0) })),
            ("fetched", .string(date)), ("tool", .string(tool)), ("whole", .bool(isWhole)), ("terms", terms),
        ]
        let done = try Journal.files(of: copy)
        head.append(("bytes", .integer(Int64(done.reduce(0) { $0 + $1.done.byteCount }))))
        var text = "{\n"
        for (name, value) in head { text += "  \(JSONValue.string(name).text): \(value.text),\n" }
        text += "  \"files\": ["
        for (index, (name, entry)) in done.enumerated() {
            let line: JSONValue = [
                "path": .string(name), "bytes": .integer(Int64(entry.byteCount)),
                "sha256": .string(Digest(algorithm: .sha256, bytes: entry.sha256).hex),
                "check": .string(entry.check),
            ]
            text += (index == 0 ? "\n    " : ",\n    ") + line.text
            if text.utf8.count > 1 << 16 {
                try file.append(Array(text.utf8))
                text = ""
            }
        }
        try file.append(Array((text + (done.isEmpty ? "]\n}\n" : "\n  ]\n}\n")).utf8))
        try file.commit()
    }

    /// Reads a record.
    ///
    /// - Throws: `LockFault` for what is none.
    public init(parsing bytes: [UInt8], name: String) throws {
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch { throw LockFault(name: name, problem: "\(error)") }
        guard json["lightbox-lock"]?.integer == 1, let dataset = json["dataset"]?.string else {
            throw LockFault(name: name, problem: "it is no lock of this version of Lightbox")
        }
        self.init(dataset: dataset, release: json["release"]?.string)
        hosts = (json["hosts"]?.elements ?? []).compactMap(\.string)
        (date, tool) = (json["fetched"]?.string ?? "", json["tool"]?.string ?? "")
        terms = json["terms"] ?? .null
        isWhole = json["whole"]?.bool ?? false
        for (index, entry) in (json["files"]?.elements ?? []).enumerated() {
            guard let path = entry["path"]?.string, let bytes = entry["bytes"]?.integer,
                let sha256 = entry["sha256"]?.string, sha256.count == 64, Digest(hex: sha256) != nil
            else { throw LockFault(name: name, problem: "file \(index + 1) has no path, size or SHA-256") }
            try CopyFolder.check(path)
            files.append(
                File(path: path, byteCount: Int(bytes), sha256: sha256, check: entry["check"]?.string ?? ""))
        }
    }
}

/// A lock that cannot be used.
public struct LockFault: Error, Sendable, CustomStringConvertible {
    public let name: String
    public let problem: String
    public init(name: String, problem: String) { (self.name, self.problem) = (name, problem) }
    public var description: String {
        "'\(name.withoutControlCharacters)' cannot be used as a lock: \(problem)"
    }
}
