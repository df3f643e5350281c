import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// Files at addresses that the card gives, by HTTP, HTTPS or FTP.
///
/// Names that only the host knows are looked up in the lists of digests that the card names, or else in the folders'
/// pages, as deep as the card's pattern says.
struct HTTPHost: Host {
    let kind: HostKind
    let name: String
    private let place: HostPlace
    private let login: Login
    /// The machine that the log-in is for.
    private let machine: String?

    static let service = HostService(
        kinds: [.http, .ftp, .nitrc], name: "HTTP, HTTPS and FTP", mark: .real,
        proof: "nginx, Apache, lighttpd, vsftpd, pyftpdlib; wget", page: "HTTP"
    ) { try HTTPHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        let fact = place.fact
        kind = fact.kind
        name = fact.url ?? fact.id ?? place.card.name
        let sources = try fact.archives.compactMap { try fact.source(of: $0) }
        guard !sources.isEmpty || fact.onlyFile != nil else {
            throw FetchError(
                .notSaid("at which addresses the files of \(name) lie"), at: "The card of \(place.card.id)",
                hint: fact.url.map { "open \($0) to see what is there" })
        }
        let machine = (fact.url ?? fact.archives.lazy.compactMap(\.url).first).flatMap {
            try? WebAddress($0).host
        }
        self.machine = machine
        let (credentials, needsLogin) = (
            place.credentials, !place.isOpen || fact.endpoints.contains { $0.authentication == .basic }
        )
        login = Login { needsLogin ? machine.flatMap { credentials.password(for: $0) } : nil }
    }

    /// What opens an address: the log-in goes to the machine that it is for, and nowhere else.
    private func secret(for address: WebAddress) -> Secret? {
        address.host == machine ? login.secret : nil
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        do { try await listAll(selection, client, found) } catch let error as FetchError {
            throw explain(error, about: nil)
        }
    }

    private func listAll(
        _ selection: Selection, _ client: Client, _ found: (RemoteFile) throws -> Void
    ) async throws {
        let fact = place.fact
        let secret = { @Sendable (address: WebAddress) in self.secret(for: address) }
        let wanted = selection.release ?? place.release?.id
        let archives = fact.archives.filter { $0.fits(wanted) }
        let digests = try await PublishedDigests(of: fact, archives: archives, asking: client, secret: secret)
        func hand(_ path: String, _ address: String, _ byteCount: Int?, _ known: [Check] = []) async throws {
            var file = RemoteFile(path: path, byteCount: byteCount, address: address)
            let published = try await digests.checks(for: path, at: address, asking: client, secret: secret)
            file.checks = known + published.filter { !known.contains($0) }
            try found(file)
        }
        if let only = fact.onlyFile { return try await hand(only.path, only.address, nil) }

        // What the card names comes first, so that a pattern that fits it too adds nothing to it.
        var named: Set<String> = []
        for archive in archives {
            let source = try fact.source(of: archive)
            if source == nil, !PathPattern.isOpen(archive.name), selection.isEverything,
                !archive.provenance.isUnconfirmed
            {
                throw FetchError(
                    .notSaid("at which address '\(archive.name)' lies"), at: "The card of \(place.card.id)",
                    hint: "fetch the others with --only PATTERN")
            }
            guard case .files(let places)? = source else { continue }
            for place in places where named.insert(place.path).inserted {
                try await hand(place.path, place.address, archive.exactByteCount, archive.checks)
            }
        }
        var earlier: [PathPattern] = []
        for archive in archives where PathPattern.isOpen(archive.name) {
            let pattern = try PathPattern(archive: archive.name)
            let isNew = { (path: String) in
                !named.contains(path) && !earlier.contains { $0.matches(path) }
            }
            var files: [(path: String, address: String, byteCount: Int?)] = []
            switch try fact.source(of: archive) {
            case .folder(let base, _) where !digests.listed.contains(where: { pattern.matches($0.path) }):
                let folders = RemoteFolders(client: client, secret: secret)
                try await folders.files(below: base, fitting: pattern) { files.append(($0, $1, $2)) }
            case .folder(let base, _): files = Self.listed(digests, pattern, template: base + "{name}")
            case .named(let template, _): files = Self.listed(digests, pattern, template: template)
            case .files, nil: break
            }
            // Half a dataset must not pass for the whole.
            if files.isEmpty, selection.isEverything, !archive.provenance.isUnconfirmed {
                throw FetchError(
                    .unexpected("no file whose name fits '\(archive.name)'"), at: name,
                    hint: "fetch the others with --only PATTERN, and tell us: the card may have grown old")
            }
            for file in files where isNew(file.path) {
                try await hand(file.path, file.address, file.byteCount)
            }
            earlier.append(pattern)
        }
    }

    /// The files that the lists of digests name and a pattern fits, in order.
    private static func listed(
        _ digests: PublishedDigests, _ pattern: PathPattern, template: String
    ) -> [(path: String, address: String, byteCount: Int?)] {
        var paths: Set<String> = []
        for entry in digests.listed where pattern.matches(entry.path) { paths.insert(entry.path) }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { ($0, ArchiveFile.address(for: $0, template: template), nil) }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        let address = try WebAddress(file.address)
        return Request(address, secret: secret(for: address))
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        guard case .notAllowed = error.problem, error.hint == nil, let machine else { return error }
        var error = error
        let page = place.card.access.pages.first?.url ?? place.card.homepage ?? name
        error.hint =
            login.secret == nil
            ? "`lightbox access \(place.card.id)` tells how to get access; names and passwords are taken from "
                + "~/.netrc (machine \(machine))"
            : "the log-in is \(login.secret?.description ?? ""); see \(page)"
        return error
    }
}
