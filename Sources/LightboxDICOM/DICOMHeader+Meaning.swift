public import LightboxCore

extension DICOMHeader {
    /// How the stored values of a frame become physical ones.
    public func rescale(frame: Int = 0) -> Rescale {
        func first(_ tag: Tag) -> Double? {
            numbers(tag, frame: frame).first.flatMap { $0.isFinite ? $0 : nil }
        }
        let (slope, intercept) = (first(.rescaleSlope), first(.rescaleIntercept))
        guard slope != nil || intercept != nil else { return .identity }
        var unit = text(.rescaleType, frame: frame)
        if unit == "US" || unit == "UNSPECIFIED" { unit = nil }
        // Without a RescaleType the values of a CT are Hounsfield units (PS3.3 §C.11.1.1.2), and those of a PET
        // have the unit that it states.
        if unit == nil, text(.modality) == "CT" { unit = "HU" }
        if unit == nil, text(.modality) == "PT" { unit = text(.units) }
        // A slope of zero would make every value the same: writers mean that there is none.
        return Rescale(slope: slope == 0 ? 1 : slope ?? 1, intercept: intercept ?? 0, unit: unit)
    }

    /// The rescale that all frames share, or `nil` with a note where they differ.
    func commonRescale(frames: Int, notes: inout [String]) -> Rescale? {
        let first = rescale()
        guard frames > 1, elements.frameCount > 1 else { return first }
        guard (1..<min(frames, elements.frameCount)).allSatisfy({ rescale(frame: $0) == first }) else {
            notes.append(
                "The frames have rescales of their own; they are not applied to the frames as stored.")
            return nil
        }
        return first
    }

    /// The first window that the object proposes, or `nil` if none or one without width.
    public func window(frame: Int = 0) -> Window? {
        guard let center = numbers(.windowCenter, frame: frame).first,
            let width = numbers(.windowWidth, frame: frame).first,
            center.isFinite, width.isFinite, width >= 1 || width > 0 && layoutIsFractional
        else { return nil }
        let function: Window.Function =
            switch text(.voilutFunction, frame: frame)?.uppercased() {
            case "SIGMOID": .sigmoid
            case "LINEAR_EXACT": .linearExact
            // A LINEAR window narrower than 1 has no meaning (PS3.3 §C.11.2.1.2.1); its writer meant an exact one.
            default: width < 1 ? .linearExact : .linear
            }
        return Window(center: center, width: width, function: function)
    }

    /// Whether values below one can differ visibly: float pixels, or a rescale that makes small numbers.
    private var layoutIsFractional: Bool { pixels?.kind != .integer || abs(rescale().slope) < 1 }

    /// The stored value that means that nothing was measured.
    func paddingValue(_ layout: PixelLayout) -> Double? { paddingValue(.pixelPaddingValue, layout) }

    /// The other end of the range of such values, where there is one.
    func paddingLimit(_ layout: PixelLayout) -> Double? { paddingValue(.pixelPaddingRangeLimit, layout) }

    private func paddingValue(_ tag: Tag, _ layout: PixelLayout) -> Double? {
        guard let value = integer(tag) else { return nil }
        // Implicit VR does not say whether it is signed; the pixels do.
        if layout.isSigned, layout.bitsAllocated <= 16, value > 0x7FFF {
            return Double(Int16(truncatingIfNeeded: value))
        }
        return Double(value)
    }

    /// What the samples of an object mean as colours, its tables read where it has some; `nil` where their number
    /// says all.
    public func colour(_ layout: PixelLayout, from source: some ByteSource) throws -> ColourModel? {
        if layout.photometricInterpretation == "PALETTE COLOR", layout.samplesPerPixel == 1 {
            return try palette(from: source).map { .palette($0) }
        }
        // JPEG 2000 decoders turn its own two kinds of differences into RGB (PS3.5 §8.2.4).
        let isDecoded =
            ["YBR_ICT", "YBR_RCT"].contains(layout.photometricInterpretation) && layout.isEncapsulated
        let isCoded =
            layout.photometricInterpretation.hasPrefix("YBR_") && layout.samplesPerPixel == 3 && !isDecoded
        return isCoded && layout.storedType == .uint8 ? .ybrFull : nil
    }

    /// The colours of a PALETTE COLOR image, or `nil` if they are not there as plain tables.
    func palette(from source: some ByteSource) throws -> Palette? {
        let parts: [(Tag, Tag)] = [
            (.redPaletteColorLookupTableDescriptor, .redPaletteColorLookupTableData),
            (.greenPaletteColorLookupTableDescriptor, .greenPaletteColorLookupTableData),
            (.bluePaletteColorLookupTableDescriptor, .bluePaletteColorLookupTableData),
        ]
        var tables: [[UInt8]] = []
        var first = 0
        for (descriptorTag, dataTag) in parts {
            let descriptor = numbers(descriptorTag)
            guard descriptor.count >= 3, let length = Int(exactly: descriptor[0]),
                let firstMapped = Int(exactly: descriptor[1]), let data = elements.entry(dataTag),
                data.length <= 1 << 18
            else { return nil }
            let count = length == 0 ? 65536 : length & 0xFFFF
            first = firstMapped
            if integer(.pixelRepresentation) == 1, first > 0x7FFF { first -= 0x10000 }
            let bytes = try source.read(at: data.offset, count: data.length)
            guard bytes.count == data.length else { return nil }
            if bytes.count >= count * 2 {
                // Tables of 8 bits sometimes lie in the lower byte of 16: then no entry is above 255.
                let words = (0..<count).map { Int(bytes[$0 * 2]) | Int(bytes[$0 * 2 + 1]) << 8 }
                let isWide = descriptor[2] > 8 && words.contains { $0 > 255 }
                tables.append(words.map { UInt8(truncatingIfNeeded: isWide ? $0 >> 8 : $0) })
            } else if bytes.count >= count {
                tables.append(Array(bytes.prefix(count)))
            } else {
                return nil
            }
        }
        return Palette(first: first, red: tables[0], green: tables[1], blue: tables[2])
    }
}
