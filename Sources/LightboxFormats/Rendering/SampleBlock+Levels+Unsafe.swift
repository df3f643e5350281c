import LightboxCore

// Blocks keep their samples little endian, as every machine that Swift runs on today keeps numbers.
extension SampleBlock {
    /// The grey samples as 8-bit greys; of grey with alpha, laid on black.
    func mapped(to grey: GreyScale) -> SampleBlock {
        let pixels = channels > 0 ? bytes.count / type.byteCount / channels : 0
        var out = [UInt8](repeating: 0, count: pixels)
        let step = channels
        func direct<T: BitwiseCopyable>(_: T.Type, _ number: (T) -> Double) {
            // SAFETY: the block has `pixels * step` samples of this type, each index below stays under that, and
            // array storage is aligned for all of them.
            unsafe bytes.withUnsafeBytes { raw in
                let samples = unsafe raw.bindMemory(to: T.self)
                unsafe out.withUnsafeMutableBufferPointer { target in
                    for i in 0..<pixels { unsafe target[i] = grey(number(samples[i * step])) }
                }
            }
        }
        func byTable<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) {
            let size = 1 << T.bitWidth
            let table = (0..<size).map { grey(Double(T(truncatingIfNeeded: $0))) }
            // SAFETY: as above, and the table has an entry for each bit pattern.
            unsafe bytes.withUnsafeBytes { raw in
                let samples = unsafe raw.bindMemory(to: T.self)
                unsafe table.withUnsafeBufferPointer { table in
                    unsafe out.withUnsafeMutableBufferPointer { target in
                        for i in 0..<pixels {
                            unsafe target[i] = table[Int(truncatingIfNeeded: samples[i * step]) & (size - 1)]
                        }
                    }
                }
            }
        }
        switch type {
        case .uint8: byTable(UInt8.self)
        case .int8: byTable(Int8.self)
        case .uint16 where pixels > 32_768: byTable(UInt16.self)
        case .int16 where pixels > 32_768: byTable(Int16.self)
        case .uint16: direct(UInt16.self) { Double($0) }
        case .int16: direct(Int16.self) { Double($0) }
        case .uint32: direct(UInt32.self) { Double($0) }
        case .int32: direct(Int32.self) { Double($0) }
        case .uint64: direct(UInt64.self) { Double($0) }
        case .int64: direct(Int64.self) { Double($0) }
        case .float32: direct(Float.self) { Double($0) }
        case .float64: direct(Double.self) { $0 }
        case .float16, .complex64, .complex128:
            for i in 0..<pixels { out[i] = grey(value(at: i * step)) }
        }
        if channels == 2 {
            for i in 0..<pixels { out[i] = UInt8(Int(out[i]) * Int(alpha(ofPixel: i)) / 255) }
        }
        return SampleBlock(shape: shape, channels: 1, type: .uint8, bytes: out) ?? self
    }

    /// The colours of three or four channels in 8 bits, laid on black where there is alpha.
    var asEightBitRGB: SampleBlock {
        if type == .uint8, channels == 3 { return self }
        let pixels = bytes.count / type.byteCount / channels
        var out: [UInt8] = []
        out.reserveCapacity(pixels * 3)
        // Of a wider sample the most significant byte, which comes last.
        let size = type.byteCount
        for i in 0..<pixels {
            let alpha = channels == 4 ? Int(alpha(ofPixel: i)) : 255
            for channel in 0..<3 {
                let top = bytes[(i * channels + channel) * size + size - 1]
                out.append(alpha == 255 ? top : UInt8(Int(top) * alpha / 255))
            }
        }
        return SampleBlock(shape: shape, channels: 3, type: .uint8, bytes: out) ?? self
    }

    /// The first three channels of each pixel, each through the same window.
    func rgb(through grey: GreyScale) -> SampleBlock {
        let pixels = bytes.count / type.byteCount / channels
        var out: [UInt8] = []
        out.reserveCapacity(pixels * 3)
        for i in 0..<pixels {
            for channel in 0..<3 { out.append(grey(value(at: i * channels + channel))) }
        }
        return SampleBlock(shape: shape, channels: 3, type: .uint8, bytes: out) ?? self
    }

    private func alpha(ofPixel pixel: Int) -> UInt8 {
        bytes[(pixel * channels + channels - 1) * type.byteCount + type.byteCount - 1]
    }

    /// The levels of samples of one or two bytes, all of them counted.
    func countedLevels(ignoring padding: ClosedRange<Double>?) -> Levels? {
        func count<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) -> Levels? {
            var counts = [Int](repeating: 0, count: 1 << T.bitWidth)
            // SAFETY: as above; a value less the type's smallest is an index into the counts.
            unsafe bytes.withUnsafeBytes { raw in
                let samples = unsafe raw.bindMemory(to: T.self)
                unsafe counts.withUnsafeMutableBufferPointer { counts in
                    var i = 0
                    while i < samples.count {
                        unsafe counts[Int(samples[i]) - Int(T.min)] += 1
                        i += channels == 2 ? 2 : 1
                    }
                }
            }
            let type = Double(T.min)...Double(T.max)
            if let padding, padding.overlaps(type) {
                let padding = padding.clamped(to: type)
                let low = Int(padding.lowerBound.rounded(.up)) - Int(T.min)
                let high = Int(padding.upperBound.rounded(.down)) - Int(T.min)
                // Where there is nothing but padding, it is what is shown.
                if low <= high, counts.reduce(0, +) > counts[low...high].reduce(0, +) {
                    for index in low...high { counts[index] = 0 }
                }
            }
            return Levels(counts: counts, lowest: Int(T.min))
        }
        return switch type {
        case .uint8: count(UInt8.self)
        case .int8: count(Int8.self)
        case .uint16: count(UInt16.self)
        case .int16: count(Int16.self)
        default: sampledLevels(ignoring: padding, limit: 65_536)
        }
    }

    /// The levels of at most `limit` samples, taken at even steps.
    func sampledLevels(ignoring padding: ClosedRange<Double>?, limit: Int) -> Levels? {
        let total = bytes.count / type.byteCount
        // An odd step does not keep to one column of an image whose rows are even.
        let step = max(1, total / limit) | 1
        var values: [Double] = []
        values.reserveCapacity(total / step + 1)
        var i = 0
        while i < total {
            let value = self.value(at: i)
            if value.isFinite, padding?.contains(value) != true { values.append(value) }
            i += step
        }
        values.sort()
        return Levels(sorted: values)
    }
}
