/// A random source that gives the same numbers for the same seed on every machine (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension [UInt8] {
    /// The bytes with one to eight of them changed, a piece removed or a piece doubled, as the seed has it.
    public func damaged(seed: UInt64) -> [UInt8] {
        guard !isEmpty else { return self }
        var random = SeededGenerator(seed: seed)
        var bytes = self
        switch Int.random(in: 0..<10, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 1...count, using: &random))
        case 1:
            let start = Int.random(in: 0..<count, using: &random)
            bytes.removeSubrange(start..<Swift.min(count, start + Int.random(in: 1...64, using: &random)))
        case 2:
            let start = Int.random(in: 0..<count, using: &random)
            let piece = bytes[start..<Swift.min(count, start + Int.random(in: 1...64, using: &random))]
            bytes.insert(contentsOf: piece, at: start)
        default:
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<count, using: &random)
                // Extreme values find more than random ones.
                bytes[place] =
                    [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
        }
        return bytes
    }
}
