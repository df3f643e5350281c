public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes TIFF 6.0, a page for each plane, uncompressed; BigTIFF where the file passes 4 GB.
///
/// Every type of sample is taken, complex numbers too (SampleFormat 6). Of the geometry TIFF keeps the size of a pixel
/// only: as resolution, and with the distance between slices as words in the first page's description.
public struct TIFFWriter: ImageWriter {
    public init() {}

    public var name: String { "TIFF" }
    public var keepsRescale: Bool { false }

    /// The size of a strip, where a row is not more.
    private static let stripByteCount = 1 << 18

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard header.shape.count >= 2, let bytes = header.byteCount, header.planeCount != nil,
            header.shape.prefix(2).allSatisfy({ UInt32(exactly: $0) != nil })
        else { throw WriteError(name, "it is no picture, or larger than can be counted") }
        guard bytes > 0 else { throw WriteError(name, "it has no pixels") }
        guard header.channels <= 65_535 else {
            throw WriteError(name, "it has \(header.channels) channels", hint: "NPY holds such images")
        }
    }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        let header = image.header
        try check(header)
        let planeBytes = header.planeHeader.byteCount ?? 0
        let pages = header.planeCount ?? 0
        let description = Self.description(of: header)
        var layout = TIFFPageLayout(
            header, description: description, isBig: false, stripByteCount: Self.stripByteCount)
        let (whole, overflow) = (planeBytes + layout.byteCount + 1).multipliedReportingOverflow(by: pages)
        if overflow || whole > Int(UInt32.max) - 4096 - description.utf8.count {
            layout = TIFFPageLayout(
                header, description: description, isBig: true, stripByteCount: Self.stripByteCount)
        }
        let sink = try ByteSink(at: path, replacing: replacing)
        try sink.append(layout.fileStart)
        var offset = layout.fileStart.count
        try image.forEachPlane { number, plane in
            // Each page: its pixels, a byte to end on an even place, and its directory.
            let padding = planeBytes % 2
            try sink.append(plane.bytes + [UInt8](repeating: 0, count: padding))
            let directory = offset + planeBytes + padding
            let size = layout.byteCount(isFirst: number == 0)
            let next = number + 1 < pages ? directory + size + planeBytes + padding : 0
            try sink.append(
                layout.directory(pixelsAt: offset, at: directory, next: next, isFirst: number == 0))
            offset = directory + size
        }
        try sink.commit()
        return [path]
    }

    /// Words for what TIFF has no field for.
    static func description(of header: ImageHeader) -> String {
        var words = ["Written by Lightbox"]
        if let i = header.step(0), let j = header.step(1) {
            let k = header.shape.count > 2 ? header.step(2).map { " x \($0.headerText)" } ?? "" : ""
            words.append("spacing \(i.headerText) x \(j.headerText)\(k) mm")
        }
        if header.shape.count > 2 {
            words.append("shape " + header.shape.map(String.init).joined(separator: " x "))
        }
        if !header.rescale.isIdentity {
            words.append(
                "value = stored x \(header.rescale.slope.headerText) + \(header.rescale.intercept.headerText)"
            )
        }
        return words.joined(separator: "; ")
    }
}

/// The directory that each page has; all are of one size but the first, which holds a description.
private struct TIFFPageLayout {
    let header: ImageHeader
    let description: [UInt8]
    let isBig: Bool
    let rowsPerStrip: Int
    let strips: Int

    init(_ header: ImageHeader, description: String, isBig: Bool, stripByteCount: Int) {
        (self.header, self.isBig) = (header, isBig)
        self.description = description.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") } + [0]
        let row = header.length(0) * header.channels * header.storedType.byteCount
        rowsPerStrip = min(header.length(1), max(1, stripByteCount / max(1, row)))
        strips = (header.length(1) + rowsPerStrip - 1) / rowsPerStrip
    }

    var fileStart: [UInt8] {
        var out = LittleEndianBytes()
        out.append("II".utf8)
        let first = (isBig ? 16 : 8) + planeByteCount + planeByteCount % 2
        if isBig {
            out.append(UInt16(43))
            out.append(UInt16(8))
            out.append(UInt16(0))
            out.append(UInt64(first))
        } else {
            out.append(UInt16(42))
            out.append(UInt32(truncatingIfNeeded: first))
        }
        return out.bytes
    }

    private var planeByteCount: Int { header.planeHeader.byteCount ?? 0 }

    /// The size of a directory and what belongs to it, rounded up to an even number; the larger of both kinds.
    var byteCount: Int { byteCount(isFirst: true) }

    func byteCount(isFirst: Bool) -> Int {
        directory(pixelsAt: 0, at: 0, next: 0, isFirst: isFirst).count
    }

