extension DCTPlanes.Plane {
    /// Undoes quantization and transform of all blocks and writes the samples of one channel.
    ///
    /// The transform is the one of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in integers of 13 fractional bits, with
    /// the intermediate scale and the roundings of the IJG's `islow`, which GDCM and DCMTK use: a decoder that
    /// differs in these gives grey levels that differ by one. Components of fewer samples are repeated.
    ///
    /// - Parameter table: in natural order.
    func transform(
        _ table: [Int32], precision: Int, into samples: inout [UInt16], width: Int, height: Int, channel: Int,
        channels: Int, stepX: Int, stepY: Int
    ) {
        precondition(
            table.count == 64 && samples.count == width * height * channels
                && coefficients.count == across * down * 64 && channel < channels && stepX > 0 && stepY > 0)
        let passBits = precision == 8 ? 2 : 1
        let (top, middle) = ((1 << precision) - 1, 1 << (precision - 1))
        // SAFETY: blocks lie inside `coefficients`; samples are written only where x and y are inside the picture.
        unsafe coefficients.withUnsafeBufferPointer { source in
            unsafe table.withUnsafeBufferPointer { quantum in
                unsafe samples.withUnsafeMutableBufferPointer { target in
                    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { space in
                        guard let from = source.baseAddress, let q = quantum.baseAddress,
                            let to = target.baseAddress, let work = space.baseAddress
                        else { return }
                        for by in 0..<ownDown {
                            for bx in 0..<ownAcross {
                                unsafe Self.invert(from + (by * across + bx) * 64, q, work, passBits)
                                if stepX == 1, stepY == 1 {
                                    for y in 0..<min(8, height - by * 8) {
                                        let row = unsafe to + ((by * 8 + y) * width + bx * 8) * channels
                                        for x in 0..<min(8, width - bx * 8) {
                                            let value = unsafe work[y * 8 + x] + middle
                                            unsafe row[x * channels + channel] = UInt16(
                                                truncatingIfNeeded: min(max(value, 0), top))
                                        }
                                    }
                                    continue
                                }
                                let (x0, y0) = (bx * 8 * stepX, by * 8 * stepY)
                                for y in y0..<max(y0, min(y0 + 8 * stepY, height)) {
                                    for x in x0..<max(x0, min(x0 + 8 * stepX, width)) {
                                        let place = (y - y0) / stepY * 8 + (x - x0) / stepX
                                        let value = unsafe work[place] + middle
                                        unsafe to[(y * width + x) * channels + channel] = UInt16(
                                            truncatingIfNeeded: min(max(value, 0), top))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The inverse transform of one block into `out`, samples around zero.
    @inline(__always)
    private static func invert(
        _ block: UnsafePointer<Int16>, _ q: UnsafePointer<Int32>, _ out: UnsafeMutablePointer<Int>,
        _ passBits: Int
    ) {
        for column in 0..<8 {
            let at = { (row: Int) in
                unsafe Int(block[row &* 8 &+ column]) &* Int(q[row &* 8 &+ column])
            }
            var others = unsafe block[8 + column] | block[16 + column] | block[24 + column]
            unsafe others |= block[32 + column] | block[40 + column] | block[48 + column]
            unsafe others |= block[56 + column]
            if others == 0 {
                let value = at(0) &<< passBits
                for row in 0..<8 { unsafe out[row &* 8 &+ column] = value }
                continue
            }
            unsafe butterfly(
                at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), shift: fraction - passBits,
                out + column, step: 8)
        }
        for row in 0..<8 {
            let line = unsafe out + row * 8
            unsafe butterfly(
                line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7],
                shift: fraction + passBits + 3, line, step: 1)
        }
    }

    private static let fraction = 13

    /// One inverse DCT of eight values, scaled down by `shift` bits with rounding.
    @inline(__always)
    private static func butterfly(
        _ v0: Int, _ v1: Int, _ v2: Int, _ v3: Int, _ v4: Int, _ v5: Int, _ v6: Int, _ v7: Int, shift: Int,
        _ out: UnsafeMutablePointer<Int>, step: Int
    ) {
        // Even part: a rotation by 6 steps, and sums. Factors are cosines of multiples of π/16, times 2^13.
        let r = (v2 &+ v6) &* 4433
        let (even2, even3) = (r &- v6 &* 15_137, r &+ v2 &* 6270)
        let (even0, even1) = ((v0 &+ v4) &<< 13, (v0 &- v4) &<< 13)
        let (a0, a3) = (even0 &+ even3, even0 &- even3)
        let (a1, a2) = (even1 &+ even2, even1 &- even2)
        // Odd part.
        let (s1, s2, s3, s4) = (v7 &+ v1, v5 &+ v3, v7 &+ v3, v5 &+ v1)
        let s5 = (s3 &+ s4) &* 9633
        let (t1, t2) = (s1 &* -7373, s2 &* -20_995)
        let (t3, t4) = (s5 &- s3 &* 16_069, s5 &- s4 &* 3196)
        let b3 = v7 &* 2446 &+ t1 &+ t3
        let b2 = v5 &* 16_819 &+ t2 &+ t4
        let b1 = v3 &* 25_172 &+ t2 &+ t3
        let b0 = v1 &* 12_299 &+ t1 &+ t4
        let half = 1 &<< (shift &- 1)
        unsafe out[0] = (a0 &+ b0 &+ half) >> shift
        unsafe out[7 &* step] = (a0 &- b0 &+ half) >> shift
        unsafe out[step] = (a1 &+ b1 &+ half) >> shift
        unsafe out[6 &* step] = (a1 &- b1 &+ half) >> shift
        unsafe out[2 &* step] = (a2 &+ b2 &+ half) >> shift
        unsafe out[5 &* step] = (a2 &- b2 &+ half) >> shift
        unsafe out[3 &* step] = (a3 &+ b3 &+ half) >> shift
        unsafe out[4 &* step] = (a3 &- b3 &+ half) >> shift
    }
}
