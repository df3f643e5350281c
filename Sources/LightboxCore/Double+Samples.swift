extension Double {
    /// The number that 16 bits hold as IEEE 754's binary16.
    ///
    /// Swift's `Float16` is not there on every machine that Lightbox runs on.
    @inlinable
    public init(half bits: UInt16) {
        let sign: Double = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10) & 0x1F
        let fraction = Double(bits & 0x3FF)
        switch exponent {
        case 0: self = sign * fraction * 0x1p-24
        case 31: self = fraction == 0 ? sign * .infinity : .nan
        default:
            self = sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
        }
    }

    /// The length of a complex number; not finite where a part is not.
    @inlinable
    public init(magnitudeOf real: Double, _ imaginary: Double) {
        // Squares of large numbers overflow: the larger part is taken out first.
        let (large, small) = (
            Swift.max(real.magnitude, imaginary.magnitude), Swift.min(real.magnitude, imaginary.magnitude)
        )
        guard real.isFinite, imaginary.isFinite, large > 0 else {
            self = real.isFinite && imaginary.isFinite ? 0 : real.isNaN || imaginary.isNaN ? .nan : .infinity
            return
        }
        let ratio = small / large
        self = large * (1 + ratio * ratio).squareRoot()
    }
}