    private struct Entry {
        let tag: UInt16
        let type: UInt16
        let count: Int
        let value: [UInt8]
    }

    func directory(pixelsAt pixels: Int, at start: Int, next: Int, isFirst: Bool) -> [UInt8] {
        let entries = entries(pixelsAt: pixels, isFirst: isFirst).sorted { $0.tag < $1.tag }
        let wide = isBig ? 8 : 4
        let headSize = (isBig ? 8 : 2) + entries.count * (isBig ? 20 : 12) + wide
        var (out, tail) = (LittleEndianBytes(), [UInt8]())
        func number(_ value: Int, _ out: inout LittleEndianBytes) {
            if isBig { out.append(UInt64(value)) } else { out.append(UInt32(truncatingIfNeeded: value)) }
        }
        if isBig { out.append(UInt64(entries.count)) } else { out.append(UInt16(entries.count)) }
        for entry in entries {
            out.append(entry.tag)
            out.append(entry.type)
            number(entry.count, &out)
            if entry.value.count <= wide {
                out.append(entry.value + [UInt8](repeating: 0, count: wide - entry.value.count))
            } else {
                number(start + headSize + tail.count, &out)
                tail += entry.value
                if tail.count % 2 == 1 { tail.append(0) }
            }
        }
        number(next, &out)
        out.append(tail)
        if out.bytes.count % 2 == 1 { out.append([0]) }
        return out.bytes
    }

    private func entries(pixelsAt pixels: Int, isFirst: Bool) -> [Entry] {
        func short(_ tag: UInt16, _ values: [Int]) -> Entry {
            var out = LittleEndianBytes()
            for value in values { out.append(UInt16(clamping: value)) }
            return Entry(tag: tag, type: 3, count: values.count, value: out.bytes)
        }
        func long(_ tag: UInt16, _ values: [Int]) -> Entry {
            var out = LittleEndianBytes()
            for value in values {
                if isBig { out.append(UInt64(value)) } else { out.append(UInt32(truncatingIfNeeded: value)) }
            }
            return Entry(tag: tag, type: isBig ? 16 : 4, count: values.count, value: out.bytes)
        }
        func text(_ tag: UInt16, _ bytes: [UInt8]) -> Entry {
            Entry(tag: tag, type: 2, count: bytes.count, value: bytes)
        }
        let (type, channels) = (header.storedType, header.channels)
        let isRGB = channels >= 3 && header.colour == .rgb
        let row = header.length(0) * channels * type.byteCount
        let sizes = (0..<strips).map { strip in
            min(rowsPerStrip, header.length(1) - strip * rowsPerStrip) * row
        }
        var list = [
            long(254, [header.planeCount == 1 ? 0 : 2]), long(256, [header.length(0)]),
            long(257, [header.length(1)]),
            short(258, [Int](repeating: type.byteCount * 8, count: channels)), short(259, [1]),
            short(262, [isRGB ? 2 : header.isInverted ? 0 : 1]),
            long(273, (0..<strips).map { pixels + $0 * rowsPerStrip * row }), short(277, [channels]),
            long(278, [rowsPerStrip]), long(279, sizes), short(284, [1]), text(305, Array("Lightbox\0".utf8)),
            short(339, [Int](repeating: sampleFormat(type), count: channels)),
        ]
        if isFirst { list.append(text(270, description)) }
        let extra = channels - (isRGB ? 3 : 1)
        // The fourth of four colours, and the second of two greys, is how opaque a pixel is.
        if extra > 0 {
            list.append(short(338, [Int](repeating: extra == 1 && channels != 1 ? 2 : 0, count: extra)))
        }
        if let i = header.step(0), let j = header.step(1), let x = Self.rational(10 / i),
            let y = Self.rational(10 / j)
        {
            list += [
                Entry(tag: 282, type: 5, count: 1, value: x), Entry(tag: 283, type: 5, count: 1, value: y),
                short(296, [3]),
            ]
        }
        return list
    }

    /// Pixels per centimetre as a fraction of two 32-bit numbers.
    private static func rational(_ value: Double) -> [UInt8]? {
        guard value.isFinite, value > 0, value < 4e9 else { return nil }
        var denominator = 1.0
        while denominator < 1e6, value * denominator * 10 < 4e9,
            value * denominator != (value * denominator).rounded()
        {
            denominator *= 10
        }
        var out = LittleEndianBytes()
        out.append(UInt32(max(1, (value * denominator).rounded())))
        out.append(UInt32(denominator))
        return out.bytes
    }

    private func sampleFormat(_ type: SampleType) -> Int {
        if type.isComplex { return 6 }
        return type.isFloatingPoint ? 3 : type.isSigned ? 2 : 1
    }
}
