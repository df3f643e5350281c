public import LightboxCore

/// One frame of one file of a series: what must be known to find its place and its pixels.
public struct SeriesSlice: Sendable, Hashable {
    /// The file, counted from 0 in whatever order the caller has them.
    public let file: Int
    public let frame: Int
    public let layout: PixelLayout
    /// The part of the frame that is the slice: one tile of a mosaic, else all.
    public private(set) var columns: Range<Int>
    public private(set) var rows: Range<Int>
    public let rescale: Rescale
    public let window: Window?
    /// What the channels mean as colours, where their number does not say it.
    public let colour: ColourModel?
    /// The stored value that means that nothing was measured.
    public let paddingValue: Double?
    public let paddingLimit: Double?
    /// Where the slice lies, or `nil` where the object does not say.
    public private(set) var plane: ImagePlane?
    public let spacing: PixelSpacing?
    /// The distance to the next slice that the header states.
    public private(set) var statedStep: Double?
    public let sopInstanceUID: String?
    public let instanceNumber: Int?
    public let temporalPosition: Int?
    public let echo: Double?
    /// In milliseconds.
    public let echoTime: Double?
    /// Which part of complex MR values the pixels are.
    public let component: ComplexComponent?
    /// SeriesNumber, which one series should have only one of.
    public let seriesNumber: Int?
    /// The number of the segment that a frame of a segmentation shows.
    public let segment: Int?
    public let acquisition: Int?
    /// The time of day at which it was acquired, or its content made, as the header writes it.
    public let time: String?
    public let triggerTime: Double?

    /// The most frames of one file that are laid out in space.
    static let frameLimit = 100_000

    /// The slices of one file, a frame each.
    ///
    /// - Parameter source: the file that the header was read from.
    /// - Throws: `DICOMError` if the file has no pixels, or such as are not read, or ends before they do; what
    ///   the source throws.
    public static func slices(
        of header: DICOMHeader, file: Int, from source: some ByteSource
    ) throws -> [SeriesSlice] {
        let layout = try PixelLayout(header)
        // What a damaged header claims must not decide how much memory is asked for.
        if let truncation = layout.truncation { throw truncation }
        guard layout.frames <= frameLimit else {
            let problem = DICOMError.Problem.unsupportedValue(
                found: "\(layout.frames)", expected: "1 to \(frameLimit)")
            throw DICOMError(problem, tag: .numberOfFrames)
        }
        let colour = try header.colour(layout, from: source)
        let tables = DisplayTables(header, from: source)
        // A mosaic that cannot be cut up is one picture without a place.
        let isMosaic = header.texts(.imageType).contains("MOSAIC")
        if isMosaic, let mosaic = try? MosaicGeometry(header, from: source), let affine = mosaic.affine {
            return (0..<mosaic.count).map { index in
                var slice = SeriesSlice(header, layout, file: file, frame: 0, colour, tables)
                (slice.columns, slice.rows) = mosaic.tile(index)
                let position = affine.position(ofVoxel: Vector3(0, 0, Double(index)))
                (slice.plane, slice.statedStep) = (header.plane()?.moved(to: position), mosaic.spacing.last)
                return slice
            }
        }
        return (0..<layout.frames).map { frame in
            var slice = SeriesSlice(header, layout, file: file, frame: frame, colour, tables)
            // Frames of an object without functional groups share a place that is only the first one's.
            if isMosaic || layout.frames > 1 && !header.hasOwnPlane(frame: frame) {
                slice.plane = isMosaic ? nil : header.dosePlane(frame: frame)
            }
            return slice
        }
    }

    private init(
        _ header: DICOMHeader, _ layout: PixelLayout, file: Int, frame: Int, _ colour: ColourModel?,
        _ tables: DisplayTables
    ) {
        func number(_ tag: Tag) -> Double? { header.numbers(tag, frame: frame).first }
        func whole(_ tag: Tag) -> Int? { number(tag).flatMap { Int(exactly: $0) } }
        (self.file, self.frame, self.layout, self.colour) = (file, frame, layout, colour)
        (paddingValue, paddingLimit) = (header.paddingValue(layout), header.paddingLimit(layout))
        (columns, rows) = (0..<layout.columns, 0..<layout.rows)
        (rescale, window) = (header.rescale(frame: frame), tables.windowOfStored(header, frame: frame))
        (plane, spacing) = (header.plane(frame: frame), header.pixelSpacing(frame: frame))
        statedStep = header.statedSliceSpacing(frame: frame)
        sopInstanceUID = header.text(.sopInstanceUID)
        (instanceNumber, seriesNumber) = (header.integer(.instanceNumber), header.integer(.seriesNumber))
        temporalPosition = whole(.temporalPositionIndex) ?? whole(.temporalPositionIdentifier)
        (echo, echoTime) = (number(.echoNumbers), number(.effectiveEchoTime) ?? number(.echoTime))
        component = header.complexComponent(frame: frame)
        (segment, acquisition) = (whole(.referencedSegmentNumber), whole(.acquisitionNumber))
        time = header.text(.acquisitionTime) ?? header.text(.contentTime)
        triggerTime = number(.triggerTime)
    }

    /// The stored samples of a box of the slice, little endian, row by row.
    ///
    /// - Throws: `DICOMError` where the file ends before the samples do; what the source throws.
    public func samples(
        columns box: Range<Int>, rows boxRows: Range<Int>, from source: some ByteSource
    ) throws -> [UInt8] {
        guard box.lowerBound >= 0, box.upperBound <= columns.count, boxRows.lowerBound >= 0,
            boxRows.upperBound <= rows.count
        else { throw DICOMError(.outsideImage) }
        return try layout.samples(
            frame: frame, columns: columns.lowerBound + box.lowerBound..<columns.lowerBound + box.upperBound,
            rows: rows.lowerBound + boxRows.lowerBound..<rows.lowerBound + boxRows.upperBound, from: source)
    }

    /// Whether this slice comes first of two at one place: by time point, echo, acquisition, time, number.
    func comes(before other: SeriesSlice) -> Bool {
        func order<T: Comparable>(_ a: T?, _ b: T?) -> Bool? {
            guard let a, let b, a != b else { return nil }
            return a < b
        }
        return order(temporalPosition, other.temporalPosition) ?? order(echo, other.echo) ?? order(
            echoTime, other.echoTime)
            ?? order(acquisition, other.acquisition) ?? order(triggerTime, other.triggerTime)
            ?? order(instanceNumber, other.instanceNumber) ?? order(time, other.time)
            ?? ((file, frame) < (other.file, other.frame))
    }
}

extension DICOMHeader {
    /// Where a plane of a dose grid lies: as far from the first as GridFrameOffsetVector says (PS3.3 §C.8.8.3.2).
    func dosePlane(frame: Int) -> ImagePlane? {
        let offsets = numbers(.gridFrameOffsetVector)
        guard offsets.count == frameCount, offsets.indices.contains(frame), let first = plane(),
            offsets.allSatisfy({ $0.isFinite && abs($0) < 1e9 })
        else { return nil }
        return first.moved(to: first.position + first.normal * (offsets[frame] - offsets[0]))
    }

    /// Whether a frame's functional groups say where it lies.
    func hasOwnPlane(frame: Int) -> Bool {
        elements.entry(.imagePositionPatient, frame: frame) != nil
    }
}
