import LightboxCore

/// How one plane of an image is laid on the screen: which axis runs to the right and which runs down.
///
/// Slices are shown as radiologists hang them: axial with the front (A) up and the patient's right (R) on the
/// left of the screen, coronal and sagittal with the head (S) up, sagittal with the front (A) on the left.
struct PlaneLayout: Sendable, Hashable {
    /// The word in addresses: `axial`.
    let name: String
    /// The axis that is scrolled through; an image of two axes has none.
    let sliceAxis: Int?
    let columns: Side
    let rows: Side
    /// Where the edges lie in the patient, or `nil` where the file does not say.
    let letters: Letters?

    /// One direction of the screen.
    struct Side: Sendable, Hashable {
        /// The axis of the image that runs this way.
        let axis: Int
        /// Whether indices fall in this direction.
        let isFlipped: Bool
        let count: Int
        /// In mm where the file states it; pixels are then drawn in proportion.
        let spacing: Double
    }
    /// The letters at the edges.
    struct Letters: Sendable, Hashable {
        let left, right, top, bottom: AnatomicalDirection
    }
}

/// How an image is shown as a whole.
struct DisplayPlan: Sendable, Hashable {
    enum Kind: String, Sendable {
        /// One picture.
        case picture
        /// Pictures one behind the other that claim no common space.
        case stack
        /// Three linked planes.
        case volume
        /// Values one after another along a single axis, of one channel or a few.
        case signal
    }
    let kind: Kind
    let planes: [PlaneLayout]
    /// How many images there are along the fourth axis; 1 where there is none.
    let timeCount: Int

    init(_ header: ImageHeader) {
        let shape = header.shape
        timeCount = shape.count > 3 ? shape.dropFirst(3).reduce(1, *) : 1
        let spacing = header.affine?.spacing ?? header.spacing
        let hasSpace = header.affine != nil || header.spacing.count >= 3
        if SignalPlot.lines(of: header) != nil {
            kind = .signal
            planes = []
        } else if shape.count < 3 || shape[2] == 1 {
            kind = .picture
            planes = [Self.plane("picture", shape, slice: shape.count < 3 ? nil : 2, header.affine, spacing)]
        } else if hasSpace, shape[0] > 1, shape[1] > 1 {
            kind = .volume
            planes = Self.threePlanes(shape, header.affine, spacing)
        } else {
            kind = .stack
            planes = [Self.plane("picture", shape, slice: 2, nil, spacing)]
        }
    }

    /// The plane that is cheapest to cut first: the one whose slices lie in one piece.
    var first: PlaneLayout? { planes.first { $0.sliceAxis == 2 } ?? planes.first }

    private static func threePlanes(_ shape: [Int], _ affine: Affine?, _ spacing: [Double]) -> [PlaneLayout] {
        guard let affine else {
            return zip(["k", "j", "i"], [2, 1, 0]).map { plane($0, shape, slice: $1, nil, spacing) }
        }
        let codes = affine.axisCodes
        return [("axial", 2), ("coronal", 1), ("sagittal", 0)].compactMap { name, patientAxis in
            codes.firstIndex { $0.patientAxis == patientAxis }
                .map { plane(name, shape, slice: $0, affine, spacing) }
        }
    }

    private static func plane(
        _ name: String, _ shape: [Int], slice: Int?, _ affine: Affine?, _ spacing: [Double]
    ) -> PlaneLayout {
        func side(_ axis: Int, flipped: Bool = false) -> PlaneLayout.Side {
            let step = axis < spacing.count ? spacing[axis] : 1
            return PlaneLayout.Side(
                axis: axis, isFlipped: flipped, count: axis < shape.count ? shape[axis] : 1,
                spacing: step.isFinite && step > 0 ? step : 1)
        }
        let others = (0..<3).filter { $0 != (slice ?? 2) }
        guard let affine else {
            return PlaneLayout(
                name: name, sliceAxis: slice, columns: side(others[0]), rows: side(others[1]), letters: nil)
        }
        let codes = affine.axisCodes
        // Of the two axes of the plane the one nearest to the body's length runs down, else the one nearest to
        // front and back: so head, or front, is up.
        let down = others.max { codes[$0].patientAxis < codes[$1].patientAxis } ?? others[1]
        let across = others.first { $0 != down } ?? others[0]
        func toward(_ axis: Int, _ wanted: [AnatomicalDirection]) -> (PlaneLayout.Side, AnatomicalDirection) {
            let flipped = !wanted.contains(codes[axis])
            return (side(axis, flipped: flipped), flipped ? codes[axis].opposite : codes[axis])
        }
        let (columns, right) = toward(across, [.left, .posterior])
        let (rows, bottom) = toward(down, [.inferior, .posterior])
        return PlaneLayout(
            name: name, sliceAxis: slice, columns: columns, rows: rows,
            letters: .init(left: right.opposite, right: right, top: bottom.opposite, bottom: bottom))
    }
}
