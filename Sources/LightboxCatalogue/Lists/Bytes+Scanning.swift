extension UInt8 {
    var isBlankByte: Bool { self == 0x20 || self == 0x09 || self == 0x0B || self == 0x0C }
    var isDigitByte: Bool { self >= 0x30 && self <= 0x39 }
    var isLetterByte: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    /// A letter or digit of ASCII, or a byte of a character beyond it.
    var isWordByte: Bool { isDigitByte || isLetterByte || self >= 0x80 }
}

extension Collection<UInt8> {
    var string: String { String(decoding: self, as: UTF8.self) }

    func contains(_ text: String) -> Bool { firstOffset(of: text) != nil }

    /// How many bytes stand before `text`, or `nil` if it does not occur.
    func firstOffset(of text: String) -> Int? {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return 0 }
        var at = startIndex
        var offset = 0
        while at != endIndex {
            if self[at] == first, self[at...].starts(with: needle) { return offset }
            formIndex(after: &at)
            offset += 1
        }
        return nil
    }

    func starts(withASCII text: String) -> Bool {
        var rest = makeIterator()
        for byte in text.utf8 {
            guard let next = rest.next() else { return false }
            let lower = next >= 0x41 && next <= 0x5A ? next | 0x20 : next
            guard lower == byte else { return false }
        }
        return true
    }

    /// `***`, `---`, `___`, also with blanks between.
    var isRule: Bool {
        let marks = filter { !$0.isBlankByte }
        guard marks.count >= 3, let mark = marks.first else { return false }
        return [UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(mark)
            && marks.allSatisfy { $0 == mark }
    }

    /// Three backticks or tildes that are not closed again on the same line.
    var isFenceMark: Bool {
        guard let mark = first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
        let run = prefix { $0 == mark }.count
        return run >= 3 && !dropFirst(run).contains(mark)
    }

    /// `|---|:--:|`, the line under a table's head.
    var isTableRule: Bool {
        contains(UInt8(ascii: "-"))
            && (contains(UInt8(ascii: "|")) || contains(UInt8(ascii: ":")))
            && allSatisfy { "|-:".utf8.contains($0) || $0.isBlankByte }
    }
}

extension ArraySlice<UInt8> {
    /// Where the address starts in `[name]: address`.
    var definitionEnd: Int? {
        guard first == UInt8(ascii: "["), let close = firstIndex(of: UInt8(ascii: "]")),
            close > startIndex + 1,
            close + 2 < endIndex, self[close + 1] == UInt8(ascii: ":"),
            self[startIndex + 1] != UInt8(ascii: "^")
        else { return nil }
        let address = self[(close + 2)...].drop { $0.isBlankByte || $0 == UInt8(ascii: "<") }
        guard
            address.starts(withASCII: "http") || address.starts(withASCII: "www.")
                || address.starts(withASCII: "ftp:") || address.starts(withASCII: "#")
        else { return nil }
        return close + 2
    }
}

extension [UInt8] {
    /// The range without blanks at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, self[low].isBlankByte { low += 1 }
        while high > low, self[high - 1].isBlankByte { high -= 1 }
        return low..<high
    }

    /// Where the words start behind `- `, `* `, `+ `, `• `, `1. ` or `1) `, or `nil` where there is no mark.
    func bulletEnd(_ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        guard at < range.upperBound else { return nil }
        if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(self[at]) {
            at += 1
        } else if self[range].starts(with: Array("•".utf8)) {
            at += 3
        } else {
            let digits = self[range].prefix { $0.isDigitByte }.count
            guard digits > 0, digits <= 4, at + digits < range.upperBound,
                self[at + digits] == UInt8(ascii: ".") || self[at + digits] == UInt8(ascii: ")")
            else { return nil }
            at += digits + 1
        }
        guard at == range.upperBound || self[at].isBlankByte else { return nil }
        return at
    }
}
