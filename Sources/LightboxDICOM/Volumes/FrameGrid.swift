import LightboxCore

/// Parallel planes on one even grid: where each lies along k.
struct FrameGrid {
    /// The number of places along k, those without a plane included.
    let depth: Int
    /// For each plane that was given its place.
    let places: [Int]
    /// The map of (i, j, place) to the patient; `nil` where no even step fits, or nobody states the size of a pixel.
    let affine: Affine?
    let spacing: [Double]
    let notes: [String]

    /// Planes nearer to each other than this, in millimetres, lie in one place.
    private static let nearest = 1e-3
    /// The most places that few planes may be spread over.
    private static let depthLimit = 1024

    /// - Parameter statedStep: the distance from plane to plane that the object states; it counts where it fits.
    /// - Parameter thickness: what stands in for it where there is but one place.
    init?(_ planes: [ImagePlane], pixels: PixelSpacing?, statedStep: Double?, thickness: Double?) {
        guard let reference = planes.first, planes.allSatisfy({ $0.isParallel(to: reference) }) else {
            return nil
        }
        let normal = reference.normal
        let depths = planes.map { $0.position.dot(normal) }
        let order = planes.indices.sorted { depths[$0] < depths[$1] }
        var levels: [(depth: Double, position: Vector3)] = []
        var level = [Int](repeating: 0, count: planes.count)
        var isAligned = true
        for index in order {
            if let last = levels.last, depths[index] - last.depth < Self.nearest {
                if (planes[index].position - last.position).length > 0.01 { isAligned = false }
            } else {
                levels.append((depths[index], planes[index].position))
            }
            level[index] = levels.count - 1
        }
        var notes: [String] = []
        guard levels.count > 1, let first = levels.first, let last = levels.last else {
            let step = statedStep ?? thickness
            if step == nil { notes.append("The thickness of the slice is not stated; 1 mm is assumed.") }
            (depth, places) = (1, level)
            (affine, spacing) = Self.map(
                isAligned ? normal * (step ?? 1) : nil, reference, reference.position, pixels)
            if !isAligned { notes.append(Self.besideNote) }
            self.notes = notes
            return
        }
        let gaps = zip(levels.dropFirst(), levels).map { $0.depth - $1.depth }
        let limit = max(Self.depthLimit, 8 * levels.count)
        let fits = [statedStep, gaps.min()].lazy.compactMap { step in
            step.flatMap { Self.indices(levels.map(\.depth), step: $0, limit: limit) }
        }.first
        guard let indices = fits, let total = indices.last else {
            (depth, places, affine, spacing) = (levels.count, level, nil, [])
            self.notes = [
                "The frames lie unevenly, \(gaps.min() ?? 0) to \(gaps.max() ?? 0) mm apart: they are in order, but no "
                    + "patient positions are given."
            ]
            return
        }
        let step = (last.position - first.position) * (1 / Double(total))
        let tolerance = max(0.01, 0.1 * step.length)
        let isStraight = zip(levels, indices).allSatisfy { level, index in
            (level.position - first.position - step * Double(index)).length <= tolerance
        }
        if !isStraight || !isAligned { notes.append(Self.besideNote) }
        (depth, places) = (total + 1, level.map { indices[$0] })
        (affine, spacing) = Self.map(isStraight && isAligned ? step : nil, reference, first.position, pixels)
        if pixels == nil {
            notes.append("The distance between pixels is not stated: no patient positions are given.")
        }
        self.notes = notes
    }

    private static let besideNote =
        "The frames are shifted sideways against each other: no patient positions are given."

    /// The place of each depth where a step fits all, no two in one place.
    private static func indices(_ depths: [Double], step: Double, limit: Int) -> [Int]? {
        guard step > nearest, let first = depths.first else { return nil }
        var indices: [Int] = []
        for depth in depths {
            let place = ((depth - first) / step).rounded()
            guard place < Double(limit), abs(depth - first - place * step) <= max(0.01, 0.1 * step) else {
                return nil
            }
            if let last = indices.last, Int(place) <= last { return nil }
            indices.append(Int(place))
        }
        return indices
    }

    private static func map(
        _ step: Vector3?, _ plane: ImagePlane, _ origin: Vector3, _ pixels: PixelSpacing?
    ) -> (Affine?, [Double]) {
        guard let step, let pixels else { return (nil, pixels.map { [$0.i, $0.j] } ?? []) }
        return (
            Affine(i: plane.right * pixels.i, j: plane.down * pixels.j, k: step, origin: origin),
            [pixels.i, pixels.j, step.length]
        )
    }
}
