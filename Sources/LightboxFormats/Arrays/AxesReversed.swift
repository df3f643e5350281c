import LightboxCore

/// An image whose axes are stored in the opposite order: arrays in Fortran's order, read as if they were in C's.
struct AxesReversed: ImageSource {
    let base: any ImageSource
    let header: ImageHeader
    /// The number of leading axes that stay where they are: the bytes of a record.
    let kept: Int

    init(_ base: any ImageSource, keeping kept: Int = 0) {
        self.base = base
        self.kept = kept
        header = ImageHeader(
            shape: Self.turned(base.header.shape, kept), channels: base.header.channels,
            storedType: base.header.storedType)
    }

    private static func turned<T>(_ axes: [T], _ kept: Int) -> [T] {
        axes.prefix(kept) + axes.dropFirst(kept).reversed()
    }

    func read(_ region: Region) throws -> SampleBlock {
        let stored = try base.read(Region(Self.turned(region.ranges, kept)))
        var bytes = [UInt8](repeating: 0, count: stored.bytes.count)
        if let from = BoxCopy.strides(of: stored.shape), let to = BoxCopy.strides(of: region.shape),
            BoxCopy(
                shape: region.shape, elementByteCount: stored.channels * stored.type.byteCount,
                sourceStrides: Self.turned(from, kept), targetStrides: to
            ).copy(from: stored.bytes, into: &bytes),
            let block = SampleBlock(
                shape: region.shape, channels: stored.channels, type: stored.type, bytes: bytes)
        {
            return block
        }
        throw ArrayFault("the region asked for has more samples than can be counted")
    }
}

/// One field of records that lie one after another: a column of a structured array.
struct FieldOfRecords: ImageSource {
    let header: ImageHeader
    /// The records as bytes: the first axis runs through the bytes of one.
    let records: any ImageSource
    /// Where the field starts in each record, in bytes.
    let offset: Int
    let byteOrder: ByteOrder

    func read(_ region: Region) throws -> SampleBlock {
        let size = header.storedType.byteCount
        let block = try records.read(Region([offset..<offset + size] + region.ranges))
        var bytes = block.bytes
        if byteOrder == .big { bytes.reverseEach(header.storedType.componentByteCount) }
        guard let field = SampleBlock(shape: region.shape, channels: 1, type: header.storedType, bytes: bytes)
        else { throw ArrayFault("the records hold fewer bytes than their fields take") }
        return field
    }
}

/// What is wrong with an array, for the door to put the file's name to.
struct ArrayFault: Error, CustomStringConvertible {
    let problem: String
    let hint: String?
    init(_ problem: String, hint: String? = nil) { (self.problem, self.hint) = (problem, hint) }
    var description: String { problem + "." + (hint.map { "\nhint: " + $0 } ?? "") }
}
