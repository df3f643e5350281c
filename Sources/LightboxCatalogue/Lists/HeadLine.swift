/// The line that names an entry, taken apart: `[Name](address) - remark`, `**Name**: remark`,
/// `Name: address, address (remark)` and their like.
struct HeadLine {
    private let bytes: [UInt8]
    private let end: Int
    private(set) var fields: [LineField] = []

    /// - Parameter splitsName: whether a dash in the text before an address parts name and remark.
    init(_ line: ListLine, definitions: [String: String], splitsName: Bool) {
        bytes = line.bytes
        var content = line.contentWithoutBreak
        for box in ["[ ] ", "[x] "] where bytes[content].starts(withASCII: box) {
            content = bytes.trimmed(content.lowerBound + 4..<content.upperBound)
        }
        end = content.upperBound
        let links = InlineLink.links(in: bytes, content, definitions: definitions)
        // Marks that may stand before a name that is a link: `**[Name](…)**`, `[[Name](…)]`.
        let lead = bytes[content].prefix { "[*_( ".utf8.contains($0) }.endIndex
        guard let first = links.first else {
            plain(content, splitsName: splitsName)
            return
        }
        if first.range.lowerBound <= lead, let words = first.words, Self.names(bytes[words]) {
            fields.append(LineField(.name, withoutMarks(words)))
            address(first, label: nil)
            rest(from: first.range.upperBound, links)
        } else if let bold = bytes.leadingBold(content), first.range.lowerBound >= bold.upperBound {
            fields.append(LineField(.name, withoutMarks(bold)))
            rest(from: bytes.afterBold(bold), links)
        } else if first.form == .bare || first.form == .angled
            || first.words.map({ !Self.names(bytes[$0]) }) == true
        {
            before(first, content, splitsName: splitsName)
            address(first, label: first.words.map { PlainText.of(bytes[$0].string) })
            rest(from: first.range.upperBound, links)
        } else if splitsName, let dash = dash(in: content.lowerBound..<first.range.lowerBound) {
            fields.append(LineField(.name, bytes.trimmed(content.lowerBound..<dash.lowerBound)))
            remark(dash.upperBound..<end)
        } else {
            // The link is part of the name: `Christopher Madan: [openMorph](address)`.
            fields.append(LineField(.name, content.lowerBound..<first.range.upperBound))
            rest(from: first.range.upperBound, links)
        }
    }

    /// Whether the words of a link name something: neither `paper`, nor an address, nor an image.
    static func names(_ words: ArraySlice<UInt8>) -> Bool {
        let plain = PlainText.of(words.string)
        return !ListWords.isGeneric(plain) && !WebAddress.isAddress(plain.utf8)
    }

    private mutating func plain(_ content: Range<Int>, splitsName: Bool) {
        if let bold = bytes.leadingBold(content) {
            fields.append(LineField(.name, withoutMarks(bold)))
            remark(separated(from: bytes.afterBold(bold)))
        } else if splitsName, let dash = dash(in: content) {
            fields.append(LineField(.name, bytes.trimmed(content.lowerBound..<dash.lowerBound)))
            remark(dash.upperBound..<end)
        } else if !content.isEmpty {
            fields.append(LineField(.name, content))
        }
    }

    /// The name, and perhaps a remark, that stand before the first address.
    private mutating func before(_ link: InlineLink, _ content: Range<Int>, splitsName: Bool) {
        var high = link.range.lowerBound
        while high > content.lowerBound {
            let cut = bytes[content.lowerBound..<high]
            if let last = cut.last, last.isBlankByte || ",:;(|-".utf8.contains(last) {
                high -= 1
            } else if cut.suffix(3).isDash {
                high -= 3
            } else if link.words != nil, let word = Self.prepositions.first(where: { cut.ends(in: $0) }) {
                high -= word.utf8.count
            } else {
                break
            }
        }
        let name = content.lowerBound..<high
        guard !name.isEmpty else { return }
        if splitsName, let dash = dash(in: name) {
            fields.append(LineField(.name, bytes.trimmed(name.lowerBound..<dash.lowerBound)))
            remark(dash.upperBound..<high)
        } else if splitsName, name.count > 100, let stop = bytes[name].firstOffset(of: ". ") {
            fields.append(LineField(.name, name.lowerBound..<name.lowerBound + stop))
            remark(name.lowerBound + stop + 2..<high)
        } else {
            fields.append(LineField(.name, name))
        }
    }

