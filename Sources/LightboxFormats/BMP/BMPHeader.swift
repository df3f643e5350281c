import LightboxCore

/// The headers of a Windows bitmap: file header and one of the information headers (12, 40, 52, 56, 108, 124 bytes).
struct BMPHeader: Sendable {
    enum Coding: Int { case none = 0, rle8, rle4, bitFields, alphaBitFields = 6 }

    let width: Int
    let height: Int
    let isTopDown: Bool
    let bits: Int
    let coding: Coding
    /// Where the rows start, in bytes from the start of the file.
    let start: Int
    let colours: [(red: UInt8, green: UInt8, blue: UInt8)]
    /// The bits of red, green, blue and alpha in a pixel of 16 or 32 bits.
    let masks: [UInt32]
    let spacing: [Double]

    /// Whether every colour of the palette is a grey, so that one channel tells all.
    let isGrey: Bool
    var channels: Int { bits <= 8 ? (isGrey ? 1 : 3) : masks.count > 3 && masks[3] != 0 ? 4 : 3 }
    /// The size of a row in bytes: rows end at a multiple of four.
    var rowByteCount: Int { (width * bits + 31) / 32 * 4 }

    var image: ImageHeader {
        ImageHeader(
            shape: [width, height], channels: channels, storedType: .uint8,
            window: channels == 1 ? .whole(of: .uint8) : nil)
    }

    init(_ head: [UInt8], byteCountLimit: Int) throws {
        let bytes = head.span
        func fail(_ field: String, at offset: Int, _ problem: String, hint: String? = nil) -> FormatError {
            FormatError(.bmp, field: field, at: offset, problem, hint: hint)
        }
        func word(_ offset: Int) throws -> Int {
            guard let value: UInt32 = bytes.integer(at: offset, .little) else {
                throw FormatError(.bmp, at: head.count, "the file ends inside its header")
            }
            return Int(value)
        }
        func half(_ offset: Int) throws -> Int {
            guard let value: UInt16 = bytes.integer(at: offset, .little) else {
                throw FormatError(.bmp, at: head.count, "the file ends inside its header")
            }
            return Int(value)
        }
        guard bytes.has("BM", at: 0) else {
            throw FormatError(.bmp, at: 0, "the file does not begin as BMP does")
        }
        start = try word(10)
        let size = try word(14)
        guard size == 12 || (40...4096).contains(size) else {
            throw fail("header size", at: 14, "is \(size), but must be 12, 40 or more")
        }
        let isOld = size == 12
        width = isOld ? try half(18) : Int(Int32(truncatingIfNeeded: try word(18)))
        let rows = isOld ? try half(20) : Int(Int32(truncatingIfNeeded: try word(22)))
        (isTopDown, height) = (rows < 0, abs(rows))
        guard width > 0, height > 0 else {
            throw fail("width and height", at: 18, "are \(width) and \(rows): the picture has no pixels")
        }
        bits = try half(isOld ? 24 : 28)
        guard [1, 2, 4, 8, 16, 24, 32].contains(bits) else {
            throw fail(
                "bits per pixel", at: isOld ? 24 : 28, "is \(bits), but must be 1, 2, 4, 8, 16, 24 or 32")
        }
        let rawCoding = isOld ? 0 : try word(30)
        guard let coding = Coding(rawValue: rawCoding) else {
            throw fail("compression", at: 30, "is \(rawCoding), a coding that is not read")
        }
        guard
            coding == .none || coding == .rle8 && bits == 8 || coding == .rle4 && bits == 4
                || (coding == .bitFields || coding == .alphaBitFields) && bits >= 16
        else { throw fail("compression", at: 30, "is \(rawCoding), which does not go with \(bits) bits") }
        guard !(isTopDown && (coding == .rle8 || coding == .rle4)) else {
            throw fail("height", at: 22, "is negative, which run-length coding does not allow")
        }
        self.coding = coding

        var masks: [UInt32] =
            bits == 16 ? [0x7C00, 0x03E0, 0x001F] : [0x00FF_0000, 0x0000_FF00, 0x0000_00FF]
        if coding == .bitFields || coding == .alphaBitFields {
            // They stand behind the first 40 bytes, and in larger headers belong to them.
            masks = try (0..<3).map { UInt32(truncatingIfNeeded: try word(54 + 4 * $0)) }
            if coding == .alphaBitFields || size >= 56 {
                masks.append(UInt32(truncatingIfNeeded: try word(66)))
            }
        }
        self.masks = masks

        var colours: [(red: UInt8, green: UInt8, blue: UInt8)] = []
        if bits <= 8 {
            let stated = isOld ? 0 : try word(46)
            let entry = isOld ? 3 : 4
            let table = 14 + size
            let room = max(0, min(start, head.count) - table) / entry
            let count = min(stated == 0 ? 1 << bits : stated, 1 << bits, room)
            for index in 0..<count {
                let at = table + index * entry
                colours.append((head[at + 2], head[at + 1], head[at]))
            }
            guard !colours.isEmpty else { throw fail("palette", at: table, "has no colours") }
        }
        self.colours = colours
        isGrey = bits <= 8 && colours.allSatisfy { $0.red == $0.green && $0.green == $0.blue }
        spacing = []
        guard start >= 14 + size, start <= byteCountLimit else {
            throw fail(
                "offset of the pixels", at: 10, "is \(start), but the file has \(byteCountLimit) bytes")
        }
        if coding == .rle8 || coding == .rle4 {
            // A run of two bytes makes up to 255 pixels, but one may end the picture anywhere; memory is bounded.
            let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
            guard !overflow, pixels <= 1 << 28 else {
                throw fail(
                    "width and height", at: 18, "are \(width) and \(height), more than is read of run lengths"
                )
            }
        } else {
            let (needed, overflow) = rowByteCount.multipliedReportingOverflow(by: height)
            // The last row's padding may be missing.
            guard !overflow, needed - 3 <= byteCountLimit - start else {
                throw FormatError(
                    .bmp, at: byteCountLimit,
                    "the file ends too early: the rows take \(needed) bytes from byte \(start) on, but "
                        + "\(byteCountLimit - start) are there",
                    hint: "the copy or download may not have been finished")
            }
        }
    }
}
