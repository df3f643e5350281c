import LightboxCore

/// The element type of a Zarr or N5 array.
struct ZarrType: Sendable, Hashable {
    /// As the file spells it.
    let name: String
    let sample: SampleType
    let byteOrder: ByteOrder

    /// From version 2, which spells types as NumPy does.
    init?(numPy name: String) {
        guard let type = NumPyType(name), let sample = type.sampleType else { return nil }
        (self.name, self.sample, byteOrder) = (name, sample, type.byteOrder)
    }

    /// From version 3 and N5, which spell types in words.
    init?(word name: String, _ order: ByteOrder) {
        guard let sample = name == "bool" ? .uint8 : SampleType(rawValue: name) else { return nil }
        (self.name, self.sample, byteOrder) = (name, sample, order)
    }

    /// One element, little endian, from what stands in the metadata for elements of chunks that are not there.
    func fill(_ value: JSONValue?) -> [UInt8]? {
        switch value {
        case .array(let parts)?:
            guard sample.isComplex, parts.count == 2 else { return nil }
            let part: SampleType = sample == .complex64 ? .float32 : .float64
            guard let real = Self.bytes(part, parts[0]), let imaginary = Self.bytes(part, parts[1]) else {
                return nil
            }
            return real + imaginary
        case .null?, nil: return [UInt8](repeating: 0, count: sample.byteCount)
        case .some(let one):
            if sample.isComplex {
                let part: SampleType = sample == .complex64 ? .float32 : .float64
                return Self.bytes(part, one).map { $0 + [UInt8](repeating: 0, count: part.byteCount) }
            }
            return Self.bytes(sample, one)
        }
    }

    private static func bytes(_ type: SampleType, _ value: JSONValue) -> [UInt8]? {
        var number = 0.0
        var whole: UInt64?
        switch value {
        case .bool(let isTrue): whole = isTrue ? 1 : 0
        case .integer(let integer): whole = UInt64(bitPattern: integer)
        case .number(let double): number = double
        case .string("NaN"): number = .nan
        case .string("Infinity"): number = .infinity
        case .string("-Infinity"): number = -.infinity
        case .string(let text):
            // Version 3 may give the bits of a number.
            guard text.hasPrefix("0x"), let bits = UInt64(text.dropFirst(2), radix: 16) else { return nil }
            return Self.bytes(of: bits, type.byteCount)
        case .null, .array, .object: return nil
        }
        if type.isFloatingPoint {
            if let whole { number = Double(Int64(bitPattern: whole)) }
            switch type {
            case .float32: return bytes(of: UInt64(Float(number).bitPattern), 4)
            case .float64: return bytes(of: number.bitPattern, 8)
            default: return bytes(of: UInt64(half(number)), 2)
            }
        }
        if whole == nil {
            guard number == number.rounded(), abs(number) < 0x1p63 else { return nil }
            whole = UInt64(bitPattern: Int64(number))
        }
        return whole.map { bytes(of: $0, type.byteCount) }
    }

    private static func bytes(of bits: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
    }

    /// The half-precision number nearest to a fill value; those that are too small become 0.
    private static func half(_ number: Double) -> UInt16 {
        let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
        if number.isNaN { return 0x7E00 }
        let size = abs(number)
        if size >= 65_520 { return sign | 0x7C00 }
        if size < 0x1p-14 { return sign | UInt16((size * 0x1p24).rounded(.toNearestOrEven)) }
        let bits = UInt16(((size.significand - 1) * 1024).rounded(.toNearestOrEven))
        return sign | (UInt16(Int(size.exponent) + 15) << 10 &+ bits)
    }
}
