public import LightboxArchive
import LightboxCodecs
import LightboxContainers
public import LightboxCore
public import SystemPackage

/// The one way in: any file is told by its content, described, and opened if a reader takes it.
///
/// ```swift
/// let report = FrontDoor.standard.report("head.nii.gz")  // never throws
/// let image = try FrontDoor.standard.open("head.nii.gz")
/// ```
public struct FrontDoor: Sendable {
    public let readers: [any FormatReader]
    /// Where the indexes of gzipped files are kept from one opening to the next, or `nil` to keep none.
    public var keptIndexes: KeptIndexes?
    /// Whether reports hold all that can be told of a file, rather than what an index wants.
    public var isThorough = false
    /// The archives that were opened last.
    let openArchives = OpenArchives()
    public init(readers: [any FormatReader]) { self.readers = readers }

    /// The same door, whose reports hold all that can be told of a file, however long that takes.
    public var thorough: FrontDoor {
        var door = self
        door.isThorough = true
        return door
    }

    /// Every format that Lightbox reads.
    ///
    /// A new reader is added here.
    public static let standard = FrontDoor(readers: plain + optional)

    private static let plain: [any FormatReader] = [
        DICOMReader(),
        NIfTIReader(),
        MGHReader(),
        NRRDReader(),
        MetaImageReader(),
        MINC1Reader(),
        GIFTIReader(),
        FreeSurferReader(),
        VTKReader(),
        DICOMJSONReader(),
        PNGReader(),
        JPEGReader(),
        JPEG2000Reader(),
        TIFFReader(),
        BMPReader(),
        GIFReader(),
        WAVReader(),
        VideoReader(),
        NPYReader(),
        NPZReader(),
        MATReader(),
        ZarrReader(),
        ArchiveReader(),
        TableReader(),
        GradientReader(),
        WorkbookReader(),
        SQLiteReader(),
        XMLReader(),
        JSONReader(),
    ]

    /// The readers whose libraries a build may leave out.
    private static var optional: [any FormatReader] {
        var readers: [any FormatReader] = []
        #if HDF5
            readers.append(HDF5Reader())
        #endif
        #if Slides
            readers.append(SlideReader())
        #endif
        return readers
    }

    /// The most that is read to tell what a file is.
    static let headByteCount = 16_384
    /// The most that is inflated to tell what a gzipped file is.
    static let innerHeadByteCount = 4096

    /// Says what `path` is; a file that cannot be read, or is not there, has its reason in the report.
    public func report(_ path: FilePath) -> FileReport {
        do {
            if let folder = folderImage(at: path) { return report(folder, byteCount: nil) }
            return report(try FileBytes(path: path))
        } catch {
            if let report = memberReport(path, after: error) { return report }
            let format: FileFormat =
                switch error.problem {
                case .brokenLink: .brokenLink
                case .notAFile: (try? FileStatus(of: path).kind) == .folder ? .folder : .special
                case .system: .unreadable
                }
            return FileReport(path: path, format: format, problem: error.sentence, hint: error.hint)
        }
    }

    /// Says what a member of an archive is, where a path that leads to no file leads to one.
    private func memberReport(_ path: FilePath, after error: FileError) -> FileReport? {
        switch error.problem {
        case .system(.notDirectory), .system(.noSuchFileOrDirectory): break
        default: return nil
        }
        do {
            guard let found = try member(at: path) else { return nil }
            if let bytes = found.bytes { return report(bytes, at: path, in: found.folder) }
            if let format = FileFormat.sniff(folder: found.folder) {
                return report(openFolder(found.folder, format), byteCount: nil)
            }
            return FileReport(
                path: path, format: .folder, problem: "It is a folder in an archive, not a file.")
        } catch {
            let (sentence, hint) = Self.words(error)
            return FileReport(path: path, format: .unreadable, problem: sentence, hint: hint)
        }
    }

    /// Says what an open file is.
    public func report(_ bytes: FileBytes) -> FileReport {
        report(bytes, at: bytes.path, in: DiskTree(path: bytes.path.removingLastComponent()))
    }

