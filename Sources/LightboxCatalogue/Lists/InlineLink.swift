/// A link inside a line of a list, in whatever way it was written.
struct InlineLink: Sendable, Hashable {
    enum Form: Sendable, Hashable {
        /// `[words](address)`
        case markdown
        /// `[words][name]`, whose address stands elsewhere.
        case reference
        /// `<a href="address">words</a>`
        case anchor
        /// `<address>`
        case angled
        /// The address alone, also `www.…`, `doi:10.…` and `10.…/…`.
        case bare
    }
    let form: Form
    /// All of the link.
    let range: Range<Int>
    /// The words that are shown, where there are any.
    let words: Range<Int>?
    /// The address as written, unless it stands elsewhere.
    let target: Range<Int>?
    /// The address in full.
    let address: String

    /// The links in a part of a line, in order; none overlaps another.
    static func links(
        in bytes: [UInt8], _ range: Range<Int>, definitions: [String: String] = [:]
    ) -> [InlineLink] {
        var scanner = LinkScanner(bytes: bytes, end: range.upperBound, definitions: definitions)
        return scanner.scan(from: range.lowerBound)
    }

    static func links(in text: String, definitions: [String: String] = [:]) -> [InlineLink] {
        let bytes = Array(text.utf8)
        return links(in: bytes, bytes.indices, definitions: definitions)
    }
}

private struct LinkScanner {
    let bytes: [UInt8]
    let end: Int
    let definitions: [String: String]

    mutating func scan(from start: Int) -> [InlineLink] {
        var links: [InlineLink] = []
        var at = start
        while at < end {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 2
            case UInt8(ascii: "`"): at = afterCode(at)
            case UInt8(ascii: "!") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "["):
                at = image(at) ?? at + 2
            case UInt8(ascii: "["):
                if let link = bracket(at) {
                    links.append(link)
                    at = link.range.upperBound
                } else {
                    at += 1
                }
            case UInt8(ascii: "<"):
                if let link = tag(at) {
                    links.append(link)
                    at = link.range.upperBound
                } else {
                    at += 1
                }
            default:
                if let link = bare(at, from: start) {
                    links.append(link)
                    at = link.range.upperBound
                } else {
                    at += 1
                }
            }
        }
        return links
    }

    private func afterCode(_ at: Int) -> Int {
        let run = bytes[at..<end].prefix { $0 == UInt8(ascii: "`") }.count
        var next = at + run
        while next < end {
            let here = bytes[next..<end].prefix { $0 == UInt8(ascii: "`") }.count
            if here == run { return next + run }
            next += max(here, 1)
        }
        return at + run
    }

    /// The `]` that closes the `[` at `open`.
    private func closing(_ open: Int) -> Int? {
        var depth = 0
        var at = open
        while at < end {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return nil
    }

    /// The address in `(address "title")` and where the parenthesis ends.
    private func destination(_ open: Int) -> (target: Range<Int>, end: Int)? {
        guard open < end, bytes[open] == UInt8(ascii: "(") else { return nil }
        var at = open + 1
        while at < end, bytes[at].isBlankByte { at += 1 }
        var target: Range<Int>
        if at < end, bytes[at] == UInt8(ascii: "<") {
            guard let close = bytes[at..<end].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            target = at + 1..<close
            at = close + 1
        } else {
            let from = at
            var depth = 0
            scan: while at < end {
                switch bytes[at] {
                case UInt8(ascii: "("): depth += 1
                case UInt8(ascii: ")"):
                    if depth == 0 { break scan }
                    depth -= 1
                case let byte where byte.isBlankByte: break scan
                default: break
                }
                at += 1
            }
            target = from..<at
        }
        while at < end, bytes[at].isBlankByte { at += 1 }
        if at < end, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
            guard let close = bytes[(at + 1)..<end].firstIndex(of: bytes[at]) else { return nil }
            at = close + 1
            while at < end, bytes[at].isBlankByte { at += 1 }
        }
        guard at < end, bytes[at] == UInt8(ascii: ")") else { return nil }
        return (target, at + 1)
    }

    private func image(_ at: Int) -> Int? {
        guard let close = closing(at + 1), let (_, after) = destination(close + 1) else { return nil }
        return after
    }

    private func bracket(_ open: Int) -> InlineLink? {
        guard let close = closing(open), close > open + 1 else { return nil }
        let words = open + 1..<close
        if let (target, after) = destination(close + 1) {
            guard let address = WebAddress.written(bytes[target].string) else { return nil }
            return InlineLink(
                form: .markdown, range: open..<after, words: words, target: target, address: address)
        }
        guard !definitions.isEmpty else { return nil }
        var name = bytes[words].string
        var after = close + 1
        if after < end, bytes[after] == UInt8(ascii: "["), let second = closing(after) {
            if second > after + 1 { name = bytes[after + 1..<second].string }
            after = second + 1
        }
        guard let found = definitions[name.lowercased()], let address = WebAddress.written(found) else {
            return nil
        }
        return InlineLink(form: .reference, range: open..<after, words: words, target: nil, address: address)
    }

    private func tag(_ open: Int) -> InlineLink? {
        guard let close = bytes[open..<end].firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let inner = open + 1..<close
        if bytes[inner].starts(withASCII: "a "), let offset = bytes[inner].firstOffset(of: "href=") {
            var from = inner.lowerBound + offset + 5
            guard from < close else { return nil }
            let quote = bytes[from]
            var to = close
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                from += 1
                guard let last = bytes[from..<close].firstIndex(of: quote) else { return nil }
                to = last
            } else if let blank = bytes[from..<close].firstIndex(where: \.isBlankByte) {
                to = blank
            }
            guard let address = WebAddress.written(bytes[from..<to].string) else { return nil }
            var words: Range<Int>?
            var after = close + 1
            if let offset = bytes[after..<end].firstOffset(of: "</a>") {
                words = after..<after + offset
                after += offset + 4
            }
            return InlineLink(
                form: .anchor, range: open..<after, words: words, target: from..<to, address: address)
        }
        guard !bytes[inner].contains(where: \.isBlankByte), WebAddress.isAddress(bytes[inner]),
            let address = WebAddress.written(bytes[inner].string)
        else { return nil }
        return InlineLink(
            form: .angled, range: open..<close + 1, words: nil, target: inner, address: address)
    }

    private func bare(_ at: Int, from start: Int) -> InlineLink? {
        let before = at > start ? bytes[at - 1] : 0x20
        guard !before.isWordByte || before >= 0x80, before != UInt8(ascii: "/"), before != UInt8(ascii: "=")
        else { return nil }
        let rest = bytes[at..<end]
        guard WebAddress.isAddress(rest) else { return nil }
        // A number such as 10.1016/… inside an address or another number is no DOI.
        if rest.first?.isDigitByte == true, before == UInt8(ascii: ".") || before == UInt8(ascii: "-") {
            return nil
        }
        let length = WebAddress.bareLength(rest)
        guard length > 4, let address = WebAddress.written(rest.prefix(length).string) else { return nil }
        return InlineLink(
            form: .bare, range: at..<at + length, words: nil, target: at..<at + length, address: address)
    }
}
