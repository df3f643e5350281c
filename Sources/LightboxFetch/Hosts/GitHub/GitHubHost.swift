import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// The files of a repository on GitHub at one commit, with sizes and the names that git gives them; what lies in Git LFS
/// with its SHA-256; and the assets of a release, where the card or the user names one.
struct GitHubHost: Host {
    let kind = HostKind.github
    let name: String
    let repository: Repository
    private let reference: String
    /// Releases whose assets the card lists by their addresses.
    private let releases: [String]
    private let credentials: Credentials

    /// An owner and a name, and the addresses that follow from them.
    struct Repository: Sendable {
        let name: String
        var api: String { "https://api.github.com/repos/\(name)" }
        var page: String { "https://github.com/\(name)" }
        /// Where objects of Git LFS are asked for.
        var objects: String { "\(page).git/info/lfs/objects/" }
        func asset(_ name: String, of release: String) -> String {
            "\(page)/releases/download/\(WebAddress.encodedPart(release))/\(WebAddress.encodedPart(name))"
        }
        func raw(_ path: String, at commit: String) -> String {
            "https://raw.githubusercontent.com/\(name)/\(commit)/\(WebAddress.encodedPath(path))"
        }
    }

    static let service = HostService(
        kinds: [.github], name: "GitHub", mark: .replica, proof: "git, git-lfs, gh", page: "GitHub"
    ) { try GitHubHost($0) }

    init(_ place: HostPlace) throws {
        let address = place.fact.url.flatMap { try? WebAddress($0) }
        let parts =
            address?.host == "github.com" ? address?.path.split(separator: "/").map(String.init) ?? [] : []
        let fromAddress = parts.prefix(2).joined(separator: "/")
        guard
            var name = [place.fact.id ?? "", fromAddress].first(where: Self.isName)
        else {
            throw FetchError(
                .notSaid("which repository is meant"), at: place.fact.id ?? place.card.id,
                hint: "find it at https://github.com, clone it with git, and hand it over with --from")
        }
        if name.hasSuffix(".git") { name.removeLast(4) }
        repository = Repository(name: name)
        // `/tree/REF` in the card's address; what the user names goes first.
        let fromTree = parts.count > 3 && parts[2] == "tree" ? parts[3] : nil
        let wanted = place.release == nil ? place.wantedRelease : nil
        reference = wanted ?? fromTree ?? "HEAD"
        var releases = wanted.map { [$0] } ?? []
        for archive in place.fact.archives where archive.fits(place.release?.id) {
            let words = archive.url?.split(separator: "/").map(String.init) ?? []
            if let at = words.firstIndex(of: "download"), at > 0, words[at - 1] == "releases",
                at + 2 < words.count,
                !releases.contains(words[at + 1])
            {
                releases.append(words[at + 1])
            }
        }
        self.releases = releases
        credentials = place.credentials
        self.name = "GitHub \(name)" + (reference == "HEAD" ? "" : " at \(reference)")
    }

    private static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            }
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let start = try asking("\(repository.api)/commits/\(WebAddress.encodedPart(reference))")
        let answer = try await client.json(start)
        guard let commit = answer.string("sha"), let tree = answer.at("commit", "tree", "sha")?.asText else {
            throw FetchError.lacking("'sha' of a commit and of its tree", at: start)
        }
        var walk = GitHubTree(repository: repository, commit: commit, secret: token, client: client)
        try await walk.list(tree, found: found)
        for release in releases { try await listAssets(of: release, asking: client, found: found) }
    }

    /// The assets of a release, in the order of their names.
    private func listAssets(
        of release: String, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let request = try asking("\(repository.api)/releases/tags/\(WebAddress.encodedPart(release))")
        let answer: JSONValue
        do { answer = try await client.json(request) } catch let error as FetchError {
            // What the user names may be a mere tag or commit.
            if case .notThere = error.problem, release == reference { return }
            throw error
        }
        guard let assets = answer.list("assets") else {
            throw FetchError.lacking("list 'assets'", at: request)
        }
        var files: [RemoteFile] = []
        for asset in assets {
            guard let name = asset.string("name"), let id = asset["id"]?.asIdentifier, id.isNumber else {
                throw FetchError.lacking("'name' or 'id' of an asset", at: request)
            }
            var file = RemoteFile(
                path: name, byteCount: asset.integer("size"),
                address: repository.asset(name, of: release))
            file.checks = [asset.string("digest").flatMap { Check.published($0) }].compactMap(\.self)
            (file.version, file.id) = (release, id)
            files.append(file)
        }
        for file in files.sorted(by: { $0.path < $1.path }) { try found(file) }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        if file.address.hasPrefix(repository.objects), let oid = file.id, let size = file.byteCount {
            return try await LFSBatch(objects: repository.objects, secret: basic).request(
                for: oid, byteCount: size, asking: client)
        }
        guard file.address.hasPrefix("\(repository.page)/releases/"), let token, let id = file.id else {
            return try Request(file.address, secret: token)
        }
        // Only the API takes a token for an asset; it gives the bytes to those who ask for them.
        var request = try Request("\(repository.api)/releases/assets/\(id)", secret: token)
        request.headers = [Header("Accept", "application/octet-stream")]
        return request
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch error.problem {
        case .busy(_, let seconds):
            let wait = seconds.map { " for another \(($0 + 59) / 60) min" } ?? ""
            error.hint =
                "without a token GitHub answers 60 questions an hour, and none\(wait): put one of "
                + "https://github.com/settings/tokens into $GITHUB_TOKEN, or run the same command again later"
        case .notAllowed, .notThere:
            error.hint =
                "look at \(repository.page): it may have been renamed or made private; a token of who may see it "
                + "goes into $GITHUB_TOKEN"
        default: break
        }
        return error
    }

    private func asking(_ address: String) throws -> Request {
        var request = try Request(address, secret: token)
        request.headers = [Header("Accept", "application/vnd.github+json")]
        return request
    }

    private var token: Secret? {
        credentials.token(for: "github.com", variables: "GITHUB_TOKEN", "GH_TOKEN")
    }
    /// The token as git shows it, which Git LFS wants.
    private var basic: Secret? {
        credentials.variable("GITHUB_TOKEN", "GH_TOKEN").map {
            .password(user: "x-access-token", password: $0.value, from: $0.name)
        }
    }
}
