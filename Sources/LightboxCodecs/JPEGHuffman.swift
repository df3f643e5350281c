/// A Huffman table, laid out for decoding (T.81 Annexes C and F.2.2).
struct JPEGHuffman: Sendable {
    /// The bits that one look decodes.
    static let lookBits = 12

    /// For each pattern of `lookBits` bits: the value in bits 8 to 15 and the length of its code in bits 0 to 7,
    /// or 0 where the code is longer.
    let look: [UInt16]
    /// For each pattern, the whole difference where its code and its bits both fit, else 0; for tables of differences.
    ///
    /// The difference stands in bits 8 and up, the length of code and bits in bits 0 to 7.
    let differences: [Int32]
    /// For each length of code, one more than the largest code of that length, moved to the top of 16 bits.
    let limits: [Int]
    /// What to add to a code of that length to find its value.
    let offsets: [Int]
    let values: [UInt8]

    /// Returns `nil` where there are more codes than patterns.
    init?(counts: [Int], values: [UInt8]) {
        var look = [UInt16](repeating: 0, count: 1 << Self.lookBits)
        var limits = [Int](repeating: 0, count: 17)
        var offsets = [Int](repeating: 0, count: 17)
        var (code, index) = (0, 0)
        for length in 1...16 {
            offsets[length] = index - code
            for _ in 0..<counts[length - 1] {
                guard code < 1 << length, index < values.count else { return nil }
                if length <= Self.lookBits {
                    let first = code << (Self.lookBits - length)
                    for pattern in first..<(first + 1 << (Self.lookBits - length)) {
                        look[pattern] = UInt16(values[index]) << 8 | UInt16(length)
                    }
                }
                code += 1
                index += 1
            }
            limits[length] = code << (16 - length)
            code <<= 1
        }
        self.look = look
        self.limits = limits
        self.offsets = offsets
        self.values = values
        differences = look.indices.map { pattern in
            let (length, category) = (Int(look[pattern] & 0xFF), Int(look[pattern] >> 8))
            guard length > 0, category <= 16, category == 16 || length + category <= Self.lookBits else {
                return 0
            }
            if category == 0 { return Int32(length) }
            if category == 16 { return 32_768 << 8 | Int32(length) }
            let bits = pattern >> (Self.lookBits - length - category) & (1 << category - 1)
            let value = bits < 1 << (category - 1) ? bits - (1 << category) + 1 : bits
            return Int32(value) << 8 | Int32(length + category)
        }
    }
}
