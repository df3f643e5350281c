import LightboxCore

/// The data dictionary of PS3.6: what each element of the standard is called and how its value is coded.
///
///     DataDictionary.entry(for: Tag(0x0028, 0x0010))?.keyword  // "Rows"
///
/// The table is indexed when it is first asked for, so that programs that never ask pay nothing.
public enum DataDictionary {
    public struct Entry: Sendable, Hashable {
        public let tag: Tag
        /// As the table has it; `isAmbiguous` ones are settled by other elements of the data set.
        public let vr: VR
        /// How many values there may be: `1`, `1-n`, `2-2n`.
        public let multiplicity: String
        public let keyword: String
        public let name: String
        public let isRetired: Bool
    }

    /// The entry of `tag`; `nil` for private elements and those that the standard does not know.
    public static func entry(for tag: Tag) -> Entry? {
        guard tag.group % 2 == 0 else { return nil }
        if let line = standard.line(of: tag.code) { return entry(line, tag: tag) }
        return repeating.first { tag.code & $0.mask == $0.code }.flatMap { entry($0.line, tag: tag) }
    }

    /// The VR of `tag` alone, without the cost of making an entry.
    static func vr(of tag: Tag) -> VR? {
        guard tag.group % 2 == 0 else { return nil }
        if let line = standard.line(of: tag.code) { return vr(line) }
        return repeating.first { tag.code & $0.mask == $0.code }.flatMap { vr($0.line) }
    }

    /// The tag whose keyword is `keyword`.
    public static func tag(keyword: String) -> Tag? { tags[keyword] }

    private static let tags: [String: Tag] = {
        var tags: [String: Tag] = [:]
        for code in standard.codes {
            let tag = Tag(code: code)
            if let entry = entry(for: tag) { tags[entry.keyword] = tag }
        }
        return tags
    }()

    /// A table cut into lines, each found by the tag that it starts with.
    private struct Lines: Sendable {
        let text: [UInt8]
        var codes: [UInt32] = []
        var ranges: [Range<Int>] = []

        init(_ table: String) {
            text = Array(table.utf8)
            var start = 0
            while start < text.count {
                let end = text[start...].firstIndex(of: 0x0A) ?? text.count
                ranges.append(start..<end)
                codes.append(text[start..<min(start + 8, end)].hexadecimal ?? 0)
                start = end + 1
            }
        }

        func line(of code: UInt32) -> ArraySlice<UInt8>? {
            let index = codes.span.firstIndex(notBelow: code)
            return index < codes.count && codes[index] == code ? text[ranges[index]] : nil
        }
    }

    private static let standard = Lines(elements)

    /// The groups that repeat, such as the overlays' 60xx: the digits that count, and what they are.
    private static let repeating: [(mask: UInt32, code: UInt32, line: ArraySlice<UInt8>)] = {
        let lines = Lines(repeatingElements)
        return lines.ranges.map { range in
            let digits = lines.text[range].prefix(8)
            let (mask, code) = digits.reduce((UInt32(0), UInt32(0))) { so, digit in
                let value = [digit][...].hexadecimal
                return (so.0 << 4 | (value == nil ? 0 : 0xF), so.1 << 4 | (value ?? 0))
            }
            return (mask, code, lines.text[range])
        }
    }()

    private static func vr(_ line: ArraySlice<UInt8>) -> VR? {
        let letters = line.dropFirst(8).prefix(2)
        guard let first = letters.first, let second = letters.last, letters.count == 2 else { return nil }
        return VR(code: UInt16(first) << 8 | UInt16(second))
    }

    private static func entry(_ line: ArraySlice<UInt8>, tag: Tag) -> Entry? {
        guard let vr = vr(line) else { return nil }
        let parts = line.dropFirst(11).split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 2 else { return nil }
        let isPlain: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return Entry(
            tag: tag, vr: vr, multiplicity: parts[0],
            keyword: parts.count > 2 ? parts[2] : parts[1].filter(isPlain), name: parts[1],
            isRetired: line.dropFirst(10).first == 0x52)
    }
}

extension VR {
    /// US or SS, as PixelRepresentation has it.
    static let usOrSS = VR(code: 0x5853)
    /// OB or OW.
    static let obOrOW = VR(code: 0x4F58)
    /// US or OW: the entries of a lookup table.
    static let usOrOW = VR(code: 0x5558)
    /// US, SS or OW.
    static let usOrSSOrOW = VR(code: 0x5858)
}

extension ArraySlice<UInt8> {
    /// The number that the bytes write in hexadecimal, or `nil` if one is no digit.
    fileprivate var hexadecimal: UInt32? {
        reduce(UInt32?.some(0)) { number, digit in
            guard let number, number <= 0x0FFF_FFFF else { return nil }
            switch digit {
            case 0x30...0x39: return number << 4 | UInt32(digit - 0x30)
            case 0x41...0x46: return number << 4 | UInt32(digit - 0x37)
            default: return nil
            }
        }
    }
}
