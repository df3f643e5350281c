import LightboxCore

/// What a directory says of its picture, checked against itself and the size of the file.
struct TIFFPage: Sendable {
    enum Photometric: Int {
        case whiteIsZero = 0, blackIsZero, rgb, palette, mask, separated, yCbCr
        case cieLab = 8, iccLab, ituLab
        case filterArray = 32_803, logL = 32_844, logLuv
        case linearRaw = 34_892
    }

    let directory: TIFFDirectory
    let header: ImageHeader
    let compression: Int
    let bits: Int
    let samples: Int
    let isPlanar: Bool
    let isTiled: Bool
    /// The size of a strip or tile in pixels; strips are as wide as the page.
    let pieceWidth: Int
    let pieceHeight: Int
    /// Whether JPEG turns luma and colour differences into RGB.
    let wantsRGB: Bool
    /// Whether only libtiff's own way to colours reads it.
    let needsColours: Bool
    let isJPEG2000: Bool
    let isReduced: Bool
    let orientation: Int
    /// Whether the bits of a byte run from the lowest.
    let isBitReversed: Bool

    var width: Int { header.shape[0] }
    var height: Int { header.shape[1] }
    var piecesAcross: Int { (width - 1) / pieceWidth + 1 }
    var piecesDown: Int { (height - 1) / pieceHeight + 1 }

    /// Coding schemes that are decoded here or by libtiff.
    static let codings: [Int: String] = [
        1: "none", 2: "CCITT RLE", 3: "CCITT Group 3", 4: "CCITT Group 4", 5: "LZW", 6: "old-style JPEG",
        7: "JPEG", 8: "deflate", 32_773: "PackBits", 32_946: "deflate", 34_887: "LERC", 34_925: "LZMA",
        50_000: "Zstandard", 50_001: "WebP", 32_771: "CCITT RLE, words", 32_809: "ThunderScan",
        34_676: "SGILog", 34_677: "SGILog24", 34_712: "JPEG 2000", 33_003: "JPEG 2000, YCbCr",
        33_005: "JPEG 2000, RGB",
    ]

