import LightboxCodecs
import LightboxCore

/// Builds NIfTI-1 files with their header in front (`.nii`).
public struct NIfTIWriter: Sendable {
    /// Words for the header's `descrip`, at most 79 ASCII characters.
    public var description = "SYNTHETIC Lightbox phantom"

    public init() {}

    /// The file of a 16-bit volume; its sform and qform hold the affine.
    ///
    /// Shapes of three or four axes are taken, the fourth being time.
    public func bytes(of volume: PhantomVolume) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 352)
        func put(_ number: Int, _ size: Int, at offset: Int) {
            for byte in 0..<size { header[offset + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte)) }
        }
        func put(_ number: Double, at offset: Int) { put(Int(Float(number).bitPattern), 4, at: offset) }
        put(348, 4, at: 0)
        put(volume.shape.count, 2, at: 40)
        for axis in 0..<7 { put(axis < volume.shape.count ? volume.shape[axis] : 1, 2, at: 42 + 2 * axis) }
        put(4, 2, at: 70)  // NIFTI_TYPE_INT16
        put(16, 2, at: 72)
        let affine = volume.affine
        let isLeftHanded = affine.determinant < 0
        put(isLeftHanded ? -1 : 1, at: 76)
        for axis in 0..<3 { put(affine.spacing[axis], at: 80 + 4 * axis) }
        if let step = volume.timeStepSeconds { put(step, at: 92) }
        put(352, at: 108)
        put(1, at: 112)
        header[123] = 2 | 8  // mm, s
        let text = Array(description.utf8.prefix(79))
        header.replaceSubrange(148..<148 + text.count, with: text)
        put(1, 2, at: 252)
        put(1, 2, at: 254)
        let (b, c, d) = Self.quaternion(of: affine, isLeftHanded: isLeftHanded)
        for (index, value) in [b, c, d, affine.origin.x, affine.origin.y, affine.origin.z].enumerated() {
            put(value, at: 256 + 4 * index)
        }
        for row in 0..<3 {
            for column in 0..<4 { put(affine.rows[row][column], at: 280 + 16 * row + 4 * column) }
        }
        header.replaceSubrange(344..<348, with: Array("n+1\0".utf8))
        return header + volume.littleEndianBytes
    }

    /// The same file, gzipped (`.nii.gz`).
    public func gzipped(_ volume: PhantomVolume, level: Int = 3) throws -> [UInt8] {
        try Gzip.compress(bytes(of: volume), level: level)
    }

    /// `quatern_b`, `_c`, `_d` of the rotation in an affine without shear (`nifti1.h`, method 2).
    private static func quaternion(of affine: Affine, isLeftHanded: Bool) -> (Double, Double, Double) {
        func unit(_ v: Vector3) -> Vector3 { v.length > 0 ? v * (1 / v.length) : v }
        let (x, y) = (unit(affine.column(0)), unit(affine.column(1)))
        let z = unit(affine.column(2)) * (isLeftHanded ? -1 : 1)
        let trace = 1 + x.x + y.y + z.z
        if trace > 0.5 {
            let a = trace.squareRoot() / 2
            return ((y.z - z.y) / (4 * a), (z.x - x.z) / (4 * a), (x.y - y.x) / (4 * a))
        }
        let (xd, yd, zd) = (1 + x.x - y.y - z.z, 1 + y.y - x.x - z.z, 1 + z.z - x.x - y.y)
        var (a, b, c, d): (Double, Double, Double, Double)
        if xd >= yd, xd >= zd {
            b = xd.squareRoot() / 2
            (c, d, a) = ((y.x + x.y) / (4 * b), (z.x + x.z) / (4 * b), (y.z - z.y) / (4 * b))
        } else if yd >= zd {
            c = yd.squareRoot() / 2
            (b, d, a) = ((y.x + x.y) / (4 * c), (z.y + y.z) / (4 * c), (z.x - x.z) / (4 * c))
        } else {
            d = zd.squareRoot() / 2
            (b, c, a) = ((z.x + x.z) / (4 * d), (z.y + y.z) / (4 * d), (x.y - y.x) / (4 * d))
        }
        return a < 0 ? (-b, -c, -d) : (b, c, d)
    }
}
