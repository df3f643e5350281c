import LightboxCore

/// Where the frames of a segmentation lie: on a grid in the patient, or as tiles of one large plane.
struct FramePlaces {
    let shape: [Int]
    let affine: Affine?
    let spacing: [Double]
    let notes: [String]
    /// For each frame the plane and the box in which it lies; `nil` where it lies outside.
    private let places: [(plane: Int, piece: FramePiece)?]
    private let depth: Int

    /// Frames with a place in the patient, or without any, which are laid one upon the other.
    init(_ image: DICOMImage, _ groups: FrameGroups) {
        let (layout, header) = (image.layout, image.dataSet)
        let planes = (0..<layout.frames).compactMap { header.plane(frame: $0) }
        var grid: FrameGrid?
        if planes.count == layout.frames {
            grid = FrameGrid(
                planes, pixels: header.pixelSpacing(),
                statedStep: header.numbers(.spacingBetweenSlices, frame: 0).first { $0 > 0 && $0.isFinite },
                thickness: header.numbers(.sliceThickness, frame: 0).first { $0 > 0 && $0.isFinite })
        }
        if let grid {
            (depth, affine, spacing, notes) = (grid.depth, grid.affine, grid.spacing, grid.notes)
            shape = [layout.columns, layout.rows, grid.depth]
            places = grid.places.enumerated().map { ($1, FramePiece($0, of: layout)) }
            return
        }
        affine = nil
        spacing = header.pixelSpacing().map { [$0.i, $0.j] } ?? []
        // Frames of one segment follow each other; those of several segments lie upon each other.
        var next: [Int: Int] = [:]
        let places = (0..<layout.frames).map { frame -> (plane: Int, piece: FramePiece)? in
            let number =
                groups.group("SegmentIdentificationSequence", frame)?.integer("ReferencedSegmentNumber") ?? 0
            let plane = next[number, default: 0]
            next[number] = plane + 1
            return (plane, FramePiece(frame, of: layout))
        }
        depth = next.values.max() ?? 1
        shape = [layout.columns, layout.rows] + (depth > 1 ? [depth] : [])
        self.places = places
        notes =
            planes.isEmpty
            ? ["The frames do not say where they lie in the patient."]
            : [
                "The frames do not all face one way: they are in the order of the file, without a place in the patient."
            ]
    }

    /// Frames that are tiles.
    init(tiles: TileOrder, _ groups: FrameGroups, _ layout: PixelLayout) {
        var outside = 0
        var seen: Set<Double> = []
        var found: [(depth: Double, i: Int, j: Int)] = []
        for frame in 0..<layout.frames {
            let position = groups.group("PlanePositionSlideSequence", frame)
            let corner: (Int, Int, Double)
            if tiles.isFull {
                let place = tiles.place(of: frame)
                corner = (place.i, place.j, Double(place.focalPlane))
            } else {
                corner = (
                    (position?.integer("ColumnPositionInTotalImagePixelMatrix") ?? 0) &- 1,
                    (position?.integer("RowPositionInTotalImagePixelMatrix") ?? 0) &- 1,
                    position?.number("ZOffsetInSlideCoordinateSystem") ?? 0
                )
            }
            seen.insert(corner.2)
            found.append((corner.2, corner.0, corner.1))
        }
        let depths = seen.sorted()
        let planes = Dictionary(depths.enumerated().map { ($1, $0) }) { first, _ in first }
        places = found.enumerated().map { frame, place in
            // A tile may reach over the edges, as those at the right and the lower one do.
            let (i, j) = (max(0, place.i), max(0, place.j))
            let (right, lower) = (
                min(tiles.columns, place.i &+ layout.columns), min(tiles.rows, place.j &+ layout.rows)
            )
            guard i < right, j < lower, place.i > -layout.columns, place.j > -layout.rows,
                let plane = planes[place.depth]
            else {
                outside += 1
                return nil
            }
            return (
                plane,
                FramePiece(
                    frame: frame, columns: i - place.i..<right - place.i, rows: j - place.j..<lower - place.j,
                    i: i, j: j)
            )
        }
        depth = max(1, depths.count)
        shape = [tiles.columns, tiles.rows] + (depth > 1 ? [depth] : [])
        affine = nil
        let measures = groups.group("PixelMeasuresSequence", 0)?.numbers("PixelSpacing") ?? []
        spacing =
            measures.count == 2 && measures.allSatisfy { $0.isFinite && $0 > 0 }
            ? [measures[1], measures[0]] : []
        notes = outside > 0 ? ["\(outside) tiles lie outside of the whole plane and are left out."] : []
    }

    /// The pieces of the frames that are wanted, plane by plane.
    func planes(_ isWanted: (Int) -> Bool) -> [[FramePiece]] {
        var planes = [[FramePiece]](repeating: [], count: depth)
        for (frame, place) in places.enumerated() where isWanted(frame) {
            if let place { planes[place.plane].append(place.piece) }
        }
        return planes
    }
}

/// The order of the tiles of a plane that is larger than a frame (PS3.3 §C.7.6.17.3).
struct TileOrder {
    /// The size of the whole plane.
    let columns: Int
    let rows: Int
    /// Whether every tile of every segment is there, in order, so that none says where it lies.
    let isFull: Bool
    private let tileColumns: Int
    private let tileRows: Int
    private let focalPlanes: Int
    private let segments: [Int]

    /// The largest plane, in pixels either way.
    private static let limit = 1 << 24

    init?(_ set: DICOMDataSet, _ layout: PixelLayout, segments: [Int]) {
        guard let columns = set.integer("TotalPixelMatrixColumns"),
            let rows = set.integer("TotalPixelMatrixRows"),
            (1...Self.limit).contains(columns), (1...Self.limit).contains(rows)
        else { return nil }
        (self.columns, self.rows, self.segments) = (columns, rows, segments)
        isFull = set.text("DimensionOrganizationType") == "TILED_FULL"
        (tileColumns, tileRows) = (layout.columns, layout.rows)
        focalPlanes = max(1, min(set.integer("TotalPixelMatrixFocalPlanes") ?? 1, layout.frames))
    }

    private var across: Int { (columns - 1) / tileColumns + 1 }
    private var perPlane: Int { across * ((rows - 1) / tileRows + 1) }

    func place(of frame: Int) -> (i: Int, j: Int, focalPlane: Int) {
        let (plane, tile) = frame.quotientAndRemainder(dividingBy: perPlane)
        let (row, column) = tile.quotientAndRemainder(dividingBy: across)
        return (column * tileColumns, row * tileRows, plane % focalPlanes)
    }

    /// The segment that a frame shows where its place in the order tells it.
    func segment(of frame: Int) -> Int? {
        guard isFull else { return nil }
        let index = frame / perPlane / focalPlanes
        return segments.indices.contains(index) ? segments[index] : nil
    }
}
