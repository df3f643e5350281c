import LightboxArchive
import LightboxCore
import SystemPackage

/// A picture whose rows are coded one upon another: to have a region, all of it is decoded.
struct RasterSource: ReducibleSource {
    let header: ImageHeader
    let file: OpenFile
    /// Decodes the whole file, at full size (1) or at a half, a quarter or an eighth where the coding can.
    let decode: @Sendable (_ file: [UInt8], _ reduction: Int) throws -> SampleBlock

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                file.format, path: file.path,
                "the region asked for lies outside the picture, whose shape is \(header.shape)")
        }
        let whole = try decodeAll(reduction: 1)
        if region.shape == header.shape { return whole }
        let pixel = whole.channels * whole.type.byteCount
        let (columns, rows) = (region.ranges[0], region.ranges[1])
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.count * rows.count * pixel)
        for row in rows {
            let start = (row * header.shape[0] + columns.lowerBound) * pixel
            bytes += whole.bytes[start..<start + columns.count * pixel]
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: whole.channels, type: whole.type, bytes: bytes)
        else {
            throw FormatError(file.format, path: file.path, "the picture is not of the size it states")
        }
        return block
    }

    func readReduced(atLeast size: Int) throws -> SampleBlock {
        let shorter = min(header.shape[0], header.shape[1])
        return try decodeAll(reduction: [8, 4, 2].first { shorter / $0 >= size } ?? 1)
    }

    private func decodeAll(reduction: Int) throws -> SampleBlock {
        try FormatError.naming(file) {
            try decode(try file.content.read(at: 0, count: file.stored.byteCountLimit), reduction)
        }
    }
}

/// An image that can be had at a part of its size for less than the price of the whole.
protocol ReducibleSource: ImageSource {
    /// The whole image, reduced as far as its shorter side stays at least `size`.
    func readReduced(atLeast size: Int) throws -> SampleBlock
}
