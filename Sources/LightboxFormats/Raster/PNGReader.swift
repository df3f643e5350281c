import LightboxCodecs
import LightboxCore

/// Reads PNG pictures of 8 and 16 bits a sample; see `PNG` for what becomes of the others.
public struct PNGReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.png] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try PNG.header(file.head)
        var notes: [String] = []
        if header.colour == .palette { notes.append("The numbers of a palette are read as its colours.") }
        if header.colour == .grey, header.bitDepth < 8 {
            notes.append("Samples of \(header.bitDepth) bits are spread over 0 to 255.")
        }
        return HeaderReport(header: image(header), notes: notes)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let header = image(try PNG.header(file.head))
        return RasterSource(header: header, file: file) { bytes, _ in try PNG.decode(bytes) }
    }

    private func image(_ header: PNG.Header) -> ImageHeader {
        ImageHeader(
            shape: [header.width, header.height], channels: header.channels, storedType: header.type,
            // Sixteen bits mostly hold ten to twelve: what is in the file must say how bright it is.
            window: header.channels < 3 && header.type == .uint8 ? .whole(of: .uint8) : nil)
    }
}
