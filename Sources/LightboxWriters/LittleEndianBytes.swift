/// Bytes of a header being put together, little endian.
struct LittleEndianBytes {
    private(set) var bytes: [UInt8]

    init(count: Int = 0) { bytes = [UInt8](repeating: 0, count: count) }

    mutating func put(_ number: some FixedWidthInteger, at offset: Int) {
        for byte in 0..<number.bitWidth / 8 where bytes.indices.contains(offset + byte) {
            bytes[offset + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte))
        }
    }
    mutating func put(_ number: Float, at offset: Int) { put(number.bitPattern, at: offset) }
    mutating func put(_ number: Double, at offset: Int) { put(number.bitPattern, at: offset) }
    mutating func put(_ text: String, at offset: Int, limit: Int) {
        for (index, byte) in text.utf8.prefix(limit).enumerated() where bytes.indices.contains(offset + index)
        {
            bytes[offset + index] = byte
        }
    }

    mutating func append(_ number: some FixedWidthInteger) {
        for byte in 0..<number.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }
    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
}
