import LightboxCore

/// Parallel slices, sorted by where they lie along their normal.
struct PlacedSlices {
    /// For each time point the slices along k; `nil` where one is missing.
    let times: [[SeriesSlice?]]
    /// From one slice to the next, or `nil` where their places are too uneven for any one step.
    let step: Vector3?
    /// Where the first slice begins.
    let origin: Vector3

    /// Slices nearer to each other than this, in millimetres, lie in one place.
    private static let nearest = 1e-3
    /// The most empty places that are put between slices, for each slice that is there.
    private static let emptyLimit = 3

    private struct Place {
        let position: Vector3
        let depth: Double
        var slices: [SeriesSlice]
    }

    /// Every slice must have a plane.
    init(_ group: [SeriesSlice], normal: Vector3, findings: inout [String]) {
        let places = Self.places(of: group, normal: normal)
        origin = places.first?.position ?? Vector3(0, 0, 0)
        let columns = Self.times(of: places, findings: &findings)

        guard places.count > 1, let first = places.first, let last = places.last else {
            times = columns
            // One place: the step is only a thickness, along the normal.
            if group.first?.statedStep == nil {
                findings.append("The thickness of the slice is not stated; 1 mm is assumed.")
            }
            step =
                Self.shareTheirPlace(places, findings: &findings)
                ? normal * (group.first?.statedStep ?? 1) : nil
            return
        }
        let gaps = zip(places.dropFirst(), places).map { $0.depth - $1.depth }
        let median = gaps.sorted()[(gaps.count - 1) / 2]
        let counts = gaps.map { max(1, ($0 / median).rounded()) }
        let total = counts.reduce(0, +)
        let isEven = zip(gaps, counts).allSatisfy { abs($0 - $1 * median) <= max(0.01, 0.1 * median) }
        let missing = total - Double(gaps.count)
        let isStraight =
            Self.shareTheirPlace(places, findings: &findings)
            && Self.lieInLine(
                places, from: first, to: last, tolerance: max(0.01, 0.1 * median), findings: &findings)
        Self.reportTilt(from: first.position, to: last.position, normal: normal, findings: &findings)

        if isEven, missing == 0 {
            times = columns
            step = isStraight ? (last.position - first.position) * (1 / total) : nil
        } else if isEven, missing <= Double(Self.emptyLimit * places.count) {
            // Whole slices are missing: their places stay empty, so that those behind lie where they should.
            times = columns.map { column in
                var out: [SeriesSlice?] = []
                for (index, slice) in column.enumerated() {
                    if index > 0 { out += [SeriesSlice?](repeating: nil, count: Int(counts[index - 1]) - 1) }
                    out.append(slice)
                }
                return out
            }
            step = isStraight ? (last.position - first.position) * (1 / total) : nil
            let places = counts.count { $0 > 1 }
            findings.append(
                "\(Int(missing)) \(missing == 1 ? "slice is" : "slices are") missing in "
                    + "\(places) \(places == 1 ? "place" : "places"): slices lie \(millimetres(median)) apart, but the "
                    + "widest gap is \(millimetres(gaps.max() ?? median)). The gaps are left empty.")
        } else {
            times = columns
            findings.append(
                "The slices are unevenly spaced, from \(millimetres(gaps.min() ?? 0)) to "
                    + "\(millimetres(gaps.max() ?? 0)) (median \(millimetres(median))); no patient positions are given."
            )
            step = nil
        }
    }

    private static func places(of group: [SeriesSlice], normal: Vector3) -> [Place] {
        let sorted = group.compactMap { slice in
            slice.plane.map { (slice, position: $0.position, depth: $0.position.dot(normal)) }
        }.sorted { $0.depth < $1.depth }
        var places: [Place] = []
        for (slice, position, depth) in sorted {
            if let last = places.last, depth - last.depth < nearest {
                places[places.count - 1].slices.append(slice)
            } else {
                places.append(Place(position: position, depth: depth, slices: [slice]))
            }
        }
        return places
    }

    /// Deals slices that share a place out to time points.
    private static func times(of places: [Place], findings: inout [String]) -> [[SeriesSlice?]] {
        let sorted = places.map { $0.slices.sorted { $0.comes(before: $1) } }
        let most = sorted.map(\.count).max() ?? 0
        let least = sorted.map(\.count).min() ?? 0
        if most == least {
            if most > 1 {
                findings.append(
                    "Every place is taken \(most) times (time points or repeats); they make a fourth axis."
                )
            }
            return (0..<most).map { time in sorted.map { $0[time] } }
        }
        let extra = sorted.reduce(0) { $0 + $1.count - 1 }
        findings.append(
            "\(extra) \(extra == 1 ? "slice lies" : "slices lie") where another lies, but not everywhere alike: "
                + "the first of each place is shown, the others are left out.")
        return [sorted.map { $0[0] }]
    }

    /// Whether the slices at each depth begin at the same point, so that one map fits all time points.
    private static func shareTheirPlace(_ places: [Place], findings: inout [String]) -> Bool {
        let apart =
            places.flatMap { place in
                place.slices.map { (($0.plane?.position ?? place.position) - place.position).length }
            }.max() ?? 0
        guard apart > 0.01 else { return true }
        findings.append(
            "Slices of one depth lie beside each other, up to \(millimetres(apart)) apart; no patient positions are "
                + "given.")
        return false
    }

    /// Whether the slices begin along one line, straight or tilted.
    private static func lieInLine(
        _ places: [Place], from first: Place, to last: Place, tolerance: Double, findings: inout [String]
    ) -> Bool {
        let way = (last.position - first.position) * (1 / (last.depth - first.depth))
        let farthest =
            places.map { place in
                (place.position - first.position - way * (place.depth - first.depth)).length
            }.max() ?? 0
        guard farthest > tolerance else { return true }
        findings.append(
            "The slices are shifted sideways against each other, by up to \(millimetres(farthest)) from one line; "
                + "no patient positions are given.")
        return false
    }

    private static func reportTilt(
        from first: Vector3, to last: Vector3, normal: Vector3, findings: inout [String]
    ) {
        let way = last - first
        guard way.length > 0 else { return }
        let shear = (way - normal * way.dot(normal)).length / way.length
        // The sine of half a degree.
        guard shear > 0.0087 else { return }
        findings.append(
            "The stack is tilted: the slices are shifted against each other by "
                + "\(millimetres((way - normal * way.dot(normal)).length)) over \(millimetres(way.dot(normal))). "
                + "Patient positions take this into account.")
    }
}

/// A length that people can read: `2.5 mm`.
private func millimetres(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded)) mm" : "\(rounded) mm"
}
