import LightboxCore

/// Reads VTK's legacy files: surfaces (`POLYDATA`) and volumes (`STRUCTURED_POINTS`), as text or in binary.
///
/// Source: "VTK File Formats", the simple legacy formats. Its coordinates do not say where left is.
public struct VTKReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.vtk] }

    private static let limit = 1 << 30

    public func report(_ file: OpenFile) throws -> HeaderReport {
        guard file.head.span.has("# vtk DataFile", at: 0) else {
            return HeaderReport(notes: ["This is VTK's form in XML, of which Lightbox reads no arrays."])
        }
        return try parts(of: file).report
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "the file holds arrays, of which one must be named",
            hint: "its parts: " + (try parts(of: file).parts.map(\.name).joined(separator: ", ")))
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        try parts(of: file).open(part, of: file)
    }

    private func parts(of file: OpenFile) throws -> PartList {
        let bytes = try file.content.readAll(limit: Self.limit)
        guard bytes.count < Self.limit else {
            throw FormatError(file.format, at: Self.limit, "the file is longer than Lightbox reads, 1 GiB")
        }
        var parser = VTKParser(bytes, format: file.format)
        return try parser.parse()
    }
}
