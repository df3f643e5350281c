import LightboxCatalogue
import LightboxCore
import Synchronization

/// The images of a study in LORIS, in a folder for each candidate and visit.
///
/// LORIS publishes neither sizes nor digests. It asks for a name and a password, and gives a token for them.
struct LORISHost: Host {
    let kind = HostKind.loris
    let name: String
    let connectionLimit = 4
    private let api: String
    private let site: String
    private let credentials: Credentials
    private let session = LORISSession()

    static let service = HostService(
        kinds: [.loris], name: "LORIS", mark: .replica,
        proof: "DataLad, for log-in and images; no client lists",
        page: "LORIS"
    ) { try LORISHost($0) }

    init(_ place: HostPlace) throws {
        let login = place.fact.endpoints.lazy.filter { $0.purpose == .login }.compactMap(\.url).first
        let address = try login.map { try WebAddress($0) } ?? place.fact.url.map { try WebAddress($0) }
        guard let address = try address ?? place.fact.id.map({ try WebAddress("https://\($0)/") }) else {
            throw FetchError(.notSaid("the address of its LORIS"), at: place.card.id)
        }
        site = address.origin
        api = login.flatMap { $0.hasSuffix("/login") ? String($0.dropLast(6)) : nil } ?? site + "/api/v0.0.3"
        credentials = place.credentials
        name = "LORIS at \(address.host)"
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let (all, request) = try await ask("/candidates", client)
        guard let entries = all.list("Candidates") else {
            throw FetchError.lacking("list 'Candidates'", at: request)
        }
        var candidates = entries.compactMap { $0["CandID"]?.asIdentifier }.sorted()
        if !selection.subjects.isEmpty {
            candidates = candidates.filter {
                selection.subjects.contains($0) || selection.subjects.contains("sub-" + $0)
            }
        }
        if let count = selection.subjectCount { candidates = Array(candidates.prefix(count)) }
        for candidate in candidates {
            let (facts, request) = try await ask("/candidates/\(WebAddress.encodedPart(candidate))", client)
            guard let visits = facts.list("Visits") else {
                throw FetchError.lacking("list 'Visits'", at: request)
            }
            for visit in visits.compactMap(\.asText).sorted() {
                try await list(candidate, visit, asking: client, found: found)
            }
        }
    }

    private func list(
        _ candidate: String, _ visit: String, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let place = "/candidates/\(WebAddress.encodedPart(candidate))/\(WebAddress.encodedPart(visit))/images"
        let (answer, request) = try await ask(place, client)
        guard let files = answer.list("Files") else { throw FetchError.lacking("list 'Files'", at: request) }
        for name in files.compactMap({ $0.string("Filename") }).sorted() {
            var file = RemoteFile(
                path: "\(candidate)/\(visit)/images/\(name)",
                address: "\(api)\(place)/\(WebAddress.encodedPart(name))")
            file.subject = candidate
            try found(file)
        }
    }

    private func ask(_ path: String, _ client: Client) async throws -> (JSONValue, Request) {
        let request = try Request(api + path, secret: await secret(asking: client))
        return (try await client.json(request), request)
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: await secret(asking: client))
    }

    private func secret(asking client: Client) async throws -> Secret {
        if let kept = session.token { return kept }
        let address = try WebAddress(api + "/login")
        guard
            case .password(let user, let password)? =
                credentials.password(for: address.host, variables: ("LORIS_USERNAME", "LORIS_PASSWORD"))?.kind
        else { throw FetchError(.notAllowed(status: 401), at: site, hint: howToAsk) }
        let question: JSONValue = ["username": .string(user), "password": .string(password)]
        let request = Request.posting(json: question.text, to: address)
        guard let token = try await client.json(request).string("token") else {
            throw FetchError.lacking("'token'", at: request)
        }
        let secret = Secret.bearer(token, from: "the log-in at \(address.host)")
        session.keep(secret)
        return secret
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        if case .notAllowed = error.problem {
            session.forget()
            error.hint = error.hint ?? howToAsk
        }
        return error
    }

    private var howToAsk: String {
        "ask for an account at \(site), then put its name and password into $LORIS_USERNAME and $LORIS_PASSWORD, or into "
            + "~/.netrc"
    }
}

/// The token of one log-in, which holds for some hours.
private final class LORISSession: Sendable {
    private let kept = Mutex<(token: Secret, end: ContinuousClock.Instant)?>(nil)

    var token: Secret? {
        kept.withLock { state in state.flatMap { $0.end > .now ? $0.token : nil } }
    }
    func keep(_ token: Secret) { kept.withLock { $0 = (token, .now + .seconds(1800)) } }
    func forget() { kept.withLock { $0 = nil } }
}
