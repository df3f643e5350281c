public import LightboxCore

/// Slices of a series that make one volume, put in order.
public struct SliceStack: Sendable, Hashable {
    /// For each time point the slices from first to last along k; `nil` where one is missing.
    public let slices: [[SeriesSlice?]]
    public let columns: Int
    public let rows: Int
    public let channels: Int
    /// The map to patient space, or `nil` where the slices do not say where they lie.
    public let affine: Affine?
    /// Along i, j and k in millimetres; empty where not all three are known.
    public let spacing: [Double]
    /// What is odd about the stack, a sentence each.
    public let findings: [String]

    /// The number of slices along k.
    public var depth: Int { slices.first?.count ?? 0 }
    /// A slice that speaks for the others: one of the middle.
    public var middle: SeriesSlice? {
        let present = (slices.first ?? []).compactMap { $0 }
        return present.isEmpty ? nil : present[present.count / 2]
    }

    /// Whether the pixels are colours, so that they are not to be rescaled.
    public var isColour: Bool { channels > 1 || middle?.colour != nil }

    /// Sorts the slices of a series into volumes, the one with the most slices first.
    ///
    /// Slices go together that have the same size, kind of pixel, orientation, complex component, echo and segment, and
    /// one SeriesNumber. Within a volume they are
    /// sorted by where they lie along the normal of the planes; InstanceNumber decides only where nothing says
    /// where they lie. Whatever does not fit is said in `findings`; nothing is dropped in silence.
    public static func stacks(of slices: [SeriesSlice]) -> (stacks: [SliceStack], findings: [String]) {
        var findings: [String] = []
        let unique = withoutCopies(slices, findings: &findings)
        var groups: [[SeriesSlice]] = []
        for slice in unique {
            if let index = groups.firstIndex(where: { $0[0].differences(from: slice).isEmpty }) {
                groups[index].append(slice)
            } else {
                groups.append([slice])
            }
        }
        groups = Self.sorted(groups)
        if groups.count > 1 {
            let counts = groups.map { "\($0.count)" }.joined(separator: ", ")
            var kinds: [String] = []
            for (index, group) in groups.enumerated() {
                for other in groups[..<index] {
                    for kind in other[0].differences(from: group[0]) where !kinds.contains(kind) {
                        kinds.append(kind)
                    }
                }
            }
            findings.append(
                "The series is not one volume: its slices differ in \(kinds.joined(separator: ", "))"
                    + " and make \(groups.count) stacks (of \(counts) slices).")
        }
        return (groups.map(SliceStack.init(group:)), findings)
    }

    /// The largest group first; of equal ones in the order of what tells them apart, else as they were met.
    private static func sorted(_ groups: [[SeriesSlice]]) -> [[SeriesSlice]] {
        func rank(_ index: Int) -> [Double] {
            let slice = groups[index][0]
            let segment = Double(slice.segment ?? 0)
            return [
                Double(-groups[index].count), Double(slice.seriesNumber ?? 0), segment,
                (slice.component ?? .magnitude).rank, slice.echo ?? 0, slice.echoTime ?? 0, Double(index),
            ]
        }
        return groups.indices.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
            .map { groups[$0.1] }
    }

    /// Leaves out slices whose SOPInstanceUID and frame came before.
    private static func withoutCopies(_ slices: [SeriesSlice], findings: inout [String]) -> [SeriesSlice] {
        struct Key: Hashable {
            let uid: String
            let frame: Int
            let seriesNumber: Int?
            let firstColumn: Int
            let firstRow: Int
        }
        var seen: Set<Key> = []
        let unique = slices.filter { slice in
            slice.sopInstanceUID.map {
                seen.insert(
                    Key(
                        uid: $0, frame: slice.frame, seriesNumber: slice.seriesNumber,
                        firstColumn: slice.columns.lowerBound, firstRow: slice.rows.lowerBound)
                ).inserted
            } ?? true
        }
        let copies = slices.count - unique.count
        if copies > 0 {
            findings.append(
                "\(copies) \(copies == 1 ? "slice is a copy" : "slices are copies") of another "
                    + "(the same SOPInstanceUID) and left out.")
        }
        return unique
    }

