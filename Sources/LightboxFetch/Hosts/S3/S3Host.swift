import LightboxArchive
import LightboxCatalogue
import LightboxCore

/// A bucket of Amazon's S3, or of a server that speaks its words: a folder of it, or the objects that the card names.
struct S3Host: Host {
    let kind = HostKind.s3
    let name: String
    private let place: HostPlace
    private let folders: [Folder]
    private let bucket: S3Bucket

    /// A place in the bucket, and where it goes in the copy.
    private struct Folder {
        let key: String
        let path: String
    }

    static let service = HostService(
        kinds: [.s3], name: "Amazon S3", mark: .real, proof: "moto's S3 server, boto3, AWS CLI", page: "S3"
    ) { try S3Host($0) }

    init(_ place: HostPlace) throws {
        self.place = place
        let fact = place.fact
        // The id names a bucket better than an address does, which may be a page.
        let texts = [fact.id, fact.url].compactMap { $0 } + fact.archives.compactMap(\.url)
        let spelt = texts.lazy.compactMap { text in
            (try? PathPattern.expanding(text)).flatMap { all in
                let places = all.compactMap(S3Place.init)
                return places.count == all.count && !places.isEmpty ? places : nil
            }
        }
        guard let places = spelt.first, let first = places.first,
            places.allSatisfy({ $0.bucket == first.bucket })
        else {
            throw FetchError(.notSaid("which bucket holds the files"), at: "The card of \(place.card.id)")
        }
        var root = first
        if root.region == nil {
            root.region = fact.url.flatMap { S3Place($0) }.flatMap {
                $0.bucket == root.bucket ? $0.region : nil
            }
        }
        folders = places.map { one in
            let last = one.key.split(separator: "/").last.map(String.init) ?? one.bucket
            return Folder(key: one.key, path: places.count > 1 ? last + "/" : "")
        }
        name = "s3://" + first.bucket + (places.count == 1 && !first.key.isEmpty ? "/" + first.key : "")
        bucket = S3Bucket(
            root, credentials: AWSCredentials(place.credentials), isOpen: place.isOpen,
            paysAsRequester: place.credentials.variable("LIGHTBOX_REQUESTER_PAYS")?.value == "1")
    }

    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws {
        let moment = try moment(selection)
        do {
            if !place.fact.archives.isEmpty { return try await listArchives(selection, client, found) }
            var count = 0
            for folder in folders {
                // A folder's name may be the beginning of another's: ds1 of ds10.
                let key = folder.key.isEmpty || folder.key.hasSuffix("/") ? folder.key : folder.key + "/"
                let wanted = folder.path.isEmpty ? PathPattern.folders(of: selection.only) : [""]
                var here = 0
                for below in wanted {
                    try await list(key + below, client, at: moment) { object in
                        here += 1
                        try found(file(object, path: folder.path + object.key.dropping(key)))
                    }
                }
                if here == 0, !folder.key.isEmpty, !folder.key.hasSuffix("/"), selection.isEverything {
                    try await list(folder.key, client, at: moment) { object in
                        guard object.key == folder.key else { return }
                        here += 1
                        let name = object.key.split(separator: "/").last.map(String.init) ?? object.key
                        try found(file(object, path: folder.path + name))
                    }
                }
                count += here
            }
            guard count > 0 || !selection.isEverything else {
                throw FetchError(
                    .unexpected("nothing"), at: name, hint: "`lightbox show` tells where else it may lie")
            }
        } catch let error as FetchError { throw explain(error, about: nil) }
    }

    /// Objects that begin with `prefix`, as they are now or were at a moment, without the marks of folders.
    private func list(
        _ prefix: String, _ client: Client, at moment: String?, _ body: (S3Object) throws -> Void
    ) async throws {
        var last: String?
        try await bucket.pages(prefix: prefix, withVersions: moment != nil, asking: client) { page in
            var objects = page.objects
            if let moment {
                // The newest state of a key comes first; the one that counts is the newest that was there by then.
                objects = objects.filter { object in
                    guard object.modified <= moment, object.key != last else { return false }
                    last = object.key
                    return object.byteCount >= 0
                }
            }
            if bucket.isSigned, let first = objects.first(where: { $0.byteCount > 0 }),
                try await bucket.head(first.key, version: first.version, asking: client).hasForeignTag
            {
                objects = objects.map {
                    S3Object(
                        key: $0.key, byteCount: $0.byteCount, tag: "", version: $0.version,
                        modified: $0.modified)
                }
            }
            for object in objects where !(object.key.hasSuffix("/") && object.byteCount == 0) {
                try body(object)
            }
        }
    }

