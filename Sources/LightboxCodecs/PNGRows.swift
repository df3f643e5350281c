public import LightboxCore

/// The rows of a PNG file that is not interlaced, from the first to the last, with no more held than a few of them.
///
/// ```swift
/// let rows = try PNGRows(source, PNG.header(source))
/// var row = [UInt8](repeating: 0, count: rows.rowByteCount)
/// try rows.skip(100)
/// try rows.next(into: &row, at: 0)  // the samples of row 100, as `PNG.decode` gives them
/// ```
///
/// Deflate does not let itself be entered in the middle, so a late row takes the time of all before it. What is inflated
/// is guarded by the checksums of the chunks; the one over all that comes out (Adler-32) is not computed.
/// Not to be used by two tasks at once.
public final class PNGRows {
    public let header: PNG.Header
    /// The bytes of a row of samples.
    public let rowByteCount: Int
    /// The row that comes next.
    public private(set) var nextRow = 0

    private let source: any ByteSource
    private let inflater = Inflater()
    /// Where the next byte of the file is read that is not yet at hand, and how much of the chunk of data is left there.
    private var offset: Int
    private var left = 0
    private var checksum: UInt32 = 0
    private var input: [UInt8] = []
    private var used = 0
    private var isAtEnd = false

    /// What came out of the inflater and was not yet taken: `packed[taken..<filled]`.
    var packed: [UInt8]
    var taken = 0
    var filled = 0
    /// A row as it is coded, behind its filter, and the one above it.
    var current: [UInt8]
    var above: [UInt8]
    /// The colour of each number of a palette, all channels.
    let palette: [UInt8]
    /// The bytes between a sample and the one to the left of it.
    let step: Int

    private static let inputByteCount = 1 << 18
    private static let packedByteCount = 1 << 18

    public init(_ source: any ByteSource, _ header: PNG.Header) throws {
        guard !header.isInterlaced else {
            throw CodecError("PNG", at: 28, "the rows of an interlaced image do not come one after another")
        }
        try PNG.checkClaim(header, fileByteCount: source.byteCountLimit)
        (self.source, self.header) = (source, header)
        rowByteCount = header.width * header.channels * header.type.byteCount
        let samples = header.colour == .palette ? 1 : header.channels
        let coded = (header.width * samples * header.bitDepth + 7) / 8
        step = max(1, samples * header.bitDepth / 8)
        current = [UInt8](repeating: 0, count: coded)
        above = current
        let rows = max(1, Self.packedByteCount / (coded + 1))
        packed = [UInt8](repeating: 0, count: rows * (coded + 1))
        (offset, palette) = try Self.preface(source, header)
        try beginChunk()
        let zlib = try next(2)
        guard zlib.count == 2, zlib[0] & 15 == 8, zlib[1] & 0x20 == 0,
            (Int(zlib[0]) << 8 | Int(zlib[1])) % 31 == 0
        else { throw CodecError("PNG", at: offset, "the data does not begin as deflated data does") }
    }

    /// Undoes the next row and puts its samples into `target`, from `start` on.
    public func next(into target: inout [UInt8], at start: Int) throws {
        precondition(start >= 0 && start <= target.count && rowByteCount <= target.count - start)
        try unfilter()
        expand(into: &target, at: start)
    }

    /// Undoes rows without looking at their samples.
    public func skip(_ count: Int) throws {
        for _ in 0..<count { try unfilter() }
    }

    /// Checks what is left of the last chunk of data, once all rows were read.
    public func finish() throws {
        while left > 0 {
            used = input.count
            guard try refill() else { return }
        }
    }

    private func unfilter() throws {
        precondition(nextRow < header.height)
        if filled - taken < current.count + 1 { try inflate() }
        swap(&current, &above)
        guard unfilterRow() else {
            throw CodecError("PNG", "filter \(packed[taken]) of row \(nextRow) does not exist")
        }
        taken += current.count + 1
        nextRow += 1
    }

    private func inflate() throws {
        keepRest()
        while filled < current.count + 1 {
            if used == input.count, try !refill() {
                throw CodecError(
                    "PNG", at: offset, "the file ends before its last row",
                    hint: "the copy or download may not have been finished")
            }
            guard !isAtEnd else {
                throw CodecError("PNG", at: offset, "the data ends before the last row")
            }
            let (consumed, status) = inflateStep(inflater, input, from: used)
            used += consumed
            switch status {
            case .going, .blockEnd: break
            case .streamEnd: isAtEnd = true
            case .broken(let words): throw CodecError("PNG", at: offset, "the data is damaged: \(words)")
            }
        }
    }

