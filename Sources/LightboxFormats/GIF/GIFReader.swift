import LightboxCodecs
import LightboxCore

/// Reads GIF pictures and animations, as the frames that a viewer would show.
///
/// The numbers of a palette are read as its colours: as one channel where all of them are grey, else as RGB.
public struct GIFReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.gif] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try GIFHeader(file.content)
        var notes = ["The numbers of a palette are read as its colours."]
        if header.hasTransparency {
            notes.append("Transparent pixels show what is below them: the frame before, or their own colour.")
        }
        var facts: [FileFact] = []
        if header.frameCount > 1 {
            facts.append(FileFact("frames", .integer(Int64(header.frameCount)), label: "Frames"))
            facts.append(
                FileFact(
                    "durationSeconds", .number(header.durationSeconds), label: "Duration",
                    text: "\(header.durationSeconds) s"))
        }
        return HeaderReport(header: header.image, notes: notes, facts: facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        GIFImage(header: try GIFHeader(file.content).image, file: file)
    }
}

/// The frames of a GIF, each drawn over the one before.
struct GIFImage: ImageSource {
    let header: ImageHeader
    let file: OpenFile

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                .gif, path: file.path,
                "the region asked for lies outside the image, whose shape is \(header.shape)")
        }
        let (bytes, overflow) = region.shape.reduce((header.channels, false)) { sum, length in
            let (product, more) = sum.0.multipliedReportingOverflow(by: length)
            return (product, sum.1 || more)
        }
        guard !overflow, bytes <= 1 << 31 else {
            throw FormatError(
                .gif, path: file.path, "the region takes more than the 2 GB that are read at once",
                hint: "read fewer frames")
        }
        let decoded = try FormatError.naming(file) {
            try GIF.decode(file.content.read(at: 0, count: file.content.byteCountLimit))
        }
        let (width, height, channels) = (header.shape[0], header.shape[1], header.channels)
        let wanted = region.ranges.count > 2 ? region.ranges[2] : 0..<1
        guard decoded.width == width, decoded.height == height, wanted.upperBound <= decoded.frames.count
        else {
            throw FormatError(
                .gif, path: file.path,
                "\(decoded.frames.count) frames can be decoded, fewer than the file has")
        }
        var canvas = [UInt8](repeating: 0, count: width * height * channels)
        var out: [UInt8] = []
        for (number, frame) in decoded.frames.prefix(wanted.upperBound).enumerated() {
            let before = frame.disposal == 3 ? canvas : []
            draw(frame, on: &canvas, isFirst: number == 0)
            if wanted.contains(number) {
                for row in region.ranges[1] {
                    let start = (row * width + region.ranges[0].lowerBound) * channels
                    out += canvas[start..<start + region.ranges[0].count * channels]
                }
            }
            if frame.disposal == 3 { canvas = before }
            if frame.disposal == 2 { clear(frame, on: &canvas) }
        }
        guard
            let block = SampleBlock(shape: region.shape, channels: channels, type: .uint8, bytes: out)
        else { throw FormatError(.gif, path: file.path, "the picture is not of the size it states") }
        return block
    }

    private func draw(_ frame: GIF.Frame, on canvas: inout [UInt8], isFirst: Bool) {
        let (width, height, channels) = (header.shape[0], header.shape[1], header.channels)
        for row in 0..<frame.height where frame.top + row < height && frame.top + row >= 0 {
            for column in 0..<frame.width where frame.left + column < width && frame.left + column >= 0 {
                let number = Int(frame.numbers[row * frame.width + column])
                if number == frame.transparent, !isFirst { continue }
                let colour = number < frame.palette.count ? frame.palette[number] : (0, 0, 0)
                let place = ((frame.top + row) * width + frame.left + column) * channels
                canvas[place] = colour.0
                if channels == 3 {
                    canvas[place + 1] = colour.1
                    canvas[place + 2] = colour.2
                }
            }
        }
    }

    private func clear(_ frame: GIF.Frame, on canvas: inout [UInt8]) {
        let (width, height, channels) = (header.shape[0], header.shape[1], header.channels)
        let columns = max(0, frame.left)..<max(max(0, frame.left), min(width, frame.left + frame.width))
        guard !columns.isEmpty else { return }
        for row in max(0, frame.top)..<max(max(0, frame.top), min(height, frame.top + frame.height)) {
            for place in (row * width + columns.lowerBound) * channels..<(row * width + columns.upperBound)
                * channels
            {
                canvas[place] = 0
            }
        }
    }
}
