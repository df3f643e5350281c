import LightboxCore

/// One place where bytes of the dataset lie, and all that a program needs to fetch them there.
public struct HostFact: Sendable, Hashable {
    public internal(set) var kind = HostKind.http
    public internal(set) var id: String?
    public internal(set) var url: String?
    public internal(set) var role = HostRole.primary
    public internal(set) var release: String?
    public internal(set) var covers: String?
    public internal(set) var access: AccessKind?
    public internal(set) var digests: [DigestKind] = []
    public internal(set) var archives: [ArchiveFile] = []
    public internal(set) var pages: [Page] = []
    public internal(set) var endpoints: [Endpoint] = []
    public internal(set) var provenance = Provenance()
    public init() {}
}

/// What a host publishes to tell whether a file arrived whole.
public enum DigestKind: String, Sendable, Hashable, CaseIterable {
    case md5, sha1, sha256, sha512, crc32c, etag, size, none
}

extension HostFact: CardRecord {
    static let name = "Host"
    static let summary = "One place where bytes of the dataset lie."
    static let fields: [Field<HostFact>] =
        [
            .required("kind", \.kind, .oneOf(), "The kind of place: its protocol or its software."),
            .optional(
                "id", \.id, .text,
                "The dataset's name there: an accession number, a collection, `owner/repository`, a record number, "
                    + "`s3://bucket/prefix`."),
            .optional("url", \.url, .url, "Its address there, for a person or a program."),
            .required("role", \.role, .oneOf(), "What the place is to the dataset."),
            .optional("release", \.release, .text, "The release that it serves, where not all."),
            .optional("covers", \.covers, .text, "What lies there, where not all."),
            .optional(
                "access", \.access, .oneOf(), "What one must do there, where it differs from the card's."),
            .many(
                "digests", \.digests, .list(of: .oneOf()),
                "What it publishes to tell whether a file is whole."),
            .many("archives", \.archives, .list(of: .record()), "The files to fetch, where they are few."),
            .many("pages", \.pages, .list(of: .record()), "Pages for a person."),
            .many("endpoints", \.endpoints, .list(of: .record()), "Addresses for a program."),
        ] + Field.provenance(\.provenance)

    func check(_ node: YAMLNode, _ decoding: inout Decoding) {
        if id == nil && url == nil && pages.isEmpty && endpoints.isEmpty && archives.isEmpty {
            decoding.report("A host says where: `id`, `url`, `pages`, `endpoints` or `archives`.", at: node)
        }
    }
}

/// One file that is fetched whole.
public struct ArchiveFile: Sendable, Hashable {
    public internal(set) var name = ""
    public internal(set) var url: String?
    public internal(set) var bytes: Cited<Int>?
    public internal(set) var md5: String?
    public internal(set) var sha1: String?
    public internal(set) var sha256: String?
    public internal(set) var release: String?
    public internal(set) var holds: String?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension ArchiveFile: CardRecord {
    static let name = "Archive"
    static let summary = "One file, or one pattern of files, fetched whole."
    static let shorthand: String? = "name"
    static let fields: [Field<ArchiveFile>] =
        [
            .required(
                "name", \.name, .pattern,
                "Its name as served, in quotes; `*` and `{…}` stand for a series of files."),
            .optional("url", \.url, .url, "Its address; `{name}` stands for the name."),
            .optional("bytes", \.bytes, .cited(.count), "Its size in bytes."),
            .optional("md5", \.md5, .digest("MD5", digits: 32), "Its MD5 digest."),
            .optional("sha1", \.sha1, .digest("SHA-1", digits: 40), "Its SHA-1 digest."),
            .optional("sha256", \.sha256, .digest("SHA-256", digits: 64), "Its SHA-256 digest."),
            .optional("release", \.release, .text, "The release that it belongs to."),
            .optional("holds", \.holds, .text, "What is in it."),
        ] + Field.provenance(\.provenance)
}

/// An address for a program.
public struct Endpoint: Sendable, Hashable {
    public internal(set) var purpose = EndpointPurpose.files
    public internal(set) var wire = WireProtocol.http
    public internal(set) var method: String?
    public internal(set) var url: String?
    public internal(set) var query: String?
    public internal(set) var returns: String?
    public internal(set) var authentication = Authentication.none
    public internal(set) var paging: String?
    public internal(set) var limit: String?
    public internal(set) var provenance = Provenance()
    public init() {}
}

extension Endpoint: CardRecord {
    static let name = "Endpoint"
    static let summary = "An address for a program: what it is asked and what it answers."
    static let fields: [Field<Endpoint>] =
        [
            .required("gives", \.purpose, .oneOf(), "What one gets."),
            .required("protocol", \.wire, .oneOf(), "How one talks to it."),
            .optional(
                "method", \.method, .code("HTTP method", known: ["GET", "HEAD", "POST", "PUT", "LIST"]),
                "The HTTP method; GET without it."),
            .optional("url", \.url, .url, "Its address; `{name}` stands for a parameter."),
            .optional("query", \.query, .text, "The query, form or body that is sent."),
            .optional("returns", \.returns, .text, "What comes back: the format, and the names that matter."),
            .required("auth", \.authentication, .oneOf(), "What must be shown."),
            .optional("paging", \.paging, .text, "How to get the next page."),
            .optional("limit", \.limit, .text, "Rates and sizes that the host asks to respect."),
        ] + Field.provenance(\.provenance)
}
