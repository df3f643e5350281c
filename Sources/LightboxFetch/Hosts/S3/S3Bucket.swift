import LightboxArchive
import LightboxCore
import Synchronization

/// A bucket that is asked: in its own region, unsigned or signed.
final class S3Bucket: Sendable {
    let place: S3Place
    private let credentials: AWSCredentials?
    /// What a request for data says where the user has agreed to pay for it.
    private let paysAsRequester: Bool

    private struct State {
        var region: String?
        var isSigned: Bool
    }
    private let state: Mutex<State>

    init(_ place: S3Place, credentials: AWSCredentials?, isOpen: Bool, paysAsRequester: Bool) {
        self.place = place
        self.credentials = credentials
        self.paysAsRequester = paysAsRequester
        let isSigned = credentials != nil && (!isOpen || paysAsRequester)
        state = Mutex(State(region: place.region, isSigned: isSigned))
    }

    var isSigned: Bool { state.withLock { $0.isSigned } }
    var hasCredentials: Bool { credentials != nil }

    /// A request for the bucket itself, or for an object in it.
    ///
    /// - Parameter query: fields already encoded; they are sorted, as the signature needs them.
    func request(key: String? = nil, query: [String] = []) throws(FetchError) -> Request {
        let (region, isSigned) = state.withLock { ($0.region, $0.isSigned) }
        var text = place.bucketAddress(region: region)
        if let key { text += "/" + WebAddress.encodedPath(key) }
        if !query.isEmpty { text += "?" + query.sorted().joined(separator: "&") }
        var request = try Request(text)
        if isSigned, let credentials {
            request.secret = credentials.secret(region: region ?? credentials.region ?? "us-east-1")
            if paysAsRequester { request.headers.append(Header("x-amz-request-payer", "requester")) }
        }
        return request
    }

    /// Asks, and where the bucket lies in another region, or wants a signature after all, asks once more as it wants it.
    func asking<T>(
        _ client: Client, key: String? = nil, query: [String] = [],
        _ body: (Request) async throws -> T
    ) async throws -> T {
        do { return try await body(try request(key: key, query: query)) } catch let error as FetchError {
            guard try await learn(from: error, client) else { throw error }
            return try await body(try request(key: key, query: query))
        }
    }

    /// Whether a refusal taught something that makes another try worth it.
    private func learn(from error: FetchError, _ client: Client) async throws -> Bool {
        switch error.problem {
        case .redirectWithoutAddress, .status(400, _), .status(301, _):
            return try await findRegion(client)
        case .notAllowed:
            // A signed request for another region is refused as well.
            if try await findRegion(client) { return true }
            let hasKeys = credentials != nil
            return state.withLock { state in
                guard hasKeys, !state.isSigned else { return false }
                state.isSigned = true
                return true
            }
        default: return false
        }
    }

    /// Asks where the bucket lies, which S3 tells everybody; whether that is news.
    private func findRegion(_ client: Client) async throws -> Bool {
        guard place.server == nil else { return false }
        let old = state.withLock { $0.region }
        var request = try Request(place.bucketAddress(region: old))
        request.method = .head
        let probe = AnyHead()
        do {
            _ = try await client.transport.exchange(request, receiver: probe)
        } catch is AnyHead.Seen {} catch is FetchError { return false }
        guard let region = probe.head["x-amz-bucket-region"], region != (old ?? "us-east-1") else {
            return false
        }
        state.withLock { $0.region = region }
        return true
    }

    /// Keeps the head of any answer, whatever its status.
    private final class AnyHead: Receiver, @unchecked Sendable {
        // The transport calls it, and is done before anybody looks.
        private(set) var head = ResponseHead(status: 0)
        struct Seen: Error {}
        func begin(_ head: ResponseHead) throws { self.head = head }
        func receive(_ bytes: Span<UInt8>) throws { throw Seen() }
    }

    /// Hands on the pages of what begins with `prefix`, in the order of keys.
    func pages(
        prefix: String, withVersions: Bool = false, asking client: Client,
        _ body: (S3Page) async throws -> Void
    ) async throws {
        var next: String?
        repeat {
            var query = ["encoding-type=url", "max-keys=1000", "prefix=" + WebAddress.encodedPart(prefix)]
            query.append(withVersions ? "versions=" : "list-type=2")
            query += (next ?? "").split(separator: "\u{0}").map(String.init)
            let page = try await asking(client, query: query) { request in
                try S3Page(try await client.answer(to: request))
            }
            guard page.next == nil || page.next != next else {
                throw FetchError(.unexpected("the same page again"), at: place.bucketAddress(region: nil))
            }
            try await body(page)
            next = page.next
        } while next != nil
    }

    /// What is known of one object.
    func head(_ key: String, version: String?, asking client: Client) async throws -> ResponseHead {
        let query = version.map { ["versionId=" + WebAddress.encodedPart($0)] } ?? []
        return try await asking(client, key: key, query: query) { request in
            var request = request
            request.method = .head
            return try await client.answer(to: request).head
        }
    }
}

extension ResponseHead {
    /// Whether the object's tag is one of its encrypted form, and tells nothing of its bytes.
    var hasForeignTag: Bool {
        (self["x-amz-server-side-encryption"]?.hasPrefix("aws:kms") ?? false)
            || self["x-amz-server-side-encryption-customer-algorithm"] != nil
    }
}
