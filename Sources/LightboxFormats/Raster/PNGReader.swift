import LightboxCodecs
import LightboxCore

/// Reads PNG pictures of 8 and 16 bits a sample; see `PNG` for what becomes of the others.
public struct PNGReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.png] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try PNG.header(file.content)
        var notes: [String] = []
        if header.colour == .palette { notes.append("The numbers of a palette are read as its colours.") }
        if header.colour == .grey, header.bitDepth < 8 {
            notes.append("Samples of \(header.bitDepth) bits are spread over 0 to 255.")
        }
        return HeaderReport(header: PNGImage(file, header).header, notes: notes)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        PNGImage(file, try PNG.header(file.content))
    }
}
