public import LightboxCore

/// An asymmetric volume whose value at every patient position is known, in every order of its axes.
///
/// Whoever reads one of its files the wrong way round finds another value than `value(at:)` states: the axes
/// differ in number and size of voxels, the background falls and rises along each, and a block of its own
/// value lies towards each side of the patient.
///
///     for pose in OrientationPhantom.poses {
///         let file = NIfTIWriter().bytes(of: pose.volume)   // "RAS", "LPS", … and two oblique ones
///     }
public enum OrientationPhantom {
    /// One way to lay the voxel axes into the patient.
    public struct Pose: Sendable, CustomStringConvertible {
        /// The directions of the voxel axes, such as `LPS`; `oblique-1` and `oblique-2` for the turned ones.
        public let name: String
        public let affine: Affine
        public let shape: [Int]
        public var description: String { name }
        public var volume: PhantomVolume {
            PhantomVolume(shape: shape, affine: affine, value: OrientationPhantom.value)
        }
    }

    /// Where the middle of the grid lies, in millimetres (RAS+).
    public static let center = Vector3(3, -5, 7)
    /// The voxels along the patient's x, y and z: 20 mm, 24 mm and 28 mm.
    static let counts = [20, 16, 14]
    static let spacings = [1.0, 1.5, 2.0]

    /// The direction in which each block lies, how far from the middle, and its value.
    public static let blocks: [(direction: AnatomicalDirection, distance: Double, value: Double)] = [
        (.left, 6.2, 1000), (.right, 6.2, 2000), (.anterior, 8.3, 3000), (.posterior, 8.3, 4000),
        (.superior, 9.4, 5000), (.inferior, 9.4, 6000),
    ]

    /// The value at a patient position (RAS+, mm), before it is rounded to a whole number.
    public static func value(at position: Vector3) -> Double {
        let p = position - center
        for block in blocks {
            let sign = block.direction.isPositive ? block.distance : -block.distance
            let axis = block.direction.patientAxis
            let middle = Vector3(axis == 0 ? sign : 0, axis == 1 ? sign : 0, axis == 2 ? sign : 0)
            let d = p - middle
            // No voxel centre lies on an edge, so rounding cannot move one across.
            if abs(d.x) < 2.23, abs(d.y) < 2.41, abs(d.z) < 2.57 { return block.value }
        }
        return 400 + 7 * p.x + 3 * p.y + 5 * p.z
    }

    /// All 48 orders of the axes, then two oblique poses.
    public static let poses: [Pose] = straight + oblique

    private static let straight: [Pose] = {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        return orders.flatMap { order in
            (0..<8).map { flips in
                let columns = (0..<3).map { axis -> Vector3 in
                    let step = spacings[order[axis]] * (flips >> axis & 1 == 1 ? -1 : 1)
                    return Vector3(
                        order[axis] == 0 ? step : 0, order[axis] == 1 ? step : 0, order[axis] == 2 ? step : 0)
                }
                let shape = order.map { counts[$0] }
                let affine = centered(columns, shape: shape)
                return Pose(
                    name: affine.axisCodes.map(\.rawValue).joined(), affine: affine, shape: shape)
            }
        }
    }()

    private static let oblique: [Pose] = [
        turned("oblique-1", [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)], by: (15, -20, 10)),
        turned("oblique-2", [Vector3(0, -1, 0), Vector3(0, 0, -1), Vector3(-1, 0, 0)], by: (-25, 12, 30)),
    ]

    private static func turned(_ name: String, _ axes: [Vector3], by degrees: (Double, Double, Double))
        -> Pose
    {
        let columns = zip(axes, spacings).map { axis, spacing in
            turn(turn(turn(axis, 0, degrees.0), 1, degrees.1), 2, degrees.2) * spacing
        }
        return Pose(name: name, affine: centered(columns, shape: counts), shape: counts)
    }

    /// Turns a vector about patient axis 0, 1 or 2.
    private static func turn(_ v: Vector3, _ axis: Int, _ degrees: Double) -> Vector3 {
        let (c, s) = (cosine(degrees), sine(degrees))
        return switch axis {
        case 0: Vector3(v.x, c * v.y - s * v.z, s * v.y + c * v.z)
        case 1: Vector3(c * v.x + s * v.z, v.y, c * v.z - s * v.x)
        default: Vector3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
        }
    }

    private static func centered(_ columns: [Vector3], shape: [Int]) -> Affine {
        let half = zip(columns, shape).map { $0 * (Double($1 - 1) / 2) }
        return Affine(
            i: columns[0], j: columns[1], k: columns[2], origin: center - half[0] - half[1] - half[2])
    }
}
