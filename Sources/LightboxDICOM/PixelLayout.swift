public import LightboxCore

/// How the pixels of an object are laid out (PS3.3 §C.7.6.3), checked against what we can read.
public struct PixelLayout: Sendable, Hashable {
    public let columns: Int
    public let rows: Int
    public private(set) var frames: Int
    public let samplesPerPixel: Int
    public let photometricInterpretation: String
    public let bitsAllocated: Int
    public let bitsStored: Int
    /// The place of the lowest stored bit in the allocated ones.
    let lowBit: Int
    public let isSigned: Bool
    /// Whether small values are meant to be white: PresentationLUTShape says it where it is present (PS3.3 §C.11.6), else
    /// MONOCHROME1.
    public let isInverted: Bool
    /// Whether the samples of a colour lie in planes of their own.
    let isPlanar: Bool
    /// Whether two neighbours share their colour differences (4:2:2).
    let isSubsampled: Bool
    /// The type of a decoded sample.
    public let storedType: SampleType
    /// How the pixels lie in the file.
    enum Coding: Sendable, Hashable {
        case native(ByteOrder)
        case encapsulated(TransferSyntax)
    }
    private(set) var coding: Coding
    /// The bytes of the words whose order must be turned round; 1 for none.
    private(set) var swappedWord: Int
    /// The offsets of the frames as an extended offset table states them, if there is one.
    let extendedOffsets: [Int]
    /// Where the data set is deflated, the place at which it starts.
    let deflatedOffset: Int?
    /// Where the pixels start, in bytes from the start of the file.
    private(set) var offset: Int
    /// The number of bytes of pixels that the file really has.
    private(set) var available: Int
    let element: Tag

    /// The size of a stored frame in bits; only frames of single bits may end inside a byte.
    var frameBits: Int {
        let pixels = rows * columns
        return isSubsampled ? pixels * 2 * bitsAllocated : pixels * samplesPerPixel * bitsAllocated
    }
    /// The size of one decoded pixel in bytes.
    var pixelByteCount: Int { samplesPerPixel * storedType.byteCount }

    /// Whether every frame lies wholly in the file.
    ///
    /// Of encapsulated pixels only decoding them tells, and this is true.
    public var isComplete: Bool { isEncapsulated || (frameBits * frames + 7) / 8 <= available }
    /// Whether the pixels lie in fragments.
    public var isEncapsulated: Bool {
        if case .encapsulated = coding { true } else { false }
    }

