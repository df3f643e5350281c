public import LightboxCore

/// An open image, whatever its format, from which boxes of samples can be cut.
///
/// ```swift
/// let image = try FrontDoor.standard.open("head.nii.gz")
/// let middle = image.header.shape[2] / 2
/// let slice = try image.read(Region([0..<256, 0..<256, middle..<middle + 1]))
/// ```
public protocol ImageSource: Sendable {
    var header: ImageHeader { get }

    /// The stored samples of `region`; the block has as many axes as the image.
    ///
    /// Only what the region needs is read, and of a compressed file what must be decompressed to get there.
    /// Any number of tasks may read at once.
    func read(_ region: Region) throws -> SampleBlock

    /// The rescaled values of `region` as `float32`, channels fastest, then the axes in order.
    ///
    /// What `read` followed by `SampleBlock.floats` gives, without holding the stored samples where that can be.
    func readFloats(_ region: Region) throws -> [Float]
}

extension ImageSource {
    public func readFloats(_ region: Region) throws -> [Float] { try read(region).floats(header.rescale) }

    /// All of the image as rescaled `float32`: four bytes for each sample.
    public func readFloats() throws -> [Float] { try readFloats(Region(header.shape.map { 0..<$0 })) }

    /// All of the image: as much memory as its samples take.
    public func readAll() throws -> SampleBlock { try read(Region(header.shape.map { 0..<$0 })) }
}

/// An image that is also stored at smaller sizes: a slide, a multi-scale Zarr.
public protocol PyramidSource: ImageSource {
    /// The image at each size, the largest first; `levels[0]` is `header`.
    var levels: [ImageHeader] { get }
    /// The samples of a region of one level, in that level's own indices.
    func read(_ region: Region, level: Int) throws -> SampleBlock
}

extension PyramidSource {
    public func read(_ region: Region) throws -> SampleBlock { try read(region, level: 0) }
}
