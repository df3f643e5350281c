import LightboxTesting

/// Damage of a valid file that mostly leaves enough of it whole for its reader to go on.
enum Mutation {
    /// The bytes with one small change or some, as the seed has it; mostly near the start, where headers lie.
    static func of(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var out = bytes
        guard !out.isEmpty else { return out }
        let near = min(out.count, Bool.random(using: &random) ? 512 : 4096)
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return bytes.damaged(seed: seed)
        case 2, 3: out.truncateOrGrow(&random)
        case 4, 5: out.setBytes(Int.random(in: 1...3, using: &random), below: near, &random)
        case 6, 7: out.changeDigits(below: near, &random)
        default: out.setNumber(below: near, &random)
        }
        return out
    }
}

extension [UInt8] {
    fileprivate mutating func truncateOrGrow(_ random: inout SeededGenerator) {
        if Bool.random(using: &random) {
            removeLast(Int.random(in: 0..<count, using: &random))
        } else {
            let start = Int.random(in: 0..<count, using: &random)
            let piece = self[start..<Swift.min(count, start + Int.random(in: 1...256, using: &random))]
            insert(contentsOf: piece, at: Int.random(in: 0...count, using: &random))
        }
    }

    fileprivate mutating func setBytes(_ times: Int, below end: Int, _ random: inout SeededGenerator) {
        for _ in 0..<times {
            let extremes: [UInt8] = [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF]
            self[Int.random(in: 0..<end, using: &random)] =
                Bool.random(using: &random)
                ? extremes.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
        }
    }

    /// Changes or multiplies digits of a text, so that it still parses and says something else.
    fileprivate mutating func changeDigits(below end: Int, _ random: inout SeededGenerator) {
        let digits = (0..<end).filter { (0x30...0x39).contains(self[$0]) }
        guard let place = digits.randomElement(using: &random) else {
            setBytes(1, below: end, &random)
            return
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: self[place] = UInt8.random(in: 0x30...0x39, using: &random)
        case 1:
            insert(
                contentsOf: [UInt8](repeating: 0x39, count: Int.random(in: 1...18, using: &random)), at: place
            )
        case 2: self[place] = [0x2D, 0x2E, 0x20, 0x65].randomElement(using: &random) ?? 0x2D
        default: remove(at: place)
        }
    }

    /// Overwrites two, four or eight bytes by a number at which sums and products go wrong.
    fileprivate mutating func setNumber(below end: Int, _ random: inout SeededGenerator) {
        let width = [2, 4, 8].randomElement(using: &random) ?? 4
        let value =
            [
                0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, .max, .max / 2,
                1 << 62, 1 << 40,
            ]
            .randomElement(using: &random) as UInt64?
        let isBig = Bool.random(using: &random)
        let start = Int.random(in: 0..<end, using: &random)
        for index in 0..<width where start + index < count {
            let shift = UInt64((isBig ? width - 1 - index : index) * 8)
            self[start + index] = UInt8(truncatingIfNeeded: (value ?? 0) >> shift)
        }
    }
}
