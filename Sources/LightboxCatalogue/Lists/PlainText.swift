/// Inline Markdown made plain.
enum PlainText {
    /// The words without link targets, emphasis, code marks, images and tags; blanks are made one.
    static func of(_ markdown: String) -> String {
        let bytes = Array(markdown.utf8)
        var out: [UInt8] = []
        var at = 0
        for link in InlineLink.links(in: bytes, bytes.indices) {
            out += plain(bytes[at..<link.range.lowerBound])
            if let words = link.words {
                out += Array(of(bytes[words].string).utf8)
            } else if let target = link.target {
                out += bytes[target]
            }
            at = link.range.upperBound
        }
        out += plain(bytes[at...])
        let text = out.split(whereSeparator: { $0.isBlankByte || $0 < 0x20 }).map(\.string)
        return text.joined(separator: " ")
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            let rest = bytes[at...]
            if byte == UInt8(ascii: "\\"), at + 1 < bytes.endIndex, !bytes[at + 1].isWordByte {
                out.append(bytes[at + 1])
                at += 2
            } else if byte == UInt8(ascii: "`") {
                at += 1
            } else if rest.starts(with: Array("**".utf8)) || rest.starts(with: Array("__".utf8)) {
                at += 2
            } else if rest.starts(with: Array("![".utf8)), let close = rest.firstIndex(of: UInt8(ascii: "]"))
            {
                let after = bytes[(close + 1)...]
                let end = after.first == UInt8(ascii: "(") ? after.firstIndex(of: UInt8(ascii: ")")) : nil
                at = (end ?? close) + 1
            } else if byte == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")),
                close + 1 < bytes.endIndex, bytes[close + 1] == UInt8(ascii: "("),
                let end = bytes[close...].firstIndex(of: UInt8(ascii: ")"))
            {
                // A link within the list's own folder: `[Name](./name.md)`.
                out += plain(bytes[(at + 1)..<close])
                at = end + 1
            } else if byte == UInt8(ascii: "<"), let close = rest.firstIndex(of: UInt8(ascii: ">")),
                rest.dropFirst().first.map({ $0.isLetterByte || $0 == UInt8(ascii: "/") }) == true
            {
                at = close + 1
            } else {
                out.append(byte)
                at += 1
            }
        }
        return out
    }

    /// `example.org/data` for `https://www.example.org/data/`.
    static func withoutScheme(_ address: String) -> String {
        var text = address[...]
        if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
        if text.hasPrefix("www.") { text = text.dropFirst(4) }
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
