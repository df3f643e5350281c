public import LightboxCore

/// What begins a NIfTI-1, NIfTI-2 or Analyze 7.5 file, as far as Lightbox uses it (`nifti1.h`, `nifti2.h`, `dbh.h`).
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

    /// Which of the three kinds of header this is.
    public let version: Version
    public let intentCode: Int
    /// `intent_name`, the file's own words.
    public let intentName: String

    public enum Version: Sendable, Hashable {
        case analyze, nifti1, nifti2
        /// The size of the header, and where its fields lie.
        var byteCount: Int { self == .nifti2 ? 540 : 348 }
    }

    static let byteCount = 348

    /// Reads a header and checks each number that a reader's safety hangs on.
    public init(_ bytes: Span<UInt8>, format: FileFormat = .nifti1) throws(FormatError) {
        let stated = bytes.integer(UInt32.self, at: 0, .little) ?? 0
        let size = stated == 540 || stated.byteSwapped == 540 ? 540 : 348
        guard bytes.count >= size else {
            throw FormatError(
                format, at: bytes.count, "the file ends inside the header, which takes \(size) bytes")
        }
        let order: ByteOrder = stated == 348 || stated == 540 ? .little : .big
        guard bytes.integer(UInt32.self, at: 0, order) == UInt32(size) else {
            throw FormatError(
                format, field: "sizeof_hdr", at: 0,
                "is \(stated), but must be 348 or 540 in either byte order")
        }
        let fields = NIfTIFields(bytes, order: order, isLong: size == 540)
        if size == 540 {
            guard bytes.has("n+2\0", at: 4) || bytes.has("ni2\0", at: 4) else {
                throw FormatError(format, field: "magic", at: 4, "is neither 'n+2' nor 'ni2'")
            }
            version = .nifti2
            isSingleFile = bytes.has("n+2\0", at: 4)
        } else if bytes.has("n+1\0", at: 344) || bytes.has("ni1\0", at: 344) {
            version = .nifti1
            isSingleFile = bytes.has("n+1\0", at: 344)
        } else {
            guard format == .analyze || format == .analyzeGzipped else {
                throw FormatError(format, field: "magic", at: 344, "is neither 'n+1' nor 'ni1'")
            }
            version = .analyze
            isSingleFile = false
        }
        let dim = fields.place(short: 40, long: 16)
        let axes = fields.count(dim, 0)
        guard (1...7).contains(axes) else {
            throw FormatError(format, field: "dim[0]", at: dim, "is \(axes), but must be 1 to 7")
        }
        var dimensions: [Int] = []
        for axis in 1...axes {
            let length = fields.count(dim, axis)
            // SPM leaves 0 for axes that are not used.
            if length == 0, version == .analyze, axis > 3 { continue }
            guard length > 0 else {
                throw FormatError(
                    format, field: "dim[\(axis)]", at: dim + (size == 540 ? 8 : 2) * axis,
                    "is \(length), but must be at least 1")
            }
            dimensions.append(length)
        }
        let offsetPlace = fields.place(short: 108, long: 168)
        let offset = size == 540 ? Double(fields.long(168)) : fields.float(108)
        guard offset.isFinite, offset >= 0, offset < 1e15 else {
            throw FormatError(
                format, field: "vox_offset", at: offsetPlace, "is \(offset), which is no place in a file")
        }
        byteOrder = order
        self.dimensions = dimensions
        pixdim = (0..<8).map { fields.real(short: 76, long: 104, $0) }
        datatype = fields.short(fields.place(short: 70, long: 12))
        bitpix = fields.short(fields.place(short: 72, long: 14))
        // Some writers leave 0 for "right behind the header", which in one file is byte 352 (544).
        voxelOffset = isSingleFile ? max(size + 4, Int(offset)) : Int(offset)
        slope = fields.real(short: 112, long: 176)
        intercept = version == .analyze ? 0 : fields.real(short: 116, long: 184)
        calMax = fields.real(short: 124, long: 192)
        calMin = fields.real(short: 128, long: 200)
        let isNIfTI = version != .analyze
        spaceAndTimeUnits =
            isNIfTI ? (size == 540 ? UInt8(truncatingIfNeeded: fields.code(500)) : bytes[123]) : 2
        qformCode = isNIfTI ? (size == 540 ? fields.code(344) : fields.short(252)) : 0
        sformCode = isNIfTI ? (size == 540 ? fields.code(348) : fields.short(254)) : 0
        quaternion = (0..<3).map { fields.real(short: 256, long: 352, $0) }
        qoffset = (0..<3).map { fields.real(short: 268, long: 376, $0) }
        sformRows = (0..<3).map { row in (0..<4).map { fields.real(short: 280, long: 400, 4 * row + $0) } }
        intentCode = isNIfTI ? (size == 540 ? fields.code(504) : fields.short(68)) : 0
        intentName = isNIfTI ? fields.text(fields.place(short: 328, long: 508), 16) : ""
        descriptionText = fields.text(fields.place(short: 148, long: 240), 80)
    }
}

/// Fields of a header, whose numbers are short in Analyze and NIfTI-1 and long in NIfTI-2.
///
/// The header's size was checked: every field asked for lies inside.
private struct NIfTIFields {
    private let copy: [UInt8]
    private let order: ByteOrder
    private let isLong: Bool

    init(_ bytes: Span<UInt8>, order: ByteOrder, isLong: Bool) {
        (self.order, self.isLong) = (order, isLong)
        copy = (0..<(isLong ? 540 : 348)).map { bytes[$0] }
    }

    func place(short: Int, long: Int) -> Int { isLong ? long : short }
    func short(_ offset: Int) -> Int {
        Int(Int16(bitPattern: copy.span.integer(UInt16.self, at: offset, order) ?? 0))
    }
    func code(_ offset: Int) -> Int {
        Int(Int32(bitPattern: copy.span.integer(UInt32.self, at: offset, order) ?? 0))
    }
    func long(_ offset: Int) -> Int {
        Int(Int64(bitPattern: copy.span.integer(UInt64.self, at: offset, order) ?? 0))
    }
    func float(_ offset: Int) -> Double { Double(copy.span.float32(at: offset, order) ?? .nan) }

    /// The `index`-th whole number of a list.
    func count(_ offset: Int, _ index: Int) -> Int {
        isLong ? long(offset + 8 * index) : short(offset + 2 * index)
    }
    /// The `index`-th real number of a list.
    func real(short: Int, long: Int, _ index: Int = 0) -> Double {
        isLong ? copy.span.float64(at: long + 8 * index, order) ?? .nan : float(short + 4 * index)
    }
    func text(_ offset: Int, _ count: Int) -> String {
        var words: [UInt8] = []
        for i in offset..<offset + count {
            if copy[i] == 0 { break }
            words.append(copy[i])
        }
        return String(decoding: words, as: UTF8.self).withoutControlCharacters
    }
}
