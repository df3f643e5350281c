import LightboxArchive
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
/// slice. Only the files that a region needs are opened, one at a time, and of each only the rows it needs are
/// read.
public struct SeriesVolume: ImageSource {
    public let header: ImageHeader
    public let stack: SliceStack
    /// What a careful user should know, a sentence each.
    public let findings: [String]
    let files: [FilePath]
    /// Whether samples are turned into rescaled `float32`, because the slices' rescales or types differ or some
    /// slices are missing; never those of colours.
    let isConverted: Bool

    init?(_ stack: SliceStack, files: [FilePath], timeStepSeconds: Double?) {
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
            isInverted: middle.layout.photometricInterpretation == "MONOCHROME1", window: middle.window,
            colour: middle.colour, paddingValue: isConverted ? nil : middle.paddingValue)
        self.stack = stack
        self.files = files
        self.findings = findings
    }

    /// The file and frame of slice `k` at time point `t`, or `nil` where there is none.
    public func origin(ofSlice k: Int, time t: Int = 0) -> (path: FilePath, frame: Int)? {
        guard stack.slices.indices.contains(t), stack.slices[t].indices.contains(k),
            let slice = stack.slices[t][k]
        else { return nil }
        return (files[slice.file], slice.frame)
    }

    public func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape), region.ranges.count >= 2 else {
            throw DICOMError(.outsideImage)
        }
        let depths = region.ranges.count > 2 ? region.ranges[2] : 0..<1
        let times = region.ranges.count > 3 ? region.ranges[3] : 0..<1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(region.shape.reduce(header.channels * header.storedType.byteCount, *))
        for time in times {
            // Frames of one file come one after another: it stays open between them.
            var open: (file: Int, bytes: FileBytes)?
            for k in depths {
                try Task.checkCancellation()
                guard let slice = stack.slices[time][k] else {
                    appendEmpty(region.ranges[0].count * region.ranges[1].count, to: &bytes)
                    continue
                }
                let source: FileBytes
                if let open, open.file == slice.file {
                    source = open.bytes
                } else {
                    source = try FileBytes(path: files[slice.file])
                    open = (slice.file, source)
                }
                do {
                    let samples = try slice.layout.samples(
                        frame: slice.frame, columns: region.ranges[0], rows: region.ranges[1], from: source)
                    if isConverted {
                        try append(samples, of: slice, to: &bytes)
                    } else {
                        bytes.append(contentsOf: samples)
                    }
                } catch let error as DICOMError {
                    throw FormatError(error, path: files[slice.file])
                }
            }
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: header.storedType, bytes: bytes)
        else { throw DICOMError(.outsideImage) }
        return block
    }

    /// Pixels that nobody measured: not a number, or black among colours.
    private func appendEmpty(_ pixels: Int, to bytes: inout [UInt8]) {
        let pixel: [UInt8]
        if isConverted {
            let empty = Float.nan.bitPattern
            pixel = (0..<header.channels * 4).map { UInt8(truncatingIfNeeded: empty >> UInt32($0 % 4 * 8)) }
        } else {
            pixel = emptyColour
        }
        for _ in 0..<pixels { bytes.append(contentsOf: pixel) }
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
        case .grey, .rgb: return Array(repeating: 0, count: header.channels * header.storedType.byteCount)
        }
    }

    private func append(_ samples: [UInt8], of slice: SeriesSlice, to bytes: inout [UInt8]) throws {
        let type = slice.layout.storedType
        let count = samples.count / type.byteCount
        guard let block = SampleBlock(shape: [count], channels: 1, type: type, bytes: samples) else {
            throw DICOMError(.outsideImage)
        }
        for index in 0..<count {
            let value = Float(slice.rescale(block.value(at: index))).bitPattern
            for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))) }
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
