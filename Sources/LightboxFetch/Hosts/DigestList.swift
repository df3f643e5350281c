public import LightboxArchive

/// A list of digests as `sha256sum`, `md5sum` and their BSD kin write it.
///
/// `DIGEST  NAME`, `DIGEST *NAME` or `SHA256 (NAME) = DIGEST`, one a line; the number of digits tells the function.
public struct DigestList: Sendable {
    public let entries: [(path: String, digest: Digest)]

    public init(_ text: String) {
        var entries: [(String, Digest)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if let entry = Self.plain(line) ?? Self.tagged(line) { entries.append(entry) }
        }
        self.entries = entries
    }

    private static func plain(_ line: Substring) -> (String, Digest)? {
        guard let blank = line.firstIndex(where: \.isWhitespace), let digest = Digest(hex: line[..<blank])
        else { return nil }
        var name = line[blank...].drop(while: \.isWhitespace)
        if name.first == "*" { name.removeFirst() }
        let path = clean(name)
        return path.isEmpty ? nil : (path, digest)
    }

    private static func tagged(_ line: Substring) -> (String, Digest)? {
        guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
            let equals = line[close...].firstIndex(of: "="),
            let digest = Digest(hex: line[line.index(after: equals)...].drop(while: \.isWhitespace))
        else { return nil }
        return (clean(line[line.index(after: open)..<close]), digest)
    }

    private static func clean(_ name: Substring) -> String {
        var name = name
        while let last = name.last, last.isWhitespace { name.removeLast() }
        return String(name.hasPrefix("./") ? name.dropFirst(2) : name)
    }
}

extension Digest {
    /// A digest from its hexadecimal digits, whose number tells the function; `nil` for what is none.
    public init?(hex: some StringProtocol) {
        let algorithm: Algorithm? =
            switch hex.utf8.count {
            case 32: .md5
            case 40: .sha1
            case 64: .sha256
            case 128: .sha512
            default: nil
            }
        guard let algorithm else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in hex {
            guard let value = character.hexDigitValue.map(UInt8.init) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.init(algorithm: algorithm, bytes: bytes)
    }
}
