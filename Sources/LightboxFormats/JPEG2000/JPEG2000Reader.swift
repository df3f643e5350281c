import LightboxCodecs
import LightboxCore

/// Reads JPEG 2000 and High-Throughput JPEG 2000: JP2, JPX and JPH files and bare codestreams.
public struct JPEG2000Reader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.jpeg2000] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let coding = try JPEG2000.header(file.content)
        let image = try JPEG2000Image(file, coding)
        return HeaderReport(
            header: image.header, notes: Self.notes(coding), facts: Self.facts(coding, image.levels))
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        try JPEG2000Image(file, JPEG2000.header(file.content))
    }

    private static func facts(_ coding: JPEG2000.Header, _ levels: [ImageHeader]) -> [FileFact] {
        let sizes = levels.map { "\($0.shape[0]) × \($0.shape[1])" }
        return [
            FileFact(
                "coding", .string(coding.isHighThroughput ? "HTJ2K" : "JPEG 2000"), label: "Coding",
                text: (coding.isHighThroughput ? "HTJ2K" : "JPEG 2000")
                    + (coding.isReversible ? ", reversible" : ", irreversible")),
            FileFact("reversible", .bool(coding.isReversible)),
            FileFact("bitsPerSample", .integer(Int64(coding.precision))),
            FileFact(
                "tileSize", .array([.integer(Int64(coding.tileWidth)), .integer(Int64(coding.tileHeight))])),
            FileFact(
                "levels",
                .array(levels.map { .array($0.shape.map { .integer(Int64($0)) }) }),
                label: levels.count > 1 ? "Levels" : nil, text: sizes.joined(separator: ", ")),
        ]
    }

    private static func notes(_ coding: JPEG2000.Header) -> [String] {
        var notes: [String] = []
        if coding.isYCC { notes.append("Luma and colour differences are read as RGB.") }
        if coding.paletteBits != nil { notes.append("The numbers of a palette are read as its colours.") }
        if case .other(let name) = coding.colour {
            notes.append("The colours are those of \(name); the samples are given as they are stored.")
        }
        if coding.streams > 1 {
            notes.append("The file holds \(coding.streams) codestreams, of which the first is read.")
        }
        return notes
    }
}

/// A JPEG 2000 picture at all the sizes that it can be decoded at.
///
/// A region decodes the blocks that it needs and no others.
struct JPEG2000Image: PyramidSource, ReducibleSource {
    let levels: [ImageHeader]
    private let file: OpenFile
    private let coding: JPEG2000.Header
    var header: ImageHeader { levels[0] }

    init(_ file: OpenFile, _ coding: JPEG2000.Header) throws {
        (self.file, self.coding) = (file, coding)
        let colour: ColourModel? = coding.channels == 4 && coding.colour == .cmyk ? .cmyk : nil
        levels = (0...coding.reductions).map { coding.size(reduction: $0) }
            .prefix { $0.width > 0 && $0.height > 0 }
            .map {
                ImageHeader(
                    shape: [$0.width, $0.height], channels: coding.channels, storedType: coding.type,
                    window: .whole(
                        of: coding.type, precision: coding.precision, channels: coding.channels),
                    colour: colour)
            }
        guard let first = levels.first, first.byteCount != nil else {
            throw FormatError(file.format, path: file.path, "the picture has no samples")
        }
    }

    func read(_ region: Region, level: Int) throws -> SampleBlock {
        guard levels.indices.contains(level), region.lies(within: levels[level].shape) else {
            throw FormatError(
                file.format, path: file.path,
                "the region asked for lies outside the picture's \(levels.count) levels, the first of shape "
                    + "\(header.shape)")
        }
        let block = try FormatError.naming(file) {
            try JPEG2000.decode(
                file.content, coding, columns: region.ranges[0], rows: region.ranges[1], reduction: level
            ).block
        }
        guard block.type == header.storedType, block.channels == header.channels, block.shape == region.shape
        else {
            throw FormatError(
                file.format, path: file.path, "the samples are not of the type or size that the header states"
            )
        }
        return block
    }

    func readReduced(atLeast size: Int) throws -> SampleBlock {
        let level = levels.lastIndex { min($0.shape[0], $0.shape[1]) >= size } ?? 0
        return try read(Region(levels[level].shape.map { 0..<$0 }), level: level)
    }
}