    init(_ directory: TIFFDirectory) throws {
        self.directory = directory
        func fail(_ tag: TIFFTag, _ problem: String, hint: String? = nil) -> FormatError {
            FormatError(.tiff, field: tag.name, at: directory.place(of: tag), problem, hint: hint)
        }
        func side(_ tag: TIFFTag) throws -> Int {
            guard let value = try directory.integer(tag) else { throw fail(tag, "is missing") }
            guard value > 0 else { throw fail(tag, "is \(value): the picture has no pixels") }
            guard value <= 0x7FFF_FFFF else { throw fail(tag, "is \(value), more than can be read") }
            return value
        }
        let width = try side(.imageWidth)
        let height = try side(.imageLength)
        guard try directory.integer(.imageDepth) ?? 1 == 1 else {
            throw fail(.imageDepth, "is not 1: volumes inside one page are not read")
        }
        let samples = try directory.integer(.samplesPerPixel) ?? 1
        guard (1...1024).contains(samples) else { throw fail(.samplesPerPixel, "is \(samples)") }
        let allBits = try directory.integers(.bitsPerSample, limit: samples)
        let bits = allBits.first ?? 1
        guard allBits.allSatisfy({ $0 == bits }), (1...128).contains(bits) else {
            throw fail(.bitsPerSample, "is \(allBits), but samples of one size, of 1 to 128 bits, are read")
        }
        let format = try directory.integer(.sampleFormat) ?? 1
        guard let type = Self.type(format: format, bits: bits) else {
            throw fail(.sampleFormat, "is \(format) with \(bits) bits, which no type of sample has")
        }
        let compression = try directory.integer(.compression) ?? 1
        guard Self.codings[compression] != nil else {
            throw fail(.compression, "is \(compression), a coding that is not read")
        }
        let rawPhotometric = try directory.integer(.photometricInterpretation)
        let photometric = rawPhotometric.flatMap(Photometric.init) ?? (samples >= 3 ? .rgb : .blackIsZero)
        isPlanar = try directory.integer(.planarConfiguration) ?? 1 == 2 && samples > 1
        isTiled = directory.has(.tileWidth) || directory.has(.tileOffsets)
        if isTiled {
            (pieceWidth, pieceHeight) = (try side(.tileWidth), try side(.tileLength))
        } else {
            let rows = try directory.integer(.rowsPerStrip) ?? height
            guard rows > 0 else { throw fail(.rowsPerStrip, "is \(rows)") }
            (pieceWidth, pieceHeight) = (width, min(rows, height))
        }
        let subsampling = try directory.integers(.yCbCrSubSampling, limit: 2)
        let isYCC = photometric == .yCbCr
        wantsRGB = isYCC && compression == 7
        let isSubsampled = (subsampling.isEmpty ? [2, 2] : subsampling) != [1, 1]
        isJPEG2000 = [34_712, 33_003, 33_005].contains(compression)
        needsColours =
            isYCC && !wantsRGB && !isJPEG2000 && bits == 8 && samples == 3
            && (isSubsampled || compression == 6)
            || photometric == .logL || photometric == .logLuv
        if photometric == .logL || photometric == .logLuv, compression == 1 {
            throw fail(.photometricInterpretation, "is a logarithm of light without its coding")
        }
        let places: TIFFTag = isTiled && directory.has(.tileOffsets) ? .tileOffsets : .stripOffsets
        guard directory.has(places) else { throw fail(places, "is missing: the picture has no samples") }

        var colour: ColourModel = .grey
        switch photometric {
        case .rgb: colour = samples >= 3 ? .rgb : .grey
        case .palette:
            if let palette = try Self.palette(directory, bits: bits), samples == 1 {
                colour = .palette(palette)
            }
        case .yCbCr: colour = wantsRGB || needsColours || compression == 33_003 ? .rgb : .ybrFull
        case .logL, .logLuv: colour = .rgb
        case .separated: colour = samples == 4 ? .cmyk : .grey
        default: colour = .grey
        }
        let channels = needsColours ? 3 : samples
        let stored = needsColours ? .uint8 : type
        let unsigned = type == .uint8 || type == .uint16
        let top = Double((UInt64(1) << UInt64(min(bits, 32))) - 1)
        var window: Window?
        if case .palette = colour {
        } else if channels < 3, unsigned, bits <= 8 {
            window = Window(center: top / 2, width: max(1, top))
        }
        header = ImageHeader(
            shape: [width, height], channels: channels, storedType: stored,
            spacing: try Self.spacing(directory), isInverted: photometric == .whiteIsZero && channels == 1,
            window: window, colour: colour)
        guard header.byteCount != nil else {
            throw fail(.imageWidth, "is \(width) and ImageLength \(height), more than can be addressed")
        }
        self.bits = bits
        self.samples = samples
        self.compression = compression
        isReduced =
            try (directory.integer(.newSubfileType) ?? 0) & 1 == 1
            || directory.integer(.subfileType) == 2
        orientation = try directory.integer(.orientation) ?? 1
        isBitReversed = try directory.integer(.fillOrder) == 2
        try checkExtent(photometric: photometric.rawValue)
    }

    /// Uncoded samples must be there; of coded ones no more can come out than any coding makes of the file.
    private func checkExtent(photometric: Int) throws {
        let limit = directory.file.source.byteCountLimit
        let count = piecesAcross.multipliedReportingOverflow(by: piecesDown)
        let planes = isPlanar ? samples : 1
        let all = count.partialValue.multipliedReportingOverflow(by: planes)
        let places = directory.fields[
            (isTiled && directory.has(.tileOffsets) ? TIFFTag.tileOffsets : .stripOffsets).rawValue]
        guard !count.overflow, !all.overflow, let places, places.count >= all.partialValue,
            all.partialValue <= max(1, limit)
        else {
            throw FormatError(
                .tiff, field: isTiled ? "TileOffsets" : "StripOffsets",
                at: places?.offset ?? directory.offset,
                "names \(places?.count ?? 0) places, but the picture has \(all.partialValue) pieces")
        }
        guard places.count * places.width <= limit else {
            throw FormatError(
                .tiff, field: isTiled ? "TileOffsets" : "StripOffsets", at: places.offset,
                "names \(places.count) places, more than the file can hold", hint: TIFFFile.cutHint)
        }
        guard pieceByteCount(rows: pieceHeight) != nil else {
            throw FormatError(
                .tiff, field: isTiled ? "TileWidth" : "RowsPerStrip", at: directory.offset,
                "makes pieces larger than the 2 GB that are read")
        }
    }

