import LightboxArchive
import LightboxCore
import LightboxFormats
import SystemPackage

/// Names of files for the planes of an image: `slice-{k}.png`, `{t}/{k}.tif`.
struct SliceNames {
    private let path: FilePath
    private let depth: Int
    private let times: Int

    static func isPattern(_ path: FilePath) -> Bool {
        path.string.contains("{k}") || path.string.contains("{t}")
    }

    /// - Throws: `ConversionError` where two planes would have one name.
    init(_ path: FilePath, _ header: ImageHeader) throws {
        self.path = path
        depth = header.length(2)
        times = header.shape.dropFirst(3).reduce(1, *)
        if depth > 1, !path.string.contains("{k}") {
            throw ConversionError("The name lacks '{k}': there are \(depth) slices.")
        }
        if times > 1, !path.string.contains("{t}") {
            throw ConversionError(
                "The name lacks '{t}': there are \(times) volumes.", hint: "or choose one with --volume")
        }
    }

    /// The file for a plane, by its number in the order of the samples.
    func path(ofPlane number: Int) -> FilePath {
        let (time, k) = number.quotientAndRemainder(dividingBy: max(1, depth))
        return FilePath(
            path.string.split(separator: "{k}", omittingEmptySubsequences: false).joined(
                separator: padded(k, depth)
            )
            .split(separator: "{t}", omittingEmptySubsequences: false).joined(separator: padded(time, times)))
    }

    /// As many digits as the last number has, so that names sort as the planes do.
    private func padded(_ number: Int, _ count: Int) -> String {
        let (digits, width) = (String(number), String(max(0, count - 1)).count)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Writes each plane to a file of its own; when one fails, those that were written before are taken away again.
    func write(_ image: any ImageSource, with writer: any ImageWriter, replacing: Bool) throws -> [FilePath] {
        let plane = image.header.planeOfVolume
        try writer.check(plane)
        for number in 0..<(image.header.planeCount ?? 0) {
            try NewFile.check(path(ofPlane: number), replacing: replacing)
        }
        var written: [FilePath] = []
        do {
            try image.forEachPlane { number, block in
                let file = path(ofPlane: number)
                try writer.write(PlaneImage(header: plane, block: block), to: file, replacing: replacing)
                written.append(file)
            }
        } catch {
            if !replacing { for file in written { NewFile.remove(file) } }
            throw error
        }
        return written
    }
}

/// A plane that is in memory.
private struct PlaneImage: ImageSource {
    let header: ImageHeader
    let block: SampleBlock

    func read(_ region: Region) throws -> SampleBlock {
        if region.shape == block.shape { return block }
        guard region.lies(within: block.shape), let from = BoxCopy.strides(of: block.shape),
            let to = BoxCopy.strides(of: region.shape)
        else { throw WriteError("the image", "the region lies outside it") }
        let size = block.channels * block.type.byteCount
        var bytes = [UInt8](repeating: 0, count: region.shape.reduce(size, *))
        let start = zip(from, region.ranges).reduce(0) { $0 + $1.0 * $1.1.lowerBound }
        let copy = BoxCopy(
            shape: region.shape, elementByteCount: size, sourceStart: start, sourceStrides: from,
            targetStrides: to)
        guard copy.copy(from: block.bytes, into: &bytes),
            let result = SampleBlock(
                shape: region.shape, channels: block.channels, type: block.type, bytes: bytes)
        else { throw WriteError("the image", "the region lies outside it") }
        return result
    }
}

extension ImageHeader {
    /// A plane as a picture of its own, without a place in the patient.
    fileprivate var planeOfVolume: ImageHeader {
        with(
            shape: [length(0), length(1)], spacing: [step(0), step(1)].compactMap { $0 }, affine: .some(nil),
            timeStepSeconds: .some(nil))
    }
}
