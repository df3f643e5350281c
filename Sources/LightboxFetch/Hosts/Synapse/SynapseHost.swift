import LightboxCatalogue
import LightboxCore

/// A file, or the files below a folder or project, on Synapse, with sizes and MD5 sums.
struct SynapseHost: Host {
    let kind = HostKind.synapse
    let name: String
    let connectionLimit = 4
    private let root: String
    private let version: String?
    private let credentials: Credentials
    private static let repository = "https://repo-prod.prod.sagebase.org/repo/v1"
    private static let files = "https://file-prod.prod.sagebase.org/file/v1"
    private static let fileType = "org.sagebionetworks.repo.model.FileEntity"

    static let service = HostService(
        kinds: [.synapse], name: "Synapse", mark: .replica, proof: "synapseclient", page: "Synapse"
    ) { try SynapseHost($0) }

    init(_ place: HostPlace) throws {
        let number = [place.fact.id, place.fact.url].compactMap(\.self).lazy.compactMap {
            $0.number(after: "syn")
        }.first
        guard let number else {
            throw FetchError(
                .notSaid("the number of an entity"), at: place.fact.id ?? place.card.id,
                hint: "search https://www.synapse.org for it, and give its files with --from")
        }
        root = "syn" + number
        let wanted = place.release == nil ? place.wantedRelease : nil
        version = wanted.flatMap { $0.isNumber ? $0 : nil }
        credentials = place.credentials
        name = "Synapse \(root)"
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let request = try Request("\(Self.repository)/entity/\(root)/type", secret: token)
        guard let type = try await client.json(request).string("type") else {
            throw FetchError.lacking("'type'", at: request)
        }
        if type.lowercased().hasSuffix("file") || type == Self.fileType {
            return try found(try await file(root, below: "", version: version, asking: client))
        }
        try await list(root, below: "", depth: 0, asking: client, found: found)
    }

    private func list(
        _ parent: String, below folder: String, depth: Int, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        guard depth < 64 else { throw FetchError(.unexpected("folders that do not end"), at: page) }
        var token: String?
        repeat {
            let question: JSONValue = [
                "parentId": .string(parent), "nextPageToken": .string(token),
                "includeTypes": ["folder", "file"],
                "sortBy": "NAME", "sortDirection": "ASC",
            ]
            let request = Request.posting(
                json: question.text, to: try WebAddress("\(Self.repository)/entity/children"),
                secret: self.token)
            let answer = try await client.json(request)
            guard let page = answer.list("page") else { throw FetchError.lacking("list 'page'", at: request) }
            for entry in page {
                guard let id = entry.string("id"), Self.isName(id), let name = entry.string("name"),
                    let type = entry.string("type")
                else { throw FetchError.lacking("'id', 'name' or 'type' of an entity", at: request) }
                if type == Self.fileType {
                    try found(try await file(id, below: folder, version: nil, asking: client))
                } else {
                    try await list(
                        id, below: folder + name + "/", depth: depth + 1, asking: client, found: found)
                }
            }
            token = answer.string("nextPageToken")
        } while token != nil
    }

    private static func isName(_ text: String) -> Bool {
        text.hasPrefix("syn") && String(text.dropFirst(3)).isNumber
    }

    /// A file with its size and digest, which the entity's bundle tells to those who may fetch it.
    private func file(
        _ id: String, below folder: String, version: String?, asking client: Client
    ) async throws -> RemoteFile {
        let place = "\(Self.repository)/entity/\(id)" + (version.map { "/version/\($0)" } ?? "") + "/bundle2"
        let question: JSONValue = [
            "includeEntity": true, "includeFileHandles": true, "includeRestrictionInformation": true,
        ]
        let request = Request.posting(json: question.text, to: try WebAddress(place), secret: token)
        let answer = try await client.json(request)
        guard let entity = answer["entity"], let handleID = entity["dataFileHandleId"]?.asIdentifier else {
            throw FetchError.lacking("'dataFileHandleId'", at: request)
        }
        if answer.at("restrictionInformation", "hasUnmetAccessRequirement")?.asBool == true {
            throw FetchError(
                .notAllowed(status: 403), at: "https://www.synapse.org/Synapse:\(id)", hint: howToAsk(id))
        }
        let handle = answer.list("fileHandles")?.first { $0["id"]?.asIdentifier == handleID }
        guard let name = handle?.string("fileName") ?? entity.string("name") else {
            throw FetchError.lacking("name of a file", at: request)
        }
        var file = RemoteFile(
            path: folder + name, byteCount: handle?.integer("contentSize"),
            address: "\(Self.files)/file/\(handleID)?fileAssociateType=FileEntity&fileAssociateId=\(id)")
        file.checks = [handle?.string("contentMd5").flatMap { Check.published("md5", $0) }].compactMap(\.self)
        file.id = id
        file.version = entity.integer("versionNumber").map(String.init)
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        guard let id = file.id, let handle = file.address.number(after: "/file/v1/file/") else {
            return try Request(file.address, secret: token)
        }
        let question: JSONValue = [
            "includeFileHandles": false, "includePreSignedURLs": true, "includePreviewPreSignedURLs": false,
            "requestedFiles": .array([
                [
                    "fileHandleId": .string(handle), "associateObjectId": .string(id),
                    "associateObjectType": "FileEntity",
                ]
            ]),
        ]
        let request = Request.posting(
            json: question.text, to: try WebAddress("\(Self.files)/fileHandle/batch"), secret: token)
        guard let answer = try await client.json(request).list("requestedFiles")?.first else {
            throw FetchError.lacking("list 'requestedFiles'", at: request)
        }
        switch answer.string("failureCode") {
        case nil: break
        case "UNAUTHORIZED"?: throw FetchError(.notAllowed(status: 403), at: file.path, hint: howToAsk(id))
        case "NOT_FOUND"?: throw FetchError(.notThere(status: 404), at: file.path)
        case let code?: throw FetchError(.unexpected(code), at: file.path)
        }
        guard let address = answer.string("preSignedURL") else {
            throw FetchError.lacking("'preSignedURL'", at: request)
        }
        // Signed for a quarter of an hour: nothing of ours goes along.
        return try Request(address)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        if case .notAllowed = error.problem, error.hint == nil { error.hint = howToAsk(file?.id ?? root) }
        return error
    }

    private var page: String { "https://www.synapse.org/Synapse:\(root)" }
    private func howToAsk(_ id: String) -> String {
        token == nil
            ? "make an account at https://www.synapse.org, then a token under Account Settings, Personal Access Tokens (view "
                + "and download), and put it into $SYNAPSE_AUTH_TOKEN or ~/.synapseConfig"
            : "open https://www.synapse.org/Synapse:\(id), log in and agree to its conditions for use"
    }

    /// The token from the environment, or from the file of Synapse's own program.
    private var token: Secret? {
        if let token = credentials.token(for: "synapse.org", variables: "SYNAPSE_AUTH_TOKEN") { return token }
        guard let file = credentials.file(".synapseConfig") else { return nil }
        var isInSection = false
        for line in file.text.split(whereSeparator: \.isNewline).map({ String($0).trimmedBlanks }) {
            if line.hasPrefix("[") {
                isInSection = line.lowercased() == "[authentication]" || line.lowercased() == "[default]"
            }
            guard isInSection, let equals = line.firstIndex(where: { $0 == "=" || $0 == ":" }),
                String(line[..<equals]).trimmedBlanks.lowercased() == "authtoken"
            else { continue }
            let value = String(line[line.index(after: equals)...]).trimmedBlanks
            if !value.isEmpty { return .bearer(value, from: file.name) }
        }
        return nil
    }
}
