/// What is an address in a line of text, and what it is in full.
enum WebAddress {
    private static let schemes = ["https://", "http://", "ftp://", "s3://", "gs://"]

    /// Whether the bytes start with an address, also one without its scheme, or with a DOI.
    static func isAddress(_ bytes: some Collection<UInt8>) -> Bool {
        if schemes.contains(where: { bytes.starts(withASCII: $0) }) { return true }
        if bytes.starts(withASCII: "www.") {
            let rest = bytes.dropFirst(4).prefix { !$0.isBlankByte }
            return rest.first?.isWordByte == true && rest.contains(UInt8(ascii: "."))
        }
        if bytes.starts(withASCII: "doi:") {
            return isDOI(bytes.dropFirst(4).drop { $0.isBlankByte })
        }
        return isDOI(bytes)
    }

    private static func isDOI(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.starts(withASCII: "10.") else { return false }
        let digits = bytes.dropFirst(3).prefix { $0.isDigitByte }.count
        let rest = bytes.dropFirst(3 + digits)
        return digits >= 4 && digits <= 9 && rest.first == UInt8(ascii: "/")
            && rest.dropFirst().first?.isWordByte == true
    }

    /// How many bytes of running text belong to the address that starts it.
    static func bareLength(_ bytes: ArraySlice<UInt8>) -> Int {
        let isSpacedDOI = bytes.starts(withASCII: "doi:") && bytes.dropFirst(4).first == 0x20
        var at = isSpacedDOI ? bytes.startIndex + 5 : bytes.startIndex
        var depth = 0
        scan: while at < bytes.endIndex {
            switch bytes[at] {
            case let byte where byte.isBlankByte || byte < 0x20: break scan
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"),
                UInt8(ascii: "]"), UInt8(ascii: "["), UInt8(ascii: "|"), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "\\"):
                break scan
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { break scan }
                depth -= 1
            // Quotation marks and the full-width stops of Chinese and Japanese end an address.
            case 0xE2 where bytes[at...].dropFirst().first == 0x80: break scan
            case 0xE3 where bytes[at...].dropFirst().first == 0x80: break scan
            case 0xEF where bytes[at...].dropFirst().first == 0xBC: break scan
            default: break
            }
            at += 1
        }
        while at > bytes.startIndex, ".,;:!?'*~".utf8.contains(bytes[at - 1]) { at -= 1 }
        if bytes[..<at].suffix(2).elementsEqual("__".utf8) { at -= 2 }
        return at - bytes.startIndex
    }

    /// The full address of what was written, or `nil` if it leads nowhere on the web (`#top`, `file.md`).
    static func written(_ text: String) -> String? {
        var text = text
        while let first = text.utf8.first, first.isBlankByte { text.removeFirst() }
        while let last = text.utf8.last, last.isBlankByte { text.removeLast() }
        if text.utf8.starts(withASCII: "www.") { text = "http://" + text }
        if text.utf8.starts(withASCII: "doi:") {
            text = String(text.dropFirst(4)).replacing(" ", with: "")
        }
        if isDOI(text.utf8) { text = "https://doi.org/" + text }
        if text.utf8.starts(withASCII: "//") { text = "https:" + text }
        guard schemes.contains(where: { text.utf8.starts(withASCII: $0) }) else { return nil }
        return unwrapped(text.replacing("&amp;", with: "&"))
    }

    /// The address inside a redirect, or the address itself.
    static func unwrapped(_ address: String) -> String {
        let bytes = address.utf8
        let isGoogle = ["https://www.google.", "http://www.google.", "https://google.", "http://google."]
            .contains { bytes.starts(withASCII: $0) }
        if isGoogle, bytes.contains("/url?") {
            for part in address.split(whereSeparator: { $0 == "?" || $0 == "&" }) {
                for name in ["q=", "url="] where part.hasPrefix(name) {
                    let inner = percentDecoded(part.dropFirst(name.count))
                    if inner.hasPrefix("http") { return inner }
                }
            }
        }
        return address
    }

    static func percentDecoded(_ text: some StringProtocol) -> String {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
                let value = UInt8(bytes[at + 1...at + 2].string, radix: 16)
            {
                out.append(value)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out.string
    }
}
