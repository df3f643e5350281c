/// The keys of a user of Amazon's cloud, from where its own programs look for them.
///
/// The variables first; then the profile of `$AWS_PROFILE`, or `default`, in `~/.aws/credentials` and `~/.aws/config`.
/// Profiles that ask another program or a web page for keys are not followed.
struct AWSCredentials: Sendable {
    let region: String?
    private let key: String
    private let word: String
    private let token: String?
    private let origin: String

    init?(_ credentials: Credentials) {
        let profile = credentials.variable("AWS_PROFILE", "AWS_DEFAULT_PROFILE")?.value ?? "default"
        let keys = credentials.file(at: "AWS_SHARED_CREDENTIALS_FILE", or: ".aws/credentials")
        let settings = credentials.file(at: "AWS_CONFIG_FILE", or: ".aws/config")
        let sections = [
            keys.map { (Self.section(profile, of: $0.text), $0.name) },
            settings.map {
                (Self.section(profile == "default" ? profile : "profile " + profile, of: $0.text), $0.name)
            },
        ].compactMap { $0 }
        region =
            credentials.variable("AWS_REGION", "AWS_DEFAULT_REGION")?.value
            ?? sections.lazy.compactMap { $0.0["region"] }.first
        if let key = credentials.variable("AWS_ACCESS_KEY_ID")?.value,
            let word = credentials.variable("AWS_SECRET_ACCESS_KEY")?.value
        {
            (self.key, self.word) = (key, word)
            token = credentials.variable("AWS_SESSION_TOKEN")?.value
            origin = "$AWS_SECRET_ACCESS_KEY"
            return
        }
        for (section, name) in sections {
            guard let key = section["aws_access_key_id"], let word = section["aws_secret_access_key"] else {
                continue
            }
            (self.key, self.word, token, origin) = (key, word, section["aws_session_token"], name)
            return
        }
        return nil
    }

    func secret(region: String) -> Secret {
        .aws(key: key, secret: word, token: token, region: region, from: origin)
    }
    var description: String { "the keys of \(origin)" }

    /// The settings of one section of a file such as `[default]`, `name = value`.
    static func section(_ wanted: String, of text: String) -> [String: String] {
        var out: [String: String] = [:]
        var isWanted = false
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmedBlanks
            if line.hasPrefix("[") {
                isWanted = String(line.dropFirst().prefix { $0 != "]" }).trimmedBlanks == wanted
            } else if isWanted, !line.hasPrefix("#"), !line.hasPrefix(";"),
                let equals = line.firstIndex(of: "=")
            {
                let name = String(line[..<equals]).trimmedBlanks.lowercased()
                out[name] = String(line[line.index(after: equals)...]).trimmedBlanks
            }
        }
        return out
    }
}
