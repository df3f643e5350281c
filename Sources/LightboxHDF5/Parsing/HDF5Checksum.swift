/// The checksum that newer structures end with: Bob Jenkins' lookup3 (2006), as HDF5 uses it.
enum HDF5Checksum {
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 { value << count | value >> (32 - count) }
        var a = 0xDEAD_BEEF &+ UInt32(truncatingIfNeeded: bytes.count)
        var (b, c) = (a, a)
        var at = bytes.startIndex
        func word(_ offset: Int) -> UInt32 {
            var value: UInt32 = 0
            for i in 0..<4 where at + offset + i < bytes.endIndex {
                value |= UInt32(bytes[at + offset + i]) << UInt32(8 * i)
            }
            return value
        }
        guard !bytes.isEmpty else { return c }
        while bytes.endIndex - at > 12 {
            a = a &+ word(0)
            b = b &+ word(4)
            c = c &+ word(8)
            a = (a &- c) ^ rotate(c, 4)
            c = c &+ b
            b = (b &- a) ^ rotate(a, 6)
            a = a &+ c
            c = (c &- b) ^ rotate(b, 8)
            b = b &+ a
            a = (a &- c) ^ rotate(c, 16)
            c = c &+ b
            b = (b &- a) ^ rotate(a, 19)
            a = a &+ c
            c = (c &- b) ^ rotate(b, 4)
            b = b &+ a
            at += 12
        }
        a = a &+ word(0)
        b = b &+ word(4)
        c = c &+ word(8)
        c = (c ^ b) &- rotate(b, 14)
        a = (a ^ c) &- rotate(c, 11)
        b = (b ^ a) &- rotate(a, 25)
        c = (c ^ b) &- rotate(b, 16)
        a = (a ^ c) &- rotate(c, 4)
        b = (b ^ a) &- rotate(a, 14)
        c = (c ^ b) &- rotate(b, 24)
        return c
    }
}

extension HDF5Bytes {
    /// Checks that the `count` bytes at `address` end with their checksum.
    func check(at address: UInt64, count: Int) throws(HDF5Error) {
        let bytes = try read(at: address, count: count)
        let body = bytes.dropLast(4)
        var stored: UInt32 = 0
        for (i, byte) in bytes.suffix(4).enumerated() { stored |= UInt32(byte) << UInt32(8 * i) }
        guard count > 4, HDF5Checksum.of(body) == stored else {
            throw HDF5Error(
                at: base &+ Int(clamping: address), "a structure does not have the checksum that it ends with"
            )
        }
    }
}
