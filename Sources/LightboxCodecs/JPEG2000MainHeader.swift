import LightboxCore

/// The main header of a JPEG 2000 codestream (T.800 §A.5 and A.6): its size, its components, how it is coded.
struct JPEG2000MainHeader {
    private var columns = 0..<0
    private var rows = 0..<0
    private var tile = (width: 0, height: 0)
    private var components: [JPEG2000.Header.Component] = []
    private var reductions: Int?
    private var isReversible = false
    private var isHighThroughput = false

    init(_ source: any ByteSource, at start: Int) throws {
        var offset = start + 2
        while true {
            let head = try source.read(at: offset, count: 4)
            guard let marker: UInt16 = head.span.integer(at: 0, .big),
                let length: UInt16 = head.span.integer(at: 2, .big)
            else { throw Self.error(offset, "the codestream ends in its main header") }
            // SOT begins the first tile, SOD its data.
            if marker == 0xFF90 || marker == 0xFF93 || marker == 0xFFD9 { break }
            guard marker >= 0xFF4F, length >= 2 else {
                throw Self.error(offset, "no marker segment stands where one must")
            }
            if [0xFF50, 0xFF51, 0xFF52, 0xFF53].contains(marker) {
                let segment = try source.read(at: offset + 4, count: Int(length) - 2)
                guard segment.count == Int(length) - 2 else {
                    throw Self.error(offset, "the codestream ends in its main header")
                }
                switch marker {
                case 0xFF50: isHighThroughput = Self.isPart15(segment)
                case 0xFF51: try size(segment, at: offset)
                case 0xFF52: try coding(segment, at: offset, first: 5)
                default: try coding(segment, at: offset, first: components.count < 257 ? 2 : 3)
                }
            }
            offset += 2 + Int(length)
        }
        guard !components.isEmpty else { throw Self.error(start, "the size of the picture (SIZ) is missing") }
    }

    private static func error(_ offset: Int, _ problem: String) -> CodecError {
        CodecError(JPEG2000.name, at: offset, problem, hint: "the file may be damaged, or not copied whole")
    }

    /// The bit of Pcap that says that part 15 is used.
    private static func isPart15(_ segment: [UInt8]) -> Bool {
        segment.count >= 4 && segment[1] & 0b10 != 0
    }

    private mutating func size(_ segment: [UInt8], at offset: Int) throws(CodecError) {
        let bytes = segment.span
        func number(_ place: Int) -> Int { bytes.integer(UInt32.self, at: place, .big).map(Int.init) ?? 0 }
        let (right, bottom, left, top) = (number(2), number(6), number(10), number(14))
        tile = (number(18), number(22))
        let count = bytes.integer(UInt16.self, at: 34, .big).map(Int.init) ?? 0
        guard left < right, top < bottom, tile.width > 0, tile.height > 0, count > 0,
            segment.count >= 36 + 3 * count
        else { throw Self.error(offset, "the sizes of the picture (SIZ) cannot be") }
        (columns, rows) = (left..<right, top..<bottom)
        for index in 0..<count {
            let (depth, x, y) = (segment[36 + 3 * index], segment[37 + 3 * index], segment[38 + 3 * index])
            guard x > 0, y > 0 else { throw Self.error(offset, "component \(index + 1) has no samples") }
            components.append(
                JPEG2000.Header.Component(
                    precision: Int(depth & 0x7F) + 1, isSigned: depth & 0x80 != 0, stepX: Int(x),
                    stepY: Int(y)))
        }
    }

    /// Of all that is coded, a tile or component with the fewest levels sets how far the picture can be reduced.
    private mutating func coding(_ segment: [UInt8], at offset: Int, first: Int) throws(CodecError) {
        guard segment.count >= first + 5 else { throw Self.error(offset, "the coding style is cut short") }
        let levels = Int(segment[first])
        guard levels <= 32 else { throw Self.error(offset, "\(levels) levels are more than there can be") }
        reductions = min(reductions ?? levels, levels)
        if first == 5 { isReversible = segment[first + 4] == 1 }
    }

    func header(boxes: JP2Boxes?) -> JPEG2000.Header {
        JPEG2000.Header(
            columns: columns, rows: rows, tileWidth: tile.width, tileHeight: tile.height,
            components: components, reductions: reductions ?? 0, isReversible: isReversible,
            isHighThroughput: isHighThroughput, paletteBits: boxes?.paletteBits,
            colour: boxes?.colour ?? .unstated, streams: boxes?.codestreams.count ?? 1,
            begins: boxes == nil ? .codestream : .boxes)
    }
}
