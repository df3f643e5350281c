import LightboxCodecs
public import LightboxCore
public import LightboxFormats
public import LightboxWriters

/// A phantom as an image that can be read box by box, and so written by any writer.
public struct PhantomImage: ImageSource {
    public let header: ImageHeader
    private let bytes: [UInt8]

    public init(_ volume: PhantomVolume) {
        header = ImageHeader(
            shape: volume.shape, storedType: .int16, spacing: volume.affine.spacing, affine: volume.affine,
            timeStepSeconds: volume.timeStepSeconds)
        bytes = volume.littleEndianBytes
    }

    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), let from = BoxCopy.strides(of: header.shape),
            let to = BoxCopy.strides(of: region.shape)
        else { throw WriteError("a phantom", "the region lies outside it") }
        var out = [UInt8](repeating: 0, count: region.shape.reduce(2, *))
        let start = zip(from, region.ranges).reduce(0) { $0 + $1.0 * $1.1.lowerBound }
        let copy = BoxCopy(
            shape: region.shape, elementByteCount: 2, sourceStart: start, sourceStrides: from,
            targetStrides: to)
        guard copy.copy(from: bytes, into: &out),
            let block = SampleBlock(shape: region.shape, channels: 1, type: .int16, bytes: out)
        else { throw WriteError("a phantom", "the region lies outside it") }
        return block
    }
}

extension NIfTIWriter {
    /// The file of a phantom, in memory.
    public func bytes(of volume: PhantomVolume) -> [UInt8] {
        start(of: PhantomImage(volume).header) + volume.littleEndianBytes
    }

    /// The same file, gzipped.
    public func gzipped(_ volume: PhantomVolume, level: Int = 3) throws -> [UInt8] {
        try Gzip.compress(bytes(of: volume), level: level)
    }
}
