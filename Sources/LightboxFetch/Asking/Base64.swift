import LightboxArchive

extension Digest {
    /// A digest as clouds publish it: its bytes in base64 (RFC 4648 §4); `nil` where it has not the right length.
    init?(_ algorithm: Algorithm, base64 text: String) {
        guard let bytes = Base64.bytes(text),
            bytes.count == (algorithm == .md5 ? 16 : algorithm == .sha1 ? 20 : algorithm == .sha256 ? 32 : 64)
        else { return nil }
        self.init(algorithm: algorithm, bytes: bytes)
    }
}

enum Base64 {
    /// The bytes that a text stands for, or `nil` for what is no base64.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        guard text.utf8.count % 4 == 0, text.utf8.count - digits.count <= 2 else { return nil }
        var out: [UInt8] = []
        var (held, bits): (UInt32, Int) = (0, 0)
        for digit in digits {
            guard let value = value(digit) else { return nil }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return out
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x41...0x5A: digit - 0x41
        case 0x61...0x7A: digit - 0x61 + 26
        case 0x30...0x39: digit - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
