import LightboxArchive

/// A name in 128 bits: what is kept of each of half a million files.
///
/// It is the beginning of the name's SHA-256, so that no two names share one, by chance or by malice.
struct PathKey: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    init(_ name: String) {
        var hasher = Digest.Hasher(.sha256)
        hasher.update(Array(name.utf8))
        let bytes = hasher.finish().bytes
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// 32 hexadecimal digits.
    var hex: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(high) }
}
