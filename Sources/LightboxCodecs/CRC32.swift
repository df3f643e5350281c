/// The checksum of gzip, zip and PNG (RFC 1952 §8).
package enum CRC32 {
    /// The checksum of what had `sum` so far (0 at the beginning), followed by more bytes.
    package static func update(_ sum: UInt32, _ bytes: [UInt8]) -> UInt32 {
        Inflater.crc32(sum, bytes, 0..<bytes.count)
    }
}
