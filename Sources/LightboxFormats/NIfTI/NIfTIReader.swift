import LightboxArchive
import LightboxCodecs
import LightboxCore
import SystemPackage

/// Reads NIfTI-1, NIfTI-2 and Analyze 7.5, in one file or as a pair of `.hdr` and `.img`, gzipped or not.
public struct NIfTIReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> {
        [
            .nifti1, .nifti1Gzipped, .nifti1Pair, .nifti1PairGzipped, .nifti2, .nifti2Gzipped, .analyze,
            .analyzeGzipped, .niftiPairSamples,
        ]
    }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        // In a folder of pairs each image is told of once, by its header.
        if file.format == .niftiPairSamples { return HeaderReport() }
        return try details(file)
    }

    public func details(_ file: OpenFile) throws -> HeaderReport {
        guard let header = try header(of: file) else { return HeaderReport() }
        let layout = try layOut(header)
        return HeaderReport(
            header: layout.image, notes: layout.notes, facts: try NIfTIFacts(layout.header, header).facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        guard let header = try header(of: file) else {
            throw FormatError(
                file.format, "these are the samples of a pair, and no header (.hdr) of a pair is beside them")
        }
        let layout = try layOut(header)
        return StoredImage(header: layout.image, samples: layout.samples)
    }

    /// The file itself, or, of the samples of a pair, the header beside them; `nil` where there is none.
    private func header(of file: OpenFile) throws -> OpenFile? {
        guard file.format == .niftiPairSamples else { return file }
        let isUpper = file.name.hasSuffix("IMG")
        let name = String(file.name.dropLast(3)) + (isUpper ? "HDR" : "hdr")
        guard let bytes = try file.folder.open(name) else { return nil }
        let head = try bytes.read(at: 0, count: FrontDoor.headByteCount)
        let format = FileFormat.sniff(head.span, name: name, byteCount: bytes.byteCountLimit)
        guard format == .nifti1Pair || format == .nifti2 || format == .analyze else { return nil }
        let path = file.path.removingLastComponent().appending(name)
        return OpenFile(
            path: path, stored: bytes, content: bytes, head: head, format: format, folder: file.folder)
    }

    private struct Layout {
        let header: NIfTIHeader
        let image: ImageHeader
        let notes: [String]
        let samples: StoredSamples
    }

    private func layOut(_ file: OpenFile) throws -> Layout {
        // Where a gzipped file is damaged so early that nothing came out, this says how. It reads as far as the
        // door did: a small file's checksum stands at its end.
        if file.format == .nifti1Gzipped, file.head.isEmpty {
            _ = try GzipBytes(file.stored).read(at: 0, count: FrontDoor.innerHeadByteCount)
        }
        let header = try NIfTIHeader(file.head.span, format: file.format)
        let (image, notes) = try header.image()
        let samples = StoredSamples(
            source: header.isSingleFile ? file.content : try partner(of: file), path: file.path,
            format: file.format, start: header.voxelOffset, layout: image, byteOrder: header.byteOrder)
        try samples.checkExtent()
        return Layout(header: header, image: image, notes: notes, samples: samples)
    }

    /// The file that holds the samples of a pair: beside the header, by the same name.
    ///
    /// Only the file of a pair's header is ever looked for: `x.nii.gz` is never read from an `x.nii` beside it.
    private func partner(of file: OpenFile) throws -> any ByteSource {
        var name = file.name
        if name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
        guard name.lowercased().hasSuffix(".hdr") else {
            throw FormatError(
                file.format,
                "this is the header of a pair, but is not named .hdr, so its .img cannot be found",
                hint: "name the two files alike, one .hdr and one .img")
        }
        let isUpper = name.hasSuffix("HDR")
        name.removeLast(3)
        name += isUpper ? "IMG" : "img"
        for candidate in [name, name + ".gz"] {
            guard let found = try? file.folder.open(candidate) else { continue }
            return candidate.hasSuffix(".gz") ? try GzipBytes(found) : found
        }
        throw FormatError(
            file.format,
            "this is only the header: '\(name)' or '\(name).gz', which holds the samples, is not beside it")
    }
}
