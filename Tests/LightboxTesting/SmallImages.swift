/// The smallest sound files of their formats, for tests that care about files and not about pixels.
public enum SmallImages {
    /// A NIfTI-1 file of 8-bit voxels that are all `value`, each `spacing` mm wide.
    public static func nifti(
        _ ni: Int = 2, _ nj: Int = 3, _ nk: Int = 4, value: UInt8 = 7, spacing: Float = 1
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 352)
        func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
            for i in 0..<(T.bitWidth / 8) { bytes[offset + i] = UInt8(truncatingIfNeeded: value >> T(8 * i)) }
        }
        put(Int32(348), at: 0)
        for (i, size) in [3, ni, nj, nk, 1, 1, 1, 1].enumerated() { put(Int16(size), at: 40 + 2 * i) }
        put(Int16(2), at: 70)
        put(Int16(8), at: 72)
        for i in 0..<8 { put(Float(i == 0 ? 1 : spacing).bitPattern, at: 76 + 4 * i) }
        put(Float(352).bitPattern, at: 108)
        bytes[123] = 2
        put(Int16(1), at: 254)
        for (row, column) in [(0, 0), (1, 1), (2, 2)] {
            put(spacing.bitPattern, at: 280 + 16 * row + 4 * column)
        }
        bytes.replaceSubrange(344..<348, with: [0x6E, 0x2B, 0x31, 0])
        return bytes + [UInt8](repeating: value, count: ni * nj * nk)
    }
}
