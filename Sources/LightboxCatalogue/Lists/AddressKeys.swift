/// What an address has in common with other addresses of the same thing.
enum AddressKeys {
    /// The address without what does not matter: scheme, `www.`, fragment, tracking, final slash, version.
    static func normalised(_ address: String) -> String {
        var text = WebAddress.unwrapped(address)
        if let archived = text.firstRange(of: "web.archive.org/web/") {
            let rest = text[archived.upperBound...].drop { $0 != "/" }.dropFirst()
            if rest.hasPrefix("http") { text = String(rest) }
        }
        if let scheme = text.firstRange(of: "://") { text = String(text[scheme.upperBound...]) }
        // `#!` and `#/` are pages of their own.
        if let mark = text.firstIndex(of: "#"), !["#!", "#/"].contains(String(text[mark...].prefix(2))) {
            text = String(text[..<mark])
        }
        var (path, query) = (text, "")
        if let mark = text.firstIndex(of: "?") {
            path = String(text[..<mark])
            query = text[text.index(after: mark)...].split(separator: "&").filter { !isTracking($0) }
                .joined(separator: "&")
        }
        let slash = path.firstIndex(of: "/") ?? path.endIndex
        var host = path[..<slash].lowercased()
        if host.hasPrefix("www.") { host = String(host.dropFirst(4)) }
        for port in [":80", ":443"] where host.hasSuffix(port) { host = String(host.dropLast(port.count)) }
        path = String(path[slash...])
        if host == "openneuro.org", let versions = path.firstRange(of: "/versions") {
            path = String(path[..<versions.lowerBound])
        }
        for page in ["/index.html", "/index.htm", "/index.php"] where path.hasSuffix(page) {
            path = String(path.dropLast(page.count))
        }
        while path.hasSuffix("/") { path.removeLast() }
        return host + path + (query.isEmpty ? "" : "?" + query)
    }

    private static func isTracking(_ part: Substring) -> Bool {
        [
            "utm_", "fbclid=", "gclid=", "__twitter_impression=", "feature=", "ref=", "via=", "embedded=",
            "mc_",
        ]
        .contains { part.hasPrefix($0) }
    }

    /// `example.org` of an address.
    static func host(_ address: String) -> String {
        String(normalised(address).prefix { $0 != "/" && $0 != "?" })
    }

    /// The dataset's names at hosts that we know, such as `openneuro:ds002236`.
    static func hostIDs(_ address: String) -> [String] {
        let text = normalised(address)
        let pieces = text.split(whereSeparator: { $0 == "/" || $0 == "?" }).map(String.init)
        guard let host = pieces.first else { return [] }
        let path = Array(pieces.dropFirst())
        func after(_ word: String) -> String? {
            guard let at = path.firstIndex(of: word), at + 1 < path.count else { return nil }
            return path[at + 1]
        }
        func key(_ kind: String, _ id: String?) -> [String] { id.map { [Self.key(kind, $0)] } ?? [] }
        switch host {
        case "openneuro.org", "openfmri.org", "legacy.openfmri.org":
            let id = after("datasets") ?? after("dataset")
            return key("openneuro", id.flatMap { $0.hasPrefix("ds") ? $0 : nil })
        case "wiki.cancerimagingarchive.net":
            return key(
                "tcia", after("Public").map { WebAddress.percentDecoded($0).replacing("+", with: "-") })
        case "cancerimagingarchive.net": return key("tcia", after("collection"))
        case "physionet.org":
            if path.first == "challenge", path.count > 1 {
                return [Self.key("physionet", "challenge-" + path[1])]
            }
            return key(
                "physionet", after("content") ?? (path.first == "physiobank" ? after("database") : nil))
        case "zenodo.org": return key("zenodo", after("record") ?? after("records"))
        case "kaggle.com":
            let rest = path.first == "datasets" ? Array(path.dropFirst()) : path
            if let first = rest.first, ["c", "competitions"].contains(first) {
                return key("kaggle", rest.count > 1 ? "c/" + rest[1] : nil)
            }
            return key("kaggle", rest.count >= 2 ? rest[0] + "/" + rest[1] : nil)
        case "figshare.com":
            guard path.first == "articles" || path.first == "collections" else { return [] }
            let number = path.first { $0.utf8.count >= 5 && $0.utf8.allSatisfy(\.isDigitByte) }
            return key("figshare", number)
        case "academictorrents.com": return key("academic-torrents", after("details"))
        case "github.com":
            // A file deep in a repository may be about anything.
            return key(
                "github", path.count == 2 || path.count > 2 && path[2] == "tree" ? repository(path) : nil)
        case "osf.io": return key("osf", path.first)
        case "nitrc.org": return key("nitrc", path.first == "projects" ? after("projects") : nil)
        case "huggingface.co":
            return key(
                "hugging-face", path.first == "datasets" && path.count >= 3 ? path[1] + "/" + path[2] : nil)
        case "grand-challenge.org": return key("grand-challenge", after("challenges"))
        default:
            let suffix = ".grand-challenge.org"
            return host.hasSuffix(suffix)
                ? [Self.key("grand-challenge", String(host.dropLast(suffix.count)))] : []
        }
    }

