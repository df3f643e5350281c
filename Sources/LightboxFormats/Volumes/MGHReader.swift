import LightboxCore

/// Reads FreeSurfer's MGH and MGZ volumes.
///
/// Big endian throughout; a header of 284 bytes, the samples, and then what the scanner said (TR and the like).
public struct MGHReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.mgh, .mghGzipped] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let (image, facts, notes) = try layOut(file)
        return HeaderReport(header: image.header, notes: notes, facts: facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource { try layOut(file).image }

    private static let headerSize = 284

    private func layOut(_ file: OpenFile) throws -> (image: StoredImage, facts: [FileFact], notes: [String]) {
        let bytes = file.head.span
        guard bytes.count >= Self.headerSize else {
            throw FormatError(
                file.format, at: bytes.count, "the file ends inside the header, which takes 284 bytes")
        }
        func integer(_ offset: Int) -> Int {
            Int(Int32(bitPattern: bytes.integer(UInt32.self, at: offset, .big) ?? 0))
        }
        func float(_ offset: Int) -> Double { Double(bytes.float32(at: offset, .big) ?? .nan) }
        guard integer(0) == 1 else {
            throw FormatError(file.format, field: "version", at: 0, "is \(integer(0)), but must be 1")
        }
        var shape: [Int] = []
        for (axis, name) in ["width", "height", "depth", "nframes"].enumerated() {
            let length = integer(4 + 4 * axis)
            guard length > 0 else {
                throw FormatError(
                    file.format, field: name, at: 4 + 4 * axis, "is \(length), but must be at least 1")
            }
            shape.append(length)
        }
        if shape[3] == 1 { shape.removeLast() }
        let types: [Int: SampleType] = [0: .uint8, 1: .int32, 3: .float32, 4: .int16, 10: .uint16]
        guard let type = types[integer(20)] else {
            throw FormatError(
                file.format, field: "type", at: 20, "is \(integer(20)), but must be 0, 1, 3, 4 or 10")
        }
        var notes: [String] = []
        let isPlaced = bytes.integer(UInt16.self, at: 28, .big) == 1
        let spacing = isPlaced ? (0..<3).map { float(30 + 4 * $0) } : [1, 1, 1]
        // x_r, x_a, x_s, then y, z and c: columns of the direction matrix, then the centre; already RAS+.
        let columns = isPlaced ? (0..<12).map { float(42 + 4 * $0) } : [-1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0]
        var affine: Affine?
        if spacing.allSatisfy({ $0.isFinite && $0 > 0 }), columns.allSatisfy(\.isFinite) {
            affine = Self.affine(shape, spacing, columns)
        } else {
            notes.append("The header states sizes of voxels that no voxel has, so no place is given.")
        }
        if !isPlaced {
            notes.append(
                "The header states no place (goodRASFlag is 0); FreeSurfer's coronal default is taken.")
        }
        let scan = try scan(of: file, ImageHeader(shape: shape, storedType: type))
        let step = scan.first.flatMap { $0.isFinite && $0 > 0 ? $0 / 1000 : nil }
        let header = ImageHeader(
            shape: shape, storedType: type, spacing: affine == nil ? [] : spacing, affine: affine,
            timeStepSeconds: shape.count == 4 ? step : nil)
        let samples = StoredSamples(
            source: file.content, path: file.path, format: file.format, start: Self.headerSize,
            layout: header,
            byteOrder: .big)
        try samples.checkExtent()
        var facts = [FileFact("goodRASFlag", .bool(isPlaced), label: isPlaced ? nil : "goodRASFlag")]
        for (value, what) in zip(scan, Self.scanFacts) where value.isFinite && value != 0 {
            facts.append(
                FileFact(what.name, .number(value), label: what.name, text: "\(Float(value)) \(what.unit)"))
        }
        return (StoredImage(header: header, samples: samples), facts, notes)
    }

    private static let scanFacts = [
        (name: "TR", unit: "ms"), (name: "flipAngle", unit: "radians"), (name: "TE", unit: "ms"),
        (name: "TI", unit: "ms"), (name: "FOV", unit: "mm"),
    ]

    /// What stands behind the samples, where there is no need to inflate them all to get there.
    private func scan(of file: OpenFile, _ layout: ImageHeader) throws -> [Double] {
        guard let size = layout.byteCount, let there = file.content.knownByteCount,
            size <= there - Self.headerSize
        else { return [] }
        let bytes = try file.content.read(at: Self.headerSize + size, count: 4 * Self.scanFacts.count)
        return (0..<bytes.count / 4).compactMap { bytes.span.float32(at: 4 * $0, .big).map(Double.init) }
    }

    /// The header gives the place of the volume's centre, at half its number of voxels.
    private static func affine(_ shape: [Int], _ spacing: [Double], _ columns: [Double]) -> Affine? {
        var rows: [[Double]] = []
        for row in 0..<3 {
            let axes = (0..<3).map { columns[3 * $0 + row] * spacing[$0] }
            let toCentre = (0..<3).reduce(0.0) { $0 + axes[$1] * Double(shape[$1]) / 2 }
            rows.append(axes + [columns[9 + row] - toCentre])
        }
        return Affine(rows: rows)
    }
}
