public import LightboxCore
public import LightboxFormats

/// An image whose samples are turned into another type, rescaled or as they are.
public struct RetypedImage: ImageSource {
    public let header: ImageHeader
    private let base: any ImageSource
    private let rescale: Rescale
    private let missing: Double

    /// - Parameters:
    ///   - type: integers take the nearest whole number, held within what they can be.
    ///   - rescaling: whether the samples become their rescaled values; else slope and intercept stay beside them.
    ///   - quantised: the rescale that is to stay beside the samples: each becomes the nearest of its steps.
    ///   - missing: what NaN becomes where the type has none.
    public init(
        _ base: any ImageSource, as type: SampleType, rescaling: Bool = false, quantised: Rescale? = nil,
        missing: Double = 0
    ) {
        (self.base, self.missing) = (base, missing)
        let own = rescaling ? base.header.rescale : .identity
        if let quantised, quantised.slope != 0 {
            // (v · slope + intercept − quantised.intercept) / quantised.slope
            rescale = Rescale(
                slope: own.slope / quantised.slope,
                intercept: (own.intercept - quantised.intercept) / quantised.slope)
        } else {
            rescale = own
        }
        header = base.header.with(
            storedType: type,
            rescale: quantised ?? (rescaling ? Rescale(unit: base.header.rescale.unit) : base.header.rescale),
            paddingValue: quantised != nil ? .some(missing) : rescaling ? .some(nil) : nil)
    }

    public func read(_ region: Region) throws -> SampleBlock {
        if header.storedType == .float32, rescale == base.header.rescale || rescale.isIdentity {
            let values =
                rescale.isIdentity
                ? try base.read(region).floats() : try base.readFloats(region)
            return try block(region, LittleEndianSamples.bytes(of: values))
        }
        let source = try base.read(region)
        return try block(
            region, LittleEndianSamples.bytes(of: source, as: header.storedType, rescale, missing))
    }

    private func block(_ region: Region, _ bytes: [UInt8]) throws -> SampleBlock {
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw WriteError("\(header.storedType.rawValue)", "complex samples are no single numbers") }
        return block
    }
}

/// Samples being written as bytes.
enum LittleEndianSamples {
    static func bytes(of values: [Float]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(values.count * 4)
        for value in values {
            let bits = value.bitPattern
            out.append(UInt8(truncatingIfNeeded: bits))
            out.append(UInt8(truncatingIfNeeded: bits >> 8))
            out.append(UInt8(truncatingIfNeeded: bits >> 16))
            out.append(UInt8(truncatingIfNeeded: bits >> 24))
        }
        return out
    }

    /// Every sample of a block, rescaled and turned into another type.
    static func bytes(
        of block: SampleBlock, as type: SampleType, _ rescale: Rescale, _ missing: Double
    ) -> [UInt8] {
        let count = block.bytes.count / block.type.byteCount
        var out: [UInt8] = []
        out.reserveCapacity(count * type.byteCount)
        func whole<T: FixedWidthInteger>(_: T.Type) {
            for index in 0..<count {
                let value = nearest(rescale(block.value(at: index)), missing, T.self)
                for byte in 0..<T.bitWidth / 8 { out.append(UInt8(truncatingIfNeeded: value >> T(8 * byte))) }
            }
        }
        switch type {
        case .uint8: whole(UInt8.self)
        case .int8: whole(Int8.self)
        case .uint16: whole(UInt16.self)
        case .int16: whole(Int16.self)
        case .uint32: whole(UInt32.self)
        case .int32: whole(Int32.self)
        case .uint64: whole(UInt64.self)
        case .int64: whole(Int64.self)
        case .float32: out = bytes(of: (0..<count).map { Float(rescale(block.value(at: $0))) })
        case .float64:
            for index in 0..<count {
                let bits = rescale(block.value(at: index)).bitPattern
                for byte in 0..<8 { out.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte))) }
            }
        case .float16, .complex64, .complex128: break
        }
        return out
    }

    /// The whole number nearest to a value, as far as the type reaches.
    private static func nearest<T: FixedWidthInteger>(_ value: Double, _ missing: Double, _: T.Type) -> T {
        let rounded = (value.isNaN ? missing : value).rounded()
        if let exact = T(exactly: rounded) { return exact }
        return rounded < 0 ? .min : .max
    }
}
