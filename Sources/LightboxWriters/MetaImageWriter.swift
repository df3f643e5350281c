import LightboxArchive
public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes MetaImage: `.mha` with its samples behind the header, or `.mhd` with a `.raw` beside it.
///
/// `TransformMatrix` turns and mirrors, and cannot shear. MetaImage has no slope that readers apply.
public struct MetaImageWriter: ImageWriter {
    public init() {}

    public var name: String { "MetaImage" }
    public var keepsRescale: Bool { false }

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard (1...10).contains(header.shape.count), header.byteCount != nil else {
            throw WriteError(name, "it has \(header.shape.count) axes, and 1 to 10 are possible")
        }
        if header.storedType.isComplex {
            throw WriteError(name, "its samples are complex numbers", hint: "NIfTI, NRRD and NPY hold them")
        }
        if let affine = header.affine, affine.shear > Affine.shearLimit {
            throw WriteError(
                name,
                "its axes are not at right angles (a shear or a tilted gantry), and TransformMatrix only turns",
                hint: "NIfTI and NRRD keep the shear")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        let image: any ImageSource =
            image.header.storedType == .float16 ? RetypedImage(image, as: .float32) : image
        try check(image.header)
        guard path.string.lowercased().hasSuffix(".mhd") else {
            let sink = try ByteSink(at: path, replacing: replacing)
            try sink.append(Array(headerText(image.header, samples: "LOCAL").utf8))
            try image.forEachSlab { try sink.append($0.bytes) }
            try sink.commit()
            return [path]
        }
        let stem = path.lastComponent?.stem ?? "image"
        let raw = path.removingLastComponent().appending(stem + ".raw")
        let text = Array(headerText(image.header, samples: stem + ".raw").utf8)
        try NewFile.check(path, replacing: replacing)
        let sink = try ByteSink(at: raw, replacing: replacing)
        try image.forEachSlab { try sink.append($0.bytes) }
        try sink.commit()
        // The header comes last: without it nothing looks like an image.
        let head = try NewFile(at: path, replacing: replacing)
        try head.append(text)
        try head.commit()
        return [path, raw]
    }

    func headerText(_ plain: ImageHeader, samples: String) -> String {
        let header = plain.withDepth
        let count = header.shape.count
        let affine = header.affineOrSpacing
        let directions = affine.directions ?? (0..<3).map { Affine.identity.column($0) }
        var matrix: [Double] = []
        for axis in 0..<count {
            // Each axis' direction, one after another; axes beyond space stand for themselves.
            let direction = header.affine != nil && axis < 3 ? directions[axis].lps : nil
            for other in 0..<count {
                if let direction {
                    matrix.append(other < 3 ? direction[other] : 0)
                } else {
                    matrix.append(axis == other ? 1 : 0)
                }
            }
        }
        let origin = header.affine == nil ? [0, 0, 0] : affine.origin.lps
        let offset = (0..<count).map { $0 < 3 ? origin[$0] : 0 }
        let steps = (0..<count).map { axis in
            axis < 3 ? header.step(axis) ?? 1 : axis == 3 ? header.timeStepSeconds ?? 1 : 1
        }
        func row(_ numbers: [Double]) -> String { numbers.map(\.headerText).joined(separator: " ") }
        var lines = [
            "ObjectType = Image", "NDims = \(count)", "BinaryData = True", "BinaryDataByteOrderMSB = False",
            "CompressedData = False", "TransformMatrix = " + row(matrix), "Offset = " + row(offset),
            "CenterOfRotation = " + row(offset.map { _ in 0 }), "ElementSpacing = " + row(steps),
            "DimSize = " + header.shape.map(String.init).joined(separator: " "),
        ]
        if header.channels > 1 { lines.append("ElementNumberOfChannels = \(header.channels)") }
        lines.append("ElementType = " + typeName(header.storedType))
        lines.append("ElementDataFile = " + samples)
        return lines.joined(separator: "\n") + "\n"
    }

    private func typeName(_ type: SampleType) -> String {
        switch type {
        case .uint8: "MET_UCHAR"
        case .int8: "MET_CHAR"
        case .uint16: "MET_USHORT"
        case .int16: "MET_SHORT"
        case .uint32: "MET_UINT"
        case .int32: "MET_INT"
        case .uint64: "MET_ULONG_LONG"
        case .int64: "MET_LONG_LONG"
        case .float16, .float32, .complex64: "MET_FLOAT"
        case .float64, .complex128: "MET_DOUBLE"
        }
    }
}
