import LightboxCore

/// How the axes of an image lie to one another and to the patient.
extension Affine {
    /// The directions of the voxel axes, of length 1; `nil` where an axis has no length.
    var directions: [Vector3]? {
        let columns = (0..<3).map(column)
        guard columns.allSatisfy({ $0.length > 0 }) else { return nil }
        return columns.map { $0 * (1 / $0.length) }
    }

    /// The largest cosine between two of the axes: 0 where all stand at right angles.
    var shear: Double {
        guard let d = directions else { return 1 }
        return max(abs(d[0].dot(d[1])), abs(d[0].dot(d[2])), abs(d[1].dot(d[2])))
    }

    /// Angles nearer to a right one than this come of rounding.
    static let shearLimit = 1e-4

    /// The same map after some axes were read backwards and put into another order.
    ///
    /// - Parameters:
    ///   - order: for each new axis the old one.
    ///   - flipped: whether each new axis runs backwards.
    ///   - shape: the lengths of the old axes.
    func reordered(_ order: [Int], flipped: [Bool], shape: [Int]) -> Affine {
        var start = origin
        let columns = zip(order, flipped).map { axis, isFlipped -> Vector3 in
            guard isFlipped else { return column(axis) }
            start = start + column(axis) * Double(shape[axis] - 1)
            return column(axis) * -1
        }
        return Affine(i: columns[0], j: columns[1], k: columns[2], origin: start)
    }

    /// The same map for a box that begins at some voxel.
    func moved(to voxel: [Int]) -> Affine {
        let at = position(
            ofVoxel: Vector3(
                Double(voxel.first ?? 0), Double(voxel.dropFirst().first ?? 0),
                Double(voxel.dropFirst(2).first ?? 0)))
        return Affine(i: column(0), j: column(1), k: column(2), origin: at)
    }
}

extension Vector3 {
    /// The vector in DICOM's space, LPS+, without negative zeros.
    var lps: [Double] { [-x, -y, z].map { $0 == 0 ? 0 : $0 } }
}
