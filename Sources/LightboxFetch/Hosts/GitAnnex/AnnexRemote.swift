import LightboxCore

/// A place that a git-annex repository knows, from which a program without git-annex can fetch.
struct AnnexRemote: Sendable {
    enum Kind: Sendable, Hashable {
        /// S3, or a web server in its place: objects by key below `base`.
        case keys
        /// The tree as it was exported; objects by path below `base`, with versions where the bucket keeps them.
        case tree(isVersioned: Bool)
        /// A repository with its objects in `annex/objects`.
        case repository(isBare: Bool)
    }
    let uuid: String
    let name: String
    let kind: Kind
    /// Ends with `/`.
    let base: String
    /// What stands before keys and paths in the bucket.
    let prefix: String

    init(uuid: String, name: String, kind: Kind, base: String, prefix: String = "") {
        (self.uuid, self.name, self.kind, self.prefix) = (uuid, name, kind, prefix)
        self.base = base.hasSuffix("/") ? base : base + "/"
    }

    /// The remote that some settings describe; `nil` where nobody can fetch from it without an account or git-annex.
    init?(uuid: String, settings: [String: String]) {
        let name = settings["name"] ?? uuid
        guard settings["encryption"] ?? "none" == "none", settings["chunk"] == nil,
            let base = settings["publicurl"] ?? settings["url"] ?? Self.bucketAddress(settings),
            let address = try? WebAddress(base), address.isWeb || address.scheme.hasPrefix("ftp")
        else { return nil }
        let isTree = settings["exporttree"] == "yes" || settings["importtree"] == "yes"
        switch settings["type"] {
        case "S3":
            self.init(
                uuid: uuid, name: name,
                kind: isTree ? .tree(isVersioned: settings["versioning"] == "yes") : .keys, base: base,
                prefix: settings["fileprefix"] ?? "")
        case "httpalso", "web":
            self.init(
                uuid: uuid, name: name, kind: isTree ? .tree(isVersioned: false) : .repository(isBare: true),
                base: base)
        case "git": self.init(uuid: uuid, name: name, kind: .repository(isBare: true), base: base)
        default: return nil
        }
    }

    /// The address of a bucket that says it is public and gives no address for it.
    private static func bucketAddress(_ settings: [String: String]) -> String? {
        guard settings["type"] == "S3", settings["public"] == "yes", let bucket = settings["bucket"] else {
            return nil
        }
        let host = settings["host"] ?? "s3.amazonaws.com"
        let scheme = settings["protocol"] ?? "https"
        let port =
            settings["port"].flatMap(Int.init).flatMap { [80, 443].contains($0) ? nil : ":\($0)" } ?? ""
        return "\(scheme)://\(host)\(port)/\(bucket)/"
    }

    /// Where a key lies, and in which version.
    ///
    /// - Parameter versions: those that the remote has of the key, with the paths that they were exported as.
    func address(
        of key: AnnexKey, path: String, versions: [(version: String, path: String)]
    ) -> (address: String, version: String?)? {
        switch kind {
        case .keys: return (base + WebAddress.encodedPath(prefix + key.fileName), nil)
        case .tree(true):
            // The same content may have been exported by several names.
            guard let found = versions.last(where: { $0.path == prefix + path }) ?? versions.last,
                !found.path.isEmpty
            else { return nil }
            let query = "?versionId=" + WebAddress.encodedPart(found.version)
            return (base + WebAddress.encodedPath(found.path) + query, found.version)
        case .tree(false): return (base + WebAddress.encodedPath(prefix + path), nil)
        case .repository(let isBare):
            let folders = isBare ? key.lowerFolders : key.mixedFolders
            let name = WebAddress.encodedPart(key.fileName)
            return (base + (prefix.isEmpty ? "" : prefix) + "\(folders)/\(name)/\(name)", nil)
        }
    }

    /// The order in which places are preferred: those whose content cannot have changed, then others.
    var rank: Int {
        switch kind {
        case .tree(true): 0
        case .keys: 2
        case .repository: 3
        case .tree(false): 4
        }
    }
    /// Where addresses on the web, which git-annex was told one by one, stand among them.
    static let webRank = 1
}

/// All places of a repository, the dead ones left out.
struct AnnexRemotes: Sendable {
    let remotes: [AnnexRemote]
    /// What people call each place.
    let names: [String: String]
    /// The special remote that stands for the web.
    static let web = "00000000-0000-0000-0000-000000000001"

    /// - Parameter origin: the repository itself, where its own server gives out the objects.
    init(remoteLog: String, trustLog: String, uuidLog: String, origin: AnnexRemote? = nil) {
        let trust = AnnexLog.byRepository(trustLog)
        var remotes: [(moment: Int, remote: AnnexRemote)] = origin.map { [(0, $0)] } ?? []
        var names = AnnexLog.byRepository(uuidLog).mapValues { $0.joined(separator: " ") }
        names[Self.web] = "the web"
        for (uuid, words) in AnnexLog.byRepository(remoteLog) {
            var settings = AnnexLog.settings(words)
            // A remote that takes its settings over from another.
            if let other = settings["config-uuid"] ?? settings["sameas-uuid"],
                let from = AnnexLog.byRepository(remoteLog)[other]
            {
                settings.merge(AnnexLog.settings(from)) { mine, _ in mine }
            }
            names[uuid] = settings["name"] ?? names[uuid]
            guard trust[uuid]?.first != "X", let remote = AnnexRemote(uuid: uuid, settings: settings) else {
                continue
            }
            remotes.append((0, remote))
        }
        self.remotes = remotes.map(\.remote).sorted {
            ($0.rank, $0.name, $0.uuid) < ($1.rank, $1.name, $1.uuid)
        }
        self.names = names
    }

    /// The best address of a key; `nil` where none is known that a program can fetch from.
    func address(of key: AnnexKey, path: String, logs: AnnexKeyLogs) -> (address: String, version: String?)? {
        var choices: [(rank: Int, address: String, version: String?)] = []
        for remote in remotes {
            let isThere = logs.places.contains(remote.uuid)
            let versions = logs.versions[remote.uuid] ?? []
            // A version that is recorded was there once; better than none where the log of places says nothing.
            guard isThere || !versions.isEmpty,
                let found = remote.address(of: key, path: path, versions: versions)
            else { continue }
            choices.append((remote.rank + (isThere ? 0 : 10), found.address, found.version))
        }
        for address in logs.addresses {
            guard let found = try? WebAddress(address), found.isWeb || found.scheme.hasPrefix("ftp") else {
                continue
            }
            choices.append((AnnexRemote.webRank + (logs.places.contains(Self.web) ? 0 : 10), address, nil))
        }
        // The first of the lowest rank: `min` keeps the order of equals.
        return choices.min { $0.rank < $1.rank }.map { ($0.address, $0.version) }
    }
}

/// What the branch tells of one key.
struct AnnexKeyLogs: Sendable {
    var places: Set<String> = []
    var addresses: [String] = []
    var versions: [String: [(version: String, path: String)]] = [:]
}
