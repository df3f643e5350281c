import LightboxCore
import LightboxFormats

/// An image of many sizes, as a viewer takes it: one size that is small enough to send, the others by pieces.
struct PyramidLevels: Sendable {
    let source: any PyramidSource
    /// The level that is sent whole.
    let overview: Int

    /// The longest side of a picture that is sent whole.
    static let longestSide = 4096
    /// The most samples of a piece.
    static let pieceLimit = 6_000_000

    /// `nil` where the image is small enough as it is.
    init?(_ source: any ImageSource) {
        guard let source = source as? any PyramidSource, source.levels.count > 1 else { return nil }
        func isSmall(_ header: ImageHeader) -> Bool {
            header.shape.prefix(2).allSatisfy { $0 <= Self.longestSide }
                && (header.byteCount ?? .max) <= ImageDesk.volumeLimit
        }
        guard !isSmall(source.header) else { return nil }
        self.source = source
        overview = source.levels.firstIndex(where: isSmall) ?? source.levels.count - 1
    }

    /// The overview as an image of its own.
    var overviewSource: any ImageSource { LevelSource(source: source, level: overview) }

    /// A piece of a picture's level.
    ///
    /// - Throws: `PageError` where there is no such piece, or it is too large to be sent.
    func piece(level: Int, x: Int, y: Int, width: Int, height: Int) throws -> SampleBlock {
        guard source.levels.indices.contains(level), source.levels[level].shape.count == 2 else {
            throw PageError.notFound("The image has no level \(level): it has \(source.levels.count).")
        }
        let shape = source.levels[level].shape
        guard width > 0, height > 0, width <= Self.pieceLimit / height, x >= 0, y >= 0, x < shape[0],
            y < shape[1]
        else {
            throw PageError.badRequest(
                "A piece of level \(level) lies within \(shape[0]) × \(shape[1]) and has at most "
                    + "\(Self.pieceLimit) pixels.")
        }
        let region = Region([x..<min(shape[0], x + width), y..<min(shape[1], y + height)])
        return try source.read(region, level: level)
    }
}

/// One level of a pyramid as an image.
private struct LevelSource: ImageSource {
    let source: any PyramidSource
    let level: Int
    var header: ImageHeader { source.levels[level] }
    func read(_ region: Region) throws -> SampleBlock { try source.read(region, level: level) }
}