    /// Says what some bytes are that lie at `path` in `folder`: a file on disk, or a member of an archive.
    public func report(_ bytes: any ByteSource, at path: FilePath, in folder: any FileTree) -> FileReport {
        do {
            return report(try look(at: bytes, path: path, folder: folder), byteCount: bytes.knownByteCount)
        } catch {
            let (sentence, hint) = Self.words(error)
            return FileReport(
                path: path, format: .unreadable, byteCount: bytes.knownByteCount, problem: sentence,
                hint: hint)
        }
    }

    private func report(_ file: OpenFile, byteCount: Int?) -> FileReport {
        let path = file.path
        let promisesImage = FileFormat.promisesImage(path)
        if file.format == .empty, promisesImage {
            return FileReport(path: path, format: .empty, byteCount: byteCount, problem: "The file is empty.")
        }
        let isWronglyNamed = promisesImage && [.csv, .json, .xml].contains(file.format)
        guard !isWronglyNamed, let reader = reader(of: file) else {
            let format = file.inside ?? file.format
            // A login page or an error message saved under the name of an image is a common find.
            if promisesImage, [.text, .html, .json, .xml, .csv, .empty, .unknown].contains(format) {
                return FileReport(
                    path: path, format: file.format, byteCount: byteCount,
                    problem:
                        "The name is that of an image, but the content is not: from byte 0 on it is \(format.name).",
                    hint: format == .html
                        ? "a page was saved in its place, such as one that asks to log in" : nil)
            }
            let notes = file.inside.map { $0 == .unknown ? [] : ["The gzipped content is \($0.name)."] } ?? []
            return FileReport(path: path, format: file.format, byteCount: byteCount, notes: notes)
        }
        do {
            let found = try FormatError.naming(file) {
                try isThorough ? reader.details(file) : reader.report(file)
            }
            return FileReport(
                path: path, format: file.format, byteCount: byteCount, header: found.header,
                dicom: found.dicom, problem: found.error?.sentence, hint: found.error?.hint,
                notes: found.notes, facts: found.facts, parts: found.parts, mainPart: found.mainPart)
        } catch {
            let (sentence, hint) = Self.words(error)
            return FileReport(
                path: path, format: file.format, byteCount: byteCount, problem: sentence, hint: hint)
        }
    }

    private static func words(_ error: any Error) -> (sentence: String, hint: String?) {
        switch error {
        case let error as FormatError: (error.sentence, error.hint)
        case let error as FileError: (error.sentence, error.hint)
        default:
            FormatError(.unknown, describing: error).split
        }
    }

    /// Opens the image in `path`, or one of the parts that its report lists.
    ///
    /// - Throws: `FileError` where the file cannot be opened, `FormatError` where it holds no image that
    ///   Lightbox reads.
    public func open(_ path: FilePath, part: String? = nil) throws -> any ImageSource {
        try open(file(at: path), part: part)
    }

    /// Opens `path` to read it as its kind is read: a file, inflated where it was gzipped, a member of an
    /// archive, or a folder that holds one image.
    ///
    /// - Throws: `FileError` where the file cannot be opened, `FormatError` where an archive around it is damaged.
    public func file(at path: FilePath) throws -> OpenFile {
        if let folder = folderImage(at: path) { return folder }
        let bytes: FileBytes
        do { bytes = try FileBytes(path: path) } catch {
            guard error.problem == .system(.notDirectory) || error.problem == .system(.noSuchFileOrDirectory),
                let found = try member(at: path)
            else { throw error }
            if let bytes = found.bytes { return try look(at: bytes, path: path, folder: found.folder) }
            guard let format = FileFormat.sniff(folder: found.folder) else { throw error }
            return openFolder(found.folder, format)
        }
        return try look(at: bytes, path: path, folder: DiskTree(path: path.removingLastComponent()))
    }

    /// Opens the image to look at first: the file's own, or that of its main part.
    public func openMain(_ path: FilePath) throws -> any ImageSource {
        try open(path, part: report(path).mainPart?.name)
    }

