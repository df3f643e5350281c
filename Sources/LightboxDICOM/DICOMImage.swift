import Dispatch
public import LightboxCore
import Synchronization

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
    private let frames: DecodedFrames

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
        let source = try dataSet.content(of: source)
        self.source = source
        frames = DecodedFrames(layout)

        let spacing = dataSet.pixelSpacing()
        if let spacing, spacing.tag != .pixelSpacing {
            notes.append("The spacing is that of \(spacing.tag), which may be magnified against the patient.")
        }
        let stack = FrameStack(dataSet, frames: layout.frames, spacing: spacing, notes: &notes)
        let rescale = dataSet.commonRescale(frames: layout.frames, notes: &notes)
        let tables = DisplayTables(dataSet, from: source)
        if tables.modality != nil {
            notes.append(
                "The values that the Modality LUT makes are the part 'modality LUT'; these are the stored ones."
            )
        } else if dataSet.contains(.modalityLUTSequence) {
            notes.append("A Modality LUT is present, and empty or broken.")
        }
        if let note = layout.noteOnShape(dataSet) { notes.append(note) }
        let colour = try dataSet.colour(layout, from: source)
        if let note = layout.note(onColour: colour) { notes.append(note) }
        header = ImageHeader(
            shape: [layout.columns, layout.rows] + (layout.frames > 1 ? [layout.frames] : []),
            channels: layout.samplesPerPixel, storedType: layout.storedType,
            spacing: spacing.map { [$0.i, $0.j] + (layout.frames > 1 ? [stack.step].compactMap { $0 } : []) }
                ?? [],
            affine: stack.affine, rescale: rescale ?? .identity,
            isInverted: layout.isInverted, window: tables.windowOfStored(dataSet), colour: colour,
            paddingValue: dataSet.paddingValue(layout), paddingLimit: dataSet.paddingLimit(layout))
        self.notes = notes
    }

    /// The stored samples of a region, which has as many axes as the image.
    ///
    /// Of each plain frame only the rows that are needed are read; coded frames are read and decoded one by one, several
    /// at once on as many cores.
    ///
    /// - Throws: `DICOMError` where the file ends before the samples do; what the source throws.
    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), region.ranges.count >= 2 else {
            throw DICOMError(.outsideImage)
        }
        let frames = region.ranges.count > 2 ? region.ranges[2] : 0..<1
        let (columns, rows) = (region.ranges[0], region.ranges[1])
        let bytes =
            if frames.count == 1 {
                try samples(frame: frames.lowerBound, columns: columns, rows: rows)
            } else if layout.isEncapsulated {
                try concurrently(frames, columns: columns, rows: rows)
            } else {
                try frames.reduce(into: [UInt8]()) {
                    $0 += try samples(frame: $1, columns: columns, rows: rows)
                }
            }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: layout.samplesPerPixel, type: layout.storedType, bytes: bytes)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    /// The stored samples of a box of one frame, little endian, row by row.
    public func samples(frame: Int, columns: Range<Int>, rows: Range<Int>) throws -> [UInt8] {
        guard layout.isEncapsulated else {
            return try layout.samples(frame: frame, columns: columns, rows: rows, from: source)
        }
        let whole = try frames.frame(frame, from: source)
        return try layout.columns(columns, of: layout.rows(rows, of: whole))
    }

    /// Decodes several frames at once, one for each core.
    private func concurrently(_ wanted: Range<Int>, columns: Range<Int>, rows: Range<Int>) throws -> [UInt8] {
        try frames.prepare(source)
        let results = Mutex([Int: Result<[UInt8], any Error>]())
        DispatchQueue.concurrentPerform(iterations: wanted.count) { index in
            let result = Result {
                try samples(frame: wanted.lowerBound + index, columns: columns, rows: rows)
            }
            results.withLock { $0[index] = result }
        }
        let all = results.withLock { $0 }
        return try wanted.indices.reduce(into: [UInt8]()) { bytes, frame in
            if let result = all[frame - wanted.lowerBound] { bytes += try result.get() }
        }
    }
}
