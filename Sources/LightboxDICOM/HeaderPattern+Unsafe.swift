import Glibc

extension Span<UInt8> {
    /// Whether the `count` bytes from `place` on are those of `other` from `otherPlace` on; `false` beyond either end.
    func holds(_ count: Int, of other: Span<UInt8>, from otherPlace: Int, at place: Int) -> Bool {
        guard count >= 0, place >= 0, otherPlace >= 0, count <= self.count - place,
            count <= other.count - otherPlace
        else { return false }
        if count == 0 { return true }
        // SAFETY: both ranges lie within their spans, which the closures keep alive.
        return unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in
                guard let a = mine.baseAddress, let b = theirs.baseAddress else { return false }
                return unsafe memcmp(a + place, b + otherPlace, count) == 0
            }
        }
    }
}
