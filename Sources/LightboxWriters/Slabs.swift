import LightboxCore
import LightboxFormats

/// An image cut into boxes that follow one another in the order of its samples.
struct Slabs: Sequence, IteratorProtocol {
    /// What one box holds at most, in bytes, where a single row is not more.
    static let byteLimit = 16 << 20

    private let shape: [Int]
    /// The axis along which boxes are cut; those before it are whole.
    private let axis: Int
    private let thickness: Int
    private var index: [Int]
    private var isDone: Bool

    init(_ header: ImageHeader, byteLimit: Int = Slabs.byteLimit, wholePlanes: Bool = false) {
        shape = header.shape
        isDone = shape.isEmpty || shape.contains { $0 <= 0 }
        index = shape.map { _ in 0 }
        var (size, axis) = (Swift.max(1, header.channels * header.storedType.byteCount), 0)
        while axis < shape.count - 1 {
            let (whole, overflow) = size.multipliedReportingOverflow(by: Swift.max(1, shape[axis]))
            if overflow || whole > byteLimit, axis > 0, !(wholePlanes && axis < 2) { break }
            (size, axis) = (overflow ? .max : whole, axis + 1)
        }
        self.axis = axis
        thickness = wholePlanes && axis < 2 ? Swift.max(1, shape.last ?? 1) : Swift.max(1, byteLimit / size)
    }

    mutating func next() -> Region? {
        guard !isDone else { return nil }
        let region = Region(
            shape.indices.map { other in
                if other < axis { return 0..<shape[other] }
                let step = other == axis ? thickness : 1
                return index[other]..<Swift.min(shape[other], index[other] + step)
            })
        var at = axis
        while at < shape.count {
            index[at] += at == axis ? thickness : 1
            if index[at] < shape[at] { return region }
            index[at] = 0
            at += 1
        }
        isDone = true
        return region
    }
}

extension ImageSource {
    /// Hands all samples on, box by box in their order.
    ///
    /// - Throws: `CancellationError` between two boxes, once the task is cancelled.
    func forEachSlab(_ body: (SampleBlock) throws -> Void) throws {
        for region in Slabs(header) {
            try Task.checkCancellation()
            try body(try read(region))
        }
    }

    /// Hands all planes on, one by one in their order, with their number.
    func forEachPlane(_ body: (Int, SampleBlock) throws -> Void) throws {
        let plane = header.planeHeader
        guard let size = plane.byteCount, size > 0 else { return }
        var number = 0
        for region in Slabs(header, wholePlanes: true) {
            try Task.checkCancellation()
            let block = try read(region)
            for start in stride(from: 0, to: block.bytes.count, by: size) {
                let bytes = Array(block.bytes[start..<min(block.bytes.count, start + size)])
                if let piece = SampleBlock(
                    shape: plane.shape, channels: plane.channels, type: plane.storedType, bytes: bytes)
                {
                    try body(number, piece)
                }
                number += 1
            }
        }
    }
}

extension ImageHeader {
    /// The length along an axis; 1 along those that the image does not have.
    func length(_ axis: Int) -> Int { axis < shape.count ? shape[axis] : 1 }

    /// The number of planes of the first two axes, or `nil` if it exceeds `Int`.
    var planeCount: Int? {
        var count = 1
        for length in shape.dropFirst(2) {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            count = product
        }
        return count
    }

    /// The same header with a third axis of length 1 where a plane has a place in the patient.
    var withDepth: ImageHeader {
        affine != nil && shape.count == 2 ? with(shape: shape + [1]) : self
    }

    /// One plane of the image.
    var planeHeader: ImageHeader {
        ImageHeader(shape: [length(0), length(1)], channels: channels, storedType: storedType)
    }

    /// The distance between neighbours along an axis of space: the affine's, else the one that is stated.
    func step(_ axis: Int) -> Double? {
        if let affine, axis < 3 { return affine.spacing[axis] }
        return axis < spacing.count ? spacing[axis] : nil
    }

    /// The map to patient space, or where none is known one of the voxels' own size at the origin.
    ///
    /// Neither turns: for formats that must state something.
    var affineOrSpacing: Affine {
        affine
            ?? Affine(
                i: Vector3(step(0) ?? 1, 0, 0), j: Vector3(0, step(1) ?? 1, 0),
                k: Vector3(0, 0, step(2) ?? 1), origin: Vector3(0, 0, 0))
    }

    /// The same header with other parts; what is not named stays.
    func with(
        shape: [Int]? = nil, channels: Int? = nil, storedType: SampleType? = nil, spacing: [Double]? = nil,
        affine: Affine?? = nil, timeStepSeconds: Double?? = nil, rescale: Rescale? = nil,
        isInverted: Bool? = nil, window: Window?? = nil, colour: ColourModel? = nil,
        paddingValue: Double?? = nil
    ) -> ImageHeader {
        ImageHeader(
            shape: shape ?? self.shape, channels: channels ?? self.channels,
            storedType: storedType ?? self.storedType, spacing: spacing ?? self.spacing,
            affine: affine ?? self.affine, timeStepSeconds: timeStepSeconds ?? self.timeStepSeconds,
            rescale: rescale ?? self.rescale, isInverted: isInverted ?? self.isInverted,
            window: window ?? self.window, colour: colour ?? self.colour,
            paddingValue: paddingValue ?? self.paddingValue,
            paddingLimit: paddingValue == nil ? paddingLimit : nil)
    }
}
