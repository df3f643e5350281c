/// How the texts of an object are coded: its SpecificCharacterSet (PS3.3 §C.12.1.1.2).
struct CharacterSet: Sendable, Hashable {
    /// What the bytes mean until an escape sequence says otherwise.
    private let initial: Coding
    /// The codings to try where bytes do not fit the initial one although no escape sequence chooses another.
    private let others: [Coding]
    /// Whether all names in the element are those of the standard.
    let isKnown: Bool

    enum Coding: Sendable, Hashable {
        case ascii, utf8
        /// A coding by the name that iconv has for it.
        case named(String)
        /// Pairs of 7-bit codes that ISO-2022-JP-2 chooses with this escape sequence.
        case pairs(escape: [UInt8])
    }

    /// Takes the values of SpecificCharacterSet, parted by backslashes.
    init(names: String?) {
        let values = (names ?? "").split(separator: "\\", omittingEmptySubsequences: false)
            .map { String($0.trimmingSpaces) }
        var isKnown = true
        let codings = values.map { value -> Coding in
            guard !value.isEmpty else { return .ascii }
            guard let coding = Self.coding(named: value) else {
                isKnown = false
                return .ascii
            }
            return coding
        }
        self.isKnown = isKnown
        initial = codings.first ?? .ascii
        others = Array(codings.dropFirst()).filter { $0 != .ascii }
    }

    private static func coding(named value: String) -> Coding? {
        // Writers use blanks, hyphens and underscores as they come.
        let name = String(value.uppercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
        switch name {
        case "ISO IR 6", "ISO 2022 IR 6", "ASCII", "US ASCII": return .ascii
        case "ISO IR 192", "UTF 8", "UTF8": return .utf8
        case "GB18030": return .named("GB18030")
        case "GBK": return .named("GBK")
        case "ISO 2022 IR 87": return .pairs(escape: [0x1B, 0x24, 0x42])
        case "ISO 2022 IR 159": return .pairs(escape: [0x1B, 0x24, 0x28, 0x44])
        case "ISO 2022 IR 149": return .named("EUC-KR")
        case "ISO 2022 IR 58": return .named("GB2312")
        default:
            // `ISO_IR 100`, `ISO 2022 IR 100`, and what others write: `ISO8859-1`, `ISO 8859 1`, `LATIN1`.
            guard name.hasPrefix("ISO") else { return nil }
            if name.contains("8859"), let part = name.split(whereSeparator: { !$0.isNumber }).last,
                let number = Int(part), (1...16).contains(number)
            {
                return .named("ISO-8859-\(number)")
            }
            return name.split(separator: " ").last.flatMap { Int($0) }.flatMap { singleByte[$0] }
                .map(Coding.named)
        }
    }

    /// ISO registration numbers and the codings that they stand for.
    ///
    /// Code page 932 holds both halves of JIS X 0201, and keeps `\` and `~` where ASCII has them.
    private static let singleByte = [
        100: "ISO-8859-1", 101: "ISO-8859-2", 109: "ISO-8859-3", 110: "ISO-8859-4", 144: "ISO-8859-5",
        127: "ISO-8859-6", 126: "ISO-8859-7", 138: "ISO-8859-8", 148: "ISO-8859-9", 203: "ISO-8859-15",
        13: "CP932", 166: "TIS-620",
    ]

    /// The escape sequences of PS3.3, tables C.12-3 and C.12-4, without ESC itself.
    private static let escapes: [(bytes: [UInt8], coding: Coding)] = escapeTexts.map {
        (Array($0.0.utf8), $0.1)
    }

    private static let escapeTexts: [(String, Coding)] = [
        ("$(D", .pairs(escape: [0x1B, 0x24, 0x28, 0x44])), ("$)C", .named("EUC-KR")),
        ("$)A", .named("GB2312")),
        ("$B", .pairs(escape: [0x1B, 0x24, 0x42])), ("$@", .pairs(escape: [0x1B, 0x24, 0x40])),
        ("(B", .ascii), ("(J", .named("CP932")), (")I", .named("CP932")), ("-A", .named("ISO-8859-1")),
        ("-B", .named("ISO-8859-2")), ("-C", .named("ISO-8859-3")), ("-D", .named("ISO-8859-4")),
        ("-L", .named("ISO-8859-5")), ("-G", .named("ISO-8859-6")), ("-F", .named("ISO-8859-7")),
        ("-H", .named("ISO-8859-8")), ("-M", .named("ISO-8859-9")), ("-b", .named("ISO-8859-15")),
        ("-T", .named("TIS-620")),
    ]

    /// The text of the bytes; where they do not fit the coding, each byte as the Latin-1 character it would be.
    ///
    /// In names `^` and `=` end what an escape sequence began, as PS3.5 §6.1.2.5.3 has it.
    func decode(_ bytes: [UInt8], isName: Bool = false) -> String? {
        if initial == .utf8 { return Self.text(bytes, .utf8) ?? bytes[...].latin1 }
        guard bytes.contains(0x1B) else {
            for coding in [initial] + others {
                if let text = Self.text(bytes, coding) { return text }
            }
            return bytes[...].latin1
        }
        var text = ""
        var run: [UInt8] = []
        var coding = initial
        func flush() {
            guard !run.isEmpty else { return }
            text += Self.text(run, coding) ?? Self.text(run, initial) ?? run[...].latin1
            run = []
        }
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x1B {
                let rest = bytes[(at + 1)...]
                if let (escape, next) = Self.escapes.first(where: { rest.starts(with: $0.0) }) {
                    flush()
                    coding = next
                    at += 1 + escape.count
                    continue
                }
            }
            if case .pairs = coding, byte >= 0x21, byte != 0x7F, at + 1 < bytes.count {
                run += [byte, bytes[at + 1]]
                at += 2
                continue
            }
            run.append(byte)
            at += 1
            let ends = byte == 0x5C || byte < 0x20 && byte != 0x1B || isName && (byte == 0x5E || byte == 0x3D)
            if ends, coding != initial {
                flush()
                coding = initial
            }
        }
        flush()
        return text
    }

    private static func text(_ bytes: [UInt8], _ coding: Coding) -> String? {
        switch coding {
        case .utf8: String(validating: bytes, as: UTF8.self)
        case .ascii: bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        case .named(let name):
            bytes.allSatisfy { $0 < 0x80 }
                ? String(decoding: bytes, as: UTF8.self) : convertToUTF8(bytes, from: name)
        case .pairs(let escape):
            // What ends a run of pairs is not one of them.
            bytes.allSatisfy { $0 < 0x80 }
                ? convertToUTF8(
                    escape + bytes.prefix { $0 >= 0x21 } + [0x1B, 0x28, 0x42] + bytes.drop { $0 >= 0x21 },
                    from: "ISO-2022-JP-2") : nil
        }
    }
}
