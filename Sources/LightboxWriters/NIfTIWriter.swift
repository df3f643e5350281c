public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes NIfTI-1 and NIfTI-2 in one file: `.nii`, and gzipped `.nii.gz`.
///
/// Every type of sample is taken, slope and intercept are kept, and the affine stands in sform and, where it has no
/// shear, in qform as well. Colours of 8 bits are RGB24 or RGBA32; any other channels become the fifth axis of a
/// vector image, as `nifti1.h` has it. `float16` becomes `float32`, which holds the same numbers.
public struct NIfTIWriter: ImageWriter {
    public enum Version: Sendable, Hashable {
        /// 1 where the axes are short enough for it, else 2.
        case whicheverFits
        case one, two
    }
    public var version = Version.whicheverFits
    /// Whether files are gzipped; `nil` where the name decides: `.gz`.
    public var isGzipped: Bool?
    /// 1 (fast) to 9 (small).
    public var compressionLevel = 4
    /// Words for `descrip`, at most 79 bytes.
    public var description = "Lightbox"
    /// What space the affine leads to, as `sform_code` and `qform_code` say it: 1 is the scanner's, 2 another's.
    public var spaceCode: Int16 = 1
    /// What the values mean, as `intent_code` says it; a vector image is one (1007) whatever this is.
    public var intentCode: Int16 = 0

    public init() {}

    public var name: String { "NIfTI" }
    public var keepsRescale: Bool { true }

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard (1...7).contains(header.shape.count), header.byteCount != nil else {
            throw WriteError(name, "it has \(header.shape.count) axes, and 1 to 7 are possible")
        }
        if Self.isVector(header), header.shape.count > 4 {
            throw WriteError(
                name,
                "it has \(header.channels) channels and \(header.shape.count) axes, but a vector is the fifth axis",
                hint: "NPY and NRRD hold such images")
        }
        if version == .one, let long = header.shape.first(where: { $0 > 32_767 }) {
            throw WriteError(
                name, "an axis of \(long) is longer than the 32,767 of NIfTI-1",
                hint: "NIfTI-2 holds it (--to nifti2)")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        let image: any ImageSource =
            image.header.storedType == .float16 ? RetypedImage(image, as: .float32) : image
        try check(image.header)
        var sink = try ByteSink(at: path, replacing: replacing)
        if isGzipped ?? path.string.lowercased().hasSuffix(".gz") {
            try sink.startGzip(level: compressionLevel)
        }
        try sink.append(start(of: image.header))
        if Self.isVector(image.header) {
            // The components of a vector lie in volumes of their own.
            for channel in 0..<image.header.channels {
                try image.forEachSlab { try sink.append($0.channel(channel)) }
            }
        } else {
            try image.forEachSlab { try sink.append($0.bytes) }
        }
        try sink.commit()
        return [path]
    }

    /// What stands before the samples: the header, and a mark that no extension follows.
    public func start(of header: ImageHeader) -> [UInt8] {
        let isLong = header.shape.contains { $0 > 32_767 }
        let fields = NIfTIFields(self, header)
        return version == .two || version == .whicheverFits && isLong ? fields.version2 : fields.version1
    }

    static func isVector(_ header: ImageHeader) -> Bool {
        header.channels > 1 && !(header.storedType == .uint8 && (3...4).contains(header.channels))
    }
}

/// The values of the header's fields, which both versions have in common.
private struct NIfTIFields {
    let writer: NIfTIWriter
    let header: ImageHeader
    let dimensions: [Int]
    let steps: [Double]
    let datatype: Int16
    let bitsPerVoxel: Int16
    let isVector: Bool
    let qformCode: Int16
    let sformCode: Int16
    let affine: Affine
    let quaternion: (b: Double, c: Double, d: Double)
    /// -1 where the axes are left-handed.
    let handedness: Double

    init(_ writer: NIfTIWriter, _ header: ImageHeader) {
        (self.writer, self.header) = (writer, header)
        isVector = NIfTIWriter.isVector(header)
        var shape = header.withDepth.shape
        if isVector { shape += [Int](repeating: 1, count: max(0, 4 - shape.count)) + [header.channels] }
        dimensions = [shape.count] + shape + [Int](repeating: 1, count: max(0, 7 - shape.count))
        steps =
            (0..<3).map { header.step($0) ?? 1 } + [
                header.timeStepSeconds ?? (shape.count > 3 ? 1 : 0), 0, 0, 0,
            ]
        let code: Int16 =
            switch header.storedType {
            case .uint8: header.channels == 3 ? 128 : header.channels == 4 ? 2304 : 2
            case .int8: 256
            case .uint16: 512
            case .int16: 4
            case .uint32: 768
            case .int32: 8
            case .uint64: 1280
            case .int64: 1024
            case .float16, .float32: 16
            case .float64: 64
            case .complex64: 32
            case .complex128: 1792
            }
        datatype = code
        bitsPerVoxel = Int16(header.storedType.byteCount * 8 * (isVector ? 1 : header.channels))
        affine = header.affineOrSpacing
        let isKnown = header.affine != nil
        qformCode = isKnown && affine.shear < Affine.shearLimit ? writer.spaceCode : 0
        sformCode = isKnown ? writer.spaceCode : 0
        handedness = affine.determinant < 0 ? -1 : 1
        quaternion = affine.quaternion(isLeftHanded: affine.determinant < 0)
    }

