/// What is asked of a server, with the secret that opens it kept apart so that nothing prints it.
public struct Request: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        /// A folder of an FTP server in the form for programs; GET lists it in the form for people.
        case mlsd = "MLSD"
    }

    public var method: Method = .get
    public var address: WebAddress
    /// Header fields that may be seen by anyone.
    public var headers: [Header] = []
    /// What is sent along, for a POST.
    public var body: [UInt8]?
    public var secret: Secret?

    public init(_ address: WebAddress, secret: Secret? = nil) {
        (self.address, self.secret) = (address, secret)
    }
    /// - Throws: `FetchError` where the text is no address that can be fetched.
    public init(_ address: String, secret: Secret? = nil) throws(FetchError) {
        self.init(try WebAddress(address), secret: secret)
    }

    /// A question in JSON, sent by POST.
    public static func posting(
        json text: String, to address: WebAddress, secret: Secret? = nil
    ) -> Request {
        var request = Request(address, secret: secret)
        request.method = .post
        request.headers = [Header("Content-Type", "application/json"), Header("Accept", "application/json")]
        request.body = Array(text.utf8)
        return request
    }

    /// A filled-in form, sent by POST.
    public static func posting(
        form: [(name: String, value: String)], to address: WebAddress, secret: Secret? = nil
    ) -> Request {
        var request = Request(address, secret: secret)
        request.method = .post
        request.headers = [Header("Content-Type", "application/x-www-form-urlencoded")]
        let fields = form.map {
            WebAddress.encodedPart($0.name) + "=" + WebAddress.encodedPart($0.value)
        }
        request.body = Array(fields.joined(separator: "&").utf8)
        return request
    }
}

/// One field of a request's or an answer's head.
public struct Header: Sendable, Hashable {
    public let name: String
    public let value: String
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}
