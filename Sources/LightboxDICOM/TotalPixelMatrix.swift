/// How the tiles of a whole-slide image make its total pixel matrix (PS3.3 §C.8.12.4 and §C.7.6.17.3).
///
/// A matrix has a layer for each focal plane of each optical path. Tiles of TILED_FULL objects lie in the order that the
/// standard fixes, those of others where their frames say.
public struct TotalPixelMatrix: Sendable, Hashable {
    public static let sopClassUID = "1.2.840.10008.5.1.4.1.1.77.1.6"

    /// One focal plane of one optical path.
    public struct Layer: Sendable, Hashable {
        /// OpticalPathIdentifier, or the number of the path where it has none.
        public let path: String
        /// Counted from 0.
        public let plane: Int
    }

    public let columns: Int
    public let rows: Int
    public let tileColumns: Int
    public let tileRows: Int
    public let layers: [Layer]
    /// What the image is of the slide: `VOLUME`, `THUMBNAIL`, `LABEL`, `OVERVIEW`; the third value of ImageType.
    public let flavour: String?
    /// What the files of one concatenation share, and what all levels of a slide do.
    public let concatenation: String?
    public let series: String?
    /// The number of the object's first frame among those of its concatenation.
    public let firstFrame: Int
    private let frames: Int
    /// Of tiles that lie anywhere: the frame for each layer, column and row at which a tile begins.
    private let places: [Place: Int]?

    private struct Place: Hashable {
        let layer: Int
        let column: Int
        let row: Int
    }
    /// The most tiles of a matrix, stored or not.
    static let tileLimit = 1 << 24

    /// Reads how the tiles lie, or returns `nil` where the object is no whole-slide image, or says it in numbers that
    /// cannot be.
    public init?(_ header: DICOMHeader, _ layout: PixelLayout) {
        guard header.text(.sopClassUID) == Self.sopClassUID,
            let columns = header.integer(.totalPixelMatrixColumns),
            let rows = header.integer(.totalPixelMatrixRows),
            (1...1 << 30).contains(columns), (1...1 << 30).contains(rows)
        else { return nil }
        (self.columns, self.rows) = (columns, rows)
        (tileColumns, tileRows) = (layout.columns, layout.rows)
        flavour = header.texts(.imageType).dropFirst(2).first
        concatenation = header.text(.concatenationUID)
        series = header.text(.seriesInstanceUID)
        firstFrame = max(0, header.integer(.concatenationFrameOffsetNumber) ?? 0)
        frames = layout.frames
        let across = (columns - 1) / layout.columns + 1
        let down = (rows - 1) / layout.rows + 1
        guard across <= Self.tileLimit / down else { return nil }

        if header.text(.dimensionOrganizationType) == "TILED_FULL" {
            let planes = header.integer(.totalPixelMatrixFocalPlanes) ?? 1
            let paths = header.integer(.numberOfOpticalPaths) ?? 1
            guard (1...1024).contains(planes), (1...1024).contains(paths) else { return nil }
            layers = (0..<paths).flatMap { path in
                (0..<planes).map { Layer(path: "\(path + 1)", plane: $0) }
            }
            places = nil
            return
        }
        var (paths, depths, found): ([String], [Double], [(String, Double, Int, Int)]) = ([], [], [])
        for frame in 0..<layout.frames {
            func whole(_ tag: Tag) -> Int? {
                header.numbers(tag, frame: frame).first.flatMap { Int(exactly: $0) }
            }
            guard let column = whole(.columnPositionInTotalImagePixelMatrix),
                let row = whole(.rowPositionInTotalImagePixelMatrix)
            else { return nil }
            let path = header.text(.opticalPathIdentifier, frame: frame) ?? "1"
            let depth = header.numbers(.zOffsetInSlideCoordinateSystem, frame: frame).first ?? 0
            if !paths.contains(path) { paths.append(path) }
            if !depths.contains(depth) { depths.append(depth) }
            // Positions count from 1.
            found.append((path, depth, column - 1, row - 1))
            guard paths.count <= 1024, depths.count <= 1024 else { return nil }
        }
        depths.sort()
        let count = depths.count
        layers = paths.flatMap { path in depths.indices.map { Layer(path: path, plane: $0) } }
        var places: [Place: Int] = [:]
        for (frame, (path, depth, column, row)) in found.enumerated() {
            let layer = (paths.firstIndex(of: path) ?? 0) * count + (depths.firstIndex(of: depth) ?? 0)
            places[Place(layer: layer, column: column, row: row)] = frame
        }
        self.places = places
    }

    public var tilesAcross: Int { (columns - 1) / tileColumns + 1 }
    public var tilesDown: Int { (rows - 1) / tileRows + 1 }

    /// The frame of this object that is the tile in a column and row of tiles, or `nil` where it is not stored here.
    public func frame(column: Int, row: Int, layer: Int) -> Int? {
        guard (0..<tilesAcross).contains(column), (0..<tilesDown).contains(row),
            layers.indices.contains(layer)
        else { return nil }
        if let places {
            return places[Place(layer: layer, column: column * tileColumns, row: row * tileRows)]
        }
        let number = (layer * tilesDown + row) * tilesAcross + column - firstFrame
        return (0..<frames).contains(number) ? number : nil
    }

    /// Whether every tile begins at a multiple of the size of a tile, as those do that make a grid.
    public var isGrid: Bool {
        places?.keys.allSatisfy {
            $0.column >= 0 && $0.row >= 0 && $0.column < columns && $0.row < rows
                && $0.column % tileColumns == 0 && $0.row % tileRows == 0
        } ?? true
    }

    /// How many tiles of a layer are stored in this object.
    public func storedTiles(layer: Int) -> Int {
        if let places { return places.keys.count { $0.layer == layer } }
        let size = tilesAcross * tilesDown
        return max(0, min(firstFrame + frames, (layer + 1) * size) - max(firstFrame, layer * size))
    }

    /// The name of a layer among the parts of a file: `matrix`, or `matrix, path 2, plane 1`.
    public func name(ofLayer index: Int) -> String {
        guard layers.indices.contains(index) else { return "matrix" }
        let layer = layers[index]
        var name = "matrix"
        if Set(layers.map(\.path)).count > 1 { name += ", path \(layer.path)" }
        if layers.contains(where: { $0.plane > 0 }) { name += ", plane \(layer.plane + 1)" }
        return name
    }
}
