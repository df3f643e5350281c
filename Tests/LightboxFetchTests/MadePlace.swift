import LightboxCatalogue
import LightboxFetch
import LightboxTesting
import SystemPackage
import Testing

/// A card with the hosts that a test writes down, and what hosts are made from.
enum MadePlace {
    /// - Parameters:
    ///   - host: the host as a card writes it, on one line: `{kind: zenodo, id: "17", role: primary}`.
    ///   - release: a release as the user asks for it.
    ///   - variables: the environment.
    ///   - files: what lies in the user's folder.
    static func of(
        _ host: String, release: String? = nil, access: String = "open", variables: [String: String] = [:],
        home: FilePath? = nil
    ) throws -> HostPlace {
        let text = """
            id: small
            kind: dataset
            name: Small
            status: available
            species: []
            about: Twelve scans.
            modalities: [CT]
            anatomy: [chest]
            homepage: https://a.org
            access: {kind: \(access)}
            releases:
              - id: "1"
                source: page
                counts: {subjects: 12}
            hosts:
              - \(host.dropLast(host.hasSuffix("}") ? 1 : 0)), source: page}
            licences: [{name: none stated, commercial-use: no, redistribution: unstated}]
            added: 2026-11-24
            checked: 2026-11-23
            sources: {page: A page}

            """
        let read = Card.read(text, file: "small.yaml", vocabularies: nil)
        let card = try #require(read.card, "\(read.problems)")
        let fact = try #require(card.hosts.first)
        return HostPlace(
            card: card, fact: fact, release: card.releases.first { $0.id == release }, wantedRelease: release,
            credentials: Credentials(environment: { variables[$0] }, home: home))
    }

    /// A client for which some servers stand in for others: `["https://zenodo.org/": server.address + "/"]`.
    static func client(_ mirrors: [String: String]) throws -> Client {
        var settings = TransportSettings()
        settings.mirrors = try Mirror.list(mirrors.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        var policy = RetryPolicy()
        policy.firstWait = .milliseconds(5)
        return Client(try Transport(settings), policy: policy)
    }
}

extension Host {
    /// All that a host lists.
    func all(_ selection: Selection = Selection(), asking client: Client) async throws -> [RemoteFile] {
        var files: [RemoteFile] = []
        try await list(selection, asking: client) { files.append($0) }
        return files
    }
    /// What comes for a file.
    func bytes(of file: RemoteFile, asking client: Client) async throws -> [UInt8] {
        try await client.answer(to: request(for: file, asking: client)).bytes
    }
}
