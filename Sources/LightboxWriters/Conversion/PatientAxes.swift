import LightboxCore

/// The order and the directions in which dcm2niix lays the axes of a 3-D acquisition along the patient's.
///
/// It begins at the corner of the volume that is nearest to the left, back and bottom of the box around it, and
/// then takes the order of axes whose steps, in millimetres, lead farthest to the right, the front and the top. For
/// oblique volumes that is not always the order of the nearest angles.
struct PatientAxes {
    /// For each new axis the old one.
    let order: [Int]
    /// Whether each new axis runs backwards.
    let flipped: [Bool]

    var isIdentity: Bool { order == [0, 1, 2] && !flipped.contains(true) }

    init(_ affine: Affine, shape: [Int]) {
        func corner(_ flips: Int) -> Vector3 {
            func end(_ axis: Int) -> Double { flips >> axis & 1 == 1 ? Double(shape[axis] - 1) : 0 }
            return affine.position(ofVoxel: Vector3(end(0), end(1), end(2)))
        }
        let corners = (0..<8).map(corner)
        let low = Vector3(
            corners.map(\.x).min() ?? 0, corners.map(\.y).min() ?? 0, corners.map(\.z).min() ?? 0)
        var (first, nearest) = (0, Double.infinity)
        for (flips, corner) in corners.enumerated() {
            let distance = (corner - low).length
            if distance < nearest { (first, nearest) = (flips, distance) }
        }
        let isFlipped = (0..<3).map { first >> $0 & 1 == 1 }
        func reach(_ order: [Int]) -> Double {
            (0..<3).reduce(0) { sum, patient in
                let step = affine.rows[patient][order[patient]]
                return sum + (isFlipped[order[patient]] ? -step : step)
            }
        }
        var best = (order: [0, 1, 2], reach: -Double.infinity)
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        where reach(order) > best.reach { best = (order, reach(order)) }
        order = best.order
        flipped = best.order.map { isFlipped[$0] }
    }
}
