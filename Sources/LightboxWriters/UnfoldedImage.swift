import LightboxCore
import LightboxFormats

/// An image of four axes with all the axes that its file has: the fourth is taken apart again.
///
/// Readers give what lies behind the third axis as one, so that a volume is chosen by one number.
struct UnfoldedImage: ImageSource {
    let header: ImageHeader
    private let base: any ImageSource

    /// Returns `nil` where the file has no more axes than the image, or other ones.
    init?(_ base: any ImageSource) {
        let old = base.header
        guard let shape = old.statedShape, old.shape.count == 4, shape.count > 4,
            shape.prefix(3) == old.shape.prefix(3), shape.dropFirst(3).reduce(1, *) == old.shape[3]
        else { return nil }
        (self.base, header) = (base, old.with(shape: shape))
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw WriteError("the image", "the region lies outside it")
        }
        // The volumes that the box takes, in its order: the fourth axis is the fastest of those taken apart.
        var volumes = [0]
        for (range, length) in zip(region.ranges, header.shape).dropFirst(3).reversed() {
            volumes = volumes.flatMap { outer in range.map { outer * length + $0 } }
        }
        var bytes: [UInt8] = []
        var at = 0
        while at < volumes.count {
            var end = at + 1
            while end < volumes.count, volumes[end] == volumes[end - 1] + 1 { end += 1 }
            let run = volumes[at]..<volumes[end - 1] + 1
            bytes += try base.read(Region(Array(region.ranges.prefix(3)) + [run])).bytes
            at = end
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw WriteError("memory", "the region has more samples than can be counted") }
        return block
    }
}
