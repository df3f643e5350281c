import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A bucket of Google's Cloud Storage, asked in JSON.
struct GCSHost: Host {
    let kind = HostKind.gcs
    let name: String
    private let place: HostPlace
    private let bucket: String
    /// What names begin with: empty, or a folder.
    private let folder: String
    private let token: Login
    /// The project that pays, where the bucket wants whoever fetches to.
    private let payer: String?

    static let service = HostService(
        kinds: [.gcs], name: "Google Cloud Storage", mark: .replica,
        proof: "google-cloud-storage, against a replica of the JSON API", page: "GCS"
    ) { try GCSHost($0) }

    private static let server = "https://storage.googleapis.com"

    init(_ place: HostPlace) throws {
        self.place = place
        let fact = place.fact
        guard let found = [fact.id, fact.url].lazy.compactMap({ $0.flatMap(Self.bucket) }).first else {
            throw FetchError(.notSaid("which bucket holds the files"), at: "The card of \(place.card.id)")
        }
        bucket = found.bucket
        folder = found.key.isEmpty || found.key.hasSuffix("/") ? found.key : found.key + "/"
        name = "gs://" + bucket + (folder.isEmpty ? "" : "/" + folder)
        let credentials = place.credentials
        token = Login {
            credentials.token(
                for: "storage.googleapis.com", variables: "GOOGLE_OAUTH_ACCESS_TOKEN",
                "CLOUDSDK_AUTH_ACCESS_TOKEN")
        }
        payer = credentials.variable("LIGHTBOX_BILLING_PROJECT")?.value
    }

    /// The bucket and the beginning of names in `gs://bucket/folder`, or in an address of the service.
    static func bucket(_ text: String) -> (bucket: String, key: String)? {
        var rest: Substring
        if text.hasPrefix("gs://") {
            rest = text.dropFirst(5)
        } else if let address = try? WebAddress(text), address.host == "storage.googleapis.com" {
            rest = Substring(WebAddress.decoded(address.path.dropFirst()))
        } else if let address = try? WebAddress(text), address.host.hasSuffix(".storage.googleapis.com") {
            let bucket = String(address.host.dropLast(".storage.googleapis.com".count))
            return (bucket, WebAddress.decoded(address.path.dropFirst()))
        } else {
            return nil
        }
        let bucket = String(rest.prefix { $0 != "/" })
        rest = rest.dropFirst(bucket.count).drop { $0 == "/" }
        return bucket.isEmpty || bucket.contains("{") ? nil : (bucket, String(rest))
    }

    /// An open bucket is asked by nobody in particular, unless it is to be paid for.
    private var secret: Secret? { place.isOpen && payer == nil ? nil : token.secret }

    private func request(_ path: String, _ query: [String]) throws(FetchError) -> Request {
        let fields = query + (payer.map { ["userProject=" + WebAddress.encodedPart($0)] } ?? [])
        return try Request(Self.server + path + "?" + fields.joined(separator: "&"), secret: secret)
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let wanted = selection.release ?? place.release?.id
        let archives = place.fact.archives.filter { $0.fits(wanted) }
        let patterns = try archives.map { try PathPattern(archive: $0.name) }
        do {
            var count = 0
            let only = patterns.isEmpty ? selection.only : patterns
            for below in PathPattern.folders(of: only) {
                try await list(folder + below, client) { file in
                    guard patterns.isEmpty || patterns.contains(where: { $0.matches(file.path) }) else {
                        return
                    }
                    count += 1
                    var file = file
                    if let archive = archives.first(where: { $0.name == file.path }) {
                        file.checks = archive.checks + file.checks.filter { !archive.checks.contains($0) }
                    }
                    try found(file)
                }
            }
            guard count > 0 || !selection.isEverything else {
                throw FetchError(
                    .unexpected("nothing"), at: name, hint: "`lightbox show` tells where else it may lie")
            }
        } catch let error as FetchError { throw explain(error, about: nil) }
    }

    private func list(_ prefix: String, _ client: Client, _ body: (RemoteFile) throws -> Void) async throws {
        let fields = "items(name,size,md5Hash,crc32c,generation,contentEncoding),nextPageToken"
        var next: String?
        repeat {
            var query = [
                "maxResults=1000", "prefix=" + WebAddress.encodedPart(prefix),
                "fields=" + WebAddress.encodedPart(fields),
            ]
            if let next { query.append("pageToken=" + WebAddress.encodedPart(next)) }
            let request = try request("/storage/v1/b/\(WebAddress.encodedPart(bucket))/o", query)
            let page = try await client.json(request)
            guard case .object = page else {
                throw FetchError(.unexpected("no page of a bucket"), at: request.address.description)
            }
            if case .array(let items)? = page["items"] {
                for item in items {
                    if let file = try file(item, request.address) { try body(file) }
                }
            }
            let token = page["nextPageToken"].flatMap(Self.text)
            guard token == nil || token != next else {
                throw FetchError(.unexpected("the same page again"), at: request.address.description)
            }
            next = token
        } while next != nil
    }

    /// One object; `nil` for the mark of a folder.
    private func file(_ item: JSONValue, _ asked: WebAddress) throws -> RemoteFile? {
        guard let key = item["name"].flatMap(Self.text),
            let size = item["size"].flatMap(Self.text).flatMap({ Int($0) })
        else { throw FetchError(.unexpected("an object without a name or a size"), at: asked.description) }
        if key.hasSuffix("/"), size == 0 { return nil }
        var file = RemoteFile(
            path: key.dropping(folder), byteCount: size, address: "gs://" + bucket + "/" + key)
        file.version = item["generation"].flatMap(Self.text)
        // What is kept gzipped is unpacked as it is served: size and sums are those of another form.
        if item["contentEncoding"].flatMap(Self.text) == "gzip" {
            file.byteCount = nil
            return file
        }
        if let md5 = item["md5Hash"].flatMap(Self.text).flatMap({ Digest(.md5, base64: $0) }) {
            file.checks.append(.digest(md5))
        }
        if let sum = item["crc32c"].flatMap(Self.text).flatMap(Base64.bytes), sum.count == 4 {
            file.checks.append(.crc32c(sum.reduce(0) { $0 << 8 | UInt32($1) }))
        }
        return file
    }

    /// A text; sizes and generations are written as texts of digits.
    private static func text(_ value: JSONValue) -> String? {
        if case .string(let text) = value { text } else { nil }
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        guard let one = Self.bucket(file.address) else { return try Request(file.address) }
        let path =
            "/download/storage/v1/b/\(WebAddress.encodedPart(one.bucket))/o/"
            + WebAddress.encodedPart(one.key)
        return try request(path, ["alt=media"] + (file.version.map { ["generation=" + $0] } ?? []))
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        guard error.hint == nil else { return error }
        switch error.problem {
        case .notAllowed where token.secret == nil || secret == nil:
            error.hint =
                "the bucket is not open to everybody: export GOOGLE_OAUTH_ACCESS_TOKEN=\"$(gcloud auth "
                + "print-access-token)\" as a user who may read it; `lightbox access \(place.card.id)` tells who may"
        case .notAllowed(401):
            error.hint =
                "the token has expired: export GOOGLE_OAUTH_ACCESS_TOKEN=\"$(gcloud auth print-access-token)\""
        case .notAllowed:
            error.hint = "this user may not read it; `lightbox access \(place.card.id)` tells who may"
        case .status(400, let words) where words.lowercased().contains("requester pays"):
            error.hint =
                "the bucket wants whoever fetches to pay: name a project of yours in LIGHTBOX_BILLING_PROJECT, which "
                + "Google then bills"
        default: break
        }
        return error
    }
}
