import Dispatch
public import LightboxCore
import LightboxDICOM
import Synchronization

/// A whole slide in DICOM: the total pixel matrix at each size that its series has, put together from tiles as they are
/// asked for.
public struct DICOMSlide: PyramidSource, ReducibleSource {
    public let levels: [ImageHeader]
    public var header: ImageHeader { levels[0] }
    /// What a careful user should know, a sentence each.
    public let notes: [String]
    private let matrices: [SlideMatrix]
    private let layer: Int

    /// The slide at all its sizes, the largest first.
    ///
    /// - Throws: `FormatError` where the matrices are none.
    init(_ matrices: [SlideMatrix], layer: Int, format: FileFormat) throws {
        let sorted = matrices.filter { $0.matrix.layers.indices.contains(layer) }
            .sorted { $0.matrix.columns > $1.matrix.columns }
        guard let first = sorted.first else { throw FormatError(format, "the slide has no such layer") }
        (self.matrices, self.layer) = (sorted, layer)
        let widest = first.header.spacing
        levels = sorted.map { level in
            // Levels that do not say how large their pixels are cover the same slide.
            let spacing =
                level.header.spacing.isEmpty
                ? zip(
                    widest,
                    zip(
                        [first.matrix.columns, first.matrix.rows], [level.matrix.columns, level.matrix.rows])
                )
                .map { $0 * Double($1.0) / Double($1.1) } : level.header.spacing
            return level.header.sized([level.matrix.columns, level.matrix.rows], spacing: spacing)
        }
        notes = sorted.flatMap { $0.notes(layer: layer) }
    }

    public func read(_ region: Region, level: Int) throws -> SampleBlock {
        guard levels.indices.contains(level), region.lies(within: levels[level].shape) else {
            throw DICOMError(.outsideImage)
        }
        return try matrices[level].read(region, layer: layer)
    }

    public func readReduced(atLeast size: Int) throws -> SampleBlock {
        let level = levels.lastIndex { max($0.shape[0], $0.shape[1]) >= size } ?? 0
        return try read(Region(levels[level].shape.map { 0..<$0 }), level: level)
    }
}

/// One total pixel matrix, whose tiles may lie in several files (a concatenation).
struct SlideMatrix: Sendable {
    struct File: Sendable {
        let image: DICOMImage
        let matrix: TotalPixelMatrix
    }
    private(set) var files: [File]
    /// How the tiles lie in the first file, and in all of them where they make a grid.
    var matrix: TotalPixelMatrix { files[0].matrix }
    var header: ImageHeader { files[0].image.header }

    init(_ image: DICOMImage, _ matrix: TotalPixelMatrix) { files = [File(image: image, matrix: matrix)] }

    /// Takes the files that continue this one.
    mutating func join(_ other: SlideMatrix) {
        files += other.files
        files.sort { $0.matrix.firstFrame < $1.matrix.firstFrame }
    }

    /// Whether another file holds tiles of the same matrix.
    func isContinued(by other: SlideMatrix) -> Bool {
        guard let uid = matrix.concatenation else { return false }
        return uid == other.matrix.concatenation && matrix.columns == other.matrix.columns
            && matrix.rows == other.matrix.rows && matrix.tileColumns == other.matrix.tileColumns
            && matrix.tileRows == other.matrix.tileRows
            && header.storedType == other.header.storedType && header.channels == other.header.channels
    }

    func notes(layer: Int) -> [String] {
        let all = matrix.tilesAcross * matrix.tilesDown
        let stored = files.reduce(0) { $0 + $1.matrix.storedTiles(layer: layer) }
        guard stored < all else { return [] }
        return [
            "\(all - stored) of \(all) tiles of the \(matrix.columns) × \(matrix.rows) matrix are not stored, and shown as "
                + "background."
        ]
    }

    /// A pixel that no tile covers: white in colours, 0 in greys.
    private var background: [UInt8] {
        switch header.colour {
        case .ybrFull: return [255, 128, 128]
        case .palette: return [UInt8](repeating: 0, count: header.storedType.byteCount)
        default:
            let value: UInt8 = header.channels >= 3 || header.isInverted ? 255 : 0
            return [UInt8](repeating: value, count: header.channels * header.storedType.byteCount)
        }
    }

    func read(_ region: Region, layer: Int) throws -> SampleBlock {
        let (columns, rows) = (region.ranges[0], region.ranges[1])
        let (width, height) = (matrix.tileColumns, matrix.tileRows)
        guard !columns.isEmpty, !rows.isEmpty else { throw DICOMError(.outsideImage) }
        let across = columns.lowerBound / width...(columns.upperBound - 1) / width
        let down = rows.lowerBound / height...(rows.upperBound - 1) / height
        let size = header.channels * header.storedType.byteCount
        let empty = background
        var out: [UInt8] = []
        out.reserveCapacity(columns.count * rows.count * size)
        // A row of tiles at a time, so that what is decoded stays small beside the region.
        for row in down {
            let wanted = rows.clamped(to: row * height..<(row + 1) * height)
            let tiles = try concurrently(across, row: row, layer: layer, columns: columns, rows: wanted)
            for line in 0..<wanted.count {
                for (index, column) in across.enumerated() {
                    let part = columns.clamped(to: column * width..<(column + 1) * width)
                    if let tile = tiles[index] {
                        let start = line * part.count * size
                        out += tile[start..<start + part.count * size]
                    } else {
                        for _ in 0..<part.count { out += empty }
                    }
                }
            }
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: out)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    /// What a region takes of each tile of a row of tiles, several decoded at once; `nil` for those not stored.
    private func concurrently(
        _ across: ClosedRange<Int>, row: Int, layer: Int, columns: Range<Int>, rows: Range<Int>
    ) throws -> [[UInt8]?] {
        let (width, top) = (matrix.tileColumns, row * matrix.tileRows)
        let results = Mutex([Int: Result<[UInt8]?, any Error>]())
        DispatchQueue.concurrentPerform(iterations: across.count) { index in
            let column = across.lowerBound + index
            let part = columns.clamped(to: column * width..<(column + 1) * width)
            let result = Result { () throws -> [UInt8]? in
                for file in files {
                    guard let frame = file.matrix.frame(column: column, row: row, layer: layer) else {
                        continue
                    }
                    return try file.image.samples(
                        frame: frame,
                        columns: part.lowerBound - column * width..<part.upperBound - column * width,
                        rows: rows.lowerBound - top..<rows.upperBound - top)
                }
                return nil
            }
            results.withLock { $0[index] = result }
        }
        let all = results.withLock { $0 }
        let lines = rows.count * header.channels * header.storedType.byteCount
        return try (0..<across.count).map { index in
            guard let tile = try all[index]?.get() else { return nil }
            let column = across.lowerBound + index
            let part = columns.clamped(to: column * width..<(column + 1) * width)
            guard tile.count == part.count * lines else { throw DICOMError(.outsideImage) }
            return tile
        }
    }
}

extension ImageHeader {
    /// The same kind of samples in another size, without a place.
    fileprivate func sized(_ shape: [Int], spacing: [Double]) -> ImageHeader {
        ImageHeader(
            shape: shape, channels: channels, storedType: storedType, spacing: Array(spacing.prefix(2)),
            affine: nil,
            rescale: rescale, isInverted: isInverted, window: window, colour: colour,
            paddingValue: paddingValue)
    }
}