    /// The size of a row of a piece in bytes, as the file packs it.
    var pieceRowByteCount: Int {
        let values = pieceWidth.multipliedReportingOverflow(by: isPlanar ? 1 : samples)
        let all = values.partialValue.multipliedReportingOverflow(by: bits)
        return values.overflow || all.overflow || all.partialValue > Int.max - 7
            ? .max : (all.partialValue + 7) / 8
    }

    /// The size of a decoded piece, or `nil` where it is beyond what is read at once.
    func pieceByteCount(rows: Int) -> Int? {
        let (count, overflow) = pieceRowByteCount.multipliedReportingOverflow(by: rows)
        // Uncoded rows are read singly, however large their strip is.
        if !overflow, isPlain { return count }
        return overflow || count > 1 << 31 ? nil : count
    }

    /// Whether rows lie in the file as they are wanted, but for the order of bytes.
    var isPlain: Bool {
        compression == 1 && bits % 8 == 0 && bits == header.storedType.byteCount * 8 && !isBitReversed
            && !needsColours
    }

    private static func type(format: Int, bits: Int) -> SampleType? {
        switch (format, bits) {
        case (1, 1...8), (4, 1...8): .uint8
        case (1, 9...16), (4, 9...16): .uint16
        case (1, 17...32), (4, 17...32): .uint32
        case (1, 33...64), (4, 33...64): .uint64
        case (2, 8): .int8
        case (2, 16): .int16
        case (2, 32): .int32
        case (2, 64): .int64
        case (3, 16): .float16
        case (3, 32): .float32
        case (3, 64): .float64
        case (6, 64): .complex64
        case (6, 128): .complex128
        default: nil
        }
    }

    private static func palette(_ directory: TIFFDirectory, bits: Int) throws -> Palette? {
        guard bits <= 16 else { return nil }
        let count = 1 << bits
        let field = directory.fields[TIFFTag.colorMap.rawValue]
        guard let field, field.type == 3, field.count == 3 * count else { return nil }
        let bytes = try directory.file.source.read(at: field.offset, count: 6 * count)
        guard bytes.count == 6 * count else { return nil }
        var values: [UInt16] = []
        for index in 0..<3 * count {
            values.append(bytes.span.integer(at: 2 * index, directory.file.order) ?? 0)
        }
        // Some writers fill the lower byte only, against the standard.
        let shift: UInt16 = values.contains { $0 > 255 } ? 8 : 0
        let colours = values.map { UInt8(truncatingIfNeeded: $0 >> shift) }
        return Palette(
            first: 0, red: Array(colours[..<count]), green: Array(colours[count..<2 * count]),
            blue: Array(colours[(2 * count)...]))
    }

    /// Pixels per centimetre become millimetres; pixels per inch are mostly a printer's, and say nothing.
    private static func spacing(_ directory: TIFFDirectory) throws -> [Double] {
        guard try directory.integer(.resolutionUnit) == 3, let x = try directory.number(.xResolution),
            let y = try directory.number(.yResolution), x > 0, y > 0, x.isFinite, y.isFinite
        else { return [] }
        // The resolution of a screen, turned to centimetres, is what programs write that know none.
        if [72.0, 96].contains(where: { abs(x * 2.54 - $0) < 0.02 && abs(y * 2.54 - $0) < 0.02 }) {
            return []
        }
        return [10 / x, 10 / y]
    }
}
