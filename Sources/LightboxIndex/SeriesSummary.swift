import LightboxCore

/// What the images of one series make together, worked out from their headers alone.
///
/// Slices are put in order by where they lie along their normal, never by number or name.
struct SeriesSummary {
    /// One image of a series.
    struct Slice {
        let shape: [Int]
        let spacing: [Double]
        let affine: Affine?
    }

    let shape: [Int]
    let spacing: [Double]
    let axisCodes: String?
    /// What they make, for people: `512 × 512 × 120 voxels of 0.7 × 0.7 × 2.5 mm`, and what is odd about it.
    let sentence: String

    init(_ slices: [Slice]) {
        guard let first = slices.first else {
            (shape, spacing, axisCodes, sentence) = ([], [], nil, "no image")
            return
        }
        let codes = first.affine.map { $0.axisCodes.map(\.rawValue).joined() }
        let isFlat = first.shape.count == 2 || (first.shape.count == 3 && first.shape[2] == 1)
        if slices.count == 1 || !isFlat {
            (shape, spacing, axisCodes) = (first.shape, first.spacing, codes)
            let one = Self.words(first.shape, first.spacing)
            sentence = slices.count == 1 ? one : "\(slices.count) images, the first of \(one)"
            return
        }
        let plane = Array(first.shape.prefix(2))
        if slices.contains(where: { Array($0.shape.prefix(2)) != plane }) {
            (shape, spacing, axisCodes) = (plane, Array(first.spacing.prefix(2)), codes)
            sentence = "\(slices.count) images of different sizes"
            return
        }
        guard let depths = Self.depths(slices) else {
            (shape, spacing, axisCodes) = (plane + [slices.count], Array(first.spacing.prefix(2)), nil)
            let why = first.affine == nil ? "no positions" : "different directions"
            sentence = Self.words(shape, spacing) + ", \(why)"
            return
        }
        let places = Self.distinct(depths)
        let gaps = zip(places.dropFirst(), places).map { $0 - $1 }.sorted()
        let gap = gaps.isEmpty ? nil : gaps[gaps.count / 2]
        let (times, rest) = slices.count.quotientAndRemainder(dividingBy: places.count)
        var shape = plane + [places.count]
        if times > 1, rest == 0 { shape.append(times) }
        self.shape = shape
        spacing = Array(first.spacing.prefix(2)) + (gap.map { [$0] } ?? Array(first.spacing.dropFirst(2)))
        axisCodes = Self.codes(first)
        var odd: [String] = []
        let uneven = gap.map { gap in gaps.count { abs($0 - gap) > max(0.01, gap * 0.02) } } ?? 0
        if uneven > 0 { odd.append(uneven == 1 ? "1 uneven gap" : "\(uneven) uneven gaps") }
        if rest != 0 { odd.append("\(slices.count) slices at \(places.count) places") }
        sentence = ([Self.words(shape, spacing)] + odd).joined(separator: ", ")
    }

    /// How far along the common normal each slice lies, or `nil` where one has no place or faces elsewhere.
    private static func depths(_ slices: [Slice]) -> [Double]? {
        guard let normal = slices.first?.affine.flatMap(normal) else { return nil }
        var depths: [Double] = []
        for slice in slices {
            guard let affine = slice.affine, let own = Self.normal(affine), own.dot(normal) > 0.999 else {
                return nil
            }
            depths.append(affine.origin.dot(normal))
        }
        return depths
    }

    private static func normal(_ affine: Affine) -> Vector3? {
        let normal = affine.column(0).cross(affine.column(1))
        return normal.length > 0 ? normal * (1 / normal.length) : nil
    }

    /// The places in order, those closer than 10 µm taken for one.
    private static func distinct(_ depths: [Double]) -> [Double] {
        var places: [Double] = []
        for depth in depths.sorted() {
            if let last = places.last, depth - last < 0.01 { continue }
            places.append(depth)
        }
        return places
    }

    /// The directions of rows, columns and, along the normal, slices.
    private static func codes(_ slice: Slice) -> String? {
        guard let affine = slice.affine, let normal = normal(affine) else { return nil }
        let volume = Affine(i: affine.column(0), j: affine.column(1), k: normal, origin: affine.origin)
        return volume.axisCodes.map(\.rawValue).joined()
    }

    private static func words(_ shape: [Int], _ spacing: [Double]) -> String {
        let isFlat = shape.count < 3 || shape[2] == 1
        let axes = isFlat ? 2 : 3
        var text = shape.prefix(axes).map { String($0) }.joined(separator: " × ")
        text += isFlat ? " pixels" : " voxels"
        if !spacing.isEmpty {
            text += " of " + spacing.prefix(axes).map(number).joined(separator: " × ") + " mm"
        }
        if shape.count > 3, shape[3] > 1 { text += ", \(shape[3]) volumes" }
        return text
    }

    /// Three significant digits, without trailing zeros.
    private static func number(_ value: Double) -> String {
        guard value.isFinite, value > 1e-6, value < 1e6 else { return "\(value)" }
        var scale = 100.0
        var size = value
        while size < 1 { (size, scale) = (size * 10, scale * 10) }
        let text = "\((value * scale).rounded() / scale)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
