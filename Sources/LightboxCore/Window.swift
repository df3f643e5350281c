/// The range of rescaled values that a display spreads from black to white, and how.
public struct Window: Sendable, Hashable {
    /// What is between black and white (PS3.3 §C.11.2.1).
    public enum Function: Sendable, Hashable {
        /// Evenly from `center - width / 2` to `center + width / 2`: DICOM's LINEAR_EXACT.
        case linearExact
        /// DICOM's LINEAR, for whole numbers: from `center - width / 2` to `center + width / 2 - 1`.
        case linear
        /// An S-shaped curve that never quite ends.
        case sigmoid
        /// A table of greys that the range is divided among.
        case table([UInt8])
    }
    public let center: Double
    public let width: Double
    public let function: Function

    public init(center: Double, width: Double, function: Function = .linearExact) {
        (self.center, self.width, self.function) = (center, width, function)
    }

    /// A table of greys whose first is for the value `first`, the next for the whole number after it.
    public init(table: [UInt8], first: Int) {
        let width = Double(table.count)
        self.init(center: Double(first) - 0.5 + width / 2, width: width, function: .table(table))
    }

    /// What a picture of so many bits is shown by: all of it where it has 8 bits and is grey; where it has others and not
    /// those of its type, from 0 (or the smallest number) to the most that its bits can say; else `nil`.
    public static func whole(of type: SampleType, precision: Int, channels: Int) -> Window? {
        if precision == type.byteCount * 8 || type.isFloatingPoint {
            return channels < 3 && type == .uint8 ? .whole(of: type) : nil
        }
        guard (1...31).contains(precision) else { return nil }
        let width = Double(1 << precision) - 1
        return Window(center: type.isSigned ? -0.5 : width / 2, width: max(1, width))
    }

    /// From the smallest to the largest number that an integer type has, or `nil` for other types.
    public static func whole(of type: SampleType) -> Window? {
        guard !type.isFloatingPoint, type.byteCount <= 2 else { return nil }
        let width = type.byteCount == 1 ? 255.0 : 65_535.0
        return Window(center: type.isSigned ? -0.5 : width / 2, width: width)
    }

    /// The two ends between which the grey of a linear window rises; those of another's range.
    public var ends: (low: Double, high: Double) {
        guard case .linear = function else { return (center - width / 2, center + width / 2) }
        return (center - width / 2, center - width / 2 + max(0, width - 1))
    }

    /// The grey of a rescaled value, 0 to 255; NaN is black.
    public func grey(_ value: Double) -> UInt8 {
        let level: Double
        switch function {
        case .linear, .linearExact:
            let (low, high) = ends
            // A window without width is a threshold.
            if high <= low { return value > low ? 255 : 0 }
            level = (value - low) * 255 / (high - low)
        case .sigmoid: level = 255 / (1 + Double.exponential(-4 * (value - center) / width))
        case .table(let greys):
            guard !greys.isEmpty, value == value else { return 0 }
            let place = ((value - center) / width + 0.5) * Double(greys.count)
            if place < 0 { return greys[0] }
            return place < Double(greys.count) ? greys[Int(place)] : greys[greys.count - 1]
        }
        let rounded = level.rounded()
        guard rounded > 0 else { return 0 }
        return rounded < 255 ? UInt8(rounded) : 255
    }
}

extension Double {
    /// e to the power of a number, to within what 8 bits of grey can show (Core links no mathematics library).
    fileprivate static func exponential(_ x: Double) -> Double {
        guard x == x else { return .nan }
        if x > 700 { return .infinity }
        if x < -700 { return 0 }
        // e^x = 2^n · e^r with |r| <= ln 2 / 2, where twelve terms of the series are exact to the last digit or two.
        let n = (x * 1.4426950408889634).rounded()
        let r = x - n * 0.6931471805599453
        var (term, sum) = (1.0, 1.0)
        for k in 1...14 {
            term *= r / Double(k)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
    }
}
