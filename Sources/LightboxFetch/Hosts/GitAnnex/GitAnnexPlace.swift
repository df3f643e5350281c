import LightboxArchive
import LightboxCatalogue
import LightboxCore
import SystemPackage

/// Where a card's repository is, and which of its states is meant.
struct GitAnnexPlace: Sendable {
    /// What git is given.
    let address: String
    /// The repository's name, without its owner: `ds001486`.
    let repository: String
    private var isLocal: Bool { address.hasPrefix("/") }

    init(_ place: HostPlace) throws {
        let fact = place.fact
        guard let address = Self.address(fact) else {
            throw FetchError(
                .notSaid("which repository is meant (\(fact.url ?? fact.id ?? "no address"))"),
                at: "card \(place.card.id)",
                hint: "it describes many: give the address of one in a card of your own")
        }
        self.address = address
        let last = address.split(separator: "/").last { $0 != ".git" } ?? ""
        repository = last.hasSuffix(".git") ? String(last.dropLast(4)) : String(last)
    }

    /// The address of one repository; `nil` for those of owners, and for patterns.
    private static func address(_ fact: HostFact) -> String? {
        if let url = fact.url, !url.contains(where: { "{}*".contains($0) }), let web = try? WebAddress(url),
            web.isWeb
        {
            let depth = web.path.split(separator: "/").count
            let isForge = ["github.com", "gitlab.com", "gin.g-node.org"].contains(web.host)
            return isForge && depth < 2 ? nil : web.text
        }
        guard let id = fact.id, !id.contains(where: { "{}* ".contains($0) }) else { return nil }
        // DataLad's own name for what its superdataset holds.
        if id.hasPrefix("///") { return "http://datasets.datalad.org/" + id.dropFirst(3) + "/.git" }
        if id.hasPrefix("/") { return id }
        if id.hasPrefix("file:///") { return String(id.dropFirst(7)) }
        guard id.split(separator: "/").count == 2 else { return nil }
        return (fact.kind == .gin ? "https://gin.g-node.org/" : "https://github.com/") + id + ".git"
    }

    /// The branch or tag that is meant: that of the release, or else what the repository shows first.
    ///
    /// - Parameter wanted: a release; one that only the card names need not be known to the repository.
    func reference(
        _ wanted: (name: String, isByUser: Bool)?, among references: GitClone.References, hint place: String
    ) throws -> String {
        if let wanted {
            let plain =
                wanted.name.hasPrefix(repository + "-")
                ? String(wanted.name.dropFirst(repository.utf8.count + 1)) : wanted.name
            for name in ["refs/tags/\(plain)", "refs/tags/v\(plain)", "refs/heads/\(plain)"]
            where references.commits[name] != nil && name != "refs/heads/git-annex" {
                return name
            }
            let tags = references.tags
            if wanted.isByUser, !tags.isEmpty {
                throw FetchError(
                    .notThere(status: 404), at: "\(place), release \(wanted.name)",
                    hint: "releases there are: "
                        + tags.map(\.withoutControlCharacters).joined(separator: ", "))
            }
        }
        // The branches of OpenNeuro's repositories can lag behind the newest release.
        if address.contains("/OpenNeuroDatasets/"), let newest = references.tags.last {
            return "refs/tags/\(newest)"
        }
        let branches = [references.head, "refs/heads/main", "refs/heads/master"].compactMap { $0 }
        guard let branch = branches.first(where: { references.commits[$0] != nil }) else {
            throw FetchError(.unexpected("no branch to take the files from"), at: place)
        }
        return branch
    }

    // The repository as a place of its own objects.

    /// What a server that gives out whole repositories says of this one: its UUID, and where its objects are.
    ///
    /// As git-annex does, its `config` is asked for. Forges have none, and the answer is `nil`.
    func origin(asking client: Client) async -> AnnexRemote? {
        if isLocal {
            for folder in [address + "/.git", address] {
                guard let config = try? FileBytes(path: FilePath(folder + "/config")),
                    let count = config.knownByteCount, count < 1 << 20,
                    let bytes = try? config.read(at: 0, count: count)
                else { continue }
                return Self.remote(String(decoding: bytes, as: UTF8.self), base: folder)
            }
            return nil
        }
        guard let address = try? WebAddress(address), !["github.com", "gitlab.com"].contains(address.host)
        else {
            return nil
        }
        let base = address.text.hasSuffix("/") ? String(address.text.dropLast()) : address.text
        var hasty = client
        hasty.policy.attempts = 2
        guard let request = try? Request(base + "/config"),
            let answer = try? await hasty.answer(to: request, limit: 1 << 20), let text = try? answer.text()
        else { return nil }
        return Self.remote(text, base: base)
    }

    private static func remote(_ config: String, base: String) -> AnnexRemote? {
        var (section, uuid, isBare) = ("", String?.none, false)
        for line in config.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmedBlanks
            if line.hasPrefix("[") {
                section = line.lowercased()
            } else if let equals = line.firstIndex(of: "=") {
                let name = String(line[..<equals]).trimmedBlanks.lowercased()
                let value = String(line[line.index(after: equals)...]).trimmedBlanks
                if section == "[annex]", name == "uuid" { uuid = value }
                if section == "[core]", name == "bare" { isBare = value == "true" }
            }
        }
        guard let uuid else { return nil }
        return AnnexRemote(
            uuid: uuid, name: "origin", kind: .repository(isBare: isBare), base: base + "/annex/objects/")
    }

    /// The content of a key in a repository on this machine.
    func localObject(of key: AnnexKey) -> FileBytes? {
        guard isLocal else { return nil }
        for folder in [address + "/.git", address] {
            for folders in [key.mixedFolders, key.lowerFolders] {
                let path = "\(folder)/annex/objects/\(folders)/\(key.fileName)/\(key.fileName)"
                if let file = try? FileBytes(path: FilePath(path)) { return file }
            }
        }
        return nil
    }
}
