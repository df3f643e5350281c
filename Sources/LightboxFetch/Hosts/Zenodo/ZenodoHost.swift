import LightboxCatalogue
import LightboxCore

/// The files of a record of Zenodo, with their sizes and MD5 sums.
///
/// A number that stands for all versions of a record (its concept) gives the newest one.
struct ZenodoHost: Host {
    let kind = HostKind.zenodo
    let name: String
    /// Zenodo answers a guest 60 requests a minute, so there is little to gain from more.
    let connectionLimit = 4
    private let record: String
    /// A version that the user asked for and that the card does not know.
    private let version: String?
    private let credentials: Credentials
    private static let site = "https://zenodo.org"

    static let service = HostService(
        kinds: [.zenodo], name: "Zenodo", mark: .replica, proof: "zenodo_get", page: "Zenodo"
    ) { try ZenodoHost($0) }

    init(_ place: HostPlace) throws {
        let texts = [place.fact.id, place.fact.url].compactMap(\.self)
        guard
            let record = texts.first(where: \.isNumber)
                ?? texts.lazy.compactMap({ $0.number(after: "zenodo.", "/records/", "/record/") }).first
        else {
            throw FetchError(
                .notSaid("the number of the record"), at: place.fact.id ?? place.card.id,
                hint: "search \(Self.site) for it, and give the record's files with --from")
        }
        self.record = record
        version = place.release == nil ? place.wantedRelease : nil
        credentials = place.credentials
        name = "Zenodo record \(record)"
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let request = try asking("/api/records/\(record)")
        let answer: JSONValue
        do { answer = try await client.json(request) } catch let error as FetchError {
            guard case .notThere(404) = error.problem, let newest = try await versions(asking: client).first
            else { throw error }
            answer = newest
        }
        if let version {
            return try await list(
                version, of: answer.string("conceptrecid") ?? record, asking: client, found: found)
        }
        try hand(on: answer, request, found: found)
    }

    private func list(
        _ version: String, of concept: String, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let all = try await versions(of: concept, asking: client)
        guard
            let one = all.first(where: {
                $0.at("metadata", "version")?.asText == version
                    || $0["id"]?.asIdentifier == version
            })
        else {
            let known = all.compactMap { $0.at("metadata", "version")?.asText ?? $0["id"]?.asIdentifier }
            throw FetchError(
                .unexpected("no version '\(version)'"), at: "\(Self.site)/records/\(record)",
                hint: "there is \(known.joined(separator: ", "))")
        }
        try hand(on: one, asking("/api/records"), found: found)
    }

    /// All versions of a record, the newest first.
    private func versions(of concept: String? = nil, asking client: Client) async throws -> [JSONValue] {
        let request = try asking(
            "/api/records?q=conceptrecid:\(concept ?? record)&all_versions=true&sort=mostrecent&size=100")
        guard let hits = try await client.json(request).at("hits", "hits")?.asArray else {
            throw FetchError.lacking("list 'hits.hits'", at: request)
        }
        return hits
    }

    private func hand(on answer: JSONValue, _ request: Request, found: (RemoteFile) throws -> Void) throws {
        guard let id = answer["id"]?.asIdentifier else { throw FetchError.lacking("'id'", at: request) }
        let files = answer.list("files") ?? []
        if files.isEmpty { throw refusal(of: id, answer) }
        var listed: [RemoteFile] = []
        for entry in files {
            guard let key = entry.string("key"), !key.isEmpty else {
                throw FetchError.lacking("'key' of a file", at: request)
            }
            var file = RemoteFile(
                path: key, byteCount: entry.integer("size"),
                address: "\(Self.site)/api/records/\(id)/files/\(WebAddress.encodedPart(key))/content")
            file.checks = [entry.string("checksum").flatMap { Check.published($0) }].compactMap(\.self)
            file.version = id
            listed.append(file)
        }
        for file in listed.sorted(by: { $0.path < $1.path }) { try found(file) }
    }

    /// Why a record shows no files.
    private func refusal(of id: String, _ answer: JSONValue) -> FetchError {
        let page = "\(Self.site)/records/\(id)"
        let right = answer.at("metadata", "access_right")?.asText ?? "open"
        switch right {
        case "open": return FetchError(.unexpected("the record has no files"), at: page)
        case "embargoed":
            let day = answer.at("metadata", "embargo_date")?.asText.map { " until \($0)" } ?? ""
            return FetchError(.notAllowed(status: 403), at: page, hint: "its files are kept back\(day)")
        default: return FetchError(.notAllowed(status: 403), at: page, hint: Self.howToAsk(page))
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: token)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch error.problem {
        case .notAllowed: error.hint = Self.howToAsk("\(Self.site)/records/\(record)")
        case .busy:
            error.hint =
                "Zenodo answers 60 requests a minute and 2,000 an hour, more with $ZENODO_TOKEN: "
                + "run the same command again later, it goes on where it stopped"
        default: break
        }
        return error
    }

    private static func howToAsk(_ page: String) -> String {
        "its files are restricted: open \(page) and ask for access; once it is granted, put a token of "
            + "\(site)/account/settings/applications/ into $ZENODO_TOKEN"
    }

    private func asking(_ path: String) throws -> Request {
        var request = try Request(Self.site + path, secret: token)
        request.headers = [Header("Accept", "application/json")]
        return request
    }
    private var token: Secret? { credentials.token(for: "zenodo.org", variables: "ZENODO_TOKEN") }
}
