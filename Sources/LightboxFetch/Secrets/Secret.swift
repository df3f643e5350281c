/// What opens a server: it is sent to one origin, and shown to nobody.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    enum Kind: Sendable, Hashable {
        /// A name and a password, as HTTP Basic and FTP send them.
        case password(user: String, password: String)
        /// One header field with its value.
        case header(name: String, value: String)
        /// A key that signs requests by AWS Signature Version 4.
        case aws(key: String, secret: String, token: String?, region: String)
    }
    let kind: Kind
    /// Where it was found, for people: `$PHYSIONET_PASSWORD`, `~/.netrc`.
    public let origin: String

    public static func password(user: String, password: String, from origin: String) -> Secret {
        Secret(kind: .password(user: user, password: password), origin: origin)
    }
    public static func bearer(_ token: String, from origin: String) -> Secret {
        Secret(kind: .header(name: "Authorization", value: "Bearer " + token), origin: origin)
    }
    public static func header(_ name: String, _ value: String, from origin: String) -> Secret {
        Secret(kind: .header(name: name, value: value), origin: origin)
    }
    public static func aws(
        key: String, secret: String, token: String?, region: String, from origin: String
    ) -> Secret {
        Secret(kind: .aws(key: key, secret: secret, token: token, region: region), origin: origin)
    }

    /// Nothing of the secret, whoever prints it.
    public var description: String { "a secret from \(origin)" }
    public var debugDescription: String { description }
}
