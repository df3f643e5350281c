import LightboxCore

extension DecodedPicture {
    /// The picture with luma and colour differences turned into red, green and blue (T.871 §7).
    ///
    /// Only unsigned pictures of three channels and of 8 or 16 bits of room are turned; others stay as they are.
    public func convertedFromYCC() -> DecodedPicture {
        guard channels == 3 else { return self }
        let most = (1 << precision) - 1
        let bytes: [UInt8]
        switch block.type {
        case .uint8: bytes = Self.turned(block.bytes, UInt8.self, most: most)
        case .uint16: bytes = Self.turned(block.bytes, UInt16.self, most: most)
        default: return self
        }
        guard let turned = SampleBlock(shape: block.shape, channels: 3, type: block.type, bytes: bytes) else {
            return self
        }
        return DecodedPicture(turned, precision: precision)
    }

    private static func turned<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ source: [UInt8], _: T.Type, most: Int
    ) -> [UInt8] {
        var bytes = source
        let half = (most + 1) / 2
        // SAFETY: the bytes are whole samples of this type, array storage is aligned for them, and `at + 2` stays below
        // their number. The numbers are the factors in units of 1/65536; a sample of 16 bits keeps all far below 2^63.
        unsafe bytes.withUnsafeMutableBytes { raw in
            let samples = unsafe raw.bindMemory(to: T.self)
            var at = 0
            while at + 2 < samples.count {
                let (y, b, r) = unsafe (
                    Int(samples[at]), Int(samples[at + 1]) - half, Int(samples[at + 2]) - half
                )
                unsafe samples[at] = T(clamping: max(0, min(most, y + (91_881 * r + 32_768) >> 16)))
                unsafe samples[at + 1] = T(
                    clamping: max(0, min(most, y - (22_554 * b + 46_802 * r + 32_767) >> 16)))
                unsafe samples[at + 2] = T(clamping: max(0, min(most, y + (116_130 * b + 32_768) >> 16)))
                at += 3
            }
        }
        return bytes
    }
}
