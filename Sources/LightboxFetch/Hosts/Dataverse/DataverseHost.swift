import LightboxCatalogue
import LightboxCore

/// The files of a dataset in a Dataverse repository, with their sizes and digests, or of all datasets in a collection.
///
/// A table that Dataverse made over is fetched as it was uploaded, since the digest is of that.
struct DataverseHost: Host {
    let kind = HostKind.dataverse
    let name: String
    private let site: String
    private let item: Item
    private let version: String
    private let credentials: Credentials
    private static let pageSize = 1000

    private enum Item {
        /// `doi:10.7910/DVN/…` or `hdl:…`
        case dataset(String)
        case collection(String)
    }

    static let service = HostService(
        kinds: [.dataverse], name: "Dataverse", mark: .replica, proof: "pyDataverse, pooch",
        page: "Dataverse"
    ) { try DataverseHost($0) }

    init(_ place: HostPlace) throws {
        let address = place.fact.url.flatMap { try? WebAddress($0) }
        let isResolver =
            address.map { ["doi.org", "dx.doi.org", "hdl.handle.net"].contains($0.host) } ?? true
        site = isResolver ? "https://dataverse.harvard.edu" : address?.origin ?? ""
        if let id = Self.persistent(place.fact.id) ?? Self.persistent(in: address) {
            item = .dataset(id)
            name = "Dataverse \(id)"
        } else if let alias = place.fact.id, !alias.isEmpty, alias.allSatisfy(Self.isInAlias) {
            item = .collection(alias)
            name = "Dataverse collection \(alias)"
        } else {
            throw FetchError(
                .notSaid("a DOI or the name of a collection"), at: place.fact.id ?? place.card.id,
                hint: "search \(site) for it, and give its files with --from")
        }
        version = (place.release == nil ? place.wantedRelease : nil) ?? ":latest-published"
        credentials = place.credentials
    }

    private static func isInAlias(_ character: Character) -> Bool {
        character.isASCII
            && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }
    private static func persistent(_ text: String?) -> String? {
        guard let text else { return nil }
        if text.hasPrefix("10.") && text.contains("/") { return "doi:" + text }
        return text.hasPrefix("doi:") || text.hasPrefix("hdl:") ? text : nil
    }
    private static func persistent(in address: WebAddress?) -> String? {
        guard let address else { return nil }
        if ["doi.org", "dx.doi.org"].contains(address.host) {
            return persistent(String(address.path.dropFirst()))
        }
        let value = address.query?.split(separator: "&").first { $0.hasPrefix("persistentId=") }
        return persistent(
            value.map { String($0.dropFirst(13)).replacing("%3A", with: ":").replacing("%2F", with: "/") })
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        switch item {
        case .dataset(let id): try await list(id, below: "", asking: client, found: found)
        case .collection(let alias):
            let request = try asking("/api/dataverses/\(alias)/contents")
            guard let entries = try await client.json(request).list("data") else {
                throw FetchError.lacking("list 'data'", at: request)
            }
            var datasets: [(folder: String, id: String)] = []
            for entry in entries where entry.string("type") == "dataset" {
                guard let wire = entry.string("protocol"), let authority = entry.string("authority"),
                    let identifier = entry.string("identifier")
                else { throw FetchError.lacking("'identifier' of a dataset", at: request) }
                datasets.append((identifier.replacing("/", with: "_"), "\(wire):\(authority)/\(identifier)"))
            }
            for (folder, id) in datasets.sorted(by: { $0.id < $1.id }) {
                try await list(id, below: folder + "/", asking: client, found: found)
            }
        }
    }

    private func list(
        _ id: String, below folder: String, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var offset = 0
        var firstOfPage: String?
        while true {
            let request = try asking(
                "/api/datasets/:persistentId/versions/\(WebAddress.encodedPart(version, keeping: ":"))/files"
                    + "?persistentId=\(WebAddress.encodedPart(id, keeping: ":/"))&limit=\(Self.pageSize)&offset=\(offset)"
            )
            guard let entries = try await client.json(request).list("data") else {
                throw FetchError.lacking("list 'data'", at: request)
            }
            // Old servers know no pages and send everything each time.
            let first = entries.first?.at("dataFile", "id")?.asIdentifier
            if offset > 0, first == firstOfPage { return }
            firstOfPage = first
            for entry in entries { try found(file(entry, below: folder, request)) }
            guard entries.count == Self.pageSize else { return }
            offset += entries.count
        }
    }

    private func file(_ entry: JSONValue, below folder: String, _ request: Request) throws -> RemoteFile {
        guard let data = entry["dataFile"], let id = data["id"]?.asIdentifier, id.isNumber,
            let label = entry.string("label") ?? data.string("filename")
        else { throw FetchError.lacking("'dataFile' of a file", at: request) }
        let place = entry.string("directoryLabel").map { folder + $0 + "/" } ?? folder
        let original = data.string("originalFileName")
        var file = RemoteFile(
            path: place + (original ?? label),
            byteCount: original == nil ? data.integer("filesize") : data.integer("originalFileSize"),
            address: "\(site)/api/access/datafile/\(id)" + (original == nil ? "" : "?format=original"))
        if let type = data.at("checksum", "type")?.asText, let value = data.at("checksum", "value")?.asText {
            file.checks = [Check.published(type, value)].compactMap(\.self)
        } else if let md5 = data.string("md5") {
            file.checks = [Check.published("md5", md5)].compactMap(\.self)
        }
        file.id = data.string("persistentId") ?? id
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: token)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        let page =
            if case .dataset(let id) = item { "\(site)/dataset.xhtml?persistentId=\(id)" } else { site }
        switch error.problem {
        case .notAllowed:
            error.hint =
                "it is restricted: open \(page) and ask for access; once it is granted, put your API token "
                + "(your account there, API Token) into $DATAVERSE_API_TOKEN"
        case .status(400, _):
            error.hint =
                "mostly a guestbook or terms that must be accepted first: open \(page), fetch the files there, "
                + "and hand them over with --from"
        default: break
        }
        return error
    }

    private func asking(_ path: String) throws -> Request { try Request(site + path, secret: token) }
    private var token: Secret? {
        credentials.variable("DATAVERSE_API_TOKEN").map {
            .header("X-Dataverse-key", $0.value, from: $0.name)
        }
    }
}
