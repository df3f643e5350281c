import LightboxCore

/// Turns a commit's tree and the `git-annex` branch into files, some thousand at a time.
struct AnnexTreeReader {
    /// How files of git itself are addressed, by blob, and keys that no program can fetch.
    static let gitScheme = "git:"
    static let keyScheme = "annex:"

    private let clone: GitClone
    private let branch: String?
    private let remotes: AnnexRemotes
    private let notes: Remarks
    private static let portion = 4000
    /// Longer files are no pointers (git-annex, Annex.Link: maxPointerSz).
    private static let pointerLimit = 32_768

    /// - Parameter branch: the commit of the `git-annex` branch, where there is one.
    init(clone: GitClone, branch: String?, origin: AnnexRemote?, notes: Remarks) throws {
        (self.clone, self.branch, self.notes) = (clone, branch, notes)
        var logs = ["", "", ""]
        if let branch {
            let names = ["remote.log", "trust.log", "uuid.log"].map { "\(branch):\($0)" }
            try clone.contents(of: names) { at, bytes in
                if let bytes { logs[at] = String(decoding: bytes, as: UTF8.self) }
            }
        }
        // What lies on this machine is given out, not fetched.
        let isWeb = origin.map { $0.base.hasPrefix("http") } ?? false
        remotes = AnnexRemotes(
            remoteLog: logs[0], trustLog: logs[1], uuidLog: logs[2], origin: isWeb ? origin : nil)
    }

    static func key(of address: String) -> AnnexKey? {
        guard address.hasPrefix(keyScheme) else { return nil }
        return AnnexKey(fileName: address.dropFirst(keyScheme.utf8.count))
    }

    func list(_ commit: String, found: (RemoteFile) throws -> Void) throws {
        var entries: [GitClone.Entry] = []
        try clone.tree(of: commit) { entry in
            if entry.isModule {
                notes.add(entry.path, to: "other repositories in it, which are not fetched")
                return
            }
            entries.append(entry)
            guard entries.count >= Self.portion else { return }
            try list(entries, found: found)
            entries.removeAll(keepingCapacity: true)
        }
        try list(entries, found: found)
    }

    private func list(_ entries: [GitClone.Entry], found: (RemoteFile) throws -> Void) throws {
        let keys = try keys(of: entries)
        let logs = try logs(of: keys.values.map { $0 })
        for (at, entry) in entries.enumerated() {
            if let key = keys[at] {
                try found(file(entry, key, logs[key] ?? AnnexKeyLogs()))
            } else if entry.isLink {
                notes.add(entry.path, to: "links to other files, which are left out")
            } else {
                var file = RemoteFile(
                    path: entry.path, byteCount: entry.byteCount, address: Self.gitScheme + entry.blob)
                if entry.blob.utf8.count == 40 { file.checks = [.gitBlob(entry.blob)] }
                try found(file)
            }
        }
    }

    private func file(_ entry: GitClone.Entry, _ key: AnnexKey, _ logs: AnnexKeyLogs) -> RemoteFile {
        let choice = remotes.address(of: key, path: entry.path, logs: logs)
        var file = RemoteFile(
            path: entry.path, byteCount: key.byteCount,
            address: choice?.address ?? Self.keyScheme + key.fileName)
        file.version = choice?.version
        if let digest = key.digest { file.checks = [.digest(digest)] }
        return file
    }

    /// The keys of links and pointers, by the entry's place among the others.
    private func keys(of entries: [GitClone.Entry]) throws -> [Int: AnnexKey] {
        let places = entries.indices.filter { at in
            let entry = entries[at]
            return entry.isLink || (entry.byteCount ?? 0) <= Self.pointerLimit && (entry.byteCount ?? 0) > 15
        }
        var keys: [Int: AnnexKey] = [:]
        try clone.contents(of: places.map { entries[$0].blob }) { index, bytes in
            guard let bytes, bytes.count <= Self.pointerLimit else { return }
            let isPointer = bytes.starts(with: Array("/annex/objects/".utf8))
            guard entries[places[index]].isLink || isPointer else { return }
            keys[places[index]] = AnnexKey(pointer: String(decoding: bytes, as: UTF8.self))
        }
        return keys
    }

    /// What the branch says of some keys.
    private func logs(of keys: [AnnexKey]) throws -> [AnnexKey: AnnexKeyLogs] {
        guard let branch else { return [:] }
        let keys = Array(Set(keys))
        let endings = [".log", ".log.web", ".log.rmet"]
        var logs: [AnnexKey: AnnexKeyLogs] = [:]
        let names = keys.flatMap { key in
            endings.map { "\(branch):\(key.lowerFolders)/\(key.fileName)\($0)" }
        }
        try clone.contents(of: names) { at, bytes in
            guard let bytes else { return }
            let text = String(decoding: bytes, as: UTF8.self)
            let key = keys[at / endings.count]
            switch at % endings.count {
            case 0: logs[key, default: AnnexKeyLogs()].places = AnnexLog.places(text)
            case 1: logs[key, default: AnnexKeyLogs()].addresses = AnnexLog.addresses(text)
            default: logs[key, default: AnnexKeyLogs()].versions = AnnexLog.versions(text)
            }
        }
        return logs
    }
}