    private init(group: [SeriesSlice]) {
        let first = group[0]
        columns = first.columns.count
        rows = first.rows.count
        channels = first.layout.samplesPerPixel
        var findings: [String] = []
        if let reference = first.plane {
            let placed = PlacedSlices(group, normal: reference.normal, findings: &findings)
            slices = placed.times
            if let step = placed.step, let spacing = first.spacing {
                affine = Affine(
                    i: reference.right * spacing.i, j: reference.down * spacing.j, k: step,
                    origin: placed.origin)
                self.spacing = [spacing.i, spacing.j, step.length]
            } else {
                affine = nil
                self.spacing = []
            }
            if first.spacing == nil {
                findings.append(
                    "The distance between pixels is not stated: the slices are in order, but no patient "
                        + "positions are given.")
            } else if let spacing = first.spacing, spacing.tag != .pixelSpacing {
                findings.append(
                    "The spacing is that of \(spacing.tag), which may be magnified against the patient.")
            }
        } else {
            slices = [
                group.sorted {
                    ($0.instanceNumber ?? .max, $0.file, $0.frame) < (
                        $1.instanceNumber ?? .max, $1.file, $1.frame
                    )
                }
            ]
            affine = nil
            spacing =
                if let plane = first.spacing, let step = first.statedStep ?? (group.count == 1 ? 1 : nil) {
                    [plane.i, plane.j, step]
                } else {
                    []
                }
            if group.count > 1 {
                findings.append(
                    "The slices do not say where they lie in the patient: they are stacked by InstanceNumber, "
                        + "and left and right are not known.")
            }
            let numbers = Set(group.map(\.instanceNumber))
            if numbers.contains(nil) || numbers.count < Set(group.map(\.file)).count {
                findings.append(
                    "Not every slice has an InstanceNumber of its own; the others keep the order of their files."
                )
            }
        }
        self.findings = findings
    }
}

extension SeriesSlice {
    /// In what two slices differ that can therefore not be part of one volume; empty if they can.
    fileprivate func differences(from other: SeriesSlice) -> [String] {
        var kinds: [String] = []
        if columns.count != other.columns.count || rows.count != other.rows.count { kinds.append("size") }
        if !hasColours(like: other) { kinds.append("kind of pixel") }
        if seriesNumber != other.seriesNumber { kinds.append("SeriesNumber") }
        if component ?? .magnitude != other.component ?? .magnitude { kinds.append("complex component") }
        if isOtherEcho(than: other) { kinds.append("echo") }
        if segment != other.segment { kinds.append("segment") }
        switch (plane, other.plane) {
        case (nil, nil): break
        case (let plane?, let otherPlane?):
            if !plane.isParallel(to: otherPlane) { kinds.append("orientation") }
        default: kinds.append("whether they say where they lie")
        }
        switch (spacing, other.spacing) {
        case (nil, nil): break
        case (let spacing?, let otherSpacing?):
            if abs(spacing.i - otherSpacing.i) > 1e-3 * spacing.i
                || abs(spacing.j - otherSpacing.j) > 1e-3 * spacing.j
            {
                kinds.append("pixel spacing")
            }
        default: kinds.append("pixel spacing")
        }
        return kinds
    }

    /// Whether both state their echo, and another one.
    private func isOtherEcho(than other: SeriesSlice) -> Bool {
        if let echo, let otherEcho = other.echo, echo != otherEcho { return true }
        guard let echoTime, let otherTime = other.echoTime else { return false }
        return abs(echoTime - otherTime) > 0.01
    }

    /// Whether the same number is the same colour in both.
    private func hasColours(like other: SeriesSlice) -> Bool {
        guard layout.samplesPerPixel == other.layout.samplesPerPixel, colour == other.colour,
            layout.isInverted == other.layout.isInverted
        else { return false }
        let isGrey = layout.samplesPerPixel == 1 && colour == nil
        return isGrey || layout.storedType == other.layout.storedType
    }
}
