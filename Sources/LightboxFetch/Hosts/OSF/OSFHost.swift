import LightboxCatalogue
import LightboxCore

/// The files in the storage of a project of OSF and of its components, with their sizes, MD5 and SHA-256.
///
/// A component's files lie in a folder named like the component.
struct OSFHost: Host {
    let kind = HostKind.osf
    let name: String
    let connectionLimit = 4
    private let node: String
    private let credentials: Credentials
    private static let api = "https://api.osf.io/v2"
    /// Components of components, and folders in folders, go no deeper in a listing that is not a ring.
    private static let depthLimit = 64

    static let service = HostService(
        kinds: [.osf], name: "OSF", mark: .replica, proof: "osfclient", page: "OSF"
    ) { try OSFHost($0) }

    init(_ place: HostPlace) throws {
        let fromAddress = place.fact.url.flatMap { try? WebAddress($0) }.flatMap { address in
            address.host == "osf.io" ? address.path.split(separator: "/").first.map(String.init) : nil
        }
        guard let node = [place.fact.id, fromAddress].compactMap(\.self).first(where: Self.isName) else {
            throw FetchError(
                .notSaid("the five letters of the project"), at: place.fact.id ?? place.card.id,
                hint: "search https://osf.io for it, and give its files with --from")
        }
        self.node = node
        credentials = place.credentials
        name = "OSF \(node)"
    }

    /// Projects have names of five letters and digits.
    private static func isName(_ text: String) -> Bool {
        text.utf8.count == 5 && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        try await listNode(node, below: "", depth: 0, asking: client, found: found)
    }

    private func listNode(
        _ node: String, below folder: String, depth: Int, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        try await listFolder("/", of: node, below: folder, depth: depth, asking: client, found: found)
        var parts: [(node: String, title: String)] = []
        try await paging("/nodes/\(node)/children/", asking: client) { entry, request in
            guard let id = entry["id"]?.asIdentifier, Self.isName(id) else {
                throw FetchError.lacking("'id' of a component", at: request)
            }
            parts.append((id, entry.at("attributes", "title")?.asText ?? id))
        }
        guard parts.isEmpty || depth < Self.depthLimit else { throw Self.tooDeep(node) }
        for part in parts.sorted(by: { ($0.title, $0.node) < ($1.title, $1.node) }) {
            let place = folder + part.title.replacing("/", with: "_") + "/"
            try await listNode(part.node, below: place, depth: depth + 1, asking: client, found: found)
        }
    }

    /// - Parameter path: the folder's name for OSF, `/` or `/5783dfcab83f6901f963735c/`.
    private func listFolder(
        _ path: String, of node: String, below folder: String, depth: Int, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        var folders: [(name: String, path: String)] = []
        try await paging("/nodes/\(node)/files/osfstorage\(path)", asking: client) { entry, request in
            guard let attributes = entry["attributes"], let name = attributes.string("name"),
                let path = attributes.string("path"), path.hasPrefix("/")
            else { throw FetchError.lacking("'name' or 'path' of a file", at: request) }
            if attributes.string("kind") == "folder" { return folders.append((name, path)) }
            var file = RemoteFile(
                path: folder + name, byteCount: attributes.integer("size"),
                address:
                    "https://files.osf.io/v1/resources/\(node)/providers/osfstorage\(WebAddress.encodedPath(path))"
            )
            file.checks = ["sha256", "md5"].compactMap { function in
                attributes.at("extra", "hashes", function)?.asText.flatMap { Check.published(function, $0) }
            }
            file.id = String(path.dropFirst())
            try found(file)
        }
        guard folders.isEmpty || depth < Self.depthLimit else { throw Self.tooDeep(node) }
        for one in folders.sorted(by: { ($0.name, $0.path) < ($1.name, $1.path) }) {
            guard one.path.hasSuffix("/") else { throw Self.tooDeep(node) }
            try await listFolder(
                WebAddress.encodedPath(one.path), of: node, below: folder + one.name + "/", depth: depth + 1,
                asking: client, found: found)
        }
    }

    private static func tooDeep(_ node: String) -> FetchError {
        FetchError(.unexpected("folders that do not end"), at: "\(api)/nodes/\(node)/")
    }

    /// Hands on the entries of a list of JSON:API, each page sorted by name, as long as there is a next one.
    private func paging(
        _ path: String, asking client: Client, each: (JSONValue, Request) throws -> Void
    ) async throws {
        var request = try Request("\(Self.api)\(path)?page%5Bsize%5D=100", secret: token)
        let origin = request.address.origin
        while true {
            request.headers = [Header("Accept", "application/vnd.api+json")]
            let answer = try await client.json(request)
            guard let entries = answer.list("data") else {
                throw FetchError.lacking("list 'data'", at: request)
            }
            let named = entries.map { ($0.at("attributes", "name")?.asText ?? "", $0) }
            for (_, entry) in named.sorted(by: { $0.0 < $1.0 }) { try each(entry, request) }
            guard let next = answer.at("links", "next")?.asText else { return }
            request = try Request(next, secret: token)
            guard request.address.origin == origin else {
                throw FetchError(
                    .unexpected("the next page at another host"), at: request.address.description)
            }
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: token)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch error.problem {
        case .notAllowed:
            error.hint =
                "it is not public: open https://osf.io/\(node)/ and ask for access; once it is granted, put a "
                + "token of https://osf.io/settings/tokens into $OSF_TOKEN"
        case .busy:
            error.hint =
                "OSF answers more with a token of https://osf.io/settings/tokens in $OSF_TOKEN: "
                + "run the same command again later, it goes on where it stopped"
        default: break
        }
        return error
    }

    private var token: Secret? { credentials.token(for: "osf.io", variables: "OSF_TOKEN") }
}
