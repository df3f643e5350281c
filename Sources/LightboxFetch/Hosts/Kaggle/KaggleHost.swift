import LightboxCatalogue
import LightboxCore

/// A dataset or the data of a competition on Kaggle.
///
/// All of it comes as one zip, `archive.zip`, as from the button on its page; where only some files are wanted, these
/// are listed and come one by one. Kaggle publishes sizes and no digests.
struct KaggleHost: Host {
    let kind = HostKind.kaggle
    let name: String
    let connectionLimit = 4
    private let item: Item
    private let version: String?
    private let credentials: Credentials
    private static let site = "https://www.kaggle.com"
    private static let api = site + "/api/v1"
    static let archiveName = "archive.zip"

    private enum Item {
        case dataset(owner: String, name: String)
        case competition(String)

        var page: String {
            switch self {
            case .dataset(let owner, let name): "\(KaggleHost.site)/datasets/\(owner)/\(name)"
            case .competition(let name): "\(KaggleHost.site)/competitions/\(name)"
            }
        }
        var listing: String {
            switch self {
            case .dataset(let owner, let name): "\(KaggleHost.api)/datasets/list/\(owner)/\(name)"
            case .competition(let name): "\(KaggleHost.api)/competitions/data/list/\(name)"
            }
        }
        /// Where one file, or everything, is fetched.
        func address(of file: String?) -> String {
            let part = file.map { "/" + WebAddress.encodedPart($0) } ?? ""
            return switch self {
            case .dataset(let owner, let name): "\(KaggleHost.api)/datasets/download/\(owner)/\(name)\(part)"
            case .competition(let name):
                "\(KaggleHost.api)/competitions/data/download\(file == nil ? "-all" : "")/\(name)\(part)"
            }
        }
    }

    static let service = HostService(
        kinds: [.kaggle], name: "Kaggle", mark: .replica, proof: "kaggle 1.6", page: "Kaggle"
    ) { try KaggleHost($0) }

    init(_ place: HostPlace) throws {
        let path = place.fact.url.flatMap { try? WebAddress($0) }.map {
            $0.host.hasSuffix("kaggle.com") ? $0.path : ""
        }
        guard let item = [place.fact.id, path].compactMap(\.self).lazy.compactMap(Self.item).first else {
            throw FetchError(
                .notSaid("which dataset is meant"), at: place.fact.id ?? place.card.id,
                hint: "search \(Self.site)/datasets for it, and hand its zip over with --from")
        }
        self.item = item
        // `kaggle-v2`, `2`: datasets have numbered versions.
        let release = place.release == nil ? place.wantedRelease : place.fact.release
        version = release.flatMap {
            $0.isNumber ? $0 : $0.number(after: "-v", "version ") ?? $0.number(after: "v")
        }
        credentials = place.credentials
        name = "Kaggle \(item.page.dropFirst(Self.site.count + 1))"
    }

    private static func item(_ text: String) -> Item? {
        let parts = text.split(separator: "/").map(String.init)
        guard
            parts.allSatisfy({
                $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            })
        else { return nil }
        if parts.count >= 2, ["competitions", "c"].contains(parts[0]) { return .competition(parts[1]) }
        let names = parts.first == "datasets" ? Array(parts.dropFirst()) : parts
        return names.count == 2 ? .dataset(owner: names[0], name: names[1]) : nil
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let isForArchive =
            selection.only.contains { $0.text.hasPrefix(Self.archiveName) }
            || selection.ids.contains(Self.archiveName)
        if selection.only.isEmpty && selection.ids.isEmpty || isForArchive {
            var file = RemoteFile(path: Self.archiveName, address: item.address(of: nil) + query())
            file.version = version
            return try found(file)
        }
        var token: String?
        repeat {
            var query = query(["pageSize=200"])
            if let token { query += "&pageToken=\(WebAddress.encodedPart(token))" }
            let request = try Request(item.listing + query, secret: secret)
            let answer = try await client.json(request)
            guard let files = answer.list("datasetFiles") ?? answer.list("files") ?? answer.asArray else {
                throw FetchError.lacking("list of files", at: request)
            }
            for entry in files {
                guard let name = entry.string("name") else {
                    throw FetchError.lacking("'name' of a file", at: request)
                }
                var file = RemoteFile(
                    path: name, byteCount: entry.integer("totalBytes"),
                    address: item.address(of: name) + self.query())
                file.version = version
                try found(file)
            }
            token = answer.string("nextPageToken").flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
    }

    private func query(_ more: [String] = []) -> String {
        var parts = more
        if case .dataset = item, let version { parts.append("datasetVersionNumber=\(version)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: secret)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch (error.problem, item) {
        case (.notAllowed, _) where secret == nil:
            error.hint =
                "make an account at \(Self.site), then Settings, Create New Token: put what it gives into "
                + "~/.kaggle/kaggle.json, or into $KAGGLE_USERNAME and $KAGGLE_KEY"
        case (.notAllowed(403), .competition):
            error.hint = "open \(item.page)/rules, log in and accept the rules"
        case (.notAllowed, _): error.hint = "open \(item.page), log in and accept what it asks for"
        case (.wrongSize, _):
            error.hint =
                "Kaggle sends some files in a zip of their own: fetch \(Self.archiveName), which holds all"
        default: break
        }
        return error
    }

    /// A token, or a name and a key as Kaggle's own program keeps them.
    private var secret: Secret? {
        if let token = credentials.token(for: "kaggle.com", variables: "KAGGLE_API_TOKEN") { return token }
        if let user = credentials.variable("KAGGLE_USERNAME"), let key = credentials.variable("KAGGLE_KEY") {
            return .password(user: user.value, password: key.value, from: key.name)
        }
        for path in [".kaggle/kaggle.json", ".config/kaggle/kaggle.json"] {
            guard let file = credentials.file(path),
                let json = try? JSONValue(parsing: Array(file.text.utf8)),
                let user = json.string("username"), let key = json.string("key")
            else { continue }
            return .password(user: user, password: key, from: file.name)
        }
        return nil
    }
}
