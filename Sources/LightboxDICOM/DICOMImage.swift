public import LightboxCore

/// The image in one DICOM file: what it is, and its samples.
///
///     let image = try DICOMImage(FileBytes(path: "slice.dcm"))
///     let block = try image.read(Region([0..<512, 100..<101]))
///
/// The shape is (i, j), or (i, j, frame) for an object of several frames, which keep the order of the file.
public struct DICOMImage: Sendable {
    /// The elements of the file.
    public let dataSet: DICOMHeader
    public let layout: PixelLayout
    public let header: ImageHeader
    /// What a careful user should know, a sentence each.
    public let notes: [String]
    private let source: any ByteSource

    /// Reads the header of a file, and its colour tables where it has some.
    ///
    /// - Throws: `DICOMError` where the header is broken or the pixels are of a kind that is not read.
    public init(_ source: some ByteSource, start: [UInt8] = []) throws {
        try self.init(DICOMHeader(source, start: start), source: source)
    }

    /// Takes a header that was read from the same source.
    public init(_ dataSet: DICOMHeader, source: some ByteSource) throws {
        let layout = try PixelLayout(dataSet)
        var notes = dataSet.notes.map(\.description)
        self.dataSet = dataSet
        self.layout = layout
        self.source = source

        let spacing = dataSet.pixelSpacing()
        if let spacing, spacing.tag != .pixelSpacing {
            notes.append("The spacing is that of \(spacing.tag), which may be magnified against the patient.")
        }
        let stack = FrameStack(dataSet, frames: layout.frames, spacing: spacing, notes: &notes)
        let rescale = dataSet.commonRescale(frames: layout.frames, notes: &notes)
        if dataSet.contains(.modalityLUTSequence) {
            notes.append("A Modality LUT is present and is not applied.")
        }
        var colour: ColourModel?
        if layout.photometricInterpretation == "PALETTE COLOR" {
            colour = try dataSet.palette(from: source).map { .palette($0) }
            if colour == nil {
                notes.append("The colour palette cannot be read; the indices are shown as grey.")
            }
        } else if layout.photometricInterpretation.hasPrefix("YBR_"), layout.samplesPerPixel == 3 {
            colour = .ybrFull
        }
        header = ImageHeader(
            shape: [layout.columns, layout.rows] + (layout.frames > 1 ? [layout.frames] : []),
            channels: layout.samplesPerPixel, storedType: layout.storedType,
            spacing: spacing.map { [$0.i, $0.j] + (layout.frames > 1 ? [stack.step].compactMap { $0 } : []) }
                ?? [],
            affine: stack.affine, rescale: rescale ?? .identity,
            isInverted: layout.photometricInterpretation == "MONOCHROME1",
            window: dataSet.window(), colour: colour, paddingValue: dataSet.paddingValue(layout))
        self.notes = notes
    }

    /// The stored samples of a region, which has as many axes as the image.
    ///
    /// Of each frame only the rows that are needed are read.
    ///
    /// - Throws: `DICOMError` where the file ends before the samples do; what the source throws.
    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), region.ranges.count >= 2 else {
            throw DICOMError(.outsideImage)
        }
        let frames = region.ranges.count > 2 ? region.ranges[2] : 0..<1
        var bytes: [UInt8] = []
        for frame in frames {
            bytes += try samples(frame: frame, columns: region.ranges[0], rows: region.ranges[1])
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: layout.samplesPerPixel, type: layout.storedType, bytes: bytes)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    /// The stored samples of a box of one frame, little endian, row by row.
    public func samples(frame: Int, columns: Range<Int>, rows: Range<Int>) throws -> [UInt8] {
        let whole = try layout.samples(frame: frame, rows: rows, from: source)
        guard columns != 0..<layout.columns else { return whole }
        guard columns.lowerBound >= 0, columns.upperBound <= layout.columns else {
            throw DICOMError(.outsideImage)
        }
        let pixel = layout.pixelByteCount
        var out: [UInt8] = []
        out.reserveCapacity(rows.count * columns.count * pixel)
        for row in 0..<rows.count {
            let start = (row * layout.columns + columns.lowerBound) * pixel
            out += whole[start..<start + columns.count * pixel]
        }
        return out
    }
}

/// How the frames of one object lie in the patient.
struct FrameStack {
    let affine: Affine?
    /// The distance from frame to frame, where they lie in order.
    let step: Double?

    init(_ header: DICOMHeader, frames: Int, spacing: PixelSpacing?, notes: inout [String]) {
        guard let first = header.plane(), let spacing else {
            (affine, step) = (nil, nil)
            return
        }
        if header.texts(.imageType).contains("MOSAIC") {
            notes.append(
                "This is a Siemens mosaic: its tiles are slices, shown side by side and without place.")
            (affine, step) = (nil, nil)
            return
        }
        let stated = header.statedSliceSpacing()
        guard frames > 1 else {
            affine = Affine(
                i: first.right * spacing.i, j: first.down * spacing.j, k: first.normal * (stated ?? 1),
                origin: first.position)
            step = stated
            return
        }
        guard let second = header.plane(frame: 1), let last = header.plane(frame: frames - 1) else {
            (affine, step) = (nil, nil)
            return
        }
        let k = (last.position - first.position) * (1 / Double(frames - 1))
        // Every frame must lie where even steps put it, to a tenth of a step.
        let isEven =
            k.length > 1e-6 && second.isParallel(to: first)
            && (1..<frames).allSatisfy { frame in
                guard let plane = header.plane(frame: frame), plane.isParallel(to: first) else {
                    return false
                }
                return (plane.position - first.position - k * Double(frame)).length < 0.1 * k.length
            }
        guard isEven else {
            notes.append(
                "The frames do not lie in even steps in the order of the file, so no place is given.")
            (affine, step) = (nil, nil)
            return
        }
        affine = Affine(i: first.right * spacing.i, j: first.down * spacing.j, k: k, origin: first.position)
        step = k.length
    }
}
