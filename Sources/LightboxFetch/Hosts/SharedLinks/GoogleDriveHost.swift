import LightboxCatalogue
import LightboxCore

/// A file, or the files of a folder, that somebody shares from Google Drive with anyone who has the link.
///
/// Drive publishes neither sizes nor digests. It puts a page before large files, which is answered, and one in place of
/// files that too many people fetched that day, which is told.
struct GoogleDriveHost: Host {
    let kind = HostKind.googleDrive
    let name: String
    let connectionLimit = 2
    private let place: HostPlace
    private let item: Item
    private static let site = "https://drive.google.com"

    private enum Item {
        case file(String)
        case folder(String)
    }

    static let service = HostService(
        kinds: [.googleDrive], name: "Google Drive", mark: .replica, proof: "gdown", page: "SharedLinks"
    ) { try GoogleDriveHost($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        let address = place.fact.url.flatMap { try? WebAddress($0) }
        let parts = address?.path.split(separator: "/").map(String.init) ?? []
        let inQuery = address?.query?.split(separator: "&").first { $0.hasPrefix("id=") }.map {
            String($0.dropFirst(3))
        }
        func after(_ mark: String) -> String? {
            parts.firstIndex(of: mark).flatMap { $0 + 1 < parts.count ? parts[$0 + 1] : nil }
        }
        if let id = after("folders"), Self.isName(id) {
            item = .folder(id)
        } else if let id = [after("d"), inQuery, place.fact.id].compactMap(\.self).first(where: Self.isName) {
            item = .file(id)
        } else {
            throw FetchError(
                .notSaid("the name of a file or a folder on Google Drive"),
                at: place.fact.id ?? place.card.id,
                hint: place.fact.url.map { "open \($0), and hand over what you get with --from" })
        }
        name = "Google Drive \(place.fact.id ?? "")"
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count >= 10
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        switch item {
        case .folder(let id): try await list(id, below: "", depth: 0, asking: client, found: found)
        case .file(let id):
            let archives = place.fact.archives.filter { $0.fits(selection.release ?? place.release?.id) }
            if archives.count == 1, try PathPattern.expanding(archives[0].name) == [archives[0].name],
                !archives[0].name.contains(where: { "*?[".contains($0) })
            {
                var file = RemoteFile(
                    path: archives[0].name, byteCount: archives[0].exactByteCount,
                    address: Self.address(of: id))
                file.checks = archives[0].checks
                return try found(file)
            }
            try found(
                RemoteFile(path: try await nameOfFile(id, asking: client), address: Self.address(of: id)))
        }
    }

    private static func address(of id: String) -> String {
        "https://drive.usercontent.google.com/download?id=\(id)&export=download&confirm=t"
    }

    /// The name that a file has on Drive.
    private func nameOfFile(_ id: String, asking client: Client) async throws -> String {
        let file = RemoteFile(path: id, address: Self.address(of: id))
        let head = try await opened(Request(file.address), about: file, asking: client).head
        return head["Content-Disposition"].flatMap(ContentDisposition.fileName) ?? id
    }

    /// The page that shows a folder inside other pages: it lists without a log-in and without a key.
    private func list(
        _ folder: String, below path: String, depth: Int, asking client: Client,
        found: (RemoteFile) throws -> Void
    ) async throws {
        guard depth < 64 else { throw FetchError(.unexpected("folders that do not end"), at: page) }
        let request = try Request("\(Self.site)/embeddedfolderview?id=\(folder)")
        let text = try await client.answer(to: request, limit: 64 << 20).text()
        var entries: [(name: String, id: String, isFolder: Bool)] = []
        for link in HTMLLinks(text).links {
            guard let address = try? WebAddress(link.target) else { continue }
            let parts = address.path.split(separator: "/").map(String.init)
            if address.host == "drive.google.com", parts.count >= 3, parts[0] == "file", parts[1] == "d",
                Self.isName(parts[2])
            {
                entries.append((link.text, parts[2], false))
            } else if address.host == "drive.google.com", let at = parts.firstIndex(of: "folders"),
                at + 1 < parts.count,
                Self.isName(parts[at + 1])
            {
                entries.append((link.text, parts[at + 1], true))
            }
        }
        guard depth > 0 || !entries.isEmpty else {
            throw FetchError(.webPage(title: HTMLText.title(of: text)), at: page, hint: howToDoIt)
        }
        for entry in entries.sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) {
            let name = entry.name.replacing("/", with: "_")
            if entry.isFolder {
                try await list(
                    entry.id, below: path + name + "/", depth: depth + 1, asking: client, found: found)
            } else {
                try found(RemoteFile(path: path + name, address: Self.address(of: entry.id)))
            }
        }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try await opened(Request(file.address), about: file, asking: client).request
    }

    /// Asks for the first byte, and answers the page that Drive puts before files too large to be searched for viruses.
    private func opened(
        _ request: Request, about file: RemoteFile, asking client: Client
    ) async throws -> (request: Request, head: ResponseHead) {
        var request = request
        for attempt in 0...1 {
            let question = request
            let (head, bytes) = try await client.retrying { _ in
                let receiver = MemoryReceiver(limit: 4 << 20)
                do {
                    let outcome = try await client.send(question, first: 0, last: 0, receiver: receiver)
                    return (outcome.head, receiver.bytes)
                } catch is AnswerTooLong { return (ResponseHead(status: 200), []) }
            }
            // A file that is itself a page comes as an attachment.
            guard head["Content-Disposition"] == nil, HTMLText.isPage(bytes) else { return (request, head) }
            let text = String(decoding: bytes, as: UTF8.self)
            guard attempt == 0,
                let next = HTMLForm(text, id: "download-form")?.address(beside: request.address),
                next.host == "drive.usercontent.google.com"
            else {
                throw explain(
                    FetchError(.webPage(title: HTMLText.title(of: text)), at: file.path), about: file)
            }
            request = Request(next)
        }
        return (request, ResponseHead(status: 200))
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        switch error.problem {
        case .webPage(let title) where title.lowercased().contains("quota"):
            error.hint =
                "too many people fetched it today: run the same command again tomorrow, or log in at \(page), make a "
                + "copy in your own Drive, and fetch that by hand (lightbox get \(place.card.id) --from FOLDER)"
        case .webPage, .notAllowed, .notThere: error.hint = howToDoIt
        default: break
        }
        return error
    }

    private var page: String {
        switch item {
        case .file(let id): "\(Self.site)/file/d/\(id)/view"
        case .folder(let id): "\(Self.site)/drive/folders/\(id)"
        }
    }
    private var howToDoIt: String {
        "it is not shared with everybody, or is gone: open \(page) and see; what you fetch there is handed over with "
            + "lightbox get \(place.card.id) --from FOLDER"
    }
}
