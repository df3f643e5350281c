/// The SHA-256 of some bytes in lower-case hexadecimal (FIPS 180-4): slow, and owes nothing to what it checks.
public func sha256(_ bytes: [UInt8]) -> String {
    var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    let length = UInt64(bytes.count) &* 8
    let tailStart = bytes.count / 64 * 64
    var tail = Array(bytes[tailStart...]) + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
        tail.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    let (whole, rest) = (bytes.span, tail.span)
    for start in stride(from: 0, to: tailStart, by: 64) { absorb(whole, at: start, into: &state) }
    for start in stride(from: 0, to: rest.count, by: 64) { absorb(rest, at: start, into: &state) }
    return state.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
}

private func absorb(_ block: Span<UInt8>, at start: Int, into state: inout [UInt32]) {
    var words: [UInt32] = []
    words.reserveCapacity(64)
    var i = start
    while i < start + 64 {
        words.append(
            UInt32(block[i]) << 24 | UInt32(block[i + 1]) << 16 | UInt32(block[i + 2]) << 8
                | UInt32(block[i + 3]))
        i += 4
    }
    func turn(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    i = 16
    while i < 64 {
        let (a, b) = (words[i - 15], words[i - 2])
        let s0 = turn(a, 7) ^ turn(a, 18) ^ a >> 3
        let s1 = turn(b, 17) ^ turn(b, 19) ^ b >> 10
        words.append(words[i - 16] &+ s0 &+ words[i - 7] &+ s1)
        i += 1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    i = 0
    while i < 64 {
        let s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
        let t1 = h &+ s1 &+ (e & f ^ ~e & g) &+ roundConstants[i] &+ words[i]
        let s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
        let t2 = s0 &+ (a & b ^ a & c ^ b & c)
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        i += 1
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
}

/// The fractions of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = {
    var primes: [Int] = []
    var n = 2
    while primes.count < 64 {
        if primes.allSatisfy({ n % $0 != 0 }) { primes.append(n) }
        n += 1
    }
    return primes.map { prime in
        // The cube root with 32 bits behind the point, by halving: 96 bits, so in words of 128.
        let target = UInt128(prime) << 96
        var (low, high) = (UInt128(0), UInt128(1) << 36)
        while high - low > 1 {
            let middle = (low + high) / 2
            if middle * middle * middle <= target { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}()
