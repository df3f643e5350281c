extension RLE {
    /// Little-endian words of two planes of as many bytes.
    static func weave(low: [UInt8], high: [UInt8]) -> [UInt8] {
        precondition(low.count == high.count)
        // SAFETY: two bytes are written for each of `low.count`, for which there is room; all three stay in here.
        return unsafe [UInt8](unsafeUninitializedCapacity: low.count * 2) { target, initialized in
            unsafe low.withUnsafeBufferPointer { low in
                unsafe high.withUnsafeBufferPointer { high in
                    guard let to = target.baseAddress, let low = low.baseAddress,
                        let high = high.baseAddress
                    else { return }
                    unsafe UnsafeMutableRawPointer(to).withMemoryRebound(
                        to: UInt16.self, capacity: target.count / 2
                    ) {
                        words in
                        for index in 0..<target.count / 2 {
                            unsafe words[index] = UInt16(low[index]) | UInt16(high[index]) << 8
                        }
                    }
                }
            }
            initialized = low.count * 2
        }
    }

    /// Unpacks runs (PS3.5 §G.3.2) into every `stride`-th byte of `out`.
    ///
    /// - Returns: how many bytes were unpacked, at most `count`.
    static func unpack(
        _ bytes: [UInt8], _ range: Range<Int>, into out: inout [UInt8], at place: Int, stride: Int, count: Int
    ) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        precondition(place >= 0 && place < stride && count * stride <= out.count)
        // SAFETY: `at` stays inside the range, and at most `count` bytes are written, `stride` apart.
        return unsafe bytes.withUnsafeBufferPointer { source in
            unsafe out.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let base = target.baseAddress else { return 0 }
                let to = unsafe base + place
                var (at, done) = (range.lowerBound, 0)
                while at < range.upperBound, done < count {
                    let head = unsafe Int(Int8(bitPattern: from[at]))
                    at &+= 1
                    if head >= 0 {
                        let run = min(head &+ 1, range.upperBound &- at, count &- done)
                        if stride == 1 {
                            unsafe (to + done).update(from: from + at, count: run)
                        } else {
                            for index in 0..<run {
                                unsafe to[(done &+ index) &* stride] = from[at &+ index]
                            }
                        }
                        at &+= head &+ 1
                        done &+= run
                    } else if head != -128 {
                        guard at < range.upperBound else { break }
                        let run = min(1 &- head, count &- done)
                        let value = unsafe from[at]
                        if stride == 1 {
                            unsafe (to + done).update(repeating: value, count: run)
                        } else {
                            for index in 0..<run { unsafe to[(done &+ index) &* stride] = value }
                        }
                        at &+= 1
                        done &+= run
                    }
                }
                return done
            }
        }
    }
}
