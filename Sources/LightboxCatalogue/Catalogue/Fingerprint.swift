/// A 64-bit FNV-1a hash, which tells whether a text changed since it was last read.
///
/// It guards against nothing else.
struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}
    init(_ text: String) { add(text) }

    mutating func add(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // A byte that no UTF-8 text holds keeps "ab" + "c" apart from "a" + "bc".
        value = (value ^ 0xFF) &* 0x100_0000_01b3
    }

    var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
