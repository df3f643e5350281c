public import LightboxCore
public import LightboxDICOM
public import SystemPackage

/// A volume put together from the slices of a DICOM series.
///
/// ```swift
/// let series = try DICOMSeries(files)
/// let volume = series.volumes[0]
/// let sagittal = try volume.read(Region([100..<101, 0..<512, 0..<volume.header.shape[2]]))
/// ```
/// The shape is (i, j, k), or (i, j, k, t) where every place was taken more than once; (i, j) for a single
/// slice. Only the files that a region needs are opened, as many at once as there are cores, and of each only the
/// rows it needs are read.
public struct SeriesVolume: ImageSource {
    public let header: ImageHeader
    public let stack: SliceStack
    /// What a careful user should know, a sentence each.
    public let findings: [String]
    let files: [SeriesFile]
    /// Whether samples are turned into rescaled `float32`, because the slices' rescales or types differ or some
    /// slices are missing; never those of colours.
    let isConverted: Bool

    init?(_ stack: SliceStack, files: [SeriesFile], timeStepSeconds: Double?) {
        guard let middle = stack.middle, stack.depth > 0 else { return nil }
        let present = stack.slices.joined().compactMap { $0 }
        let isUniform = present.allSatisfy {
            $0.rescale == middle.rescale && $0.layout.storedType == middle.layout.storedType
        }
        let isWhole = present.count == stack.slices.count * stack.depth
        var findings = stack.findings
        if !isUniform, !stack.isColour {
            findings.append(
                "The slices have rescales of their own; the volume holds rescaled values as float32.")
        }
        // Slices of a coded or RGB volume are all of one type, and a gap among them can be black.
        isConverted = (!isUniform || !isWhole) && !stack.isColour
        if let note = middle.layout.note(onColour: middle.colour) { findings.append(note) }
        let isSingle = stack.depth == 1 && stack.slices.count == 1
        header = ImageHeader(
            shape: [stack.columns, stack.rows] + (isSingle ? [] : [stack.depth])
                + (stack.slices.count > 1 ? [stack.slices.count] : []),
            channels: stack.channels, storedType: isConverted ? .float32 : middle.layout.storedType,
            spacing: isSingle ? Array(stack.spacing.prefix(2)) : stack.spacing, affine: stack.affine,
            timeStepSeconds: stack.slices.count > 1 ? timeStepSeconds : nil,
            rescale: isConverted ? Rescale(unit: middle.rescale.unit) : middle.rescale,
            isInverted: middle.layout.isInverted, window: middle.window,
            colour: middle.colour, paddingValue: isConverted ? nil : middle.paddingValue,
            paddingLimit: isConverted ? nil : middle.paddingLimit)
        self.stack = stack
        self.files = files
        self.findings = findings
    }

    /// The file and frame of slice `k` at time point `t`, or `nil` where there is none.
    public func origin(ofSlice k: Int, time t: Int = 0) -> (path: FilePath, frame: Int)? {
        guard stack.slices.indices.contains(t), stack.slices[t].indices.contains(k),
            let slice = stack.slices[t][k]
        else { return nil }
        return (files[slice.file].path, slice.frame)
    }

    /// The header of the file that holds a slice of the middle.
    public func middleHeader() throws -> DICOMHeader? {
        guard let middle = stack.middle else { return nil }
        return try DICOMHeader(files[middle.file].open())
    }

    public func read(_ region: Region) throws -> SampleBlock {
        let places = try places(in: region)
        let size = region.ranges[0].count * region.ranges[1].count * header.channels
        let bytes = try ConcurrentPieces.make(
            UInt8.self, pieces: places.count, size: size * header.storedType.byteCount
        ) { piece, output in
            if isConverted {
                var values: [Float] = []
                try values.append(addingCapacity: size) { try appendFloats(places[piece], region, to: &$0) }
                for value in values {
                    let bits = value.bitPattern
                    for byte in 0..<4 { output.append(UInt8(truncatingIfNeeded: bits >> UInt32(8 * byte))) }
                }
            } else {
                output.append(copying: try stored(places[piece], region))
            }
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    public func readFloats(_ region: Region) throws -> [Float] {
        let places = try places(in: region)
        let size = region.ranges[0].count * region.ranges[1].count * header.channels
        return try ConcurrentPieces.make(Float.self, pieces: places.count, size: size) { piece, output in
            try appendFloats(places[piece], region, to: &output)
        }
    }

    /// The slices that a region takes, in its order; `nil` where there is none.
    private func places(in region: Region) throws -> [SeriesSlice?] {
        guard region.lies(within: header.shape), region.ranges.count >= 2 else {
            throw DICOMError(.outsideImage)
        }
        let depths = region.ranges.count > 2 ? region.ranges[2] : 0..<1
        let times = region.ranges.count > 3 ? region.ranges[3] : 0..<1
        return times.flatMap { time in depths.map { stack.slices[time][$0] } }
    }

    /// The rescaled values of what a region takes of one slice.
    private func appendFloats(
        _ slice: SeriesSlice?, _ region: Region, to output: inout OutputSpan<Float>
    ) throws {
        if isConverted, slice == nil {
            // Pixels that nobody measured are not a number.
            let pixels = region.ranges[0].count * region.ranges[1].count
            for _ in 0..<pixels * header.channels { output.append(.nan) }
            return
        }
        let kernel =
            if isConverted, let slice { FloatKernel(slice.layout.storedType, slice.rescale) } else {
                FloatKernel(header.storedType, header.rescale)
            }
        let bytes = try stored(slice, region)
        kernel.append(bytes, 0..<bytes.count, to: &output)
    }

    /// The samples, as stored, of what a region takes of one slice; black where there is none.
    private func stored(_ slice: SeriesSlice?, _ region: Region) throws -> [UInt8] {
        guard let slice else {
            let pixels = region.ranges[0].count * region.ranges[1].count
            return Array(repeatElement(emptyColour, count: pixels).joined())
        }
        let file = files[slice.file]
        do {
            return try slice.samples(columns: region.ranges[0], rows: region.ranges[1], from: file.open())
        } catch let error as DICOMError {
            throw FormatError(error, path: file.path)
        }
    }

    /// The samples of a pixel that is black, or as dark as a palette has it.
    private var emptyColour: [UInt8] {
        switch header.colour {
        case .ybrFull: return [0, 128, 128]
        case .palette(let palette):
            func brightness(_ at: Int) -> Int {
                Int(palette.red[at]) + Int(palette.green[at]) + Int(palette.blue[at])
            }
            let darkest = palette.red.indices.min { brightness($0) < brightness($1) } ?? 0
            let stored = palette.first + darkest
            return (0..<header.storedType.byteCount).map {
                UInt8(truncatingIfNeeded: stored >> (8 * $0))
            }
        case .cmyk: return [0, 0, 0, 255]
        case .grey, .rgb: return Array(repeating: 0, count: header.channels * header.storedType.byteCount)
        }
    }
}

extension FormatError {
    /// A DICOM file that its reader cannot take.
    init(_ error: DICOMError, path: FilePath?) {
        let parts = error.description.split(separator: "\n", maxSplits: 1)
        var sentence = String(parts.first ?? "")
        if sentence.hasSuffix(".") { sentence.removeLast() }
        let hint = parts.dropFirst().first.map { $0.replacingPrefix("hint: ", with: "") }
        self.init(.dicom, path: path, sentence, hint: hint)
    }
}

extension Substring {
    fileprivate func replacingPrefix(_ prefix: String, with text: String) -> String {
        hasPrefix(prefix) ? text + dropFirst(prefix.count) : String(self)
    }
}
