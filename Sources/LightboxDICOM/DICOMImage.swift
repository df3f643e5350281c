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
        let colour = try dataSet.colour(layout, from: source)
        if let note = layout.note(onColour: colour) { notes.append(note) }
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
        try layout.samples(frame: frame, columns: columns, rows: rows, from: source)
    }
}