    /// Opens the image in a file.
    public func open(_ bytes: FileBytes, part: String? = nil) throws -> any ImageSource {
        try open(bytes, at: bytes.path, in: DiskTree(path: bytes.path.removingLastComponent()), part: part)
    }

    /// Opens the image in some bytes that lie at `path` in `folder`.
    public func open(
        _ bytes: any ByteSource, at path: FilePath, in folder: any FileTree, part: String? = nil
    ) throws -> any ImageSource {
        try open(look(at: bytes, path: path, folder: folder), part: part)
    }

    private func open(_ file: OpenFile, part: String?) throws -> any ImageSource {
        guard let reader = reader(of: file) else {
            throw FormatError(
                file.format, path: file.path,
                file.format == .empty
                    ? "the file is empty" : "Lightbox reads no images from this kind of file")
        }
        return try FormatError.naming(file) {
            if let part { return try reader.open(file, part: part) }
            return try reader.open(file)
        }
    }

    private func reader(of file: OpenFile) -> (any FormatReader)? {
        readers.first { $0.formats.contains(file.format) }
    }

    /// The folder at `path`, if it is one that holds a single image in many files.
    private func folderImage(at path: FilePath) -> OpenFile? {
        guard (try? FileStatus(of: path).kind) == .folder else { return nil }
        let tree = DiskTree(path: path)
        return FileFormat.sniff(folder: tree).map { openFolder(tree, $0) }
    }

    private func openFolder(_ tree: any FileTree, _ format: FileFormat) -> OpenFile {
        let none = MemoryBytes([])
        return OpenFile(path: tree.path, stored: none, content: none, head: [], format: format, folder: tree)
    }

    private func gunzip(_ bytes: any ByteSource) throws -> GzipBytes {
        guard let keptIndexes, let file = bytes as? FileBytes else { return try GzipBytes(bytes) }
        return try GzipBytes(file, index: keptIndexes.index(of: file)) { keptIndexes.keep($0, of: file) }
    }

    /// Opens the file at `path` and tells its kind.
    func look(_ path: FilePath) throws -> OpenFile {
        try look(
            at: FileBytes(path: path), path: path, folder: DiskTree(path: path.removingLastComponent()))
    }

    private func look(at bytes: any ByteSource, path: FilePath, folder: any FileTree) throws -> OpenFile {
        let head = try bytes.read(at: 0, count: Self.headByteCount)
        let name = path.lastComponent?.string ?? ""
        let format = FileFormat.sniff(head.span, name: name, byteCount: bytes.byteCountLimit)
        func found(
            _ format: FileFormat, _ content: any ByteSource, _ head: [UInt8], inside: FileFormat? = nil
        ) -> OpenFile {
            OpenFile(
                path: path, stored: bytes, content: content, head: head, format: format, inside: inside,
                folder: folder)
        }
        if StoreMark.isMark(name, of: path.removingLastComponent().lastComponent?.string ?? ""),
            format == .json || format == .text
        {
            return found(name == "attributes.json" ? .n5 : .zarr, bytes, head)
        }
        if format == .zip, ["zarr", ".zr", "n5"].contains(where: name.lowercased().contains),
            let zip = (try? ZipArchive(bytes, path: path)).map({ ArchiveTree($0, path: path) }),
            let kind = FileFormat.sniff(folder: zip)
        {
            // An array whose folder was zipped.
            return OpenFile(
                path: path, stored: bytes, content: bytes, head: head, format: kind, folder: zip)
        }
        guard format == .gzip else { return found(format, bytes, head) }
        // What is inside decides; the name of the content is the file's without its last part.
        let innerName = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        guard let content = try? gunzip(bytes),
            let innerHead = try? content.read(at: 0, count: Self.innerHeadByteCount)
        else {
            let promised = FileFormat.gzipped(innerName.lowercased().hasSuffix(".nii") ? .nifti1 : .unknown)
            return found(promised, bytes, [])
        }
        let inside = FileFormat.sniff(innerHead.span, name: innerName, byteCount: content.byteCountLimit)
        let both = FileFormat.gzipped(inside)
        return both == .gzip ? found(.gzip, bytes, head, inside: inside) : found(both, content, innerHead)
    }
}
