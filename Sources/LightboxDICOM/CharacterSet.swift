/// How the texts of an object are coded: its SpecificCharacterSet (PS3.3 §C.12.1.1.2).
struct CharacterSet: Sendable, Hashable {
    private let coding: Coding
    /// Whether all names in the element are those of the standard.
    let isKnown: Bool

    private enum Coding: Sendable, Hashable {
        case latin1, utf8
        /// A coding by the name that iconv has for it.
        case named(String)
        /// The same, after the escape sequences that choose it are taken out.
        case escaped(String)
    }

    /// Takes the values of SpecificCharacterSet, parted by backslashes.
    init(names: String?) {
        let values = (names ?? "").split(separator: "\\", omittingEmptySubsequences: false)
            .map { String($0.trimmingSpaces) }
        var single: String?
        var (coding, isKnown) = (Coding.latin1, true)
        for value in values where !value.isEmpty {
            // Writers use blanks, hyphens and underscores as they come.
            let name = String(value.uppercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
            switch name {
            case "ISO IR 6", "ISO 2022 IR 6": continue
            case "ISO IR 192", "UTF 8": coding = .utf8
            case "GB18030": coding = .named("GB18030")
            case "GBK": coding = .named("GBK")
            case "ISO 2022 IR 87", "ISO 2022 IR 159": coding = .named("ISO-2022-JP-2")
            case "ISO 2022 IR 149": coding = .escaped("EUC-KR")
            case "ISO 2022 IR 58": coding = .escaped("GB2312")
            default:
                let number = name.split(separator: " ").last.flatMap { Int($0) }
                if let number, let set = Self.singleByte[number], name.hasPrefix("ISO") {
                    if single == nil { single = set }
                } else {
                    isKnown = false
                }
            }
        }
        if coding == .latin1, let single, single != "ISO-8859-1" {
            coding = values.count > 1 ? .escaped(single) : .named(single)
        }
        (self.coding, self.isKnown) = (coding, isKnown)
    }

    /// ISO registration numbers and the codings that they stand for.
    private static let singleByte = [
        100: "ISO-8859-1", 101: "ISO-8859-2", 109: "ISO-8859-3", 110: "ISO-8859-4", 144: "ISO-8859-5",
        127: "ISO-8859-6", 126: "ISO-8859-7", 138: "ISO-8859-8", 148: "ISO-8859-9", 203: "ISO-8859-15",
        13: "JIS_X0201", 166: "TIS-620",
    ]

    /// The text of the bytes; where they do not fit the coding, each byte as the Latin-1 character it would be.
    func decode(_ bytes: [UInt8]) -> String? {
        let decoded: String? =
            switch coding {
            case .latin1: nil
            case .utf8: String(validating: bytes, as: UTF8.self)
            case .named(let name): convertToUTF8(bytes, from: name)
            case .escaped(let name): convertToUTF8(bytes.withoutEscapeSequences, from: name)
            }
        return decoded ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

extension [UInt8] {
    /// The bytes without the sequences that switch character sets: ESC, intermediate bytes, a final byte.
    fileprivate var withoutEscapeSequences: [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while index < count {
            if self[index] == 0x1B {
                index += 1
                while index < count, (0x20...0x2F).contains(self[index]) { index += 1 }
                index += 1
            } else {
                out.append(self[index])
                index += 1
            }
        }
        return out
    }
}
