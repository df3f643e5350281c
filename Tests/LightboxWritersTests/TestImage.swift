import LightboxCore
import LightboxFormats
import LightboxTesting

/// An image in memory, whose samples are numbers at random.
struct TestImage: ImageSource {
    let header: ImageHeader
    var bytes: [UInt8]

    struct Outside: Error {}

    init(_ header: ImageHeader, seed: UInt64 = 1) {
        self.header = header
        var random = SeededGenerator(seed: seed)
        let count = header.byteCount ?? 0
        bytes = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes.append(UInt8.random(in: 0...255, using: &random)) }
    }

    /// An image of `float64` or of whole numbers, with the values given.
    init(_ header: ImageHeader, values: [Double]) {
        self.header = header
        bytes = []
        for value in values {
            let bits: UInt64 =
                switch header.storedType {
                case .float64: value.bitPattern
                case .float32: UInt64(Float(value).bitPattern)
                default: UInt64(bitPattern: Int64(value))
                }
            for byte in 0..<header.storedType.byteCount {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte)))
            }
        }
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), let from = BoxCopy.strides(of: header.shape),
            let to = BoxCopy.strides(of: region.shape)
        else { throw Outside() }
        let size = header.channels * header.storedType.byteCount
        var out = [UInt8](repeating: 0, count: region.shape.reduce(size, *))
        let start = zip(from, region.ranges).reduce(0) { $0 + $1.0 * $1.1.lowerBound }
        let copy = BoxCopy(
            shape: region.shape, elementByteCount: size, sourceStart: start, sourceStrides: from,
            targetStrides: to)
        guard copy.copy(from: bytes, into: &out),
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: out)
        else { throw Outside() }
        return block
    }
}

/// What a random image is to be like.
struct RandomImages {
    var random: SeededGenerator
    var types: [SampleType] = SampleType.allCases
    var ranks = 2...4
    var channels = [1]
    var hasShear = false
    var hasRescale = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> TestImage {
        let rank = Int.random(in: ranks, using: &random)
        let shape = (0..<rank).map { _ in Int.random(in: 1...6, using: &random) }
        let type = types.randomElement(using: &random) ?? .uint8
        let channels = self.channels.randomElement(using: &random) ?? 1
        let affine = Bool.random(using: &random) || rank == 2 ? nil : affine()
        let rescale =
            hasRescale && channels == 1 && !type.isComplex
            ? Rescale(
                slope: Double(Float.random(in: 0.01...5, using: &random)),
                intercept: Double(Float.random(in: -2000...2000, using: &random))) : .identity
        return TestImage(
            ImageHeader(
                shape: shape, channels: channels, storedType: type, spacing: affine?.spacing ?? [],
                affine: affine, timeStepSeconds: rank == 4 && shape[3] > 1 ? 2.5 : nil, rescale: rescale),
            seed: random.next())
    }

    /// Axes turned at random, perhaps mirrored, perhaps leaning.
    mutating func affine() -> Affine {
        func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
        var x = Vector3(number(-1...1), number(-1...1), number(-1...1))
        if x.length < 0.1 { x = Vector3(1, 0, 0) }
        x = x * (1 / x.length)
        let helper = abs(x.x) < 0.7 ? Vector3(1, 0, 0) : Vector3(0, 1, 0)
        var y = x.cross(helper)
        y = y * (1 / y.length)
        var z = x.cross(y) * (Bool.random(using: &random) ? -1 : 1)
        if hasShear { z = z + x * number(-0.4...0.4) }
        return Affine(
            i: x * number(0.3...4), j: y * number(0.3...4), k: z * number(0.3...4),
            origin: Vector3(number(-200...200), number(-200...200), number(-200...200)))
    }
}

/// The largest difference between two maps, or `nil` if only one is there.
func difference(_ a: Affine?, _ b: Affine?) -> Double? {
    switch (a, b) {
    case (nil, nil): 0
    case (let a?, let b?):
        zip(a.rows.joined(), b.rows.joined()).map { abs($0 - $1) }.max()
    default: nil
    }
}
