/// The lines of a Markdown text, and questions about what they look like.
struct ListShape {
    let lines: [ListLine]
    let definitions: [String: String]
    /// The mark of the bold lines that name entries, `**` or `__`: the one that more of them use.
    private(set) var boldMark: UInt8?

    init(_ lines: [ListLine]) {
        self.lines = lines
        var definitions: [String: String] = [:]
        for line in lines where line.kind == .definition {
            guard let close = line.bytes.firstIndex(of: UInt8(ascii: "]")) else { continue }
            let open = line.bytes.prefix { $0.isBlankByte }.count
            let name = line.bytes[(open + 1)..<close].string.lowercased()
            let target = line.words.drop { $0 == UInt8(ascii: "<") }
                .prefix { !$0.isBlankByte && $0 != UInt8(ascii: ">") }
            if definitions[name] == nil { definitions[name] = target.string }
        }
        self.definitions = definitions
        var counts: [UInt8: Int] = [:]
        for index in lines.indices where isWhollyBold(index) {
            counts[lines[index].words.first ?? 0, default: 0] += 1
        }
        boldMark = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    func links(_ index: Int) -> [InlineLink] {
        switch lines[index].kind {
        case .fence, .comment, .definition, .blank, .rule: []
        default: InlineLink.links(in: lines[index].bytes, lines[index].content, definitions: definitions)
        }
    }

    /// Whether a paragraph can start at the line.
    private func startsParagraph(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = lines[index - 1]
        return before.kind == .blank || before.kind == .rule || before.headingLevel != nil
    }

    private func isWhollyBold(_ index: Int) -> Bool {
        let line = lines[index]
        guard line.kind == .text, startsParagraph(index), let bold = line.bytes.leadingBold(line.content)
        else { return false }
        return line.bytes.afterBold(bold) >= line.contentWithoutBreak.upperBound
            && Self.mayName(line.bytes[bold])
    }

    private static func mayName(_ words: ArraySlice<UInt8>) -> Bool {
        let plain = PlainText.of(words.string)
        let label = plain.prefix { $0 != ":" }
        return !ListWords.isGeneric(String(label)) && !ListWords.isAboutTheList(plain)
            && !ListWords.saysKeywords(plain)
            && !WebAddress.isAddress(plain.utf8)
    }

    /// Whether a bold name starts the line: `**Name**`, or `**Name**: prose` at the start of a paragraph.
    func isBoldName(_ index: Int) -> Bool {
        let line = lines[index]
        if isWhollyBold(index) { return line.words.first == boldMark }
        guard line.kind == .text, startsParagraph(index), let bold = line.bytes.leadingBold(line.content)
        else { return false }
        return Self.mayName(line.bytes[bold]) && line.indent == 0
    }

    /// The bold names in `range` and how far each reaches: to the next, or to a rule and the blanks after.
    func boldNames(_ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for start in range where isBoldName(start) {
            if let last = found.last, last.upperBound > start {
                found[found.count - 1] = last.lowerBound..<start
            }
            var end = start + 1
            while end < range.upperBound, lines[end].kind != .rule { end += 1 }
            while end < range.upperBound, lines[end].kind == .rule || lines[end].isBlank { end += 1 }
            found.append(start..<end)
        }
        let isGroup = found.count >= 2 || found.contains { block in block.contains { !links($0).isEmpty } }
        return isGroup ? found : []
    }

    // MARK: Items

    /// The items of the outermost list that starts at `range`, with what belongs to each.
    func bullets(_ range: Range<Int>) -> [Range<Int>] {
        guard let first = range.first(where: { lines[$0].kind == .bullet }) else { return [] }
        let indent = range.filter { lines[$0].kind == .bullet }.map { lines[$0].indent }.min() ?? 0
        let limit = max(indent, min(lines[first].indent, indent + 1)) + 1
        let starts = range.filter { lines[$0].kind == .bullet && lines[$0].indent <= limit }
        return starts.enumerated().map { order, start in
            start..<(order + 1 < starts.count ? starts[order + 1] : range.upperBound)
        }
    }

    /// Where the list that starts at `start` ends: before the first line that belongs to no item of it.
    func endOfBullets(_ start: Int, limit: Int) -> Int {
        var at = start
        while at < limit {
            switch lines[at].kind {
            case .bullet: break
            case .blank:
                let next = (at..<limit).first { !lines[$0].isBlank } ?? limit
                guard next < limit, lines[next].kind == .bullet || lines[next].indent >= 2 && next > at else {
                    return next
                }
            case .rule where lines[at].indent < 2, .heading: return at
            case .text where lines[at].indent < 2 && (isBoldName(at) || lines[at - 1].isBlank): return at
            case .definition, .comment, .tableRow: if lines[at].indent < 2 { return at }
            default: break
            }
            at += 1
        }
        return limit
    }

    /// The lines of an item before the items below it.
    func own(_ bullet: Range<Int>) -> Range<Int> {
        let end = bullet.dropFirst().first { index in
            lines[index].kind == .bullet || lines[index].indent < 2 && lines[index - 1].isBlank
        }
        return bullet.lowerBound..<(end ?? bullet.upperBound)
    }

    /// Whether an item names something and gives its address, as `Paper: …` and citations do not.
    func isEntryLike(_ bullet: Range<Int>) -> Bool {
        let line = lines[bullet.lowerBound]
        let links = own(bullet).flatMap { self.links($0) }
        guard let link = self.links(bullet.lowerBound).first ?? links.first else { return false }
        let isOnFirstLine = self.links(bullet.lowerBound).first != nil
        let end = isOnFirstLine ? link.range.lowerBound : line.content.upperBound
        let before = PlainText.of(
            line.bytes[line.content.lowerBound..<max(line.content.lowerBound, end)].string)
        if ListWords.isCitation(before) { return false }
        if !ListWords.isGeneric(before) {
            let label = ListEntry.Link.label(before)
            let isReference = link.address.contains("doi.org/") && label != nil
            return !isReference && !(link.address.contains("doi.org/") && link.form == .bare)
        }
        guard isOnFirstLine, before.isEmpty || "[({*_".contains(before), let words = link.words else {
            return false
        }
        return HeadLine.names(line.bytes[words])
    }

    // MARK: Bodies

    /// Whether the lines under a heading hold several entries rather than describe one thing.
    func holdsEntries(_ range: Range<Int>) -> Bool {
        if boldNames(range).count >= 2 { return true }
        let bullets = self.bullets(range)
        let alike = bullets.filter(isEntryLike).count
        let below = bullets.filter { bullet in
            self.bullets(own(bullet).upperBound..<bullet.upperBound).contains(where: isEntryLike)
        }.count
        if alike >= 2, alike * 5 >= bullets.count * 2 { return true }
        if below >= 1, alike + below >= 2 || bullets.count == 1 { return true }
        if alike == 1, bullets.count == 1, let only = bullets.first, startsWithLink(only.lowerBound) {
            return true
        }
        if tables(range).contains(where: { !$0.isEmpty }) { return true }
        let linked = range.filter { lines[$0].kind == .text && startsWithLink($0) }
        let words = range.filter { ![.blank, .rule, .definition, .comment].contains(lines[$0].kind) }
        return !linked.isEmpty && linked.count == words.count
    }

    /// Whether the words of the line start with a link that names something.
    func startsWithLink(_ index: Int) -> Bool {
        let line = lines[index]
        let lead = line.words.prefix { "[*_".utf8.contains($0) }.endIndex
        guard let link = links(index).first, link.range.lowerBound <= lead, let words = link.words else {
            return false
        }
        return HeadLine.names(line.bytes[words])
    }

    /// Whether an address stands out in the lines: by itself, behind a label, or in an item.
    func showsAddress(_ range: Range<Int>) -> Bool {
        range.contains { index in
            guard let link = links(index).first else { return false }
            let line = lines[index]
            let before = PlainText.of(line.bytes[line.content.lowerBound..<link.range.lowerBound].string)
            return line.kind == .bullet || before.count <= 40
        }
    }

    /// The rows of each table in `range`, without head and rule.
    func tables(_ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = range.lowerBound
        while at + 1 < range.upperBound {
            if isTableHead(at, limit: range.upperBound) {
                var end = at + 2
                while end < range.upperBound, isTableRow(end) { end += 1 }
                let rows = at + 2..<end
                if rows.contains(where: { !links($0).isEmpty }) { found.append(rows) }
                at = end
            } else {
                at += 1
            }
        }
        return found
    }

    func isTableHead(_ index: Int, limit: Int) -> Bool {
        index + 1 < limit && isTableRow(index) && lines[index + 1].words.isTableRule
            && lines[index + 1].words.contains(UInt8(ascii: "|"))
    }

    private func isTableRow(_ index: Int) -> Bool {
        lines[index].kind == .tableRow
            || lines[index].kind == .text && lines[index].words.contains(UInt8(ascii: "|"))
    }
}
