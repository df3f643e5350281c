/// How requests are sent.
public struct TransportSettings: Sendable, Hashable {
    /// How many threads carry exchanges; each digests and writes what it receives.
    public var threads = 2
    /// How long a connection may take to come about.
    public var connectSeconds = 30
    /// A transfer that brings fewer than so many bytes a second, for so many seconds, is given up and begun again.
    public var slowBytesASecond = 1024
    public var slowSeconds = 30
    /// Bytes a second for all transfers together; 0 for as many as come.
    public var bytesASecond = 0
    /// A file and a folder of certificates, where not the system's: `$CURL_CA_BUNDLE`, `$SSL_CERT_FILE`, `$SSL_CERT_DIR`.
    public var certificates: String?
    public var certificateFolder: String?
    /// Addresses that stand for others, the longest match first.
    public var mirrors: [Mirror] = []

    public init() {}

    /// The settings that the environment asks for.
    ///
    /// - Throws: `FetchError` where `$LIGHTBOX_MIRRORS` cannot be understood.
    public init(environment: (String) -> String?) throws {
        for name in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] where certificates == nil {
            certificates = environment(name).flatMap { $0.isEmpty ? nil : $0 }
        }
        certificateFolder = environment("SSL_CERT_DIR").flatMap { $0.isEmpty ? nil : $0 }
        mirrors = try Mirror.list(environment("LIGHTBOX_MIRRORS") ?? "")
    }
}

/// An address that is asked in place of another: an institution's own copy of a host.
///
/// It is given the secrets of the host that it stands for.
public struct Mirror: Sendable, Hashable {
    /// How addresses begin that go there instead: `https://zenodo.org/`.
    public let prefix: String
    public let replacement: String

    /// Reads `PREFIX=REPLACEMENT`, parted by blanks.
    public static func list(_ text: String) throws(FetchError) -> [Mirror] {
        var out: [Mirror] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            guard let equals = word.firstIndex(of: "=") else {
                throw FetchError(
                    .badAddress, at: String(word), hint: "a mirror is written https://host/=https://mirror/")
            }
            let (prefix, other) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
            for address in [prefix, other] { _ = try WebAddress(address) }
            out.append(Mirror(prefix: prefix, replacement: other))
        }
        return out.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
    }
}

extension TransportSettings {
    /// Where an address is really asked.
    func place(of address: WebAddress) throws(FetchError) -> WebAddress {
        for mirror in mirrors where address.text.hasPrefix(mirror.prefix) {
            return try WebAddress(mirror.replacement + address.text.dropFirst(mirror.prefix.count))
        }
        return address
    }
}
