import LightboxArchive
import LightboxCatalogue
import LightboxCore
import Synchronization

/// Files at links that the user was given: signed, and good for a while.
///
/// A link is a secret: no plan, lock, log or error holds it. A file is known by its name, and whoever goes on later
/// brings the link, or a new one to the same file, again.
struct LinkHost: Host {
    let kind: HostKind
    let name: String
    private let place: HostPlace
    private let links: Links

    static let service = HostService(
        kinds: [.userLink, .stanfordAIMI], name: "A link that the user brings", mark: .real,
        proof: "links signed for S3 (moto), nginx with secure_link", page: "Link"
    ) { try LinkHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place.withoutLink
        kind = place.fact.kind
        name = "the link to " + place.card.name
        var addresses: [WebAddress] = []
        for text in (place.link ?? "").split(whereSeparator: { $0.isWhitespace }) {
            do { addresses.append(try WebAddress(String(text))) } catch {
                // What is wrong with a link is said without showing it.
                throw FetchError(error.problem, at: "the link that was given")
            }
        }
        guard !addresses.isEmpty else {
            throw FetchError(
                .notSaid("where the files lie: each user is given links of his own"),
                at: "The card of \(place.card.id)",
                hint:
                    "`lightbox access \(place.card.id)` tells how to get one; then run this again with --link 'ADDRESS'"
            )
        }
        links = Links(addresses)
    }

    /// What is known of the links that were brought.
    private final class Links: Sendable {
        let addresses: [WebAddress]
        /// The link to the file of a name.
        let named = Mutex<[String: WebAddress]>([:])
        init(_ addresses: [WebAddress]) { self.addresses = addresses }
    }

    /// How a file is written down in place of its address.
    private static let mark = "link:"

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        var seen: Set<String> = []
        for address in links.addresses {
            for (file, link) in try await files(at: address, client) {
                guard seen.insert(file.path).inserted else {
                    throw FetchError(.unexpected("two files of the name '\(file.path)'"), at: name)
                }
                links.named.withLock { $0[file.address] = link }
                try found(file)
            }
        }
    }

    private func files(at address: WebAddress, _ client: Client) async throws -> [(RemoteFile, WebAddress)] {
        do {
            if let container = AzureContainer(address) {
                return try await container.blobs(asking: client).map { blob in
                    var file = self.file(blob.name, blob.byteCount)
                    file.checks += blob.checks.filter { !file.checks.contains($0) }
                    return (file, blob.address)
                }
            }
            let probe = try await HeadProbe.ask(Request(address), client)
            let last = address.path.split(separator: "/").last.map { WebAddress.decoded($0) } ?? ""
            let known = place.fact.archives.contains { (try? PathPattern($0.name))?.matches(last) ?? false }
            let given = (known ? last : probe.fileName) ?? last
            // A server's word for a name is no path.
            let name = given.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
            guard !name.isEmpty else {
                throw FetchError(.unexpected("no name for what it leads to"), at: address.description)
            }
            if HTMLText.isPage(probe.start), ![".html", ".htm"].contains(where: name.lowercased().hasSuffix) {
                let text = String(decoding: probe.start, as: UTF8.self)
                throw FetchError(.webPage(title: HTMLText.title(of: text)), at: address.description)
            }
            return [(file(name, probe.byteCount), address)]
        } catch let error as FetchError {
            throw explain(error, about: nil)
        }
    }

    /// A file with what the card knows of it.
    private func file(_ name: String, _ byteCount: Int?) -> RemoteFile {
        var file = RemoteFile(
            path: name, byteCount: byteCount, address: Self.mark + WebAddress.encodedPath(name))
        let archive = place.fact.archives.first { $0.name == name }
        file.checks = archive?.checks ?? []
        if let size = archive?.exactByteCount { file.byteCount = size }
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        func known() -> WebAddress? { links.named.withLock { $0[file.address] } }
        // A plan of an earlier run knows names alone: the links that were brought now say theirs.
        if known() == nil { try await list(Selection(), asking: client) { _ in } }
        guard let address = known() else {
            throw FetchError(
                .notSaid("which of the links leads to \(file.path)"), at: name,
                hint: "bring a link to this file as well: --link 'ADDRESS'")
        }
        return Request(address)
    }

    /// Nothing of a link is shown: not even its path, where some hosts keep what opens it.
    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var problem = error.problem
        if case .redirectToPlain(let other) = problem {
            problem = .redirectToPlain((try? WebAddress(other).origin) ?? "another address")
        }
        let pages =
            (place.card.access.pages + place.fact.pages).map(\.url) + [place.fact.url].compactMap { $0 }
        let page = pages.first.map { " at \($0)" } ?? ""
        var hint = error.hint
        switch problem {
        case .notAllowed, .notThere, .status(400, _), .status(410, _), .webPage:
            hint =
                "links expire: get a new one\(page) and run the same command with it; it goes on where it stopped"
        default: break
        }
        return FetchError(problem, at: file.map { "The link to \($0.path)" } ?? name, hint: hint)
    }
}
