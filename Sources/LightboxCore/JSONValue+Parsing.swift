/// A text that is no JSON, and the byte at which that shows.
public struct JSONFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let offset: Int
    public let problem: String
    public var description: String { "The text is no JSON: \(problem) (at byte \(offset))." }
}

extension JSONValue {
    /// Reads a JSON text (RFC 8259), in UTF-8, with or without a byte order mark.
    ///
    /// `NaN`, `Infinity` and `-Infinity`, which many writers let slip in, are numbers. Whole numbers that fit stay
    /// exact. Of members with the same name all are kept.
    public init(parsing text: [UInt8]) throws(JSONFault) {
        var reader = JSONTextReader(text)
        self = try reader.document()
    }
}

private struct JSONTextReader {
    private let text: [UInt8]
    private var at = 0
    private static let depthLimit = 256

    init(_ text: [UInt8]) {
        self.text = text
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    private func fault(_ problem: String) -> JSONFault { JSONFault(offset: at, problem: problem) }

    mutating func document() throws(JSONFault) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard at == text.count else { throw fault("something follows the value") }
        return value
    }

    private mutating func skipSpace() {
        while at < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[at]) { at += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        skipSpace()
        guard at < text.count, text[at] == byte.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth < Self.depthLimit else { throw fault("values are nested too deep") }
        skipSpace()
        guard at < text.count else { throw fault("the text ends where a value should be") }
        switch text[at] {
        case UInt8(ascii: "{"):
            at += 1
            var members: [JSONValue.Member] = []
            if take("}") { return .object([]) }
            repeat {
                skipSpace()
                guard at < text.count, text[at] == UInt8(ascii: "\"") else {
                    throw fault("a name is missing")
                }
                let name = try string()
                guard take(":") else { throw fault("':' is missing") }
                members.append(.init(name, try value(depth: depth + 1)))
            } while take(",")
            guard take("}") else { throw fault("'}' is missing") }
            return .object(members)
        case UInt8(ascii: "["):
            at += 1
            var values: [JSONValue] = []
            if take("]") { return .array([]) }
            repeat { values.append(try value(depth: depth + 1)) } while take(",")
            guard take("]") else { throw fault("']' is missing") }
            return .array(values)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func word() throws(JSONFault) -> JSONValue {
        let start = at
        let ends: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D, 0x3A]
        while at < text.count, at - start < 64, !ends.contains(text[at]) { at += 1 }
        let word = String(decoding: text[start..<at], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "NaN": return .number(.nan)
        case "Infinity": return .number(.infinity)
        case "-Infinity": return .number(-.infinity)
        default:
            if let whole = Int64(word) { return .integer(whole) }
            guard let first = word.utf8.first, first == 0x2D || (0x30...0x39).contains(first),
                word.utf8.allSatisfy({
                    (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
                }),
                let number = Double(word)
            else {
                at = start
                throw fault("'\(word.prefix(20).description.withoutControlCharacters)' is no value")
            }
            return .number(number)
        }
    }

    private mutating func string() throws(JSONFault) -> String {
        at += 1
        var bytes: [UInt8] = []
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard at < text.count else { break }
            let mark = text[at]
            at += 1
            switch mark {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "u"): bytes.append(contentsOf: String(try scalar()).utf8)
            default: bytes.append(mark)
            }
        }
        throw fault("a string does not end")
    }

    /// The character behind `\u`, two such for one beyond U+FFFF; halves of one become U+FFFD.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try hex()
        if (0xD800..<0xDC00).contains(first), at + 1 < text.count, text[at] == UInt8(ascii: "\\"),
            text[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            let second = try hex()
            guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func hex() throws(JSONFault) -> UInt32 {
        guard text.count - at >= 4,
            let value = UInt32(String(decoding: text[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw fault("'\\u' must have four hexadecimal digits behind it") }
        at += 4
        return value
    }
}
