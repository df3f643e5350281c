import LightboxCore

/// Builds small NIfTI-1 files byte by byte.
struct NIfTIBuilder {
    var order = ByteOrder.little
    var dimensions = [3, 4, 5]
    var datatype: Int16 = 4
    var bitpix: Int16 = 16
    var pixdim: [Float] = [1, 1, 2, 3]
    var offset: Float = 352
    var slope: Float = 0
    var intercept: Float = 0
    var units: UInt8 = 10
    var qform: (code: Int16, quaternion: [Float], offset: [Float]) = (0, [0, 0, 0], [0, 0, 0])
    var sform: (code: Int16, rows: [[Float]]) = (1, [[-1, 0, 0, 10], [0, 2, 0, -20], [0, 0, 3, -30]])
    var magic = "n+1"
    /// Stored samples; by default 0, 1, 2, … as 16-bit numbers.
    var samples: [UInt8]?

    var header: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 352)
        func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
            var value = value
            for i in 0..<T.bitWidth / 8 {
                let place = order == .little ? i : T.bitWidth / 8 - 1 - i
                bytes[offset + place] = UInt8(truncatingIfNeeded: value)
                value = T.bitWidth > 8 ? value >> 8 : 0
            }
        }
        func put(_ value: Float, at offset: Int) { put(value.bitPattern, at: offset) }
        put(Int32(348), at: 0)
        put(Int16(dimensions.count), at: 40)
        for axis in 1...7 {
            put(Int16(axis <= dimensions.count ? dimensions[axis - 1] : 1), at: 40 + 2 * axis)
        }
        put(datatype, at: 70)
        put(bitpix, at: 72)
        for (index, value) in pixdim.enumerated() { put(value, at: 76 + 4 * index) }
        put(offset, at: 108)
        put(slope, at: 112)
        put(intercept, at: 116)
        bytes[123] = units
        put(qform.code, at: 252)
        put(sform.code, at: 254)
        for i in 0..<3 {
            put(qform.quaternion[i], at: 256 + 4 * i)
            put(qform.offset[i], at: 268 + 4 * i)
            for k in 0..<4 { put(sform.rows[i][k], at: 280 + 16 * i + 4 * k) }
        }
        for (index, byte) in magic.utf8.enumerated() { bytes[344 + index] = byte }
        return bytes
    }

    var bytes: [UInt8] {
        if let samples { return header + samples }
        let count = dimensions.reduce(1, *)
        let counting = (0..<count).flatMap { i -> [UInt8] in
            let pair = [UInt8(truncatingIfNeeded: i), UInt8(truncatingIfNeeded: i >> 8)]
            return order == .little ? pair : pair.reversed()
        }
        return header + counting
    }
}
