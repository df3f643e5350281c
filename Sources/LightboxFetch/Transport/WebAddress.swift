import FoundationEssentials
import LightboxCore

/// An address on the web, of which no secret is ever shown.
///
/// ```swift
/// let address = try WebAddress("https://zenodo.org/records/3723295/files/subset0.zip?download=1")
/// address.origin    // "https://zenodo.org"
/// ```
/// User names and passwords before the host are refused: they end in logs and in lists of processes.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address as it is asked for.
    public let text: String
    /// `http`, `https`, `ftp` or `ftps`.
    public let scheme: String
    /// In lower case, without the port.
    public let host: String
    public let port: Int
    /// The path as it is sent, percent-encoded, and its query without the question mark.
    public let path: String
    public let query: String?

    /// - Throws: `FetchError` for what is no address of a kind that is fetched, or holds a password.
    public init(_ text: String) throws(FetchError) {
        guard let url = URL(string: Self.encoded(text.trimmedBlanks)), let scheme = url.scheme?.lowercased(),
            let usual = Self.ports[scheme], let host = url.host(percentEncoded: true), !host.isEmpty
        else { throw FetchError(.badAddress, at: Self.shown(text)) }
        guard url.user() == nil, url.password() == nil else {
            throw FetchError(.passwordInAddress, at: Self.shown(text))
        }
        self.text = url.absoluteString
        (self.scheme, self.host, port) = (scheme, host.lowercased(), url.port ?? usual)
        path = url.path(percentEncoded: true)
        query = url.query(percentEncoded: true)
    }

    private static let ports = ["http": 80, "https": 443, "ftp": 21, "ftps": 990]

    /// The address that `text`, perhaps a mere path, means beside this one.
    public func following(_ text: String) throws(FetchError) -> WebAddress {
        guard let base = URL(string: self.text),
            let url = URL(string: Self.encoded(text), relativeTo: base)
        else { throw FetchError(.badAddress, at: Self.shown(text)) }
        return try WebAddress(url.absoluteURL.absoluteString)
    }

    /// Scheme, host and port: whom secrets are for.
    public var origin: String {
        scheme + "://" + host + (port == Self.ports[scheme] ? "" : ":\(port)")
    }
    public var isEncrypted: Bool { scheme == "https" || scheme == "ftps" }
    public var isWeb: Bool { scheme == "http" || scheme == "https" }

    /// The address for people: its query is left out, since that is where signed links hold their secret.
    public var description: String { origin + path.withoutControlCharacters + (query == nil ? "" : "?…") }

    /// What may be shown of a text that perhaps is no address.
    private static func shown(_ text: String) -> String {
        let head = text.prefix { $0 != "?" && $0 != "#" }
        guard let at = head.lastIndex(of: "@"), let slashes = head.firstRange(of: "://") else {
            return String(head).withoutControlCharacters
        }
        return (head[..<slashes.upperBound] + "…" + head[at...]).description.withoutControlCharacters
    }

    /// Blanks and letters beyond ASCII, as cards and listings write them, made fit for a request.
    private static func encoded(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || Self.unfit.contains($0) }) else {
            return text
        }
        var out = ""
        for byte in text.utf8 {
            if byte <= 0x20 || byte >= 0x7F || Self.unfit.contains(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            } else {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return out
    }
    private static let unfit: Set<UInt8> = Set("\"<>\\^`{|}".utf8)

    /// One part of a path, or a value of a query, with everything encoded that has a meaning there.
    public static func encodedPart(_ text: String, keeping kept: String = "") -> String {
        var out = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if Character(scalar).isLetter && byte < 0x80 || (0x30...0x39).contains(byte)
                || "-._~".unicodeScalars.contains(scalar) || kept.unicodeScalars.contains(scalar)
            {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return out
    }

    /// What a part of an address says; one that is no encoded UTF-8 stays as it is.
    static func decoded(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(validating: out, as: UTF8.self) ?? String(text)
    }

    /// A path below this address, each part encoded; `a b/c` becomes `a%20b/c`.
    public static func encodedPath(_ path: String) -> String { encodedPart(path, keeping: "/") }
}

extension String {
    /// The text without blanks and line ends around it.
    var trimmedBlanks: String {
        let start = trimmingPrefix { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
