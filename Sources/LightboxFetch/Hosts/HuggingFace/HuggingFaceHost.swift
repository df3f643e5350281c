import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// The files of a dataset of the Hugging Face Hub at one commit, with sizes and SHA-256, or the names that git gives
/// them.
struct HuggingFaceHost: Host {
    let kind = HostKind.huggingFace
    let name: String
    /// `owner/name`.
    private let dataset: String
    private let revision: String
    private let credentials: Credentials
    private static let site = "https://huggingface.co"

    static let service = HostService(
        kinds: [.huggingFace], name: "Hugging Face", mark: .replica, proof: "huggingface_hub",
        page: "HuggingFace"
    ) { try HuggingFaceHost($0) }

    init(_ place: HostPlace) throws {
        let parts =
            place.fact.url.flatMap { try? WebAddress($0) }?.path.split(separator: "/").map(String.init) ?? []
        let fromAddress = parts.first == "datasets" ? parts.dropFirst().prefix(2).joined(separator: "/") : nil
        guard let dataset = [fromAddress, place.fact.id].compactMap(\.self).first(where: Self.isName) else {
            let page = place.fact.url ?? "\(Self.site)/\(place.fact.id ?? "datasets")"
            throw FetchError(
                .notSaid("which dataset is meant"), at: place.fact.id ?? place.card.id,
                hint:
                    "choose one at \(page), fetch it with `hf download --repo-type dataset OWNER/NAME`, and hand it over "
                    + "with --from")
        }
        self.dataset = dataset
        revision = (place.release == nil ? place.wantedRelease : nil) ?? "main"
        credentials = place.credentials
        name = "Hugging Face \(dataset)" + (revision == "main" ? "" : " at \(revision)")
    }

    private static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            }
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let api = "\(Self.site)/api/datasets/\(dataset)"
        let start = try Request("\(api)/revision/\(WebAddress.encodedPart(revision))", secret: token)
        guard let commit = try await client.json(start).string("sha") else {
            throw FetchError.lacking("'sha'", at: start)
        }
        var next: Request? = try Request(
            "\(api)/tree/\(WebAddress.encodedPart(commit))?recursive=true&limit=1000", secret: token)
        while let request = next {
            let answer = try await client.answer(to: request)
            guard let entries = try? JSONValue(parsing: answer.bytes).asArray else {
                throw FetchError.lacking("list of files", at: request)
            }
            for entry in entries where entry.string("type") != "directory" {
                try found(file(entry, at: commit, request))
            }
            next = try LinkHeader.next(in: answer, of: request).map { Request($0, secret: token) }
        }
    }

    private func file(_ entry: JSONValue, at commit: String, _ request: Request) throws -> RemoteFile {
        guard let path = entry.string("path"), let size = entry.integer("size") else {
            throw FetchError.lacking("'path' or 'size' of a file", at: request)
        }
        var file = RemoteFile(
            path: path, byteCount: size,
            address: "\(Self.site)/datasets/\(dataset)/resolve/\(commit)/\(WebAddress.encodedPath(path))")
        file.version = commit
        if let large = entry["lfs"], large != .null {
            file.byteCount = large.integer("size") ?? size
            file.checks = [large.string("oid").flatMap { Check.published("sha256", $0) }].compactMap(\.self)
        } else if let name = entry.string("oid"), Digest(hex: name)?.algorithm == .sha1 {
            file.checks = [.gitBlob(name)]
        }
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address, secret: token)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        let page = "\(Self.site)/datasets/\(dataset)"
        switch error.problem {
        case .notAllowed:
            let shown = token.map { "the token from \($0.origin) does not open it" } ?? "it asks for a token"
            error.hint =
                "\(shown): open \(page), log in and accept its terms, then put a token of "
                + "\(Self.site)/settings/tokens into $HF_TOKEN (or `hf auth login`)"
        case .busy:
            error.hint =
                "a token in $HF_TOKEN is answered more often: run the same command again later, it goes on "
                + "where it stopped"
        default: break
        }
        return error
    }

    private var token: Secret? {
        if let token = credentials.token(
            for: "huggingface.co", variables: "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
        {
            return token
        }
        return credentials.file(".cache/huggingface/token").flatMap { file in
            let text = file.text.trimmedBlanks
            return text.isEmpty ? nil : .bearer(text, from: file.name)
        }
    }
}
