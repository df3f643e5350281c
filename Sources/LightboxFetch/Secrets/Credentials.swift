import LightboxArchive
import LightboxCore
public import SystemPackage

/// Where secrets are looked for: the environment, `.netrc`, the files of the hosts' own programs, and the user.
///
/// They are read when they are needed, handed to a `Request`, and kept nowhere else.
public struct Credentials: Sendable {
    private let environment: @Sendable (String) -> String?
    /// The user's folder, in which the hosts' own programs keep their files.
    private let home: FilePath?
    /// Asks the user; `nil` where nobody can be asked.
    private let ask: (@Sendable (Question) -> String?)?

    /// A question to the user.
    public struct Question: Sendable {
        /// The question itself: `Password for physionet.org`.
        public let text: String
        /// Whether the answer must not be seen as it is typed.
        public let isHidden: Bool
    }

    public init(
        environment: @escaping @Sendable (String) -> String?, home: FilePath?,
        ask: (@Sendable (Question) -> String?)? = nil
    ) {
        (self.environment, self.home, self.ask) = (environment, home, ask)
    }

    /// The first of some variables that is set.
    public func variable(_ names: String...) -> (value: String, name: String)? {
        for name in names {
            if let value = environment(name), !value.isEmpty { return (value, "$" + name) }
        }
        return nil
    }

    /// A file of a host's own program, such as `.kaggle/kaggle.json`, below the user's folder.
    public func file(_ path: String) -> (text: String, name: String)? {
        guard let home, let text = Self.read(home.appending(path)) else { return nil }
        return (text, "~/" + path)
    }

    /// A file that a variable names, or else one below the user's folder.
    public func file(at variable: String, or path: String) -> (text: String, name: String)? {
        guard let place = environment(variable), !place.isEmpty else { return file(path) }
        return Self.read(FilePath(place)).map { ($0, "$" + variable) }
    }

    /// A name and a password for a host: the variables, then `.netrc`, then the user.
    ///
    /// - Parameters:
    ///   - variables: the variables that hold the name and the password.
    ///   - asking: whether the user is asked where nothing else is known.
    public func password(
        for host: String, variables: (user: String, password: String)? = nil, asking: Bool = true
    ) -> Secret? {
        if let variables, let user = environment(variables.user),
            let password = environment(variables.password), !user.isEmpty
        {
            return .password(user: user, password: password, from: "$" + variables.password)
        }
        if let (netrc, place) = netrc, let entry = netrc.entry(for: host), !entry.login.isEmpty {
            return .password(user: entry.login, password: entry.password, from: place)
        }
        guard asking, let ask, let user = ask(Question(text: "User name for \(host)", isHidden: false)),
            !user.isEmpty,
            let password = ask(Question(text: "Password of \(user) for \(host)", isHidden: true))
        else { return nil }
        return .password(user: user, password: password, from: "the prompt")
    }

    /// A token: from a variable, or typed in.
    public func token(for host: String, variables: String..., asking: Bool = false) -> Secret? {
        for name in variables {
            if let value = environment(name), !value.isEmpty { return .bearer(value, from: "$" + name) }
        }
        guard asking, let ask, let token = ask(Question(text: "Token for \(host)", isHidden: true)),
            !token.isEmpty
        else { return nil }
        return .bearer(token, from: "the prompt")
    }

    private var netrc: (Netrc, String)? {
        if let path = environment("NETRC"), !path.isEmpty {
            return Self.read(FilePath(path)).map { (Netrc($0), "$NETRC") }
        }
        return file(".netrc").map { (Netrc($0.text), $0.name) }
    }

    private static func read(_ path: FilePath) -> String? {
        guard let bytes = try? FileBytes(path: path), let count = bytes.knownByteCount, count < 1 << 20,
            let content = try? bytes.read(at: 0, count: count)
        else { return nil }
        return String(decoding: content, as: UTF8.self)
    }
}