    // MARK: Chunks

    /// Finds the first chunk of data, and on the way to it the palette.
    private static func preface(
        _ source: any ByteSource, _ header: PNG.Header
    ) throws -> (offset: Int, palette: [UInt8]) {
        var (offset, colours, clear): (Int, [UInt8], [UInt8]) = (33, [], [])
        while true {
            let chunk = try PNG.chunk(source, at: offset)
            switch chunk.name {
            case "IDAT": return (offset, try table(colours, clear, header, at: offset))
            case "PLTE": colours = try content(source, chunk, at: offset, limit: 768)
            case "tRNS": clear = try content(source, chunk, at: offset, limit: 768)
            case "IEND": throw CodecError("PNG", at: offset, "the file has no image data")
            default: break
            }
            offset += 12 + chunk.byteCount
        }
    }

    private static func content(
        _ source: any ByteSource, _ chunk: (name: String, byteCount: Int), at offset: Int, limit: Int
    ) throws -> [UInt8] {
        guard chunk.byteCount <= limit else {
            throw CodecError("PNG", at: offset, "\(chunk.name) is longer than it can be")
        }
        let bytes = try source.read(at: offset + 4, count: chunk.byteCount + 8)
        guard bytes.count == chunk.byteCount + 8 else {
            throw CodecError("PNG", at: offset, "the file ends in \(chunk.name)")
        }
        let end = bytes.count - 4
        guard bytes.span.integer(UInt32.self, at: end, .big) == Inflater.crc32(0, bytes, 0..<end) else {
            throw CodecError("PNG", at: offset, "the checksum of \(chunk.name) is wrong")
        }
        return Array(bytes[4..<end])
    }

    /// The colours that 256 numbers stand for; those that are not in the palette are black.
    private static func table(
        _ colours: [UInt8], _ clear: [UInt8], _ header: PNG.Header, at offset: Int
    ) throws -> [UInt8] {
        guard header.colour == .palette else { return [] }
        guard !colours.isEmpty, colours.count % 3 == 0 else {
            throw CodecError("PNG", at: offset, "the palette is missing")
        }
        return (0..<256).flatMap { (number: Int) -> [UInt8] in
            let place = 3 * number
            let rgb = place < colours.count ? Array(colours[place..<(place + 3)]) : [0, 0, 0]
            guard header.channels == 4 else { return rgb }
            return rgb + [number < clear.count ? clear[number] : 255]
        }
    }

    /// Enters the chunk of data at `offset`.
    private func beginChunk() throws {
        let chunk = try PNG.chunk(source, at: offset)
        guard chunk.name == "IDAT" else {
            throw CodecError(
                "PNG", at: offset, "the data ends before the last row, and \(chunk.name) follows")
        }
        left = chunk.byteCount
        checksum = Inflater.crc32(0, Array("IDAT".utf8), 0..<4)
        offset += 8
        if left == 0 { try endChunk() }
    }

    private func endChunk() throws {
        let stored = try source.read(at: offset, count: 4)
        // A file cut off just behind its data is whole enough.
        if let stored = stored.span.integer(UInt32.self, at: 0, .big), stored != checksum {
            throw CodecError("PNG", at: offset, "the checksum of the data is wrong: it is damaged")
        }
        offset += 4
    }

    /// Reads more data; false at the end of the file.
    private func refill() throws -> Bool {
        var empty = 0
        while left == 0 {
            try beginChunk()
            empty += 1
            guard empty < 1 << 16 else { throw CodecError("PNG", at: offset, "the chunks of data are empty") }
        }
        input = try source.read(at: offset, count: min(left, Self.inputByteCount))
        used = 0
        guard !input.isEmpty else { return false }
        checksum = Inflater.crc32(checksum, input, 0..<input.count)
        offset += input.count
        left -= input.count
        if left == 0 { try endChunk() }
        return true
    }

    private func next(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if used == input.count, try !refill() { break }
            bytes.append(input[used])
            used += 1
        }
        return bytes
    }
}
