public import LightboxCore

/// Portable Network Graphics (ISO/IEC 15948): decoding to samples as they are stored, and writing.
///
/// Grey of 1, 2 or 4 bits is spread over 0 to 255, as the standard's sample depth scaling has it; numbers of a
/// palette become its colours; 16-bit samples stay 16-bit. Gamma and colour profiles change nothing.
public enum PNG {
    /// What the first chunk of a file, IHDR, says.
    public struct Header: Sendable, Hashable {
        /// What the samples of a pixel mean.
        public enum Colour: UInt8, Sendable, Hashable {
            case grey = 0
            case rgb = 2
            case palette = 3
            case greyAlpha = 4
            case rgba = 6
        }
        public let width: Int
        public let height: Int
        /// Bits per sample as the file has them.
        public let bitDepth: Int
        public let colour: Colour
        public let isInterlaced: Bool
        /// The samples that decoding gives for a pixel; a palette with transparency gives 4.
        public let channels: Int
        /// The type of the samples that decoding gives.
        public var type: SampleType { bitDepth == 16 ? .uint16 : .uint8 }

        /// The size of the decoded image in bytes.
        ///
        /// `.max` where that is beyond what can be addressed.
        public var byteCount: Int {
            let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
            let (bytes, alsoOverflow) = pixels.multipliedReportingOverflow(by: channels * type.byteCount)
            return overflow || alsoOverflow ? .max : bytes
        }
    }

    /// The most bytes that an image may decode to.
    public static let byteCountLimit = 1 << 31

    /// Reads the header; `start` is the beginning of the file, up to the first image data if there is a palette.
    public static func header(_ start: [UInt8]) throws(CodecError) -> Header {
        let bytes = start.span
        guard start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw CodecError("PNG", at: 0, "the file does not begin as PNG does")
        }
        guard start.count >= 33 else {
            throw CodecError("PNG", at: start.count, "the file ends inside its header")
        }
        guard start[12..<16].elementsEqual("IHDR".utf8), bytes.integer(UInt32.self, at: 8, .big) == 13 else {
            throw CodecError("PNG", at: 8, "the first chunk is not IHDR")
        }
        let width = Int(bytes.integer(UInt32.self, at: 16, .big) ?? 0)
        let height = Int(bytes.integer(UInt32.self, at: 20, .big) ?? 0)
        guard (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height) else {
            throw CodecError("PNG", at: 16, "the image is \(width) × \(height) pixels")
        }
        let depth = Int(start[24])
        guard let colour = Header.Colour(rawValue: start[25]) else {
            throw CodecError("PNG", at: 25, "colour type \(start[25]) does not exist")
        }
        let depths: [Int] =
            switch colour {
            case .grey: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .rgb, .greyAlpha, .rgba: [8, 16]
            }
        guard depths.contains(depth) else {
            throw CodecError("PNG", at: 24, "\(depth) bits do not go with colour type \(colour.rawValue)")
        }
        let channels =
            switch colour {
            case .grey: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            case .palette: hasTransparency(start) ? 4 : 3
            }
        return Header(
            width: width, height: height, bitDepth: depth, colour: colour, isInterlaced: start[28] != 0,
            channels: channels)
    }

    /// Reads the header, and of an image with a palette the names of the chunks up to the first image data.
    public static func header(_ source: any ByteSource) throws -> Header {
        var start = try source.read(at: 0, count: 33)
        guard start.count == 33, start[25] == Header.Colour.palette.rawValue else { return try header(start) }
        // Whether there is transparency is told by a chunk somewhere before the data.
        var offset = 33
        while true {
            let chunk = try chunk(source, at: offset)
            if chunk.name == "tRNS" { start += [0, 0, 0, 0] + Array("tRNS".utf8) }
            if ["tRNS", "IDAT", "IEND"].contains(chunk.name) { return try header(start) }
            offset += 12 + chunk.byteCount
        }
    }

    /// The name of the chunk at `offset`, and how many bytes it holds.
    static func chunk(_ source: any ByteSource, at offset: Int) throws -> (name: String, byteCount: Int) {
        let head = try source.read(at: offset, count: 8)
        guard let count: UInt32 = head.span.integer(at: 0, .big), head.count == 8 else {
            throw CodecError(
                "PNG", at: offset, "the file ends before its last row",
                hint: "the copy or download may not have been finished")
        }
        guard count <= 0x7FFF_FFFF, head[4...].allSatisfy({ (0x41...0x7A).contains($0) }) else {
            throw CodecError("PNG", at: offset, "no chunk stands where one must")
        }
        return (String(decoding: head[4...], as: UTF8.self), Int(count))
    }

    /// Whether a tRNS chunk stands before the image data.
    private static func hasTransparency(_ start: [UInt8]) -> Bool {
        let bytes = start.span
        var offset = 8
        while let length = bytes.integer(UInt32.self, at: offset, .big), offset + 8 <= start.count {
            let name = start[offset + 4..<offset + 8]
            if name.elementsEqual("tRNS".utf8) { return true }
            if name.elementsEqual("IDAT".utf8) { return false }
            offset += 12 + Int(length)
        }
        return false
    }

    /// Refuses an image that is too large, or that a file of this size cannot hold.
    static func checkSize(_ header: Header, fileByteCount: Int) throws(CodecError) {
        guard header.byteCount <= byteCountLimit else {
            throw CodecError(
                "PNG", at: 16,
                "the image takes \(ByteCount(Int64(header.byteCount))), more than the 2 GB that are read")
        }
        try checkClaim(header, fileByteCount: fileByteCount)
    }

    /// Refuses an image that a file of this size cannot hold.
    static func checkClaim(_ header: Header, fileByteCount: Int) throws(CodecError) {
        guard header.byteCount < .max, header.width < 1 << 27 else {
            throw CodecError(
                "PNG", at: 16, "an image of \(header.width) × \(header.height) pixels is more than is read")
        }
        // Deflate makes at most 1032 bytes of one; a bit of a sample may become a byte or three.
        let packed = (header.byteCount / header.channels / header.type.byteCount) * header.bitDepth / 8
        guard packed / 1032 <= fileByteCount else {
            throw CodecError(
                "PNG", at: 16,
                "the image is stated to be \(header.width) × \(header.height), too large for a file "
                    + "of \(fileByteCount) bytes")
        }
    }

    /// A chunk of text that may stand behind the header: `keyword`, NUL, `text`, both Latin-1.
    static func textChunk(_ keyword: String, _ text: String) -> [UInt8] {
        func latin(_ string: String) -> [UInt8] {
            string.unicodeScalars.map { $0.value > 0 && $0.value < 256 ? UInt8($0.value) : 0x3F }
        }
        let data = latin(String(keyword.prefix(79))) + [0] + latin(text)
        let body = Array("tEXt".utf8) + data
        return bigEndian(UInt32(data.count)) + body + bigEndian(Inflater.crc32(0, body, 0..<body.count))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}
