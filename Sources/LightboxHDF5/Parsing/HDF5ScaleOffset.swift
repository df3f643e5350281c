import LightboxCore

/// Numbers less the smallest of them, in as few bits as the largest needs (HDF5's filter 6).
///
/// Whole numbers come back as they were; of floating-point ones as many decimal places as the writer asked for.
struct HDF5ScaleOffset {
    private let isFloat: Bool
    private let decimals: Int
    private let count: Int
    private let byteCount: Int
    private let isBigEndian: Bool
    private let fill: UInt64?

    /// - Parameter values: the filter's own, in the order of `H5Zscaleoffset.c`.
    init(_ values: [UInt32]) throws(HDF5Error) {
        guard values.count >= 8, [1, 2, 4, 8].contains(values[4]), values[2] > 0, values[3] <= 1 else {
            throw HDF5Error("what the scaleoffset coding says of itself makes no sense")
        }
        isFloat = values[3] == 1
        // Scaling by powers of two was planned, and no library writes it.
        guard isFloat ? values[0] == 0 && values[4] >= 4 : values[0] == 2 else {
            throw HDF5Error(unsupported: "its chunks are coded by scaleoffset with binary scales")
        }
        decimals = Int(Int32(bitPattern: values[1]))
        guard !isFloat || (-400...400).contains(decimals) else {
            throw HDF5Error("scaleoffset claims \(decimals) decimal places")
        }
        (count, byteCount, isBigEndian) = (Int(values[2]), Int(values[4]), values[6] == 1)
        guard values[7] == 1 else {
            fill = nil
            return
        }
        var fill: UInt64 = 0
        for (i, word) in values.dropFirst(8).prefix(2).enumerated() { fill |= UInt64(word) << UInt64(32 * i) }
        self.fill = fill
    }

    func decode(_ bytes: [UInt8], size: Int) throws(HDF5Error) -> [UInt8] {
        let span = bytes.span
        guard let bits: UInt32 = span.integer(at: 0, .little),
            let least: UInt64 = span.integer(at: 5, .little),
            bytes.count >= 21, bits <= UInt32(byteCount * 8)
        else { throw HDF5Error("a chunk is damaged: its scaleoffset coding has no header") }
        let (total, overflow) = count.multipliedReportingOverflow(by: byteCount)
        guard !overflow, total <= size else {
            throw HDF5Error("a chunk is damaged: its scaleoffset coding holds more than it should")
        }
        let width = Int(bits)
        let (needed, tooMany) = count.multipliedReportingOverflow(by: width)
        guard !tooMany, bytes.count - 21 >= (needed + 7) / 8 else {
            throw HDF5Error("a chunk is damaged: its scaleoffset coding ends too early")
        }
        if width == byteCount * 8 { return Array(bytes[21..<21 + total]) }
        var out: [UInt8] = []
        out.reserveCapacity(total)
        let empty = width == 0 ? nil : UInt64(1) << UInt64(width) - 1
        var (window, held, at): (UInt64, Int, Int) = (0, 0, 21)
        for _ in 0..<count {
            var value: UInt64 = 0
            var wanted = width
            while wanted > 0 {
                if held == 0 {
                    (window, held, at) = (UInt64(span[at]), 8, at + 1)
                }
                let taken = min(wanted, held)
                value = value << UInt64(taken) | window >> UInt64(held - taken) & (1 << UInt64(taken) - 1)
                held -= taken
                wanted -= taken
            }
            let number = fill.flatMap { value == empty ? $0 : nil } ?? whole(value, least)
            for i in 0..<byteCount {
                out.append(
                    UInt8(truncatingIfNeeded: number >> UInt64(8 * (isBigEndian ? byteCount - 1 - i : i))))
            }
        }
        return out
    }

    /// The bits of a number of which the difference to the least was kept.
    private func whole(_ value: UInt64, _ least: UInt64) -> UInt64 {
        guard isFloat else { return value &+ least }
        if byteCount == 4 {
            let start = Float(bitPattern: UInt32(truncatingIfNeeded: least))
            let steps = Float(Int32(truncatingIfNeeded: Int64(bitPattern: value)))
            return UInt64((steps / Float(Self.power(decimals)) + start).bitPattern)
        }
        return (Double(Int64(bitPattern: value)) / Self.power(decimals) + Double(bitPattern: least))
            .bitPattern
    }

    private static func power(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }
}
