public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes NRRD with its header in front (`.nrrd`), raw or gzipped.
///
/// The space is left-posterior-superior, which 3D Slicer and ITK write too. Shear is kept. NRRD has no slope: what
/// is written with one has it noted under `rescale_slope` and `rescale_intercept`, which readers pass over.
public struct NRRDWriter: ImageWriter {
    public var isGzipped = true
    /// 1 (fast) to 9 (small).
    public var compressionLevel = 4

    public init() {}

    public var name: String { "NRRD" }
    public var keepsRescale: Bool { false }

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard (1...15).contains(header.shape.count), header.byteCount != nil else {
            throw WriteError(name, "it has \(header.shape.count) axes, and 1 to 15 are possible")
        }
        if header.storedType == .complex64 || header.storedType == .complex128, header.channels > 1 {
            throw WriteError(
                name, "its samples are vectors of complex numbers", hint: "NPY holds such images")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        let image: any ImageSource =
            image.header.storedType == .float16 ? RetypedImage(image, as: .float32) : image
        try check(image.header)
        var sink = try ByteSink(at: path, replacing: replacing)
        try sink.append(Array(headerText(image.header).utf8))
        if isGzipped { try sink.startGzip(level: compressionLevel) }
        try image.forEachSlab { try sink.append($0.bytes) }
        try sink.commit()
        return [path]
    }

    /// The header, up to and with the empty line that ends it.
    func headerText(_ plain: ImageHeader) -> String {
        let header = plain.withDepth
        let type = header.storedType
        let components = header.channels * (type.isComplex ? 2 : 1)
        let hasComponents = components > 1
        let isSpatial = header.affine != nil || !header.spacing.isEmpty
        let spaceAxes = isSpatial ? min(3, header.shape.count) : 0
        var lines = ["NRRD0005", "# Written by Lightbox", "type: \(typeName(type))"]
        let sizes = (hasComponents ? [components] : []) + header.shape
        lines.append("dimension: \(sizes.count)")
        let otherAxes = header.shape.count - spaceAxes
        let before = hasComponents ? ["none"] : []
        if let affine = header.affine, spaceAxes >= 2 {
            lines.append("space: left-posterior-superior")
            lines.append("sizes: " + sizes.map(String.init).joined(separator: " "))
            let columns = (0..<spaceAxes).map { vector(affine.column($0)) }
            lines.append(
                "space directions: "
                    + (before + columns + [String](repeating: "none", count: otherAxes)).joined(
                        separator: " "))
            lines.append("space units: \"mm\" \"mm\" \"mm\"")
            lines.append("space origin: " + vector(affine.origin))
            if let step = header.timeStepSeconds, header.shape.count == 4 {
                let steps = before.map { _ in "nan" } + ["nan", "nan", "nan", step.headerText]
                lines.append("spacings: " + steps.joined(separator: " "))
                lines.append(
                    "units: " + (steps.dropLast().map { _ in "\"\"" } + ["\"s\""]).joined(separator: " "))
            }
        } else {
            lines.append("sizes: " + sizes.map(String.init).joined(separator: " "))
            if isSpatial {
                let steps = header.shape.indices.map { axis -> String in
                    if axis < 3 { return header.step(axis)?.headerText ?? "nan" }
                    return axis == 3 ? header.timeStepSeconds?.headerText ?? "nan" : "nan"
                }
                lines.append("spacings: " + (before.map { _ in "nan" } + steps).joined(separator: " "))
            }
        }
        lines.append("kinds: " + kinds(header, hasComponents).joined(separator: " "))
        if type.componentByteCount > 1 { lines.append("endian: little") }
        lines.append("encoding: " + (isGzipped ? "gzip" : "raw"))
        if !header.rescale.isIdentity {
            lines.append("rescale_slope:=" + header.rescale.slope.headerText)
            lines.append("rescale_intercept:=" + header.rescale.intercept.headerText)
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func kinds(_ header: ImageHeader, _ hasComponents: Bool) -> [String] {
        var kinds: [String] = []
        if hasComponents {
            switch (header.storedType.isComplex, header.channels, header.colour) {
            case (true, _, _): kinds.append("complex")
            case (_, 3, .rgb): kinds.append("RGB-color")
            case (_, 4, .rgb): kinds.append("RGBA-color")
            default: kinds.append("vector")
            }
        }
        for axis in header.shape.indices {
            // ITK counts `time` among the axes of space, and then refuses a space of three.
            kinds.append(axis < 3 ? "domain" : "list")
        }
        return kinds
    }

    private func vector(_ v: Vector3) -> String {
        "(" + v.lps.map(\.headerText).joined(separator: ",") + ")"
    }

    private func typeName(_ type: SampleType) -> String {
        switch type {
        case .uint8, .int8, .uint16, .int16, .uint32, .int32, .uint64, .int64: type.rawValue
        case .float16, .float32, .complex64: "float"
        case .float64, .complex128: "double"
        }
    }
}
