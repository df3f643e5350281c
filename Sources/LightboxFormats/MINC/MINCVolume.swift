import LightboxCore

/// One axis of a MINC image.
struct MINCDimension: Sendable, Hashable {
    /// `xspace`, `yspace`, `zspace`, `time`, `vector_dimension` or another.
    let name: String
    /// The number of voxels that the image has along it, whatever the dimension's own variable claims.
    let length: Int
    var start: Double?
    var step: Double?
    var directionCosines: [Double]?
    var units: String?
    /// Whether voxels lie at the same distance from each other.
    var isRegular = true

    static let spatialNames = ["xspace", "yspace", "zspace"]
}

/// The real values that stand for the ends of the stored range: one for all voxels, or one for each slice.
struct MINCScale: Sendable, Hashable {
    /// The lengths of the image's slowest axes for which there is a value each; empty for one value.
    let shape: [Int]
    /// In C's order.
    let values: [Double]

    static func one(_ value: Double) -> MINCScale { MINCScale(shape: [], values: [value]) }
}

/// What both versions of MINC say of an image: where it lies, and what its stored numbers mean.
///
/// Source: the MINC user's guide, "image conversion variables".
struct MINCDescription: Sendable {
    /// In the file's order, the slowest first.
    var dimensions: [MINCDimension]
    /// The stored values that image-min and image-max stand for; without it, all that the type can hold.
    var validRange: (low: Double, high: Double)?
    var minimum = MINCScale.one(0)
    var maximum = MINCScale.one(1)
}

/// A MINC image as real values: of whole numbers what image-min and image-max make of them, slice by slice.
struct MINCVolume: ImageSource {
    let header: ImageHeader
    let notes: [String]
    private let stored: any ImageSource
    private let description: MINCDescription
    private let range: (low: Double, high: Double)

    /// - Parameter stored: the numbers as they stand in the file, its fastest axis first.
    init(_ stored: any ImageSource, _ description: MINCDescription) throws {
        (self.stored, self.description) = (stored, description)
        let shape = stored.header.shape
        let dimensions: [MINCDimension] = description.dimensions.reversed()
        guard dimensions.map(\.length) == shape, stored.header.channels == 1 else {
            throw ArrayFault(
                "the image has the axes \(shape), but names those of \(dimensions.map(\.length))")
        }
        guard !stored.header.storedType.isComplex else {
            throw ArrayFault("the image holds complex numbers, for which MINC has no meaning")
        }
        for scale in [description.minimum, description.maximum] {
            let slow: [Int] = shape.reversed()
            guard scale.shape.count <= slow.count, scale.shape == Array(slow.prefix(scale.shape.count)),
                scale.values.count == scale.shape.reduce(1, *)
            else {
                throw ArrayFault(
                    "image-min or image-max has the shape \(scale.shape), which is no part of the image's, \(slow)"
                )
            }
        }
        range = try Self.range(of: stored.header.storedType, description.validRange)
        var notes: [String] = []
        header = Self.header(dimensions, &notes)
        self.notes = notes
    }

    private static func range(of type: SampleType, _ stated: (low: Double, high: Double)?) throws
        -> (low: Double, high: Double)
    {
        let whole: (low: Double, high: Double) =
            switch type {
            case .uint8: (0, 255)
            case .int8: (-128, 127)
            case .uint16: (0, 65_535)
            case .int16: (-32_768, 32_767)
            case .uint32: (0, 4_294_967_295)
            case .int32: (-2_147_483_648, 2_147_483_647)
            default: (0, 1)
            }
        guard let stated, !type.isFloatingPoint else { return whole }
        guard stated.low < stated.high, stated.low >= whole.low, stated.high <= whole.high else {
            throw ArrayFault(
                "valid_range is \(stated.low) to \(stated.high), which is no range of \(type.rawValue) numbers"
            )
        }
        return stated
    }

