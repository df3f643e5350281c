/// Castagnoli's checksum (RFC 3720, appendix B.4), which Google Cloud Storage publishes of its objects.
public enum CRC32C {
    /// Eight tables, so that eight bytes are taken at once.
    private static let tables: [[UInt32]] = {
        var first = [UInt32](repeating: 0, count: 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0x82F6_3B78 : 0) }
            first[index] = value
        }
        var tables = [first]
        for step in 1..<8 {
            tables.append(tables[step - 1].map { $0 >> 8 ^ first[Int($0 & 0xFF)] })
        }
        return tables
    }()

    /// The checksum of what had `sum` so far (0 at the beginning), followed by more bytes.
    public static func update(_ sum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
        var value = ~sum
        let tables = tables
        let (t0, t1, t2, t3) = (tables[7], tables[6], tables[5], tables[4])
        let (t4, t5, t6, t7) = (tables[3], tables[2], tables[1], tables[0])
        var at = 0
        while at + 8 <= bytes.count {
            let low =
                value
                ^ (UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
                    | UInt32(bytes[at + 3]) << 24)
            value =
                t0[Int(low & 0xFF)] ^ t1[Int(low >> 8 & 0xFF)] ^ t2[Int(low >> 16 & 0xFF)]
                ^ t3[Int(low >> 24)]
            value ^= t4[Int(bytes[at + 4])] ^ t5[Int(bytes[at + 5])]
            value ^= t6[Int(bytes[at + 6])] ^ t7[Int(bytes[at + 7])]
            at += 8
        }
        while at < bytes.count {
            value = value >> 8 ^ t7[Int((value ^ UInt32(bytes[at])) & 0xFF)]
            at += 1
        }
        return ~value
    }
}
