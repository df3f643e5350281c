/// Maps voxel indices (i, j, k), counted at voxel centres, to patient space: RAS+, in millimetres.
///
/// x grows to the patient's right, y to the front (anterior), z to the head (superior), as NIfTI has it.
/// DICOM's LPS+ is turned into this by whoever reads DICOM.
public struct Affine: Sendable, Hashable {
    // Kept as four columns, so that a map needs no memory of its own.
    private let i: Vector3
    private let j: Vector3
    private let k: Vector3
    /// Where voxel (0, 0, 0) lies.
    public let origin: Vector3

    /// The top three rows of the 4 × 4 matrix, row by row; the fourth row is always 0 0 0 1.
    public var rows: [[Double]] {
        [[i.x, j.x, k.x, origin.x], [i.y, j.y, k.y, origin.y], [i.z, j.z, k.z, origin.z]]
    }

    /// Creates an affine from three rows of four numbers, or returns `nil` if that is not their shape
    /// or a number is not finite.
    public init?(rows: [[Double]]) {
        guard rows.count == 3, rows.allSatisfy({ $0.count == 4 && $0.allSatisfy(\.isFinite) }) else {
            return nil
        }
        func column(_ at: Int) -> Vector3 { Vector3(rows[0][at], rows[1][at], rows[2][at]) }
        self.init(i: column(0), j: column(1), k: column(2), origin: column(3))
    }

    /// Creates an affine from what each voxel axis adds in millimetres, and where voxel (0, 0, 0) lies.
    public init(i: Vector3, j: Vector3, k: Vector3, origin: Vector3) {
        (self.i, self.j, self.k, self.origin) = (i, j, k, origin)
    }

    /// Voxels of one millimetre along the patient's axes, the first at the origin.
    public static let identity = Affine(
        i: Vector3(1, 0, 0), j: Vector3(0, 1, 0), k: Vector3(0, 0, 1), origin: Vector3(0, 0, 0))

    /// What one step along voxel axis `axis` (0, 1 or 2) adds, in millimetres; column 3 is the origin.
    public func column(_ axis: Int) -> Vector3 {
        switch axis {
        case 0: i
        case 1: j
        case 2: k
        default: origin
        }
    }

    /// The same map with voxel (0, 0, 0) elsewhere.
    public func moved(to origin: Vector3) -> Affine { Affine(i: i, j: j, k: k, origin: origin) }

    /// The distance between neighbouring voxel centres along i, j and k, in millimetres.
    public var spacing: [Double] { (0..<3).map { column($0).length } }

    /// The patient position of a voxel; fractions of a voxel are allowed.
    public func position(ofVoxel voxel: Vector3) -> Vector3 {
        Vector3(
            i.x * voxel.x + j.x * voxel.y + k.x * voxel.z + origin.x,
            i.y * voxel.x + j.y * voxel.y + k.y * voxel.z + origin.y,
            i.z * voxel.x + j.z * voxel.y + k.z * voxel.z + origin.z)
    }

    /// The determinant of the 3 × 3 part: the signed volume of a voxel in cubic millimetres.
    public var determinant: Double { column(0).cross(column(1)).dot(column(2)) }

    /// The map from patient space back to voxels, or `nil` where the voxel axes span no volume.
    public var inverse: Affine? {
        let (a, b, c) = (column(0), column(1), column(2))
        let scale = a.length * b.length * c.length
        guard scale > 0, abs(determinant) > scale * 1e-9 else { return nil }
        let d = 1 / determinant
        let (r0, r1, r2) = (b.cross(c) * d, c.cross(a) * d, a.cross(b) * d)
        let o = origin
        return Affine(rows: [
            [r0.x, r0.y, r0.z, -r0.dot(o)], [r1.x, r1.y, r1.z, -r1.dot(o)], [r2.x, r2.y, r2.z, -r2.dot(o)],
        ])
    }

    /// For each voxel axis the patient direction it is nearest to, no direction's axis used twice.
    ///
    /// `["L", "P", "S"]` says that i grows to the left, j to the back and k to the head. Oblique images get
    /// the nearest letters: the assignment with the greatest sum of direction cosines.
    public var axisCodes: [AnatomicalDirection] {
        let cosines = (0..<3).map { axis -> [Double] in
            let c = column(axis)
            let n = c.length > 0 ? c.length : 1
            return [c.x / n, c.y / n, c.z / n]
        }
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        var best = orders[0]
        var bestSum = -Double.infinity
        for order in orders {
            let sum = (0..<3).reduce(0.0) { $0 + abs(cosines[$1][order[$1]]) }
            if sum > bestSum + 1e-9 { (best, bestSum) = (order, sum) }
        }
        return (0..<3).map {
            AnatomicalDirection(patientAxis: best[$0], isPositive: cosines[$0][best[$0]] >= 0)
        }
    }
}

/// A direction in the patient, named by where it leads.
public enum AnatomicalDirection: String, Sendable, Hashable, CaseIterable {
    case right = "R"
    case left = "L"
    case anterior = "A"
    case posterior = "P"
    case superior = "S"
    case inferior = "I"

    /// The direction along patient axis 0 (x), 1 (y) or 2 (z) of RAS+ space.
    public init(patientAxis: Int, isPositive: Bool) {
        self =
            switch patientAxis {
            case 0: isPositive ? .right : .left
            case 1: isPositive ? .anterior : .posterior
            default: isPositive ? .superior : .inferior
            }
    }

    /// 0 for right and left, 1 for anterior and posterior, 2 for superior and inferior.
    public var patientAxis: Int {
        switch self {
        case .right, .left: 0
        case .anterior, .posterior: 1
        case .superior, .inferior: 2
        }
    }
    /// Whether the direction leads to larger RAS+ coordinates.
    public var isPositive: Bool { self == .right || self == .anterior || self == .superior }
    /// The way back.
    public var opposite: AnatomicalDirection {
        AnatomicalDirection(patientAxis: patientAxis, isPositive: !isPositive)
    }
}
