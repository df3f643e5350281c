/// A random field that changes smoothly: random numbers on a grid of whole points, blended between them.
struct SmoothNoise: Sendable {
    let seed: UInt64

    /// A number from -1 to 1.
    func callAsFunction(_ x: Float, _ y: Float, _ z: Float) -> Float {
        let (fx, fy, fz) = (x.rounded(.down), y.rounded(.down), z.rounded(.down))
        let (u, v, w) = (Self.ease(x - fx), Self.ease(y - fy), Self.ease(z - fz))
        let (i, j, k) = (Int32(fx), Int32(fy), Int32(fz))
        func blend(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }
        func plane(_ k: Int32) -> Float {
            blend(
                blend(corner(i, j, k), corner(i &+ 1, j, k), u),
                blend(corner(i, j &+ 1, k), corner(i &+ 1, j &+ 1, k), u), v)
        }
        return blend(plane(k), plane(k &+ 1), w)
    }

    private static func ease(_ t: Float) -> Float { t * t * (3 - 2 * t) }

    private func corner(_ i: Int32, _ j: Int32, _ k: Int32) -> Float {
        var word = seed ^ UInt64(UInt32(bitPattern: i)) &* 0x9E37_79B9_7F4A_7C15
        word ^= UInt64(UInt32(bitPattern: j)) &* 0xC2B2_AE3D_27D4_EB4F
        word ^= UInt64(UInt32(bitPattern: k)) &* 0x1656_67B1_9E37_79F9
        word = (word ^ word >> 29) &* 0xBF58_476D_1CE4_E5B9
        return Float(word >> 40) * (2 / 16_777_216) - 1
    }
}