    private static let prepositions = [" on", " at", " from", " via", " in", " see"]

    private mutating func address(_ link: InlineLink, label: String?) {
        if let target = link.target {
            fields.append(LineField(.url(label: label), target))
        } else {
            fields.append(
                LineField(.elsewhere, link.range.lowerBound..<link.range.lowerBound, elsewhere: link.address))
        }
    }

    /// What follows the name: addresses, then a remark.
    private mutating func rest(from start: Int, _ links: [InlineLink]) {
        var at = separated(from: start).lowerBound
        while let link = links.first(where: { $0.range.lowerBound == at }), let target = link.target,
            link.form == .bare || link.form == .angled
        {
            fields.append(LineField(.url(label: nil), target))
            at = separated(from: link.range.upperBound).lowerBound
        }
        remark(at..<end)
        for link in links where link.form == .reference && link.range.lowerBound >= at {
            fields.append(LineField(.elsewhere, end..<end, elsewhere: link.address))
        }
    }

    private mutating func remark(_ range: Range<Int>) {
        let range = bytes.trimmed(range)
        // A full stop behind an address is no remark.
        if bytes[range].contains(where: \.isWordByte) { fields.append(LineField(.remark, range)) }
    }

    /// The rest of the line behind the marks that part a name from what follows.
    private func separated(from start: Int) -> Range<Int> {
        var at = min(start, end)
        while at < end {
            let rest = bytes[at..<end]
            if let first = rest.first, first.isBlankByte || ",:;*_])|>".utf8.contains(first) {
                at += 1
            } else if rest.first == UInt8(ascii: "-"), rest.dropFirst().first?.isBlankByte ?? true {
                at += 1
            } else if rest.prefix(3).isDash {
                at += 3
            } else {
                break
            }
        }
        return at..<end
    }

    private func withoutMarks(_ range: Range<Int>) -> Range<Int> {
        var range = bytes.trimmed(range)
        while range.count > 4, let mark = bytes[range].first, "*_".utf8.contains(mark),
            bytes[range].last == mark
        {
            range = range.lowerBound + 1..<range.upperBound - 1
        }
        return bytes.trimmed(range)
    }

    /// A dash between words.
    private func dash(in range: Range<Int>) -> Range<Int>? {
        for at in range where bytes[at].isBlankByte && at + 2 < range.upperBound {
            let rest = bytes[at + 1..<range.upperBound]
            if rest.first == UInt8(ascii: "-"), rest.dropFirst().first == 0x20, at > range.lowerBound {
                return at..<at + 3
            }
            if rest.prefix(3).isDash, rest.dropFirst(3).first == 0x20, at > range.lowerBound {
                return at..<at + 5
            }
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    /// An en dash or em dash.
    fileprivate var isDash: Bool {
        count == 3 && (elementsEqual("–".utf8) || elementsEqual("—".utf8))
    }

    fileprivate func ends(in word: String) -> Bool {
        suffix(word.utf8.count).elementsEqual(word.utf8)
    }
}

extension [UInt8] {
    /// What stands between `**` and `**`, or `__` and `__`, at the start of `range`.
    func leadingBold(_ range: Range<Int>) -> Range<Int>? {
        let mark = self[range].prefix(2)
        guard mark.elementsEqual("**".utf8) || mark.elementsEqual("__".utf8) else { return nil }
        let start = range.lowerBound + 2
        guard let offset = self[start..<range.upperBound].firstOffset(of: mark.string), offset > 0 else {
            return nil
        }
        var inner = trimmed(start..<start + offset)
        if inner.last.map({ self[$0] }) == UInt8(ascii: ":") {
            inner = trimmed(inner.lowerBound..<inner.upperBound - 1)
        }
        return inner.isEmpty ? nil : inner
    }

    /// Where the line goes on behind the marks that close `bold`.
    func afterBold(_ bold: Range<Int>) -> Int {
        var at = bold.upperBound
        while at < count, self[at].isBlankByte || self[at] == UInt8(ascii: ":") { at += 1 }
        return Swift.min(at + 2, count)
    }
}
