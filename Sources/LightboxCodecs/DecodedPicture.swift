public import LightboxCore

/// A picture as its codec gives it: components as they are coded, no colours converted.
public struct DecodedPicture: Sendable, Hashable {
    /// Shape (width, height), components interleaved.
    public let block: SampleBlock
    /// The bits of a sample that the stream says it has; the others are zero, or copies of the sign.
    public let precision: Int

    public var width: Int { block.shape[0] }
    public var height: Int { block.shape[1] }
    public var channels: Int { block.channels }

    /// The most bytes that one picture may decode to.
    public static let byteCountLimit = 1 << 31

    init(_ block: SampleBlock, precision: Int) { (self.block, self.precision) = (block, precision) }

    init(
        _ codec: String, width: Int, height: Int, channels: Int, type: SampleType, precision: Int,
        bytes: [UInt8]
    ) throws(CodecError) {
        guard let block = SampleBlock(shape: [width, height], channels: channels, type: type, bytes: bytes)
        else { throw CodecError(codec, "the picture decodes to a size that is not its own") }
        self.init(block, precision: precision)
    }

    /// A part of the picture.
    func cut(_ columns: Range<Int>, _ rows: Range<Int>) throws(CodecError) -> DecodedPicture {
        guard columns.lowerBound >= 0, columns.upperBound <= width, rows.lowerBound >= 0,
            rows.upperBound <= height
        else { throw CodecError("picture", "it is not of the size that it states") }
        if columns.count == width, rows.count == height { return self }
        let pixel = channels * block.type.byteCount
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.count * rows.count * pixel)
        for row in rows {
            let start = (row * width + columns.lowerBound) * pixel
            bytes += block.bytes[start..<(start + columns.count * pixel)]
        }
        return try DecodedPicture(
            "picture", width: columns.count, height: rows.count, channels: channels, type: block.type,
            precision: precision, bytes: bytes)
    }

    /// The size in bytes of a picture that a header claims, if that can be.
    ///
    /// - Parameter compressed: the bytes there are; `ratio` bytes or fewer can come out of each.
    static func byteCount(
        _ codec: String, width: Int, height: Int, channels: Int, sampleSize: Int
    ) throws(CodecError) -> Int {
        guard width > 0, height > 0, channels > 0 else {
            throw CodecError(codec, "the picture is \(width) × \(height) pixels of \(channels) components")
        }
        let (pixels, tooMany) = width.multipliedReportingOverflow(by: height)
        let (bytes, tooLong) = pixels.multipliedReportingOverflow(by: channels * sampleSize)
        guard !tooMany, !tooLong, bytes <= byteCountLimit else {
            throw CodecError(
                codec, "a picture of \(width) × \(height) pixels takes more than the 2 GB that are read")
        }
        return bytes
    }
}
