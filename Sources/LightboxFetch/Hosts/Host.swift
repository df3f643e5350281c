public import LightboxCatalogue

/// One place that serves a release: it says what there is and how it is asked for.
///
/// Only the engine opens sockets, tries again, resumes, checks digests and writes files. A host is made from a card's
/// `HostFact` by `HostRegistry`.
public protocol Host: Sendable {
    /// The kind that cards name it by.
    var kind: HostKind { get }
    /// What it serves, for people: `OpenNeuro ds001486, release 1.3.0`.
    var name: String { get }
    /// How many connections it may be asked over at once.
    var connectionLimit: Int { get }

    /// Hands every file of the release to `found`, in an order that does not change between calls.
    ///
    /// Listings may be long: hand each file on as it is read, and keep none. Where `selection` can be told to the
    /// host, so that less is listed, do so; the planner leaves out what is not wanted in any case.
    ///
    /// - Throws: `FetchError`, or what `found` throws.
    func list(
        _ selection: Selection, asking client: Client, found: (RemoteFile) throws -> Void
    ) async throws

    /// The request for a file, signed and addressed; called again when a signed address has expired.
    func request(for file: RemoteFile, asking client: Client) async throws -> Request

    /// Hands on the bytes of a file that lies on this machine already, such as one in a git clone, from its first to its last.
    ///
    /// - Returns: `false`, with nothing handed on, for a file that `request(for:asking:)` is for.
    func give(_ file: RemoteFile, to take: (Span<UInt8>) throws -> Void) throws -> Bool

    /// What the user should know after the listing: what was left out of it, and why.
    var remarks: [String] { get }

    /// Turns an error of the transport into one that says what to do at this host.
    func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError
}

extension Host {
    public var connectionLimit: Int { 8 }
    public func request(for file: RemoteFile, asking client: Client) async throws -> Request {
        try Request(file.address)
    }
    public func give(_ file: RemoteFile, to take: (Span<UInt8>) throws -> Void) throws -> Bool { false }
    public var remarks: [String] { [] }
    public func explain(_ error: FetchError, about file: RemoteFile?) -> FetchError { error }
}
