import LightboxCodecs
import LightboxCore

/// Reads JPEG pictures of 8 bits, grey or in colour.
public struct JPEGReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.jpeg] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let header = try header(of: file)
        var notes: [String] = []
        if let orientation = header.orientation, orientation != 1 {
            notes.append(
                "EXIF asks viewers to turn the picture (orientation \(orientation)); it is read as stored.")
        }
        return HeaderReport(header: image(header), notes: notes)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        RasterSource(header: image(try header(of: file)), file: file) { bytes, reduction in
            try JPEG.decode(bytes, reduction: reduction)
        }
    }

    private func header(of file: OpenFile) throws -> JPEG.Header {
        try JPEG.header { offset, count in
            if count <= file.head.count - offset { return Array(file.head[offset..<offset + count]) }
            return try file.content.read(at: offset, count: count)
        }
    }

    private func image(_ header: JPEG.Header) -> ImageHeader {
        ImageHeader(
            shape: [header.width, header.height], channels: header.channels, storedType: .uint8,
            window: header.channels < 3 ? .whole(of: .uint8) : nil)
    }
}
