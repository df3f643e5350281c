/// How one stored sample is coded, before any rescale.
///
/// The raw values are the words that `--json` prints and that NumPy uses.
public enum SampleType: String, Sendable, Hashable, CaseIterable {
    case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float16, float32, float64
    /// Two floats, the real part first.
    case complex64, complex128

    /// The size of one sample in bytes.
    @inlinable
    public var byteCount: Int {
        switch self {
        case .uint8, .int8: 1
        case .uint16, .int16, .float16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64, .complex64: 8
        case .complex128: 16
        }
    }

    /// Whether a sample is a pair of numbers; where one number is asked for, its magnitude stands for it.
    public var isComplex: Bool { self == .complex64 || self == .complex128 }
    /// The size of the numbers that a sample is made of, in bytes: what a byte order applies to.
    public var componentByteCount: Int { isComplex ? byteCount / 2 : byteCount }

    /// Whether the samples are IEEE 754 numbers, which may be NaN or infinite.
    public var isFloatingPoint: Bool {
        switch self {
        case .float16, .float32, .float64, .complex64, .complex128: true
        case .uint8, .int8, .uint16, .int16, .uint32, .int32, .uint64, .int64: false
        }
    }
    /// Whether a stored sample can be below zero.
    public var isSigned: Bool {
        switch self {
        case .uint8, .uint16, .uint32, .uint64: false
        case .int8, .int16, .int32, .int64, .float16, .float32, .float64, .complex64, .complex128: true
        }
    }
}
