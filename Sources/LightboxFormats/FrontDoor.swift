public import LightboxArchive
import LightboxCodecs
import LightboxCore
public import SystemPackage

/// The one way in: any file is told by its content, described, and opened if a reader takes it.
///
/// ```swift
/// let report = FrontDoor.standard.report("head.nii.gz")  // never throws
/// let image = try FrontDoor.standard.open("head.nii.gz")
/// ```
public struct FrontDoor: Sendable {
    public let readers: [any FormatReader]
    public init(readers: [any FormatReader]) { self.readers = readers }

    /// Every format that Lightbox reads.
    ///
    /// A new reader is added here.
    public static let standard = FrontDoor(readers: [DICOMReader(), NIfTIReader(), PNGReader(), JPEGReader()])

    /// The most that is read to tell what a file is.
    static let headByteCount = 32_768
    /// The most that is inflated to tell what a gzipped file is.
    static let innerHeadByteCount = 4096

    /// Says what `path` is; a file that cannot be read, or is not there, has its reason in the report.
    public func report(_ path: FilePath) -> FileReport {
        do { return report(try FileBytes(path: path)) } catch {
            let format: FileFormat =
                switch error.problem {
                case .brokenLink: .brokenLink
                case .notAFile: (try? FileStatus(of: path).kind) == .folder ? .folder : .special
                case .system: .unreadable
                }
            return FileReport(path: path, format: format, problem: error.sentence, hint: error.hint)
        }
    }

    /// Says what an open file is.
    public func report(_ bytes: FileBytes) -> FileReport {
        let path = bytes.path
        func failed(_ format: FileFormat, _ problem: String, _ hint: String?) -> FileReport {
            FileReport(path: path, format: format, byteCount: bytes.byteCount, problem: problem, hint: hint)
        }
        let file: OpenFile
        do { file = try look(at: bytes) } catch {
            return failed(.unreadable, error.sentence, error.hint)
        }
        let promisesImage = FileFormat.promisesImage(path)
        if file.format == .empty, promisesImage { return failed(.empty, "The file is empty.", nil) }
        guard let reader = readers.first(where: { $0.formats.contains(file.format) }) else {
            let format = file.inside ?? file.format
            var notes: [String] = []
            // A login page or an error message saved under the name of an image is a common find.
            if promisesImage, [.text, .html, .json, .xml, .csv, .empty, .unknown].contains(format) {
                notes.append("The name is that of an image, but the content is not: it is \(format.name).")
            } else if let inside = file.inside, inside != .unknown {
                notes.append("The gzipped content is \(inside.name).")
            }
            return FileReport(path: path, format: file.format, byteCount: bytes.byteCount, notes: notes)
        }
        do {
            let found = try FormatError.naming(file) { try reader.report(file) }
            return FileReport(
                path: path, format: file.format, byteCount: bytes.byteCount, header: found.header,
                dicom: found.dicom, problem: found.error?.sentence, hint: found.error?.hint,
                notes: found.notes)
        } catch let error as FormatError {
            return failed(file.format, error.sentence, error.hint)
        } catch let error as FileError {
            return failed(file.format, error.sentence, error.hint)
        } catch {
            return failed(file.format, "\(error)", nil)
        }
    }

    /// Opens the image in `path`.
    ///
    /// - Throws: `FileError` where the file cannot be opened, `FormatError` where it holds no image that
    ///   Lightbox reads.
    public func open(_ path: FilePath) throws -> any ImageSource { try open(FileBytes(path: path)) }

    /// Opens the image in a file.
    public func open(_ bytes: FileBytes) throws -> any ImageSource {
        let file = try look(at: bytes)
        guard let reader = readers.first(where: { $0.formats.contains(file.format) }) else {
            throw FormatError(
                file.format, path: bytes.path,
                file.format == .empty
                    ? "the file is empty" : "Lightbox reads no images from this kind of file")
        }
        return try FormatError.naming(file) { try reader.open(file) }
    }

    private func look(at bytes: FileBytes) throws(FileError) -> OpenFile {
        var head: [UInt8] = []
        try bytes.read(at: 0, count: Self.headByteCount, into: &head)
        let name = bytes.path.lastComponent?.string ?? ""
        let format = FileFormat.sniff(head.span, name: name, byteCount: bytes.byteCount)
        let plain = OpenFile(file: bytes, content: bytes, head: head, format: format)
        guard format == .gzip else { return plain }
        // What is inside decides; the name of the content is the file's without its last part.
        let innerName = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        guard let content = try? GzipBytes(bytes),
            let head = try? content.read(at: 0, count: Self.innerHeadByteCount)
        else {
            let promised = FileFormat.gzipped(innerName.lowercased().hasSuffix(".nii") ? .nifti1 : .unknown)
            return OpenFile(file: bytes, content: bytes, head: [], format: promised)
        }
        let inside = FileFormat.sniff(head.span, name: innerName, byteCount: content.byteCountLimit)
        let both = FileFormat.gzipped(inside)
        if both == .gzip {
            return OpenFile(file: bytes, content: bytes, head: plain.head, format: .gzip, inside: inside)
        }
        return OpenFile(file: bytes, content: content, head: head, format: both)
    }
}