    /// NIFTI_UNITS_MM and NIFTI_UNITS_SEC, as far as they are known.
    private var units: UInt8 {
        let isLengthKnown = !header.spacing.isEmpty || header.affine != nil
        let isTimeKnown = dimensions[0] > 3 && header.timeStepSeconds != nil
        return (isLengthKnown ? 2 : 0) | (isTimeKnown ? 8 : 0)
    }

    var version1: [UInt8] {
        var out = LittleEndianBytes(count: 352)
        out.put(Int32(348), at: 0)
        for axis in 0..<8 { out.put(Int16(clamping: dimensions[axis]), at: 40 + 2 * axis) }
        out.put(isVector ? 1007 : writer.intentCode, at: 68)
        out.put(datatype, at: 70)
        out.put(bitsPerVoxel, at: 72)
        out.put(Float(handedness), at: 76)
        for axis in 0..<7 { out.put(Float(steps[axis]), at: 80 + 4 * axis) }
        out.put(Float(352), at: 108)
        out.put(Float(header.rescale.slope), at: 112)
        out.put(Float(header.rescale.intercept), at: 116)
        out.put(units, at: 123)
        out.put(writer.description, at: 148, limit: 79)
        out.put(qformCode, at: 252)
        out.put(sformCode, at: 254)
        for (index, value) in place.enumerated() { out.put(Float(value), at: 256 + 4 * index) }
        out.put("n+1", at: 344, limit: 3)
        return out.bytes
    }

    var version2: [UInt8] {
        var out = LittleEndianBytes(count: 544)
        out.put(Int32(540), at: 0)
        for (index, byte) in [0x6E, 0x2B, 0x32, 0, 0x0D, 0x0A, 0x1A, 0x0A].enumerated() {
            out.put(UInt8(byte), at: 4 + index)
        }
        out.put(datatype, at: 12)
        out.put(bitsPerVoxel, at: 14)
        for axis in 0..<8 { out.put(Int64(dimensions[axis]), at: 16 + 8 * axis) }
        out.put(handedness, at: 104)
        for axis in 0..<7 { out.put(steps[axis], at: 112 + 8 * axis) }
        out.put(Int64(544), at: 168)
        out.put(header.rescale.slope, at: 176)
        out.put(header.rescale.intercept, at: 184)
        out.put(writer.description, at: 240, limit: 79)
        out.put(Int32(qformCode), at: 344)
        out.put(Int32(sformCode), at: 348)
        for (index, value) in place.enumerated() { out.put(value, at: 352 + 8 * index) }
        out.put(Int32(units), at: 500)
        out.put(Int32(isVector ? 1007 : writer.intentCode), at: 504)
        return out.bytes
    }

    /// The rotation, the offset and the rows of the affine, as they follow one another in both versions.
    private var place: [Double] {
        let o = affine.origin
        return [quaternion.b, quaternion.c, quaternion.d, o.x, o.y, o.z] + affine.rows.joined()
    }
}

extension Affine {
    /// `quatern_b`, `_c`, `_d` of the rotation in an affine without shear (`nifti1.h`, method 2).
    fileprivate func quaternion(isLeftHanded: Bool) -> (b: Double, c: Double, d: Double) {
        func unit(_ v: Vector3) -> Vector3 { v.length > 0 ? v * (1 / v.length) : v }
        let (x, y) = (unit(column(0)), unit(column(1)))
        let z = unit(column(2)) * (isLeftHanded ? -1 : 1)
        let trace = 1 + x.x + y.y + z.z
        if trace > 0.5 {
            let a = trace.squareRoot() / 2
            return ((y.z - z.y) / (4 * a), (z.x - x.z) / (4 * a), (x.y - y.x) / (4 * a))
        }
        let (xd, yd, zd) = (1 + x.x - y.y - z.z, 1 + y.y - x.x - z.z, 1 + z.z - x.x - y.y)
        var (a, b, c, d): (Double, Double, Double, Double)
        if xd >= yd, xd >= zd {
            b = xd.squareRoot() / 2
            (c, d, a) = ((y.x + x.y) / (4 * b), (z.x + x.z) / (4 * b), (y.z - z.y) / (4 * b))
        } else if yd >= zd {
            c = yd.squareRoot() / 2
            (b, d, a) = ((y.x + x.y) / (4 * c), (z.y + y.z) / (4 * c), (z.x - x.z) / (4 * c))
        } else {
            d = zd.squareRoot() / 2
            (b, c, a) = ((z.x + x.z) / (4 * d), (z.y + y.z) / (4 * d), (x.y - y.x) / (4 * d))
        }
        return a < 0 ? (-b, -c, -d) : (b, c, d)
    }
}
