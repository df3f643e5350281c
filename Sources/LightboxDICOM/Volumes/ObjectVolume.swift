public import LightboxCore

/// One of the volumes that the frames of an object make: what it is, and which piece of which frame lies where.
///
/// Reading one reads and decodes the frames that the region needs, and no others.
public struct ObjectVolume: Sendable, Hashable {
    /// The name by which it is opened, unique in its object: `mosaic`, `segment 3`.
    public let name: String
    public internal(set) var header: ImageHeader
    /// The planes of the first two axes, the others in their order; an empty plane has no frame and is filled.
    let planes: [[FramePiece]]
    /// What is done to the samples of a frame.
    var values: Values
    /// What a careful user should know, a sentence each.
    public internal(set) var notes: [String]
    /// The segment that it shows, of a segmentation.
    public internal(set) var segment: Segment?
    /// What the fourth axis is.
    public internal(set) var timeAxis: FrameAxis?
    /// What the values mean, where a Real World Value Mapping says it.
    public internal(set) var mapping: RealWorldMapping?

    enum Values: Sendable, Hashable {
        /// As they are stored.
        case stored
        /// 1 where the stored number is this one, else 0.
        case isEqual(to: Int)
        /// Rescaled `float32`: each frame has its own slope and intercept.
        case rescaled([Rescale])
        /// Through a table.
        case table(LookupTable)
    }

    init(
        name: String, header: ImageHeader, planes: [[FramePiece]], values: Values = .stored,
        notes: [String] = []
    ) {
        (self.name, self.header, self.planes, self.values, self.notes) = (name, header, planes, values, notes)
    }

    /// The places of the first two axes that no frame covers are filled with 0.
    var emptyPlanes: Int { planes.count { $0.isEmpty } }
}

/// A box of a frame, and where it lies in a plane.
struct FramePiece: Sendable, Hashable {
    let frame: Int
    /// The box of the frame.
    let columns: Range<Int>
    let rows: Range<Int>
    /// Where the first pixel of the box lies in the plane.
    let i: Int
    let j: Int

    /// A whole frame that fills a plane.
    init(_ frame: Int, of layout: PixelLayout) {
        self.init(frame: frame, columns: 0..<layout.columns, rows: 0..<layout.rows, i: 0, j: 0)
    }
    init(frame: Int, columns: Range<Int>, rows: Range<Int>, i: Int, j: Int) {
        (self.frame, self.columns, self.rows, self.i, self.j) = (frame, columns, rows, i, j)
    }
}

/// What the steps of a fourth axis are: time points, echoes, b-values.
public struct FrameAxis: Sendable, Hashable {
    /// The keyword of the element that tells them apart, or the label of the dimension.
    public let name: String
    /// Its value at each step; where the axis is several in one, their values with a comma between them.
    public let values: [String]

    public init(name: String, values: [String]) { (self.name, self.values) = (name, values) }
}
