import LightboxCore
import LightboxFormats

/// Images of one size, one behind the other along a new axis.
struct StackedImage: ImageSource {
    let header: ImageHeader
    private let images: [any ImageSource]

    /// - Throws: `ConversionError`, which names the first image that does not go with the others.
    init(_ images: [any ImageSource], names: [String]) throws {
        self.images = images
        guard let first = images.first?.header else { throw ConversionError("There is nothing to convert.") }
        for (image, name) in zip(images, names) {
            let other = image.header
            guard other.shape == first.shape, other.channels == first.channels,
                other.storedType == first.storedType, other.rescale == first.rescale,
                other.colour == first.colour
            else {
                throw ConversionError(
                    "'\(name.withoutControlCharacters)' does not go with '\(names[0].withoutControlCharacters)': "
                        + "files that are to be stacked must be of one size, type, slope and kind of colour.")
            }
        }
        // Where the planes lie to one another nobody has said.
        header = first.with(
            shape: first.shape + [images.count], spacing: Array(first.spacing.prefix(2)),
            affine: first.shape.count < 3 ? .some(nil) : nil)
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), let range = region.ranges.last else {
            throw WriteError("the image", "the region lies outside it")
        }
        let inner = Region(Array(region.ranges.dropLast()))
        var bytes: [UInt8] = []
        for index in range { bytes += try images[index].read(inner).bytes }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw WriteError("the image", "its parts are of another size than they said") }
        return block
    }
}
