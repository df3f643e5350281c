import LightboxCore

/// Reads the few Python literals in which NumPy writes its headers: dictionaries, tuples, lists, strings, whole
/// numbers, `True`, `False` and `None`.
///
/// Tuples become arrays and dictionaries objects; anything else is not read.
struct PythonLiteral {
    private let text: [UInt8]
    private var at = 0
    private static let depthLimit = 32

    /// The value that `text` spells, or `nil` where it spells none.
    static func parse(_ text: [UInt8]) -> JSONValue? {
        var reader = PythonLiteral(text: text)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.at == text.count ? value : nil
    }

    private init(text: [UInt8]) { self.text = text }

    private var next: UInt8? { at < text.count ? text[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 { at += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        skipSpace()
        guard next == byte.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.depthLimit else { return nil }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return dictionary(depth)
        case UInt8(ascii: "("): return list(until: ")", depth)
        case UInt8(ascii: "["): return list(until: "]", depth)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return string()
        default: return word()
        }
    }

    private mutating func dictionary(_ depth: Int) -> JSONValue? {
        at += 1
        var members: [JSONValue.Member] = []
        while !take("}") {
            guard case .string(let name)? = value(depth: depth + 1), take(":"),
                let value = value(depth: depth + 1)
            else { return nil }
            members.append(.init(name, value))
            guard take(",") || next == UInt8(ascii: "}") else { return nil }
        }
        return .object(members)
    }

    private mutating func list(until end: Character, _ depth: Int) -> JSONValue? {
        at += 1
        var values: [JSONValue] = []
        while !take(end) {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            guard take(",") || next == end.asciiValue else { return nil }
        }
        return .array(values)
    }

    private mutating func string() -> JSONValue? {
        let quote = next
        at += 1
        var bytes: [UInt8] = []
        while let byte = next, byte != quote {
            if byte == UInt8(ascii: "\\") {
                at += 1
                guard next != nil else { return nil }
            }
            bytes.append(text[at])
            at += 1
        }
        guard next != nil else { return nil }
        at += 1
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    private mutating func word() -> JSONValue? {
        let start = at
        while let byte = next, byte == UInt8(ascii: "-") || byte.isWordByte { at += 1 }
        var word = String(decoding: text[start..<at], as: UTF8.self)
        switch word {
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "None": return .null
        default:
            // Python 2 wrote long numbers as 3L.
            if word.hasSuffix("L") { word.removeLast() }
            return Int64(word).map { .integer($0) }
        }
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == 0x5F
    }
}