    private static func repository(_ path: [String]) -> String {
        path[0] + "/" + (path[1].hasSuffix(".git") ? String(path[1].dropLast(4)) : path[1])
    }

    /// A host's name and the dataset's name there, spelt one way.
    static func key(_ kind: String, _ id: String) -> String {
        var id = id.lowercased()
        if kind == "physionet" { id = id.replacing("-", with: "") }
        return kind + ":" + id
    }

    /// The DOIs that an address leads to, as far as the address tells.
    static func dois(_ address: String) -> [String] {
        let text = WebAddress.unwrapped(address)
        let bytes = Array(text.utf8)
        for at in bytes.indices where bytes[at...].starts(with: Array("10.".utf8)) {
            let before = at > 0 ? bytes[at - 1] : UInt8(ascii: "/")
            guard "/:=".utf8.contains(before), WebAddress.isAddress(bytes[at...]) else { continue }
            let words = bytes[at...].prefix { !"?&#".utf8.contains($0) }.string
            return [doi(words)]
        }
        let normal = normalised(address)
        if normal.hasPrefix("nature.com/articles/") {
            let id = String(
                normal.dropFirst("nature.com/articles/".count).prefix { $0 != "?" && $0 != "/" && $0 != "." })
            if id.hasPrefix("sdata"), id.utf8.count > 9 {
                let digits = id.dropFirst(5)
                return [doi("10.1038/sdata." + digits.prefix(4) + "." + digits.dropFirst(4))]
            }
            return [doi("10.1038/" + id)]
        }
        if normal.hasPrefix("arxiv.org/abs/") || normal.hasPrefix("arxiv.org/pdf/") {
            var id = String(normal.dropFirst("arxiv.org/abs/".count))
            if id.hasSuffix(".pdf") { id = String(id.dropLast(4)) }
            return [doi("10.48550/arxiv." + id)]
        }
        return []
    }

    /// The dataset's name at its host, where the DOI holds it: `10.18112/openneuro.ds002236.v1.1.1`.
    static func hostID(_ doi: String) -> String? {
        let pieces = doi.split(whereSeparator: { $0 == "/" || $0 == "." })
        if doi.hasPrefix("10.18112/openneuro."), pieces.count >= 4 {
            return key("openneuro", String(pieces[3]))
        }
        if doi.hasPrefix("10.5281/zenodo."), let last = pieces.last { return key("zenodo", String(last)) }
        if doi.hasPrefix("10.6084/m9.figshare."), pieces.count >= 5 {
            return key("figshare", String(pieces[4]))
        }
        return nil
    }

    /// A DOI spelt one way, without the version that bioRxiv and arXiv append.
    static func doi(_ words: String) -> String {
        var text = words.lowercased()
        for prefix in [
            "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:",
        ]
        where text.hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count))
        }
        while let last = text.utf8.last, "/.,;)".utf8.contains(last) { text.removeLast() }
        if text.hasPrefix("10.1101/") || text.hasPrefix("10.48550/"), let mark = text.lastIndex(of: "v") {
            let version = text[text.index(after: mark)...]
            if !version.isEmpty, version.utf8.allSatisfy(\.isDigitByte) { text = String(text[..<mark]) }
        }
        return text
    }
}
