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

    /// Sorts the slices of a series into volumes, the one with the most slices first.
    ///
    /// Slices go together that have the same size, kind of pixel and orientation. Within a volume they are
    /// sorted by where they lie along the normal of the planes; InstanceNumber decides only where nothing says
    /// where they lie. Whatever does not fit is said in `findings`; nothing is dropped in silence.
    public static func stacks(of slices: [SeriesSlice]) -> (stacks: [SliceStack], findings: [String]) {
        var findings: [String] = []
        let unique = withoutCopies(slices, findings: &findings)
        var groups: [[SeriesSlice]] = []
        for slice in unique {
            if let index = groups.firstIndex(where: { $0[0].belongs(with: slice) }) {
                groups[index].append(slice)
            } else {
                groups.append([slice])
            }
        }
        // Equal sizes keep the order in which they were met.
        let order = groups.indices.sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }
        groups = order.map { groups[$0] }
        if groups.count > 1 {
            let sizes = Set(groups.map { [$0[0].layout.columns, $0[0].layout.rows] }).count
            let counts = groups.map { "\($0.count)" }.joined(separator: ", ")
            findings.append(
                "The series is not one volume: its slices differ in "
                    + (sizes > 1 ? "size or orientation" : "orientation")
                    + " and make \(groups.count) stacks (of \(counts) slices).")
        }
        return (groups.map(SliceStack.init(group:)), findings)
    }

    /// Leaves out slices whose SOPInstanceUID and frame came before.
    private static func withoutCopies(_ slices: [SeriesSlice], findings: inout [String]) -> [SeriesSlice] {
        struct Key: Hashable {
            let uid: String
            let frame: Int
        }
        var seen: Set<Key> = []
        let unique = slices.filter { slice in
            slice.sopInstanceUID.map { seen.insert(Key(uid: $0, frame: slice.frame)).inserted } ?? true
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
        columns = first.layout.columns
        rows = first.layout.rows
        channels = first.layout.samplesPerPixel
        var findings: [String] = []
        if let reference = first.plane, let spacing = first.spacing {
            let placed = PlacedSlices(group, normal: reference.normal, findings: &findings)
            slices = placed.times
            if let step = placed.step {
                affine = Affine(
                    i: reference.right * spacing.i, j: reference.down * spacing.j, k: step,
                    origin: placed.origin)
                self.spacing = [spacing.i, spacing.j, step.length]
            } else {
                affine = nil
                self.spacing = []
            }
            if spacing.tag != .pixelSpacing {
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
                if let plane = first.spacing, let step = first.statedStep { [plane.i, plane.j, step] } else {
                    []
                }
            if group.count > 1 {
                findings.append(
                    "The slices do not say where they lie in the patient: they are stacked by InstanceNumber, "
                        + "and left and right are not known.")
            }
        }
        self.findings = findings
    }
}

extension SeriesSlice {
    /// Whether two slices can be part of one volume.
    fileprivate func belongs(with other: SeriesSlice) -> Bool {
        guard layout.columns == other.layout.columns, layout.rows == other.layout.rows,
            layout.samplesPerPixel == other.layout.samplesPerPixel,
            (layout.photometricInterpretation == "MONOCHROME1")
                == (other.layout.photometricInterpretation == "MONOCHROME1"),
            (plane == nil) == (other.plane == nil), (spacing == nil) == (other.spacing == nil)
        else { return false }
        if let plane, let otherPlane = other.plane, !plane.isParallel(to: otherPlane) { return false }
        if let spacing, let otherSpacing = other.spacing {
            return abs(spacing.i - otherSpacing.i) <= 1e-3 * spacing.i
                && abs(spacing.j - otherSpacing.j) <= 1e-3 * spacing.j
        }
        return true
    }
}
