import LightboxArchive
import LightboxCore

/// What all samples of an image together are.
public struct PixelFacts: Sendable, Hashable {
    /// SHA-256 of the stored samples: little endian, channels fastest, then the axes in order.
    public let digest: String
    public let stored: SampleStatistics
    public let rescaled: SampleStatistics

    /// Reads an image piece by piece, so that no more than some megabytes are held where it can be cut.
    public init(of image: any ImageSource) throws {
        let header = image.header
        var hasher = Digest.Hasher(.sha256)
        var statistics = SampleStatistics()
        var pieces = Pieces(header)
        while let region = pieces.next() {
            let block = try image.read(region)
            hasher.update(block.bytes)
            statistics.add(block)
        }
        digest = hasher.finish().hex
        stored = statistics
        rescaled = statistics.rescaled(by: header.rescale)
    }

    /// Boxes in file order: all of a picture, of a volume as many slices as make 16 MiB.
    private struct Pieces {
        let shape: [Int]
        let thickness: Int
        private var index: [Int]
        private var isDone: Bool

        init(_ header: ImageHeader) {
            shape = header.shape
            isDone = shape.contains { $0 <= 0 }
            index = shape.map { _ in 0 }
            let slice = shape.prefix(2).reduce(max(1, header.channels * header.storedType.byteCount)) {
                $0.multipliedReportingOverflow(by: max(1, $1)).partialValue
            }
            thickness = shape.count > 2 ? max(1, min(shape[2], (16 << 20) / max(1, slice))) : 1
        }

        mutating func next() -> Region? {
            guard !isDone else { return nil }
            let region = Region(
                shape.indices.map { axis in
                    switch axis {
                    case 0, 1: 0..<shape[axis]
                    case 2: index[2]..<min(shape[2], index[2] + thickness)
                    default: index[axis]..<index[axis] + 1
                    }
                })
            var axis = 2
            while axis < shape.count {
                index[axis] += axis == 2 ? thickness : 1
                if index[axis] < shape[axis] { return region }
                index[axis] = 0
                axis += 1
            }
            isDone = true
            return region
        }
    }
}
