/// A value in bencode (BEP 3), with the place where it stands.
struct Bencode: Sendable {
    enum Value: Sendable {
        case integer(Int)
        case bytes([UInt8])
        case list([Bencode])
        case dictionary([(key: [UInt8], value: Bencode)])
    }
    struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        let offset: Int
        let problem: String
        var description: String { "no bencode: \(problem) (byte \(offset))" }
    }
    let value: Value
    /// Where it stands in the text it was read from.
    let place: Range<Int>

    /// - Throws: `Fault` for a text that is no single value.
    init(parsing text: [UInt8]) throws(Fault) {
        var reader = Reader(text: text)
        self = try reader.value(depth: 0)
        guard reader.at == text.count else {
            throw Fault(offset: reader.at, problem: "something follows the value")
        }
    }

    fileprivate init(value: Value, place: Range<Int>) { (self.value, self.place) = (value, place) }

    subscript(_ key: String) -> Bencode? {
        guard case .dictionary(let members) = value else { return nil }
        let wanted = Array(key.utf8)
        return members.first { $0.key == wanted }?.value
    }
    var integer: Int? { if case .integer(let number) = value { number } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = value { bytes } else { nil } }
    var list: [Bencode]? { if case .list(let items) = value { items } else { nil } }
    var text: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }

    private struct Reader {
        let text: [UInt8]
        var at = 0

        func fault(_ problem: String) -> Fault { Fault(offset: at, problem: problem) }

        mutating func value(depth: Int) throws(Fault) -> Bencode {
            guard depth < 64 else { throw fault("values are nested too deep") }
            let start = at
            let value: Value =
                switch text.indices.contains(at) ? text[at] : 0 {
                case UInt8(ascii: "i"): .integer(try number(from: 1, to: "e"))
                case UInt8(ascii: "l"): .list(try items(depth: depth))
                case UInt8(ascii: "d"): .dictionary(try members(depth: depth))
                case UInt8(ascii: "0")...UInt8(ascii: "9"): .bytes(try string())
                default: throw fault("no value begins here")
                }
            return Bencode(value: value, place: start..<at)
        }

        private mutating func items(depth: Int) throws(Fault) -> [Bencode] {
            at += 1
            var out: [Bencode] = []
            while try !ended() { out.append(try value(depth: depth + 1)) }
            return out
        }

        private mutating func members(depth: Int) throws(Fault) -> [(key: [UInt8], value: Bencode)] {
            at += 1
            var out: [(key: [UInt8], value: Bencode)] = []
            while try !ended() {
                let key = try string()
                out.append((key, try value(depth: depth + 1)))
            }
            return out
        }

        private mutating func ended() throws(Fault) -> Bool {
            guard at < text.count else { throw fault("the text ends early") }
            guard text[at] == UInt8(ascii: "e") else { return false }
            at += 1
            return true
        }

        private mutating func string() throws(Fault) -> [UInt8] {
            let count = try number(from: 0, to: ":")
            guard count >= 0, count <= text.count - at else {
                throw fault("a string is longer than the text")
            }
            defer { at += count }
            return Array(text[at..<(at + count)])
        }

        /// A whole number; `skipped` bytes stand before it and `end` behind.
        private mutating func number(from skipped: Int, to end: Character) throws(Fault) -> Int {
            let start = at + skipped
            guard start < text.count,
                let stop = text[start...].prefix(21).firstIndex(of: end.asciiValue ?? 0),
                let number = Int(String(decoding: text[start..<stop], as: UTF8.self))
            else { throw fault("no whole number") }
            at = stop + 1
            return number
        }
    }
}
