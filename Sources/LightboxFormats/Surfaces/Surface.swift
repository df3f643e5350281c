import LightboxCore

/// What every kind of surface is described by.
enum Surface {
    static func facts(points: SampleBlock, faces: Int?) -> [FileFact] {
        let count = points.shape.count > 1 ? points.shape[1] : 0
        var low = [Double](repeating: .infinity, count: 3)
        var high = [Double](repeating: -.infinity, count: 3)
        for vertex in 0..<count {
            for axis in 0..<3 {
                let value = points.value(at: 3 * vertex + axis)
                low[axis] = min(low[axis], value)
                high[axis] = max(high[axis], value)
            }
        }
        var facts = [FileFact("vertices", .integer(count), label: "vertices")]
        if let faces { facts.append(FileFact("faces", .integer(faces), label: "faces")) }
        if count > 0, (low + high).allSatisfy(\.isFinite) {
            facts.append(
                FileFact(
                    "boundingBox",
                    .array([.array(low.map { .number($0) }), .array(high.map { .number($0) })]),
                    label: "bounds",
                    text: zip(low, high).map { "\(Float($0)) to \(Float($1))" }.joined(separator: ", ")))
        }
        return facts
    }
}
