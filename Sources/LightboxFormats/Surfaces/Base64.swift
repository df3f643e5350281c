import LightboxCore

/// Reads Base64 (RFC 4648, section 4).
enum Base64 {
    /// The bytes that the text stands for, blanks and line ends passed over; `nil` where it holds another sign.
    static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var (held, bits) = (UInt32(0), 0)
        for i in 0..<text.count {
            let value: UInt32
            switch text[i] {
            case 0x41...0x5A: value = UInt32(text[i] - 0x41)
            case 0x61...0x7A: value = UInt32(text[i] - 0x61 + 26)
            case 0x30...0x39: value = UInt32(text[i] - 0x30 + 52)
            case 0x2B: value = 62
            case 0x2F: value = 63
            case 0...0x20, 0x3D: continue
            default: return nil
            }
            held = (held << 6 | value) & 0xFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return bytes
    }
}
