import LightboxCatalogue
import LightboxCore

/// The files of an article of figshare, or of all articles of a collection, with their sizes and MD5 sums.
///
/// The files of a collection lie in a folder for each article, named by its number.
struct FigshareHost: Host {
    let kind = HostKind.figshare
    let name: String
    private let item: Item
    private let archives: [ArchiveFile]
    private let release: String?
    private let credentials: Credentials
    private static let api = "https://api.figshare.com/v2"
    private static let pageSize = 100

    private enum Item {
        case article(String, version: String?)
        case collection(String, version: String?)
        /// The card names no article, but the addresses of all files.
        case addresses
    }

    static let service = HostService(
        kinds: [.figshare], name: "figshare", mark: .replica, proof: "figshare-oai-pmh, pooch",
        page: "Figshare"
    ) { try FigshareHost($0) }

    init(_ place: HostPlace) throws {
        let fact = place.fact
        let url = fact.url ?? ""
        let wanted = place.release == nil ? place.wantedRelease.flatMap { Self.version($0) } : nil
        archives = fact.archives
        release = place.release?.id
        credentials = place.credentials
        if let id = fact.id, id.isNumber {
            // A collection's DOI may stand beside the number of the one article that is meant.
            let version =
                url.contains("figshare." + id) || url.contains("/" + id)
                ? Self.version(in: url, after: id) : nil
            item = .article(id, version: wanted ?? version)
        } else if let id = (fact.id ?? "").number(after: "c.", "collections/")
            ?? url.number(after: "figshare.c.", "/collections/")
        {
            item = .collection(id, version: wanted ?? Self.version(in: url, after: id))
        } else if let id = url.number(after: "figshare.", "/dataset/", "/articles/"), !id.isEmpty {
            item = .article(id, version: wanted ?? Self.version(in: url, after: id))
        } else if !fact.archives.isEmpty, fact.archives.allSatisfy({ $0.url != nil }) {
            item = .addresses
        } else {
            throw FetchError(
                .notSaid("the number of the article"), at: fact.id ?? place.card.id,
                hint: "search https://figshare.com for it, and give its files with --from")
        }
        switch item {
        case .article(let id, _): name = "figshare article \(id)"
        case .collection(let id, _): name = "figshare collection \(id)"
        case .addresses: name = "figshare \(fact.id ?? "")"
        }
    }

    /// The number behind `.v` or `/versions/`, as figshare's DOIs and pages write a version.
    private static func version(in url: String, after id: String) -> String? {
        guard let range = url.ranges(of: id).last else { return nil }
        let rest = url[range.upperBound...]
        return rest.hasPrefix(".v") || rest.hasPrefix("/versions/") || rest.hasPrefix("/")
            ? String(rest).number(after: ".v", "/versions/", "/") : nil
    }
    /// `2`, `v2` or `version 2`.
    private static func version(_ text: String) -> String? {
        text.isNumber ? text : text.number(after: "version ", "v")
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        switch item {
        case .article(let id, let version):
            try await listFiles(of: id, version: version, below: "", asking: client, found: found)
        case .collection(let id, let version):
            let articles = "/collections/\(id)" + (version.map { "/versions/\($0)" } ?? "") + "/articles"
            try await paging(articles, asking: client) { article, request in
                guard let id = article["id"]?.asIdentifier else {
                    throw FetchError.lacking("'id' of an article", at: request)
                }
                try await listFiles(of: id, version: nil, below: id + "/", asking: client, found: found)
            }
        case .addresses:
            for archive in archives where archive.fits(selection.release ?? release) {
                for name in try PathPattern.expanding(archive.name) {
                    guard let address = archive.address(for: name, below: nil) else { continue }
                    var file = RemoteFile(path: name, byteCount: archive.exactByteCount, address: address)
                    file.checks = archive.checks
                    try found(file)
                }
            }
        }
    }

    private func listFiles(
        of article: String, version: String?, below folder: String, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        let path = "/articles/\(article)" + (version.map { "/versions/\($0)" } ?? "") + "/files"
        try await paging(path, asking: client) { entry, request in
            guard let name = entry.string("name"), let address = entry.string("download_url") else {
                throw FetchError.lacking("'name' or 'download_url' of a file", at: request)
            }
            var file = RemoteFile(path: folder + name, byteCount: entry.integer("size"), address: address)
            // What figshare computed tells more than what the uploader stated.
            file.checks = ["computed_md5", "supplied_md5"].lazy.compactMap { entry.string($0) }
                .compactMap { Check.published("md5", $0) }.prefix(1).map(\.self)
            file.version = version
            // A link to elsewhere has no size of its own.
            if entry["is_link_only"]?.asBool == true { file.byteCount = nil }
            try found(file)
        }
    }

    /// Hands on the entries of a list, page by page, in the host's order, until a page is not full.
    private func paging(
        _ path: String, asking client: Client, each: (JSONValue, Request) async throws -> Void
    ) async throws {
        var page = 1
        while true {
            let request = try Request(
                "\(Self.api)\(path)?page=\(page)&page_size=\(Self.pageSize)", secret: token)
            guard let entries = try await client.json(request).asArray else {
                throw FetchError.lacking("list of files or articles", at: request)
            }
            for entry in entries { try await each(entry, request) }
            if entries.count < Self.pageSize { return }
            page += 1
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        let address = try WebAddress(file.address)
        // Listings may name any server; the token is for figshare's own.
        let isOwn =
            address.isEncrypted && (address.host == "figshare.com" || address.host.hasSuffix(".figshare.com"))
        return Request(address, secret: isOwn ? token : nil)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        if case .notAllowed = error.problem {
            error.hint =
                "it is not public there: ask its authors, and put a token of "
                + "https://figshare.com/account/applications into $FIGSHARE_TOKEN"
        }
        return error
    }

    private var token: Secret? {
        credentials.variable("FIGSHARE_TOKEN").map {
            .header("Authorization", "token " + $0.value, from: $0.name)
        }
    }
}
