import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// One dataset of OpenNeuro: a snapshot's files by GraphQL, their bytes by S3 in the version that the snapshot has.
struct OpenNeuroHost: Host {
    let kind = HostKind.openneuro
    let name: String
    private let api: OpenNeuroAPI
    /// The tag that the user or the card wants; the newest where there is none.
    private let wantedTag: String?
    /// Where the copy of the git repository is kept that tells digests; `nil` where none is to be made.
    private let copies: String?
    private let notes = Remarks()
    private static let portion = 4000

    static let service = HostService(
        kinds: [.openneuro], name: "OpenNeuro", mark: .replica, proof: "openneuro-py 2026.9.1",
        page: "OpenNeuro"
    ) { place in
        let variables = place.credentials
        return try OpenNeuroHost(
            place, copies: try Places(environment: { variables.variable($0)?.value }).repositories)
    }

    /// - Parameter copies: the folder of copies of repositories, where digests are to be looked up in the dataset's git repository.
    init(_ place: HostPlace, copies: String? = nil) throws {
        self.copies = copies
        let named = place.fact.id ?? place.fact.url ?? ""
        guard let dataset = OpenNeuroAPI.accession(in: named) else {
            throw FetchError(
                .notSaid("which dataset of OpenNeuro is meant"), at: "card \(place.card.id)",
                hint:
                    "datasets there are named like ds001486: `lightbox search openneuro` lists those with a card"
            )
        }
        let tag = place.wantedRelease ?? place.release?.id ?? place.fact.release
        wantedTag = tag.map { Self.tag($0, of: dataset) }
        name = "OpenNeuro \(dataset)" + (wantedTag.map { ", release \($0)" } ?? "")
        api = OpenNeuroAPI(dataset: dataset, secret: Self.secret(place.credentials))
    }

    /// The snapshot's tag in a release's name: `ds003097-2.0.0` and `v2.0.0` mean `2.0.0`.
    private static func tag(_ release: String, of dataset: String) -> String {
        for prefix in [dataset + "-", dataset + ":", "v"] where release.hasPrefix(prefix) {
            return String(release.dropFirst(prefix.utf8.count))
        }
        return release
    }

    /// The key of an account, sent as the cookie that the site itself uses.
    private static func secret(_ credentials: Credentials) -> Secret? {
        guard let key = credentials.variable("OPENNEURO_API_KEY") else { return nil }
        return .header("Cookie", "accessToken=" + key.value, from: key.name)
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        notes.clear()
        let wanted = selection.release.map { Self.tag($0, of: api.dataset) } ?? wantedTag
        let tag = try await api.snapshot(wanted, asking: client)
        let keys = keys(of: tag, client)
        var (files, links): ([RemoteFile], [String?]) = ([], [])
        func handOn() throws {
            for file in try keys?.completing(files, links: links) ?? files { try found(file) }
            (files, links) = ([], [])
        }
        func take(_ row: JSONValue, in folder: String) throws {
            guard let file = try file(row, in: folder, tag: tag) else { return }
            files.append(file)
            links.append(file.checks.isEmpty ? Self.blob(of: row) : nil)
            if files.count >= Self.portion { try handOn() }
        }
        if let rows = try await api.allFiles(of: tag, asking: client) {
            try rows.forEach { try take($0, in: "") }
        } else {
            try await walk(nil, in: "", tag: tag, selection, asking: client, take: take)
        }
        try handOn()
    }

    var remarks: [String] { notes.texts }

    /// The git repository of the dataset, with the release's links; `nil`, with a remark, where it cannot be had.
    private func keys(of tag: String, _ client: Client) -> OpenNeuroKeys? {
        guard let copies else { return nil }
        do {
            let keys = try OpenNeuroKeys(dataset: api.dataset, copies: copies, client: client)
            if try keys.bring(tag) { return keys }
            notes.add(
                "GitHub has no tag \(tag)",
                to: "reason why large files are checked by size and entity tag alone")
        } catch {
            let reason = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            notes.add(reason, to: "reason why large files are checked by size and entity tag alone")
        }
        return nil
    }

    /// Lists a folder and what lies below it, one request a folder, in the order of git's trees.
    private func walk(
        _ tree: String?, in folder: String, tag: String, _ selection: Selection, asking client: Client,
        take: (_ row: JSONValue, _ folder: String) throws -> Void
    ) async throws {
        for row in try await api.files(in: tree, of: tag, asking: client) {
            if row["directory"]?.asBool == true {
                guard let id = row["id"]?.asText, let path = path(of: row, in: folder), path != folder,
                    path.utf8.count < 4096
                else { throw FetchError(.unexpected("a folder without name or id"), at: api.place) }
                guard selection.only.isEmpty || selection.only.contains(where: { $0.mayMatch(below: path) })
                else { continue }
                try await walk(id, in: path, tag: tag, selection, asking: client, take: take)
            } else {
                try take(row, folder)
            }
        }
    }

    /// A row's path: in a listing of one folder its name alone, in one of all the whole path.
    private func path(of row: JSONValue, in folder: String) -> String? {
        guard let name = row["filename"]?.asText, !name.isEmpty else { return nil }
        if folder.isEmpty || name.hasPrefix(folder + "/") { return name }
        return name.contains("/") ? nil : folder + "/" + name
    }

    /// The file of a row; `nil` for a folder.
    private func file(_ row: JSONValue, in folder: String, tag: String) throws -> RemoteFile? {
        if row["directory"]?.asBool == true { return nil }
        guard let path = path(of: row, in: folder) else {
            throw FetchError(.unexpected("a file without a name"), at: api.place)
        }
        let isAnnexed = row["annexed"]?.asBool
        let blob = Self.blob(of: row)
        let urls = row["urls"]?.asArray?.compactMap(\.asText) ?? []
        let choice = OpenNeuroAddress.best(of: urls)
        var file = RemoteFile(
            path: path, byteCount: row["size"]?.asInt,
            address: choice?.address
                ?? api.address(of: path, tag: tag, plainBlob: isAnnexed == false ? blob : nil))
        file.version = choice?.version
        // The id of an annexed file is that of the link which git keeps in its place, and tells nothing of its bytes.
        if isAnnexed == false, let blob { file.checks = [.gitBlob(blob)] }
        return file
    }

    /// The git hash in a row: of the file, or of the link that stands for it.
    private static func blob(of row: JSONValue) -> String? {
        row["id"]?.asText.flatMap {
            $0.utf8.count == 40 && $0.allSatisfy(\.isHexDigit) ? $0.lowercased() : nil
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        let request = try Request(file.address)
        return request.address.origin == OpenNeuroAPI.site
            ? Request(request.address, secret: api.secret) : request
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        guard case .notAllowed = error.problem, error.hint == nil else { return error }
        var error = error
        error.hint = api.keyHint
        return error
    }
}