    /// Checks the header for pixels that can be read.
    ///
    /// - Throws: `DICOMError`, which names the element or the transfer syntax in the way.
    public init(_ header: DICOMHeader) throws(DICOMError) {
        let syntax = header.transferSyntax
        guard let pixels = header.pixels else { throw DICOMError(.noPixels) }
        if syntax.isVideo { throw DICOMError(.video(syntax)) }
        // The length tells whether the pixels lie in fragments, whatever the transfer syntax says (PS3.5 §A.4).
        let isEncapsulated = pixels.length == nil
        guard !isEncapsulated || !syntax.isJPEGXL && !syntax.isReferenced else {
            throw DICOMError(.unsupportedTransferSyntax(syntax))
        }
        let length = pixels.length ?? max(0, header.fileSize - pixels.offset)
        coding = isEncapsulated ? .encapsulated(syntax) : .native(syntax.pixelByteOrder)
        extendedOffsets =
            isEncapsulated ? header.numbers(.extendedOffsetTable).compactMap { Int(exactly: $0) } : []
        deflatedOffset = header.deflatedOffset

        func size(_ tag: Tag) throws(DICOMError) -> Int {
            guard let value = header.integer(tag), value > 0 else {
                let isAbsent = header.numbers(tag).isEmpty
                throw isAbsent
                    ? DICOMError(.missing, tag: tag)
                    : DICOMError(
                        .unsupportedValue(found: "no size", expected: "a whole number above 0"), tag: tag)
            }
            return value
        }
        (columns, rows) = (try size(.columns), try size(.rows))
        frames = header.text(.numberOfFrames) == nil ? 1 : try size(.numberOfFrames)
        bitsAllocated = try size(.bitsAllocated)
        samplesPerPixel = header.integer(.samplesPerPixel) ?? 1
        guard [1, 3, 4].contains(samplesPerPixel) else {
            let problem = DICOMError.Problem.unsupportedValue(
                found: "\(samplesPerPixel)", expected: "1, 3 or 4")
            throw DICOMError(problem, tag: .samplesPerPixel)
        }
        photometricInterpretation =
            header.text(.photometricInterpretation)?.uppercased()
            ?? (samplesPerPixel == 1 ? "MONOCHROME2" : "RGB")
        isSigned = header.integer(.pixelRepresentation) == 1
        let isGrey = photometricInterpretation.hasPrefix("MONOCHROME")
        isInverted =
            switch header.text(.presentationLUTShape) {
            case "INVERSE": isGrey
            case "IDENTITY": false
            default: photometricInterpretation == "MONOCHROME1"
            }
        isPlanar = samplesPerPixel > 1 && header.integer(.planarConfiguration) == 1
        storedType = try Self.sampleType(pixels.kind, bits: bitsAllocated, isSigned: isSigned)

        let stored = header.integer(.bitsStored) ?? bitsAllocated
        guard pixels.kind != .integer || (1...bitsAllocated).contains(stored) else {
            let problem = DICOMError.Problem.unsupportedValue(
                found: "\(stored)", expected: "1 to \(bitsAllocated)")
            throw DICOMError(problem, tag: .bitsStored)
        }
        bitsStored = pixels.kind == .integer ? stored : bitsAllocated
        // HighBit must be one less than BitsStored today; old files put the bits elsewhere in the cell.
        let high = header.integer(.highBit) ?? stored - 1
        lowBit = pixels.kind == .integer && high < bitsAllocated && high >= stored ? high + 1 - stored : 0

        guard bitsAllocated != 1 || samplesPerPixel == 1 else {
            throw DICOMError(
                .unsupportedValue(found: "1", expected: "8 or more for colours"), tag: .bitsAllocated)
        }
        let (pixelCount, tooManyPixels) = rows.multipliedReportingOverflow(by: columns)
        let (bits, tooManyBits) = pixelCount.multipliedReportingOverflow(
            by: samplesPerPixel * bitsAllocated * 8)
        let (all, tooManyFrames) = bits.multipliedReportingOverflow(by: frames)
        guard !tooManyPixels, !tooManyBits, !tooManyFrames else { throw DICOMError(.tooLarge, tag: .rows) }
        // Some writers say 4:2:2 and store all samples; the length tells.
        let is422 = ["YBR_FULL_422", "YBR_PARTIAL_422"].contains(photometricInterpretation)
        isSubsampled =
            !isEncapsulated && is422 && samplesPerPixel == 3 && bitsAllocated == 8 && length < all / 64
        guard !isSubsampled || columns % 2 == 0 else {
            throw DICOMError(
                .unsupportedValue(found: "odd", expected: "even for 4:2:2 colours"), tag: .columns)
        }
        // Samples of a byte or less lie in words too where the VR is OW (PS3.5 §8.1.1 and §A.3).
        let word = bitsAllocated > 8 ? bitsAllocated / 8 : pixels.vr == .OB ? 1 : 2
        swappedWord = coding == .native(.big) ? word : 1
        offset = pixels.offset
        available = max(0, min(length, header.fileSize - pixels.offset))
        element = pixels.kind.tag
    }

    /// The layout of one frame of plain little-endian pixels by itself.
    func native(offset: Int, available: Int) -> PixelLayout {
        var layout = self
        (layout.coding, layout.swappedWord, layout.frames) = (.native(.little), 1, 1)
        (layout.offset, layout.available) = (offset, available)
        return layout
    }

    /// What to say where the colours that the object announces cannot be had.
    public func note(onColour colour: ColourModel?) -> String? {
        guard colour == nil else { return nil }
        if photometricInterpretation == "PALETTE COLOR" {
            return "The colour palette cannot be read; the indices are shown as grey."
        }
        return photometricInterpretation.hasPrefix("YBR_") && samplesPerPixel == 3 && bitsAllocated > 8
            ? "Colours are coded as \(photometricInterpretation) in more than 8 bits; they are shown as stored."
            : nil
    }

    /// What to say where PresentationLUTShape and PhotometricInterpretation contradict each other.
    func noteOnShape(_ header: DICOMHeader) -> String? {
        guard photometricInterpretation.hasPrefix("MONOCHROME"),
            let shape = header.text(.presentationLUTShape),
            isInverted != (photometricInterpretation == "MONOCHROME1")
        else { return nil }
        return
            "PresentationLUTShape \(shape) does not go with \(photometricInterpretation); the shape is followed."
    }

    private static func sampleType(
        _ kind: PixelElement.Kind, bits: Int, isSigned: Bool
    ) throws(DICOMError) -> SampleType {
        switch (kind, bits) {
        case (.float, 32): return .float32
        case (.double, 64): return .float64
        case (.integer, 1): return .uint8
        case (.integer, 8): return isSigned ? .int8 : .uint8
        case (.integer, 16): return isSigned ? .int16 : .uint16
        case (.integer, 32): return isSigned ? .int32 : .uint32
        case (.integer, 64): return isSigned ? .int64 : .uint64
        default:
            let expected = kind == .integer ? "1, 8, 16, 32 or 64" : kind == .float ? "32" : "64"
            throw DICOMError(.unsupportedValue(found: "\(bits)", expected: expected), tag: .bitsAllocated)
        }
    }
}
