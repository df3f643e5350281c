import LightboxArchive
import LightboxCodecs
import LightboxCore
import SystemPackage

/// Reads JPEG pictures, coded by DCT or without loss, and JPEG-LS; grey, in colour, or four inks.
public struct JPEGReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.jpeg, .jpegLS] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try header(of: file)
        return HeaderReport(header: image(header), notes: notes(header), facts: facts(header))
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let header = try header(of: file)
        return JPEGImage(header: image(header), coding: header, file: file)
    }

    private func header(of file: OpenFile) throws -> JPEG.Header {
        try JPEG.header { offset, count in
            if count <= file.head.count - offset { return Array(file.head[offset..<offset + count]) }
            return try file.content.read(at: offset, count: count)
        }
    }

    private func image(_ header: JPEG.Header) -> ImageHeader {
        ImageHeader(
            shape: [header.width, header.height], channels: header.channels, storedType: header.type,
            window: .whole(of: header.type, precision: header.precision, channels: header.channels),
            colour: header.channels == 4 ? .cmyk : nil)
    }

    private func facts(_ header: JPEG.Header) -> [FileFact] {
        let process = header.process.rawValue + (header.isArithmetic ? ", arithmetic" : "")
        return [
            FileFact("process", .string(process), label: "Process"),
            FileFact("bitsPerSample", .integer(Int64(header.precision))),
        ]
    }

    private func notes(_ header: JPEG.Header) -> [String] {
        var notes: [String] = []
        if let orientation = header.orientation, orientation != 1 {
            notes.append(
                "EXIF asks viewers to turn the picture (orientation \(orientation)); it is read as stored.")
        }
        if header.channels == 4 {
            notes.append(
                "The channels are cyan, magenta, yellow and black, 0 for no ink; they are stored inverted, "
                    + (header.adobeTransform == nil
                        ? "as nearly all such files are, though none of Adobe's marks says so."
                        : "as Adobe's mark says."))
        }
        return notes
    }
}

/// A JPEG picture, decoded from its first row to the last that is wanted.
struct JPEGImage: ReducibleSource {
    let header: ImageHeader
    let coding: JPEG.Header
    let file: OpenFile

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                file.format, path: file.path,
                "the region asked for lies outside the picture, whose shape is \(header.shape)")
        }
        let block = try decode { try JPEG.decode($0, columns: region.ranges[0], rows: region.ranges[1]) }
        guard block.type == header.storedType, block.channels == header.channels else {
            throw FormatError(
                file.format, path: file.path, "the samples are not of the type that the header states")
        }
        return block
    }

    func readReduced(atLeast size: Int) throws -> SampleBlock {
        let shorter = min(header.shape[0], header.shape[1])
        let reduction = coding.isReducible ? [8, 4, 2].first { shorter / $0 >= size } ?? 1 : 1
        return try decode { try JPEG.decode($0, reduction: reduction) }
    }

    private func decode(_ body: ([UInt8]) throws -> SampleBlock) throws -> SampleBlock {
        try FormatError.naming(file) {
            try body(try file.content.read(at: 0, count: file.stored.byteCountLimit))
        }
    }
}
