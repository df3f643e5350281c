import LightboxArchive
import LightboxCore
import SystemPackage

/// What is done in a copy, written down as it is done.
///
/// One JSON object a line, each added by one write, so that whatever ends the program leaves at most half a line at
/// the end, which is passed over. `done` stands there before the file gets its name: whoever finds the line and not
/// the file finds the whole part file, and finishes.
final class Journal {
    /// One file that is whole.
    struct Done: Sendable, Hashable {
        var byteCount: Int
        var modifiedNanoseconds: Int64
        var sha256: [UInt8]
        /// What it was checked with: a `Check` as text, `size`, or `none`.
        var check: String
        /// The host's own version of it.
        var version: String?
    }
    static let name = CopyFolder.ownFolder + "/journal"

    private let file: FileDescriptor
    private let copy: CopyFolder
    private(set) var done: [PathKey: Done] = [:]
    /// Files that came out of one archive made on the fly, by the archive's key.
    private(set) var units: [PathKey: [String]] = [:]
    /// Files that were written down and perhaps not yet on the disk when the machine went down.
    private(set) var doubtful: [String] = []
    private let boot: String

    /// Reads what earlier runs wrote, and opens the journal for more.
    init(_ copy: CopyFolder, boot: String = Journal.bootIdentifier()) throws {
        (self.copy, self.boot) = (copy, boot)
        file = try copy.appendToFile(Self.name)
        var unsynced: [String] = []
        var lastBoot = boot
        var isTorn = false
        try LineReader.forEachLine(of: file) { line, isWhole in
            isTorn = !isWhole
            guard isWhole, let entry = try? JSONValue(parsing: line) else { return }
            switch entry["is"]?.string {
            case "run":
                // A machine that went down may have lost what was not synchronised.
                if let earlier = entry["boot"]?.string, earlier != lastBoot || earlier != boot {
                    doubtful += unsynced
                    unsynced = []
                }
                lastBoot = entry["boot"]?.string ?? ""
            case "done":
                guard let name = entry["path"]?.string, let done = Done(entry) else { return }
                self.done[PathKey(name)] = done
                unsynced.append(name)
            case "gone":
                if let name = entry["path"]?.string { self.done[PathKey(name)] = nil }
            case "unit":
                guard let name = entry["path"]?.string, case .array(let files)? = entry["files"] else {
                    return
                }
                units[PathKey(name)] = files.compactMap(\.string)
            case "synced": unsynced = []
            default: return
            }
        }
        if lastBoot != boot { doubtful += unsynced }
        // The next line must not be glued to half of one.
        if isTorn { try file.writeAll([10]) }
        try add(["is": "run", "boot": .string(boot)])
    }

    deinit { try? file.close() }

    func record(_ name: String, _ entry: Done) throws {
        done[PathKey(name)] = entry
        try add([
            "is": "done", "path": .string(name), "bytes": .integer(Int64(entry.byteCount)),
            "modified": .integer(entry.modifiedNanoseconds),
            "sha256": .string(Digest(algorithm: .sha256, bytes: entry.sha256).hex),
            "check": .string(entry.check), "version": entry.version.map { .string($0) } ?? .null,
        ])
    }

    /// A file is not what was written down, or not there.
    func forget(_ name: String) throws {
        guard done.removeValue(forKey: PathKey(name)) != nil else { return }
        try add(["is": "gone", "path": .string(name)])
    }

    func recordUnit(_ name: String, files: [String]) throws {
        units[PathKey(name)] = files
        try add(["is": "unit", "path": .string(name), "files": .array(files.map { .string($0) })])
    }

    /// Makes sure that all that was written down lies on the disk.
    func synchronize() throws {
        try copy.synchronize()
        try add(["is": "synced"])
    }

    private func add(_ entry: JSONValue) throws {
        do { try file.writeAll(Array(entry.text.utf8) + [10]) } catch {
            throw OutputError(.system(error as? Errno ?? .ioError), path: copy.path.appending(Self.name))
        }
    }

    /// Hands on every file that is done, as the journal has it last, sorted by name.
    static func files(of copy: CopyFolder) throws -> [(name: String, done: Done)] {
        guard try copy.status(of: name) != nil else { return [] }
        let file = try copy.openFile(name)
        defer { try? file.close() }
        var all: [String: Done] = [:]
        try LineReader.forEachLine(of: file) { line, isWhole in
            guard isWhole, let entry = try? JSONValue(parsing: line), let name = entry["path"]?.string else {
                return
            }
            if entry["is"]?.string == "done" { all[name] = Done(entry) }
            if entry["is"]?.string == "gone" { all[name] = nil }
        }
        return all.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
    }

    /// What tells one start of the machine from the next.
    static func bootIdentifier() -> String {
        guard let file = try? FileDescriptor.open(FilePath("/proc/sys/kernel/random/boot_id"), .readOnly)
        else {
            return "?"
        }
        defer { try? file.close() }
        return (try? file.readText(limit: 64))?.trimmedBlanks ?? "?"
    }
}

extension Journal.Done {
    init?(_ entry: JSONValue) {
        guard let bytes = entry["bytes"]?.integer, let modified = entry["modified"]?.integer,
            let digest = entry["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let check = entry["check"]?.string
        else { return nil }
        self.init(
            byteCount: Int(bytes), modifiedNanoseconds: modified, sha256: digest.bytes, check: check,
            version: entry["version"]?.string)
    }
}
