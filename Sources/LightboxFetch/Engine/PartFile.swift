import LightboxArchive
import LightboxCore
import SystemPackage

/// What has come of a file so far, under a name that no reader takes for the file.
///
/// The name holds all that is needed to go on: the file's key, its size, and what the server called its state
/// (`ETag` or `Last-Modified`), so that nothing else need be written before the first byte. Bytes are only ever added
/// at the end: its length is how far it has come, whatever ended the program.
struct PartFile: Sendable {
    static let folder = CopyFolder.ownFolder + "/parts"
    let name: String
    let file: FileDescriptor
    var byteCount: Int

    /// The state of a file at a host: what must be the same for its parts to belong together.
    struct State: Sendable, Hashable {
        var byteCount: Int?
        var validator: String?
        /// The host's own version of the file, such as one in S3.
        var version: String?

        /// The state as a part of a file name, or `nil` where it is too long for one.
        var text: String? {
            let size = byteCount.map(String.init) ?? "x"
            let rest = [validator ?? "", version ?? ""].map { Base64Name.text(Array($0.utf8)) }.joined(
                separator: ".")
            let text = size + "." + rest
            return text.utf8.count <= 180 ? text : nil
        }
    }

    /// What is added to a part's name for the end of the file that begins at `start`.
    static func tailEnding(_ start: Int) -> String { "@\(start)" }

    static func key(of path: String) -> String { PathKey(path).hex }

    /// The state that a part's name holds.
    static func state(ofName name: String) -> State? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        func text(_ part: Substring) -> String? {
            guard !part.isEmpty, let bytes = Base64Name.bytes(part) else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
        return State(byteCount: Int(parts[1]), validator: text(parts[2]), version: text(parts[3]))
    }
}

/// The parts in a copy.
struct PartFolder: Sendable {
    let copy: CopyFolder
    /// The names of the parts that earlier runs left, by the key of their file.
    private let left: [String: String]
    /// Ends of files that other connections fetched, by the key of their file.
    private let leftTails: [String: [(start: Int, name: String)]]

    /// - Parameter isTrusted: whether the machine has not gone down since the parts were written.
    init(_ copy: CopyFolder) throws {
        self.copy = copy
        try copy.makeFolder(PartFile.folder)
        var left: [String: String] = [:]
        var tails: [String: [(start: Int, name: String)]] = [:]
        for name in try copy.names(in: PartFile.folder) {
            let key = String(name.prefix { $0 != "." })
            if let sign = name.lastIndex(of: "@"), let start = Int(name[name.index(after: sign)...]) {
                tails[key, default: []].append((start, name))
                continue
            }
            // There is one part for a file; of two, which a crash can leave, neither is known to be the right one.
            if let other = left[key] {
                try copy.removeFile(PartFile.folder + "/" + other)
                try copy.removeFile(PartFile.folder + "/" + name)
                left[key] = nil
            } else {
                left[key] = name
            }
        }
        (self.left, leftTails) = (left, tails.mapValues { $0.sorted { $0.start < $1.start } })
    }

    /// What an earlier run left of a file.
    func left(of path: String) throws -> (part: PartFile, state: PartFile.State)? {
        let key = PartFile.key(of: path)
        guard let name = left[key] else { return nil }
        let full = PartFile.folder + "/" + name
        guard let status = try copy.status(of: full) else { return nil }
        guard status.kind == .regular, let state = PartFile.state(ofName: name) else {
            try copy.removeFile(full)
            return nil
        }
        return (PartFile(name: full, file: try copy.createFile(full), byteCount: status.byteCount), state)
    }

    /// A new, empty part for a file, in place of what there was.
    func new(for path: String, state: PartFile.State) throws -> PartFile {
        let name = PartFile.folder + "/" + PartFile.key(of: path) + "." + (state.text ?? "x..")
        try copy.removeFile(name)
        let file = try copy.createFile(name)
        return PartFile(name: name, file: file, byteCount: 0)
    }

    /// The ends that an earlier run left of the file that a part is of, where they belong to the same state of it.
    func leftTails(of path: String, part: PartFile) throws -> [Int] {
        var starts: [Int] = []
        for (start, name) in leftTails[PartFile.key(of: path)] ?? [] {
            let full = PartFile.folder + "/" + name
            if full == part.name + PartFile.tailEnding(start), start >= part.byteCount {
                starts.append(start)
            } else {
                try copy.removeFile(full)
            }
        }
        return starts
    }

    /// The end of a file, as far as it has come; made where it is missing.
    func tail(of part: String, start: Int) throws -> PartFile {
        let name = part + PartFile.tailEnding(start)
        let file = try copy.createFile(name)
        let status = try FileStatus(of: file, path: copy.path.appending(name))
        return PartFile(name: name, file: file, byteCount: status.byteCount)
    }

    func remove(_ part: PartFile) {
        try? part.file.close()
        try? copy.removeFile(part.name)
    }

    /// Bytes that lie in parts.
    var byteCount: Int {
        (Array(left.values) + leftTails.values.joined().map(\.name)).reduce(0) { sum, name in
            sum + ((try? copy.status(of: PartFile.folder + "/" + name))??.byteCount ?? 0)
        }
    }

    /// Removes what is left of files that are not wanted any more.
    func removeAll() throws {
        for name in try copy.names(in: PartFile.folder) { try copy.removeFile(PartFile.folder + "/" + name) }
    }
}
