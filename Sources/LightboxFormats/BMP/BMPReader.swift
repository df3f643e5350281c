import LightboxCore
import SystemPackage

/// Reads Windows bitmaps of 1 to 32 bits a pixel, run-length coded or not.
///
/// The numbers of a palette are read as its colours: as one channel where all of them are grey, else as RGB.
public struct BMPReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.bmp] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try header(of: file)
        var notes: [String] = []
        if header.bits <= 8 {
            notes.append(
                "The numbers of a palette are read as its colours"
                    + (header.isGrey ? ", all of them grey." : "."))
        }
        return HeaderReport(
            header: header.image, notes: notes,
            facts: [
                FileFact(
                    "bitsPerPixel", .integer(Int64(header.bits)), label: "Bits",
                    text: "\(header.bits) a pixel"),
                FileFact("compression", .string("\(header.coding)")),
            ])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        BMPImage(bitmap: try header(of: file), source: file.content, path: file.path)
    }

    private func header(of file: OpenFile) throws -> BMPHeader {
        try BMPHeader(file.head, byteCountLimit: file.content.byteCountLimit)
    }
}

/// The pixels of a bitmap; uncoded rows are read singly.
struct BMPImage: ImageSource {
    let bitmap: BMPHeader
    let source: any ByteSource
    let path: FilePath
    var header: ImageHeader { bitmap.image }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                .bmp, path: path,
                "the region asked for lies outside the picture, whose shape is \(header.shape)")
        }
        var out: [UInt8] = []
        out.reserveCapacity(region.shape.reduce(header.channels, *))
        if bitmap.coding == .rle8 || bitmap.coding == .rle4 {
            let numbers = try runs()
            for row in region.ranges[1] {
                let line = bitmap.height - 1 - row
                for column in region.ranges[0] { put(Int(numbers[line * bitmap.width + column]), &out) }
            }
        } else {
            for row in region.ranges[1] {
                let line = bitmap.isTopDown ? row : bitmap.height - 1 - row
                try pixels(of: line, region.ranges[0], &out)
            }
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: .uint8, bytes: out)
        else { throw FormatError(.bmp, path: path, "the picture is not of the size it states") }
        return block
    }

    private func put(_ number: Int, _ out: inout [UInt8]) {
        // A number beyond the palette is black, as other readers have it.
        let colour = number < bitmap.colours.count ? bitmap.colours[number] : (0, 0, 0)
        out.append(colour.0)
        if !bitmap.isGrey {
            out.append(colour.1)
            out.append(colour.2)
        }
    }

    private func pixels(of line: Int, _ columns: Range<Int>, _ out: inout [UInt8]) throws {
        let first = columns.lowerBound * bitmap.bits / 8
        let last = (columns.upperBound * bitmap.bits + 7) / 8
        let start = bitmap.start + line * bitmap.rowByteCount + first
        let bytes = try source.read(at: start, count: last - first)
        guard bytes.count == last - first else {
            throw FormatError(
                .bmp, path: path, at: start + bytes.count, "the file ends inside the row at byte \(start)",
                hint: "the copy or download may not have been finished")
        }
        let bits = bitmap.bits
        for column in columns {
            switch bits {
            case 24:
                let at = column * 3 - first
                out.append(bytes[at + 2])
                out.append(bytes[at + 1])
                out.append(bytes[at])
            case 16, 32:
                let at = column * bits / 8 - first
                var value: UInt32 = 0
                for byte in (0..<bits / 8).reversed() { value = value << 8 | UInt32(bytes[at + byte]) }
                for channel in 0..<bitmap.channels { out.append(Self.part(value, bitmap.masks[channel])) }
            default:
                let bit = column * bits
                let byte = bytes[bit / 8 - first]
                put(Int(byte >> UInt8(8 - bits - bit % 8)) & ((1 << bits) - 1), &out)
            }
        }
    }

    /// The bits under `mask`, spread over 0 to 255.
    private static func part(_ value: UInt32, _ mask: UInt32) -> UInt8 {
        guard mask != 0 else { return 0 }
        let shift = UInt32(mask.trailingZeroBitCount)
        let top = mask >> shift
        let number = (value & mask) >> shift
        return top == 255
            ? UInt8(truncatingIfNeeded: number)
            : UInt8((UInt64(number) * 255 + UInt64(top) / 2) / UInt64(top))
    }

    /// All numbers of a run-length coded bitmap, the lowest row first; places that are skipped are 0.
    private func runs() throws -> [UInt8] {
        let coded = try source.read(at: bitmap.start, count: source.byteCountLimit)
        var numbers = [UInt8](repeating: 0, count: bitmap.width * bitmap.height)
        let isFour = bitmap.coding == .rle4
        var (at, x, y) = (0, 0, 0)
        func set(_ value: UInt8) {
            if x < bitmap.width, y < bitmap.height { numbers[y * bitmap.width + x] = value }
            x += 1
        }
        while y < bitmap.height {
            guard at + 1 < coded.count else {
                throw FormatError(
                    .bmp, path: path, at: bitmap.start + at, "the file ends before its last row",
                    hint: "the copy or download may not have been finished")
            }
            let (count, value) = (Int(coded[at]), coded[at + 1])
            at += 2
            if count > 0 {
                for index in 0..<count { set(!isFour ? value : index % 2 == 0 ? value >> 4 : value & 15) }
                continue
            }
            switch value {
            case 0: (x, y) = (0, y + 1)
            case 1: return numbers
            case 2:
                guard at + 1 < coded.count else { continue }
                (x, y) = (x + Int(coded[at]), y + Int(coded[at + 1]))
                at += 2
            default:
                let size = isFour ? (Int(value) + 1) / 2 : Int(value)
                guard size <= coded.count - at else {
                    throw FormatError(
                        .bmp, path: path, at: bitmap.start + at,
                        "a run of \(value) pixels reaches past the end")
                }
                for index in 0..<Int(value) {
                    let byte = coded[at + (isFour ? index / 2 : index)]
                    set(!isFour ? byte : index % 2 == 0 ? byte >> 4 : byte & 15)
                }
                at += size + size % 2
            }
        }
        return numbers
    }
}
