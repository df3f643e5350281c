import LightboxCore

/// The boxes of a JP2, JPX or JPH file that say what its codestream means (T.800 annex I).
struct JP2Boxes {
    /// Where each codestream begins.
    private(set) var codestreams: [Int] = []
    private(set) var colour = JPEG2000.Header.Colour.unstated
    /// The bits of each colour, where a palette is to be applied.
    private(set) var paletteBits: [Int]?
    private var palette: [Int]?

    /// More boxes than any file has reason to have.
    private static let boxCountLimit = 4096
    /// The longest box whose content is looked at.
    private static let contentLimit = 1 << 20

    init(_ source: any ByteSource) throws {
        try walk(source, 0..<source.byteCountLimit, depth: 0)
        guard let mapped = paletteBits else { return }
        // The mapping names columns of the palette; without a palette it maps nothing.
        paletteBits = palette.map { bits in mapped.map { bits.indices.contains($0) ? bits[$0] : 8 } }
    }

    private mutating func walk(_ source: any ByteSource, _ range: Range<Int>, depth: Int) throws {
        var (offset, count) = (range.lowerBound, 0)
        while offset < range.upperBound, count < Self.boxCountLimit {
            count += 1
            let head = try source.read(at: offset, count: min(16, range.upperBound - offset))
            guard let short: UInt32 = head.span.integer(at: 0, .big),
                let type: UInt32 = head.span.integer(at: 4, .big)
            else { return }
            var (length, start) = (Int(short), offset + 8)
            if short == 1 {
                guard let long: UInt64 = head.span.integer(at: 8, .big), let fits = Int(exactly: long) else {
                    throw CodecError(JPEG2000.name, at: offset, "a box's length cannot be")
                }
                (length, start) = (fits, offset + 16)
            }
            let (sum, overflow) = offset.addingReportingOverflow(length)
            let end = short == 0 ? range.upperBound : overflow ? Int.max : sum
            guard end >= start else {
                throw CodecError(JPEG2000.name, at: offset, "a box claims \(length) bytes")
            }
            switch type {
            case 0x6A70_3263: codestreams.append(start)  // jp2c
            case 0x6A70_3268 where depth == 0:  // jp2h
                try walk(source, start..<min(end, range.upperBound), depth: 1)
            case _ where depth == 1 && [0x636F_6C72, 0x7063_6C72, 0x636D_6170].contains(type):
                let content = try source.read(at: start, count: min(end - start, Self.contentLimit))
                switch type {
                case 0x636F_6C72: readColour(content)
                case 0x7063_6C72: readPalette(content)
                default: readMapping(content)
                }
            default: break
            }
            offset = end
        }
    }

    /// `colr`: the first that can be told counts, as the standard asks of readers.
    private mutating func readColour(_ box: [UInt8]) {
        guard colour == .unstated, let method = box.first else { return }
        guard method == 1 else {
            if method == 2 { colour = .other("an ICC profile") }
            return
        }
        guard let number = box.span.integer(UInt32.self, at: 3, .big) else { return }
        colour =
            switch number {
            case 16: .rgb
            case 17: .grey
            case 18: .ycc
            case 12: .cmyk
            case 14: .other("CIELab")
            case 24: .other("e-sYCC")
            default: .other("colour space \(number)")
            }
    }

    private mutating func readPalette(_ box: [UInt8]) {
        guard box.count >= 3 else { return }
        let columns = Int(box[2])
        guard columns > 0, box.count >= 3 + columns else { return }
        palette = box[3..<(3 + columns)].map { Int($0 & 0x7F) + 1 }
    }

    /// `cmap`: for each channel a component, whether the palette is asked, and for which column.
    private mutating func readMapping(_ box: [UInt8]) {
        guard box.count >= 4 else { return }
        paletteBits = stride(from: 0, to: box.count - 3, by: 4).map { Int(box[$0 + 3]) }
    }
}
