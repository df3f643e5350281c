import FoundationEssentials
import LightboxCore

/// The logs of the git-annex branch (git-annex, internals): lines that begin with the moment, or end with it, of which for
/// each thing the newest holds.
enum AnnexLog {
    /// Which repositories have a key, by UUID: `1317929189.157237s 1 UUID`.
    static func places(_ text: String) -> Set<String> {
        var newest: [String: (moment: Double, isThere: Bool)] = [:]
        for (moment, words) in lines(text) where words.count == 2 {
            let uuid = String(words[1])
            if moment >= newest[uuid]?.moment ?? -.infinity { newest[uuid] = (moment, words[0] == "1") }
        }
        return Set(newest.filter(\.value.isThere).keys)
    }

    /// The addresses of a key on the web: `1317929189.157237s 1 https://…`.
    static func addresses(_ text: String) -> [String] {
        var newest: [String: (moment: Double, isThere: Bool)] = [:]
        var order: [String] = []
        for (moment, words) in lines(text) where words.count >= 2 {
            let address = words.dropFirst().joined(separator: " ")
            if newest[address] == nil { order.append(address) }
            if moment >= newest[address]?.moment ?? -.infinity { newest[address] = (moment, words[0] == "1") }
        }
        return order.filter { newest[$0]?.isThere == true }
    }

    /// The versions of a key in remotes: `1317929189.157237s UUID:V +VERSION#path`, in base64 behind a `!`.
    static func versions(_ text: String) -> [String: [(version: String, path: String)]] {
        var values: [String: [String]] = [:]
        for (_, words) in lines(text).sorted(by: { $0.moment < $1.moment }) {
            guard let field = words.first, field.hasSuffix(":V") else { continue }
            let uuid = String(field.dropLast(2))
            for word in words.dropFirst() {
                guard let sign = word.first, let value = decoded(word.dropFirst()) else { continue }
                values[uuid, default: []].removeAll { $0 == value }
                if sign == "+" { values[uuid, default: []].append(value) }
            }
        }
        return values.mapValues { list in
            list.map { value in
                let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
            }
        }
    }

    private static func decoded(_ word: Substring) -> String? {
        guard word.first == "!" else { return String(word) }
        return Data(base64Encoded: String(word.dropFirst())).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func lines(_ text: String) -> [(moment: Double, words: [Substring])] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            var words = line.split(separator: " ")
            guard words.count > 1, words[0].hasSuffix("s"), let moment = Double(words[0].dropLast()) else {
                return nil
            }
            words.removeFirst()
            return (moment, words)
        }
    }

    /// The lines of `remote.log`, `trust.log` and `uuid.log`, which end with `timestamp=…s`: the newest for each UUID.
    static func byRepository(_ text: String) -> [String: [Substring]] {
        var newest: [String: (moment: Double, words: [Substring])] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var words = line.split(separator: " ")
            guard words.count > 1 else { continue }
            var moment = 0.0
            if let last = words.last, last.hasPrefix("timestamp="), last.hasSuffix("s") {
                moment = Double(last.dropFirst(10).dropLast()) ?? 0
                words.removeLast()
            }
            let uuid = String(words.removeFirst())
            if moment >= newest[uuid]?.moment ?? -.infinity { newest[uuid] = (moment, words) }
        }
        return newest.mapValues(\.words)
    }

    /// The settings of a remote: `type=S3 bucket=openneuro.org …`, in which `&32;` stands for a blank.
    static func settings(_ words: [Substring]) -> [String: String] {
        var out: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { out[String(parts[0])] = unescaped(parts[1]) }
        }
        return out
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var out = ""
        var rest = text
        while let character = rest.popFirst() {
            if character == "&", let end = rest.firstIndex(of: ";"), let code = UInt32(rest[..<end]),
                let scalar = Unicode.Scalar(code)
            {
                out.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                out.append(character)
            }
        }
        return out
    }
}
