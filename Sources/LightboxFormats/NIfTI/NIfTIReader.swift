import LightboxArchive
import LightboxCore

/// Reads NIfTI-1: one file.
public struct NIfTIReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.nifti1] }

    public func report(_ file: OpenFile) throws -> HeaderReport { try layOut(file).report }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let (report, samples) = try layOut(file)
        return StoredImage(header: report.header, samples: samples)
    }

    private func layOut(_ file: OpenFile) throws -> (report: HeaderReport, samples: StoredSamples) {
        let header = try NIfTIHeader(file.head.span)
        let report = try header.image()
        let samples = StoredSamples(
            source: file.bytes, path: file.bytes.path, format: file.format, start: header.voxelOffset,
            layout: report.header, byteOrder: header.byteOrder)
        try samples.checkExtent()
        return (report, samples)
    }
}