    private static func header(_ dimensions: [MINCDimension], _ notes: inout [String]) -> ImageHeader {
        var axes = dimensions
        // The parts of a vector lie together: channels.
        var channels = 1
        if axes.count > 1, axes[0].name == "vector_dimension", (2...4).contains(axes[0].length) {
            channels = axes.removeFirst().length
        }
        for axis in axes where !axis.isRegular {
            notes.append("Voxels lie at irregular distances along \(axis.name); its step is taken for all.")
        }
        let space = axes.prefix(3)
        var affine: Affine?
        var spacing: [Double] = []
        if space.count == 3, Set(space.map(\.name)) == Set(MINCDimension.spatialNames) {
            var columns: [Vector3] = []
            var origin = Vector3(0, 0, 0)
            for axis in space {
                var cosines = [0.0, 0.0, 0.0]
                cosines[MINCDimension.spatialNames.firstIndex(of: axis.name) ?? 0] = 1
                if let stated = axis.directionCosines, stated.count == 3 { cosines = stated }
                let direction = Vector3(cosines[0], cosines[1], cosines[2])
                columns.append(direction * (axis.step ?? 1))
                origin = origin + direction * (axis.start ?? 0)
                spacing.append(abs(axis.step ?? 1))
            }
            affine = Affine(rows: [
                [columns[0].x, columns[1].x, columns[2].x, origin.x],
                [columns[0].y, columns[1].y, columns[2].y, origin.y],
                [columns[0].z, columns[1].z, columns[2].z, origin.z],
            ])
        } else if !axes.isEmpty {
            spacing = axes.prefix { MINCDimension.spatialNames.contains($0.name) }.map { abs($0.step ?? 1) }
            notes.append(
                "The fastest three axes are not the three of space, so that no position is given: \(axes.map(\.name))."
            )
        }
        let time = axes.count > 3 && axes[3].name == "time" ? axes[3] : nil
        return ImageHeader(
            shape: axes.map(\.length), channels: channels, storedType: .float64, spacing: spacing,
            affine: affine, timeStepSeconds: time?.step)
    }

    func read(_ region: Region) throws -> SampleBlock {
        var ranges = region.ranges
        if header.channels > 1 { ranges.insert(0..<header.channels, at: 0) }
        let block = try stored.read(Region(ranges))
        let count = block.bytes.count / block.type.byteCount
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 8)
        func append(_ value: Double) {
            var bits = value.bitPattern
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
            }
        }
        if block.type.isFloatingPoint {
            for index in 0..<count { append(block.value(at: index)) }
        } else {
            // Voxels that share a scale lie together: the axes that have one are the slowest.
            let scaled = max(description.minimum.shape.count, description.maximum.shape.count)
            let fast = ranges.dropLast(scaled).reduce(1) { $0 * $1.count }
            var place = ranges.suffix(scaled).map(\.lowerBound)
            let slow = Array(ranges.suffix(scaled))
            var index = 0
            while index < count {
                let low = value(of: description.minimum, at: place)
                let high = value(of: description.maximum, at: place)
                let slope = (high - low) / (range.high - range.low)
                let intercept = low - range.low * slope
                for _ in 0..<fast {
                    let stored = min(max(block.value(at: index), range.low), range.high)
                    append(stored * slope + intercept)
                    index += 1
                }
                var axis = 0
                while axis < place.count {
                    place[axis] += 1
                    if place[axis] < slow[axis].upperBound { break }
                    place[axis] = slow[axis].lowerBound
                    axis += 1
                }
            }
        }
        guard
            let result = SampleBlock(
                shape: region.shape, channels: header.channels, type: .float64, bytes: bytes)
        else { throw ArrayFault("the image ends too early") }
        return result
    }

    /// - Parameter place: where along the axes that have a scale of their own, the fastest first.
    private func value(of scale: MINCScale, at place: [Int]) -> Double {
        var index = 0
        for (length, at) in zip(scale.shape, place.reversed()) { index = index * length + at }
        return scale.values.indices.contains(index) ? scale.values[index] : 0
    }
}
