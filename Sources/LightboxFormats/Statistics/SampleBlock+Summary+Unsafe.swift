import LightboxCore

// Blocks keep their samples little endian, as every machine that Swift runs on today keeps numbers.
extension SampleBlock {
    var summary: SampleSummary {
        func whole<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) -> SampleSummary {
            var (low, high, sum) = (T.max, T.min, 0.0)
            var count = 0
            // SAFETY: a block holds a whole number of samples, and array storage is aligned for them.
            unsafe bytes.withUnsafeBytes { raw in
                let samples = unsafe raw.bindMemory(to: T.self)
                count = samples.count
                // Sums of a few thousand narrow integers are exact in 64 bits, and quick to make.
                let stride = T.bitWidth <= 32 ? 65_536 : 1
                var start = 0
                while start < count {
                    let end = min(count, start + stride)
                    var part = 0
                    var wide = 0.0
                    for i in start..<end {
                        let value = unsafe samples[i]
                        low = min(low, value)
                        high = max(high, value)
                        if T.bitWidth <= 32 {
                            part &+= Int(truncatingIfNeeded: value)
                        } else {
                            wide = Double(value)
                        }
                    }
                    sum += T.bitWidth <= 32 ? Double(part) : wide
                    start = end
                }
            }
            guard count > 0 else { return SampleSummary() }
            return SampleSummary(
                count: count, sum: sum, minimum: Double(low), maximum: Double(high))
        }
        func floating<T: BinaryFloatingPoint & BitwiseCopyable>(_: T.Type) -> SampleSummary {
            var summary = SampleSummary()
            // SAFETY: as above.
            unsafe bytes.withUnsafeBytes { raw in
                let samples = unsafe raw.bindMemory(to: T.self)
                for i in 0..<samples.count {
                    let value = unsafe Double(samples[i])
                    guard value.isFinite else {
                        summary.nonFinite += 1
                        continue
                    }
                    summary.count += 1
                    summary.sum += value
                    summary.minimum = min(summary.minimum, value)
                    summary.maximum = max(summary.maximum, value)
                }
            }
            return summary
        }
        func byValue() -> SampleSummary {
            var summary = SampleSummary()
            for index in 0..<bytes.count / type.byteCount {
                let value = value(at: index)
                guard value.isFinite else {
                    summary.nonFinite += 1
                    continue
                }
                summary.count += 1
                summary.sum += value
                summary.minimum = min(summary.minimum, value)
                summary.maximum = max(summary.maximum, value)
            }
            return summary
        }
        return switch type {
        case .uint8: whole(UInt8.self)
        case .int8: whole(Int8.self)
        case .uint16: whole(UInt16.self)
        case .int16: whole(Int16.self)
        case .uint32: whole(UInt32.self)
        case .int32: whole(Int32.self)
        case .uint64: whole(UInt64.self)
        case .int64: whole(Int64.self)
        case .float32: floating(Float.self)
        case .float64: floating(Double.self)
        case .float16, .complex64, .complex128: byValue()
        }
    }
}
