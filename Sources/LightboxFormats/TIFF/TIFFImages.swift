import LightboxCore
import SystemPackage

/// A page of a TIFF and the smaller ones of the same picture.
struct TIFFPyramid: PyramidSource, ReducibleSource {
    let header: ImageHeader
    let levels: [ImageHeader]
    let pixels: [TIFFPixels]

    /// - Parameter pixels: the levels, the largest first; there is at least one.
    init?(_ pixels: [TIFFPixels], header: ImageHeader? = nil) {
        guard let first = pixels.first else { return nil }
        self.pixels = pixels
        let largest = header ?? first.page.header
        self.header = largest
        levels = pixels.map { level in
            let small = level.page.header
            guard small.shape != largest.shape, largest.spacing.count == 2 else {
                return small.shape == largest.shape ? largest : small
            }
            let spacing = zip(largest.spacing, zip(largest.shape, small.shape)).map {
                $0 * Double($1.0) / Double($1.1)
            }
            return ImageHeader(
                shape: small.shape, channels: small.channels, storedType: small.storedType, spacing: spacing,
                isInverted: small.isInverted, window: small.window, colour: small.colour)
        }
    }

    func read(_ region: Region, level: Int) throws -> SampleBlock {
        guard pixels.indices.contains(level), region.ranges.count == 2 else {
            throw FormatError(
                .tiff, path: pixels.first?.path, "the picture has \(pixels.count) levels of two axes")
        }
        return try block(
            pixels[level].read(region.ranges[0], region.ranges[1]), region.shape, of: levels[level],
            path: pixels[level].path)
    }

    func readReduced(atLeast size: Int) throws -> SampleBlock {
        let level =
            levels.lastIndex { max($0.shape[0], $0.shape[1]) >= size && min($0.shape[0], $0.shape[1]) > 0 }
            ?? 0
        return try read(Region(levels[level].shape.map { 0..<$0 }), level: level)
    }
}

/// Pages of one shape, one behind another along further axes.
struct TIFFStack: ImageSource {
    let header: ImageHeader
    let pages: [TIFFPixels]

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                .tiff, path: pages.first?.path,
                "the region asked for lies outside the image, whose shape is \(header.shape)")
        }
        // The numbers of the pages, the third axis fastest.
        var numbers = [0]
        var stride = 1
        for (axis, range) in region.ranges.enumerated().dropFirst(2) {
            let (inner, step) = (numbers, stride)
            numbers = range.flatMap { place in inner.map { $0 + place * step } }
            stride *= header.shape[axis]
        }
        var bytes: [UInt8] = []
        for number in numbers {
            guard pages.indices.contains(number) else {
                throw FormatError(.tiff, path: pages.first?.path, "there is no page \(number)")
            }
            bytes += try pages[number].read(region.ranges[0], region.ranges[1])
        }
        return try block(bytes, region.shape, of: header, path: pages.first?.path)
    }
}

private func block(
    _ bytes: [UInt8], _ shape: [Int], of header: ImageHeader, path: FilePath?
) throws -> SampleBlock {
    guard
        let block = SampleBlock(
            shape: shape, channels: header.channels, type: header.storedType, bytes: bytes)
    else { throw FormatError(.tiff, path: path, "the region is not of the size it must have") }
    return block
}
