import LightboxArchive
import LightboxCodecs
public import LightboxCore
public import LightboxFormats
public import SystemPackage

/// Writes PNG of 8 or 16 bits, and JPEG of 8 bits: one plane.
///
/// What a picture cannot hold must be shown through a window first (`DisplayedImage`).
public struct PictureWriter: ImageWriter {
    public enum Kind: String, Sendable, Hashable { case png, jpeg }
    public let kind: Kind
    /// JPEG's quality, 1 to 100.
    public var quality = 90

    public init(_ kind: Kind) { self.kind = kind }

    public var name: String { kind == .png ? "PNG" : "JPEG" }
    public var keepsRescale: Bool { false }

    /// Whether the samples can be written as they are stored.
    public func holds(_ header: ImageHeader) -> Bool {
        switch kind {
        case .png: [.uint8, .uint16].contains(header.storedType) && (1...4).contains(header.channels)
        case .jpeg: header.storedType == .uint8 && [1, 3].contains(header.channels)
        }
    }

    public func check(_ header: ImageHeader) throws(WriteError) {
        guard header.shape.count >= 2, let count = header.planeCount, header.byteCount != nil else {
            throw WriteError(name, "it is no picture")
        }
        guard count == 1 else {
            throw WriteError(
                name, "it has \(count) planes, and a picture is one",
                hint: "choose one (--slice, --volume), or write one file each: 'slice-{k}.\(ending)'")
        }
        guard holds(header) else {
            throw WriteError(
                name,
                "its samples are \(header.storedType.rawValue) in \(header.channels == 1 ? "1 channel" : "\(header.channels) channels")",
                hint: "show it through a window (--window 40,400), or write TIFF, which holds every type")
        }
        let limit = kind == .png ? Int(Int32.max) : 65_500
        guard let longest = header.shape.max(), longest <= limit else {
            throw WriteError(name, "a side is longer than the \(limit) pixels that are possible")
        }
    }

    var ending: String { kind == .png ? "png" : "jpg" }

    @discardableResult
    public func write(_ image: any ImageSource, to path: FilePath, replacing: Bool) throws -> [FilePath] {
        try check(image.header)
        let file = try NewFile(at: path, replacing: replacing)
        try file.append(encode(try image.readAll()))
        try file.commit()
        return [path]
    }

    /// The file of one plane.
    func encode(_ plane: SampleBlock) throws -> [UInt8] {
        switch kind {
        case .png: try PNG.encode(plane)
        case .jpeg: try JPEG.encode(plane, quality: quality)
        }
    }
}
