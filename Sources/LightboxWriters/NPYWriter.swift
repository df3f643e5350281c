public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes NumPy's `.npy`: C order, so that `array[k, j, i]` is the voxel (i, j, k), with channels as the last axis.
///
/// That is the order in which SimpleITK gives arrays, and that of pictures: rows, columns, channels. An array has no
/// geometry and no slope.
public struct NPYWriter: ImageWriter {
    public init() {}

    public var name: String { "NPY" }
    public var keepsRescale: Bool { false }

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard !header.shape.isEmpty, header.byteCount != nil else {
            throw WriteError(name, "its size cannot be counted")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        try check(image.header)
        let sink = try ByteSink(at: path, replacing: replacing)
        try sink.append(Self.start(of: image.header))
        try image.forEachSlab { try sink.append($0.bytes) }
        try sink.commit()
        return [path]
    }

    /// What stands before the samples (NumPy's format 1.0).
    static func start(of header: ImageHeader) -> [UInt8] {
        let kind =
            switch header.storedType {
            case .uint8: "|u1"
            case .int8: "|i1"
            case .uint16: "<u2"
            case .int16: "<i2"
            case .uint32: "<u4"
            case .int32: "<i4"
            case .uint64: "<u8"
            case .int64: "<i8"
            case .float16: "<f2"
            case .float32: "<f4"
            case .float64: "<f8"
            case .complex64: "<c8"
            case .complex128: "<c16"
            }
        let axes = header.shape.reversed() + (header.channels > 1 ? [header.channels] : [])
        let shape = axes.map(String.init).joined(separator: ", ") + (axes.count == 1 ? "," : "")
        var text = "{'descr': '\(kind)', 'fortran_order': False, 'shape': (\(shape)), }"
        // The samples begin at a multiple of 64.
        let length = 10 + text.utf8.count + 1
        text += String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
        var out = LittleEndianBytes()
        out.append([0x93] + Array("NUMPY".utf8) + [1, 0])
        out.append(UInt16(clamping: text.utf8.count))
        out.append(text.utf8)
        return out.bytes
    }
}
