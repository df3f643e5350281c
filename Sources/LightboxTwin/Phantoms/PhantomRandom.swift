/// Random numbers that are the same for the same seed on every machine (SplitMix64).
struct PhantomRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number below 1 and not below 0.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// About normally distributed, mean 0 and deviation 1: four halves of words, added.
    mutating func normal() -> Float {
        let word = next()
        let sum =
            Int(word & 0xFFFF) + Int(word >> 16 & 0xFFFF) + Int(word >> 32 & 0xFFFF) + Int(word >> 48)
        return (Float(sum) - 131_070) * (1 / 37_837)
    }

    static func mixed(_ word: UInt64) -> UInt64 {
        var z = word
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
