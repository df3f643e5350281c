/// Who may ask: decides by the Host header and, beyond this machine, by a token.
///
/// A page of a stranger can point a name of its own at 127.0.0.1 and have the browser ask us (DNS rebinding);
/// its Host header then names the stranger. So only this machine's own names are answered. The port in the
/// header is not looked at: behind `ssh -L 9000:localhost:8080` it is another.
struct AccessPolicy: Sendable {
    /// Names that are answered, in lower case, beside addresses in numbers when listening beyond loopback.
    let hostNames: Set<String>
    /// Whether any address in numbers is answered.
    ///
    /// Rebinding needs a name, so they cannot be a stranger's.
    let answersAddresses: Bool
    /// What must be shown, or `nil` on loopback where nothing need be.
    let token: String?
    /// Cookies are shared by all ports of a host, so the name tells servers apart.
    let cookieName: String

    init(hostNames: some Sequence<String>, answersAddresses: Bool, token: String?, port: Int) {
        self.hostNames = Set(hostNames.map { $0.lowercased() })
        self.answersAddresses = answersAddresses
        self.token = token
        cookieName = "lightbox-\(port)"
    }

    static let loopbackNames = ["localhost", "127.0.0.1", "[::1]"]

    /// Whether an address names this machine alone.
    static func isLoopback(_ address: String) -> Bool {
        ["localhost", "127.0.0.1", "::1", "[::1]"].contains(address.lowercased())
            || (address.hasPrefix("127.") && isIPv4(address))
    }

    enum Decision: Sendable, Equatable {
        case allowed
        /// The token came in the address: keep it in a cookie and ask again without it.
        case allowedOnce(cookie: String)
        case wrongHost
        case tokenNeeded
    }

    func decide(_ request: WebRequest) -> Decision {
        guard let host = request.headers["host"], answers(host) else { return .wrongHost }
        guard let token else { return .allowed }
        if let given = request.query["token"] {
            guard Self.isEqual(given, token) else { return .tokenNeeded }
            // `Lax` and not `Strict`: with the latter a link from a mail would not bring the cookie along.
            return .allowedOnce(cookie: "\(cookieName)=\(token); HttpOnly; SameSite=Lax; Path=/")
        }
        if let given = request.cookie(cookieName), Self.isEqual(given, token) { return .allowed }
        if let bearer = request.headers["authorization"], bearer.lowercased().hasPrefix("bearer "),
            Self.isEqual(String(bearer.dropFirst(7)), token)
        {
            return .allowed
        }
        return .tokenNeeded
    }

    func answers(_ hostHeader: String) -> Bool {
        let host = hostHeader.lowercased()
        let name: Substring
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            name = host[...end]
        } else {
            name = host.prefix { $0 != ":" }
        }
        let rest = host[name.endIndex...]
        guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isASCIIDigit)) else {
            return false
        }
        if hostNames.contains(String(name)) { return true }
        return answersAddresses && (name.hasPrefix("[") || Self.isIPv4(String(name)))
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) && $0.count <= 3 && UInt8($0) != nil }
    }

    /// Compares in a time that depends on the length of `given` alone, so that a token cannot be guessed
    /// letter by letter.
    static func isEqual(_ given: String, _ expected: String) -> Bool {
        let (a, b) = (Array(given.utf8), Array(expected.utf8))
        guard !b.isEmpty else { return false }
        var difference = a.count ^ b.count
        for (index, byte) in a.enumerated() { difference |= Int(byte ^ b[index % b.count]) }
        return difference == 0
    }

    /// A token of 128 random bits, in letters and digits.
    static func newToken() -> String {
        var random = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<26).map { _ in letters[Int(random.next() & 31)] })
    }
}

extension Character {
    var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}
