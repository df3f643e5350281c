public import LightboxCore
public import LightboxFormats

/// An image whose axes of space are read backwards or in another order; every voxel stays where it lies in the
/// patient.
public struct ReorderedImage: ImageSource {
    public let header: ImageHeader
    private let base: any ImageSource
    /// For each new axis the old one.
    private let order: [Int]
    private let flipped: [Bool]

    /// - Parameters:
    ///   - order: for each of the first three axes the old one; an image of two axes keeps their order.
    ///   - flipped: whether each of the new axes runs backwards.
    public init(_ base: any ImageSource, order: [Int] = [0, 1, 2], flipped: [Bool]) {
        let old = base.header
        let count = old.shape.count
        precondition(
            order.sorted() == [0, 1, 2] && flipped.count == 3 && (count > 2 || order == [0, 1, 2]),
            "an order names each axis once")
        self.base = base
        self.order =
            (count > 2 ? order : Array(order.prefix(count)))
            + Array(min(3, count)..<max(3, count)).filter { $0 < count }
        self.flipped = (0..<count).map { $0 < 3 && flipped[$0] }
        let lengths = (0..<3).map { old.length($0) }
        header = old.with(
            shape: self.order.map { old.shape[$0] },
            spacing: old.spacing.count == 3 ? order.map { old.spacing[$0] } : old.spacing,
            affine: old.affine?.reordered(order, flipped: flipped, shape: lengths))
    }

    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw WriteError("the image", "the region lies outside it")
        }
        var ranges = [Range<Int>](repeating: 0..<0, count: order.count)
        for (axis, old) in order.enumerated() {
            let (range, length) = (region.ranges[axis], header.shape[axis])
            ranges[old] = flipped[axis] ? length - range.upperBound..<length - range.lowerBound : range
        }
        let block = try base.read(Region(ranges))
        guard let from = BoxCopy.strides(of: block.shape), let to = BoxCopy.strides(of: region.shape) else {
            throw WriteError("memory", "the region has more samples than can be counted")
        }
        var (start, strides) = (0, [Int]())
        for (axis, old) in order.enumerated() {
            if flipped[axis] { start += from[old] * (region.shape[axis] - 1) }
            strides.append(flipped[axis] ? -from[old] : from[old])
        }
        var bytes = [UInt8](repeating: 0, count: block.bytes.count)
        let copy = BoxCopy(
            shape: region.shape, elementByteCount: block.channels * block.type.byteCount, sourceStart: start,
            sourceStrides: strides, targetStrides: to)
        guard copy.copy(from: block.bytes, into: &bytes),
            let result = SampleBlock(
                shape: region.shape, channels: block.channels, type: block.type, bytes: bytes)
        else { throw WriteError("memory", "the region has more samples than can be counted") }
        return result
    }
}

/// A box of an image, as an image of its own; every voxel stays where it lies in the patient.
public struct CroppedImage: ImageSource {
    public let header: ImageHeader
    private let base: any ImageSource
    private let box: Region

    /// Takes a box that lies within the image, or returns `nil`.
    ///
    /// Axes behind the third that are one sample long are left out.
    public init?(_ base: any ImageSource, to box: Region) {
        guard box.lies(within: base.header.shape) else { return nil }
        var shape = box.shape
        while shape.count > 3, shape.last == 1 { shape.removeLast() }
        (self.base, self.box) = (base, box)
        header = base.header.with(
            shape: shape, affine: base.header.affine?.moved(to: box.ranges.prefix(3).map(\.lowerBound)),
            timeStepSeconds: shape.count > 3 ? base.header.timeStepSeconds : .some(nil))
    }

    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw WriteError("the image", "the region lies outside it")
        }
        let ranges = box.ranges.indices.map { axis -> Range<Int> in
            let start = box.ranges[axis].lowerBound
            guard axis < region.ranges.count else { return start..<start + 1 }
            return start + region.ranges[axis].lowerBound..<start + region.ranges[axis].upperBound
        }
        let block = try base.read(Region(ranges))
        guard
            let result = SampleBlock(
                shape: region.shape, channels: block.channels, type: block.type, bytes: block.bytes)
        else { throw WriteError("the image", "the region lies outside it") }
        return result
    }
}
