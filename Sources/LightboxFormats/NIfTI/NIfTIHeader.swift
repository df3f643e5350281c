public import LightboxCore

/// The 348 bytes that begin a NIfTI-1 file, as far as Lightbox uses them (`nifti1.h`).
///
/// Numbers are as the file states them; `NIfTIHeader+Geometry.swift` says what they mean in space.
public struct NIfTIHeader: Sendable, Hashable {
    public let byteOrder: ByteOrder
    /// Whether header and samples are in one file (magic `n+1`) or two (`ni1`).
    public let isSingleFile: Bool
    /// `dim[1]` to `dim[dim[0]]`.
    public let dimensions: [Int]
    /// `pixdim[0]` to `pixdim[7]`.
    public let pixdim: [Double]
    public let datatype: Int
    public let bitpix: Int
    /// Where the samples start, in bytes.
    public let voxelOffset: Int
    public let slope: Double
    public let intercept: Double
    public let calMin: Double
    public let calMax: Double
    public let spaceAndTimeUnits: UInt8
    public let qformCode: Int
    public let sformCode: Int
    /// `quatern_b`, `_c` and `_d`.
    public let quaternion: [Double]
    public let qoffset: [Double]
    /// `srow_x`, `srow_y` and `srow_z`.
    public let sformRows: [[Double]]
    /// `descrip`, the file's own words.
    public let descriptionText: String

    static let byteCount = 348

    /// Reads a header and checks each number that a reader's safety hangs on.
    public init(_ bytes: Span<UInt8>) throws(FormatError) {
        guard bytes.count >= Self.byteCount else {
            throw FormatError(
                .nifti1, at: bytes.count, "the file ends inside the header, which takes 348 bytes")
        }
        let order: ByteOrder = bytes.integer(UInt32.self, at: 0, .little) == 348 ? .little : .big
        let size = bytes.integer(UInt32.self, at: 0, order) ?? 0
        guard size == 348 else {
            throw FormatError(
                .nifti1, field: "sizeof_hdr", at: 0, "is \(size), but must be 348 in either byte order")
        }
        func short(_ offset: Int) -> Int {
            Int(Int16(bitPattern: bytes.integer(UInt16.self, at: offset, order) ?? 0))
        }
        func float(_ offset: Int) -> Double { Double(bytes.float32(at: offset, order) ?? .nan) }

        guard bytes.has("n+1\0", at: 344) || bytes.has("ni1\0", at: 344) else {
            throw FormatError(.nifti1, field: "magic", at: 344, "is neither 'n+1' nor 'ni1'")
        }
        isSingleFile = bytes.has("n+1\0", at: 344)
        let axes = short(40)
        guard (1...7).contains(axes) else {
            throw FormatError(.nifti1, field: "dim[0]", at: 40, "is \(axes), but must be 1 to 7")
        }
        var dimensions: [Int] = []
        for axis in 1...axes {
            let length = short(40 + 2 * axis)
            guard length > 0 else {
                throw FormatError(
                    .nifti1, field: "dim[\(axis)]", at: 40 + 2 * axis, "is \(length), but must be at least 1")
            }
            dimensions.append(length)
        }
        let offset = float(108)
        guard offset.isFinite, offset >= 0, offset < 1e15 else {
            throw FormatError(
                .nifti1, field: "vox_offset", at: 108, "is \(offset), which is no place in a file")
        }
        byteOrder = order
        self.dimensions = dimensions
        pixdim = (0..<8).map { float(76 + 4 * $0) }
        datatype = short(70)
        bitpix = short(72)
        // Some writers leave 0 for "right behind the header", which in one file is byte 352.
        voxelOffset = isSingleFile ? max(352, Int(offset)) : Int(offset)
        slope = float(112)
        intercept = float(116)
        calMax = float(124)
        calMin = float(128)
        spaceAndTimeUnits = bytes[123]
        qformCode = short(252)
        sformCode = short(254)
        quaternion = (0..<3).map { float(256 + 4 * $0) }
        qoffset = (0..<3).map { float(268 + 4 * $0) }
        sformRows = (0..<3).map { row in (0..<4).map { float(280 + 16 * row + 4 * $0) } }
        var words: [UInt8] = []
        for i in 148..<228 {
            if bytes[i] == 0 { break }
            words.append(bytes[i])
        }
        descriptionText = String(decoding: words, as: UTF8.self).withoutControlCharacters
    }
}
