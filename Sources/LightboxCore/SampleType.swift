/// How one stored sample is coded, before any rescale.
///
/// The raw values are the words that `--json` prints and that NumPy uses.
public enum SampleType: String, Sendable, Hashable, CaseIterable {
    case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64

    /// The size of one sample in bytes.
    @inlinable
    public var byteCount: Int {
        switch self {
        case .uint8, .int8: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    /// Whether the samples are IEEE 754 numbers, which may be NaN or infinite.
    public var isFloatingPoint: Bool { self == .float32 || self == .float64 }
    /// Whether a stored sample can be below zero.
    public var isSigned: Bool {
        switch self {
        case .uint8, .uint16, .uint32, .uint64: false
        case .int8, .int16, .int32, .int64, .float32, .float64: true
        }
    }
}
