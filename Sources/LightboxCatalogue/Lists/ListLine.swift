/// One line of a list: its bytes, how it ends, and what kind of line it is.
///
/// Lists are cut at ASCII bytes only, so that every piece is sound UTF-8 and the pieces put together are
/// the line again, whatever the characters in it.
struct ListLine: Sendable {
    enum Kind: Sendable, Hashable {
        case blank, text, rule, fence, comment, tableRow
        case heading(level: Int)
        case bullet
        /// `[name]: address`, to which links elsewhere refer.
        case definition
    }

    /// Counted from 1.
    let number: Int
    /// The line without its end.
    let bytes: [UInt8]
    /// `\n`, `\r\n`, `\r`, or nothing at the end of the file.
    let end: String
    var kind: Kind
    /// How far the line is set in, in columns; a tab goes to the next multiple of four.
    let indent: Int
    /// Where the words start and end: behind marks such as `### ` and `* `, before blanks at the end.
    var content: Range<Int>

    var words: ArraySlice<UInt8> { bytes[content] }
    var text: String { bytes.string + end }
    var isBlank: Bool { kind == .blank }
    var headingLevel: Int? { if case .heading(let level) = kind { level } else { nil } }

    init(number: Int, bytes: [UInt8], end: String) {
        (self.number, self.bytes, self.end) = (number, bytes, end)
        var start = 0
        var columns = 0
        while start < bytes.count, bytes[start].isBlankByte {
            columns = bytes[start] == UInt8(ascii: "\t") ? (columns / 4 + 1) * 4 : columns + 1
            start += 1
        }
        indent = columns
        let range = bytes.trimmed(start..<bytes.count)
        (kind, content) = Self.sort(bytes, range, indent: columns)
    }

    private static func sort(_ bytes: [UInt8], _ range: Range<Int>, indent: Int) -> (Kind, Range<Int>) {
        guard let first = range.first.map({ bytes[$0] }) else { return (.blank, range) }
        let rest = bytes[range]
        if rest.isFenceMark { return (.fence, range) }
        if rest.starts(with: Array("<!--".utf8)) { return (.comment, range) }
        if rest.isRule { return (.rule, range) }
        if first == UInt8(ascii: "#"), indent < 4 {
            let level = rest.prefix { $0 == UInt8(ascii: "#") }.count
            let after = range.lowerBound + level
            // Many write `##Name`, which GitHub once took for a heading; `#` alone and a word is a tag.
            if level <= 6, after == range.upperBound || bytes[after].isBlankByte || level > 1 {
                var inner = bytes.trimmed(after..<range.upperBound)
                let closing = bytes[inner].reversed().prefix { $0 == UInt8(ascii: "#") }.count
                if closing > 0, closing < inner.count, bytes[inner.upperBound - closing - 1].isBlankByte {
                    inner = bytes.trimmed(inner.lowerBound..<inner.upperBound - closing)
                }
                return (.heading(level: level), inner)
            }
        }
        if let after = bytes.bulletEnd(range) {
            return (.bullet, bytes.trimmed(after..<range.upperBound))
        }
        if first == UInt8(ascii: "|") { return (.tableRow, range) }
        if let close = rest.definitionEnd { return (.definition, bytes.trimmed(close..<range.upperBound)) }
        return (.text, range)
    }

    /// Cuts a text into lines; put together they are the text again.
    static func lines(of text: [UInt8]) -> [ListLine] {
        var lines: [ListLine] = []
        var start = 0
        var at = 0
        while at < text.count {
            let byte = text[at]
            guard byte == 0x0A || byte == 0x0D else {
                at += 1
                continue
            }
            let isPair = byte == 0x0D && at + 1 < text.count && text[at + 1] == 0x0A
            let end = isPair ? "\r\n" : byte == 0x0A ? "\n" : "\r"
            lines.append(ListLine(number: lines.count + 1, bytes: Array(text[start..<at]), end: end))
            at += isPair ? 2 : 1
            start = at
        }
        if start < text.count {
            lines.append(ListLine(number: lines.count + 1, bytes: Array(text[start...]), end: ""))
        }
        return lines.withKindsInContext()
    }
}

extension [ListLine] {
    /// Turns lines inside fences and comments into text, and underlined lines into headings.
    fileprivate func withKindsInContext() -> [ListLine] {
        var lines = self
        var fence: UInt8?
        var isComment = false
        for index in lines.indices {
            let words = lines[index].words
            if let mark = fence {
                if lines[index].kind == .fence, words.first == mark { fence = nil }
                lines[index].kind = .fence
            } else if isComment || lines[index].kind == .comment {
                isComment = !words.contains("-->")
                lines[index].kind = .comment
            } else if lines[index].kind == .fence {
                fence = words.first
            } else if index > 0, lines[index - 1].kind == .text, lines[index].indent < 4,
                index < 2 || [.blank, .rule].contains(lines[index - 2].kind)
                    || lines[index - 2].headingLevel != nil,
                words.count >= 2, let mark = words.first, words.allSatisfy({ $0 == mark }),
                mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-")
            {
                lines[index - 1].kind = .heading(level: mark == UInt8(ascii: "=") ? 1 : 2)
                lines[index].kind = .rule
            }
        }
        // A fence that is never closed hides nothing: it was no fence.
        if fence != nil, let open = lines.lastIndex(where: { $0.kind != .fence && $0.kind != .blank }) {
            for index in lines.indices where index > open + 1 && lines[index].kind == .fence {
                lines[index] = ListLine(
                    number: lines[index].number, bytes: lines[index].bytes, end: lines[index].end)
            }
        }
        return lines
    }
}
