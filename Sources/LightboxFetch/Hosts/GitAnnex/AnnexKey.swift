import LightboxArchive
import LightboxCore

/// The name that git-annex gives to some content: `MD5E-s1024--d41d8cd98f00b204e9800998ecf8427e.nii.gz`.
///
/// A backend, fields led by a letter of which `s` is the size, two dashes, and a name that most backends make of a digest
/// (git-annex, internals/key_format).
struct AnnexKey: Sendable, Hashable {
    /// As it is written in links and logs, with `&` and `%` standing for what no file name may hold.
    let fileName: String
    let backend: String
    let byteCount: Int?
    /// The digest in the name, for the functions that are known.
    let digest: Digest?

    /// - Returns: `nil` for what is no key.
    init?(fileName: some StringProtocol) {
        guard let dashes = fileName.firstRange(of: "--"), !fileName.contains(where: \.isNewline),
            !fileName.contains("/"), fileName.utf8.count < 1024
        else { return nil }
        var fields = fileName[..<dashes.lowerBound].split(separator: "-", omittingEmptySubsequences: false)
        let name = fileName[dashes.upperBound...]
        let backend = String(fields.removeFirst())
        guard !backend.isEmpty, !name.isEmpty,
            backend.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") })
        else { return nil }
        var size: Int?
        for field in fields where field.first == "s" {
            guard let value = Int(field.dropFirst()), value >= 0 else { return nil }
            size = value
        }
        (self.fileName, self.backend, byteCount) = (String(fileName), backend, size)
        let function = backend.hasSuffix("E") ? String(backend.dropLast()) : backend
        let digits = name.prefix { $0 != "." }
        let found = Digest(hex: digits)
        digest = found?.algorithm.rawValue == function.lowercased() ? found : nil
    }

    /// The key of a link, or of a file that stands for a link: `…/annex/objects/aa/bb/KEY/KEY`, `/annex/objects/KEY`.
    init?(pointer text: String) {
        guard let mark = text.firstRange(of: "annex/objects/") else { return nil }
        let before = text[..<mark.lowerBound]
        guard before.isEmpty || before.hasSuffix("/") else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard let first = lines.first, lines.dropFirst().allSatisfy({ $0.hasPrefix("/annex/") }),
            let name = first.split(separator: "/").last
        else { return nil }
        self.init(fileName: name)
    }

    /// The key itself, as its digest is taken for the folders.
    private var plain: String {
        var out = ""
        var rest = fileName[...]
        while let character = rest.popFirst() {
            switch (character, rest.first) {
            case ("%", _): out += "/"
            case ("&", "s"): out += "%"; rest.removeFirst()
            case ("&", "c"): out += ":"; rest.removeFirst()
            case ("&", "a"): out += "&"; rest.removeFirst()
            default: out.append(character)
            }
        }
        return out
    }

    private var md5: [UInt8] {
        var hasher = Digest.Hasher(.md5)
        hasher.update(Array(plain.utf8))
        return hasher.finish().bytes
    }

    /// The folders of the git-annex branch and of bare repositories: `1a2/3b4`.
    var lowerFolders: String {
        let hex = Digest(algorithm: .md5, bytes: md5).hex
        return hex.prefix(3) + "/" + hex.dropFirst(3).prefix(3)
    }

    /// The folders of repositories with a work tree: `Jm/gp`.
    var mixedFolders: String {
        let letters = Array("0123456789zqjxkmvwgpfZQJXKMVWGPF")
        let word = md5.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let four = (0..<4).map { letters[Int(word >> (6 * UInt32($0)) & 31)] }
        return String([four[1], four[0], "/", four[3], four[2]])
    }
}