    /// The moment that is asked for: `--release 2024-05-01` for a bucket whose card knows no such release.
    private func moment(_ selection: Selection) throws -> String? {
        guard let wanted = selection.release ?? place.wantedRelease, place.release == nil else { return nil }
        let digits = wanted.map { $0.isNumber ? "0" : $0 }
        if String(digits) == "0000-00-00" { return wanted + "T23:59:59.999Z" }
        return String(digits).hasPrefix("0000-00-00T00:00") && wanted.hasSuffix("Z") ? wanted : nil
    }

    private func listArchives(
        _ selection: Selection, _ client: Client, _ found: (RemoteFile) throws -> Void
    ) async throws {
        let root = folders.first.map { $0.key.isEmpty || $0.key.hasSuffix("/") ? $0.key : $0.key + "/" } ?? ""
        for archive in place.fact.archives where archive.fits(selection.release ?? place.release?.id) {
            if PathPattern.isOpen(archive.name) {
                let pattern = try PathPattern(archive: archive.name)
                var count = 0
                for folder in PathPattern.folders(of: [pattern]) {
                    try await list(root + folder, client, at: nil) { object in
                        let path = object.key.dropping(root)
                        guard pattern.matches(path) else { return }
                        count += 1
                        try found(file(object, path: path))
                    }
                }
                guard count > 0 || !selection.isEverything || archive.provenance.isUnconfirmed else {
                    throw FetchError(.unexpected("no object whose name fits '\(archive.name)'"), at: name)
                }
                continue
            }
            for path in try PathPattern.expanding(archive.name) {
                guard selection.only.isEmpty || selection.only.contains(where: { $0.matches(path) }) else {
                    continue
                }
                var (key, version): (String, String?) = (root + path, nil)
                if let url = archive.url {
                    let address = ArchiveFile.address(for: path, template: url)
                    guard let one = S3Place(address), one.bucket == bucket.place.bucket else {
                        var file = RemoteFile(path: path, byteCount: archive.exactByteCount, address: address)
                        file.checks = archive.checks
                        try found(file)
                        continue
                    }
                    (key, version) = (one.key, one.version)
                }
                let head = try await bucket.head(key, version: version, asking: client)
                var object = S3Object(
                    key: key, byteCount: head.byteCount ?? 0,
                    tag: head.hasForeignTag ? "" : (head["ETag"] ?? "").filter { $0 != "\"" })
                object.version = version
                var file = file(object, path: path)
                if head.byteCount == nil { file.byteCount = archive.exactByteCount }
                file.checks = archive.checks + file.checks.filter { !archive.checks.contains($0) }
                try found(file)
            }
        }
    }

    private func file(_ object: S3Object, path: String) -> RemoteFile {
        var file = RemoteFile(
            path: path, byteCount: object.byteCount,
            address: "s3://" + bucket.place.bucket + "/" + object.key)
        file.version = object.version == "null" ? nil : object.version
        file.checks = object.check.map { [$0] } ?? []
        return file
    }

    func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        guard file.address.hasPrefix("s3://"), let one = S3Place(file.address) else {
            return try Request(file.address)
        }
        let query = file.version.map { ["versionId=" + WebAddress.encodedPart($0)] } ?? []
        return try bucket.request(key: one.key, query: query)
    }

    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError {
        var error = error
        guard error.hint == nil else { return error }
        switch error.problem {
        case .notAllowed where !bucket.hasCredentials:
            error.hint =
                "the bucket is not open to everybody: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; "
                + "`lightbox access \(place.card.id)` tells who may have them"
        case .notAllowed:
            error.hint =
                "these keys do not open it; if the bucket wants whoever fetches to pay, agree to that with "
                + "LIGHTBOX_REQUESTER_PAYS=1: Amazon then bills your account"
        default: break
        }
        return error
    }
}

extension String {
    /// The text behind a beginning that it has.
    func dropping(_ prefix: String) -> String {
        String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
