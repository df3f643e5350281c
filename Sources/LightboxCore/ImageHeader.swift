/// What is known of an image before a sample is read.
public struct ImageHeader: Sendable, Hashable {
    /// The number of samples along each axis, the fastest axis first: (i, j), (i, j, k) or (i, j, k, t).
    ///
    /// For a picture i runs to the right and j down.
    public let shape: [Int]
    /// All axes as the file counts them, where it has more than four: `shape` has the fourth and later ones as one.
    public var statedShape: [Int]?
    /// Values per voxel or pixel: 1, or 3 for RGB, 2 for grey with alpha, 4 for RGBA.
    public let channels: Int
    public let storedType: SampleType
    /// The distance between neighbours along the space axes, in mm; empty where the file states none.
    public let spacing: [Double]
    /// The map to patient space, or `nil` where the file does not say.
    public let affine: Affine?
    /// The time between volumes in seconds, where the image has a fourth axis and states it.
    public let timeStepSeconds: Double?
    public let rescale: Rescale
    /// Whether the smallest stored value is meant to be white (DICOM's MONOCHROME1).
    public let isInverted: Bool
    /// The window that the file proposes for display, in rescaled values.
    public let window: Window?
    /// What the channels mean as colours.
    public let colour: ColourModel
    /// The stored value that fills places where nothing was measured, where the file names one.
    public let paddingValue: Double?
    /// The other end of the range of such values, where the file names more than one.
    public let paddingLimit: Double?

    /// Without a `colour`, images of three and more channels are taken for RGB, others for grey.
    public init(
        shape: [Int], channels: Int = 1, storedType: SampleType, spacing: [Double] = [],
        affine: Affine? = nil, timeStepSeconds: Double? = nil, rescale: Rescale = .identity,
        isInverted: Bool = false, window: Window? = nil, colour: ColourModel? = nil,
        paddingValue: Double? = nil, paddingLimit: Double? = nil
    ) {
        self.shape = shape
        self.channels = channels
        self.storedType = storedType
        self.spacing = spacing
        self.affine = affine
        self.timeStepSeconds = timeStepSeconds
        self.rescale = rescale
        self.isInverted = isInverted
        self.window = window
        self.colour = colour ?? (channels >= 3 ? .rgb : .grey)
        self.paddingValue = paddingValue
        self.paddingLimit = paddingLimit
    }

    /// The stored values that fill places where nothing was measured.
    public var padding: ClosedRange<Double>? {
        guard let paddingValue, paddingValue.isFinite else { return nil }
        guard let paddingLimit, paddingLimit.isFinite else { return paddingValue...paddingValue }
        return min(paddingValue, paddingLimit)...max(paddingValue, paddingLimit)
    }

    /// The number of samples of the whole image, channels included, or `nil` if it exceeds `Int`.
    public var sampleCount: Int? {
        var count = channels
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow, size >= 0 else { return nil }
            count = product
        }
        return count
    }
    /// The size of all samples in bytes, or `nil` if it exceeds `Int`.
    public var byteCount: Int? {
        guard let sampleCount else { return nil }
        let (bytes, overflow) = sampleCount.multipliedReportingOverflow(by: storedType.byteCount)
        return overflow ? nil : bytes
    }
}

/// A box of samples: one range per axis of the image's shape, the fastest axis first.
public struct Region: Sendable, Hashable {
    public let ranges: [Range<Int>]
    public init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    /// Whether the box lies wholly inside an image of that shape and is nowhere empty.
    public func lies(within shape: [Int]) -> Bool {
        ranges.count == shape.count
            && zip(ranges, shape).allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= $1 && !$0.isEmpty }
    }
    public var shape: [Int] { ranges.map(\.count) }
}

/// Stored samples, cut out of an image.
public struct SampleBlock: Sendable, Hashable {
    /// As in `ImageHeader.shape`, of this block alone.
    public let shape: [Int]
    public let channels: Int
    public let type: SampleType
    /// Little endian, channels fastest, then the axes in order.
    public let bytes: [UInt8]

    /// Creates a block, or returns `nil` where the bytes are not as many as the shape asks for.
    public init?(shape: [Int], channels: Int, type: SampleType, bytes: [UInt8]) {
        let header = ImageHeader(shape: shape, channels: channels, storedType: type)
        guard header.byteCount == bytes.count else { return nil }
        (self.shape, self.channels, self.type, self.bytes) = (shape, channels, type, bytes)
    }

    /// The stored value at `index`, counted in samples from the first.
    ///
    /// A 64-bit integer beyond 2^53 loses its last digits; of a complex number this is the magnitude.
    public func value(at index: Int) -> Double {
        let bytes = self.bytes.span
        let offset = index * type.byteCount
        func read<T: FixedWidthInteger & UnsignedInteger>(_: T.Type, plus more: Int = 0) -> T {
            bytes.integer(T.self, at: offset + more, .little) ?? 0
        }
        precondition(
            index >= 0 && offset + type.byteCount <= bytes.count, "sample \(index) is outside the block")
        return switch type {
        case .uint8: Double(read(UInt8.self))
        case .int8: Double(Int8(bitPattern: read(UInt8.self)))
        case .uint16: Double(read(UInt16.self))
        case .int16: Double(Int16(bitPattern: read(UInt16.self)))
        case .uint32: Double(read(UInt32.self))
        case .int32: Double(Int32(bitPattern: read(UInt32.self)))
        case .uint64: Double(read(UInt64.self))
        case .int64: Double(Int64(bitPattern: read(UInt64.self)))
        case .float16: Double(half: read(UInt16.self))
        case .float32: Double(Float(bitPattern: read(UInt32.self)))
        case .float64: Double(bitPattern: read(UInt64.self))
        case .complex64:
            Double(
                magnitudeOf: Double(Float(bitPattern: read(UInt32.self))),
                Double(Float(bitPattern: read(UInt32.self, plus: 4))))
        case .complex128:
            Double(
                magnitudeOf: Double(bitPattern: read(UInt64.self)),
                Double(bitPattern: read(UInt64.self, plus: 8)))
        }
    }
}
