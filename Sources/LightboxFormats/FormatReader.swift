public import LightboxArchive
public import LightboxCore
public import LightboxDICOM
public import SystemPackage

/// A file that has just been opened and looked at, or a folder that is one image (Zarr).
public struct OpenFile: Sendable {
    /// The path as it was given; for a member of an archive it goes on below the archive's own.
    public let path: FilePath
    /// The file's bytes as they are stored; none for a folder.
    public let stored: any ByteSource
    /// The file's bytes, or what comes out of them where the kind is a gzipped one.
    public let content: any ByteSource
    /// The first bytes of `content`, at most 16 KiB (4 KiB of gzipped files).
    public let head: [UInt8]
    /// The kind that the first bytes and the name tell.
    public let format: FileFormat
    /// What a gzipped file holds, where that is not part of `format`.
    public let inside: FileFormat?
    /// The folder that the file lies in, to find what belongs to it; for a folder, that folder.
    public let folder: any FileTree

    public init(
        path: FilePath, stored: any ByteSource, content: any ByteSource, head: [UInt8], format: FileFormat,
        inside: FileFormat? = nil, folder: any FileTree
    ) {
        (self.path, self.stored, self.content, self.head) = (path, stored, content, head)
        (self.format, self.inside, self.folder) = (format, inside, folder)
    }

    /// The last part of the path.
    public var name: String { path.lastComponent?.string ?? "" }
}

/// What a reader finds in a header.
public struct HeaderReport: Sendable {
    /// The image, if the file holds one whose samples can be read.
    public var header: ImageHeader?
    /// Who and what the image is, for DICOM.
    public var dicom: DICOMIdentity?
    /// Why the samples cannot be read, although the header could.
    public var error: FormatError?
    /// What a careful user should know, a sentence each.
    public var notes: [String]
    /// What else is worth knowing, in the order in which people are to read it.
    public var facts: [FileFact]
    /// The parts of a file that holds several: pages, arrays, items.
    public var parts: [FilePart]
    /// The name of the part that is better looked at than the image itself, where there is one.
    public var mainPart: String?

    public init(
        header: ImageHeader? = nil, dicom: DICOMIdentity? = nil, error: FormatError? = nil,
        notes: [String] = [], facts: [FileFact] = [], parts: [FilePart] = [],
        mainPart: String? = nil
    ) {
        (self.header, self.dicom, self.error, self.notes) = (header, dicom, error, notes)
        (self.facts, self.parts, self.mainPart) = (facts, parts, mainPart)
    }
}

/// Something that a header says and that only some formats have: the columns of a table, the duration of a video.
public struct FileFact: Sendable, Hashable {
    /// The name in JSON: `durationSeconds`.
    public let key: String
    public let value: JSONValue
    /// The word that people read before it, or `nil` for facts that only programs want.
    public let label: String?
    /// What people read.
    public let text: String

    /// Without a `text`, the value as JSON writes it, a string without its quotes.
    public init(_ key: String, _ value: JSONValue, label: String? = nil, text: String? = nil) {
        (self.key, self.value, self.label) = (key, value, label)
        if let text {
            self.text = text
        } else if case .string(let words) = value {
            self.text = words
        } else {
            self.text = value.text
        }
    }
}

/// One of several things in a file: a page of a TIFF, an array of a GIFTI, an item of an HDF5 file.
public struct FilePart: Sendable, Hashable {
    /// The name by which it is opened, unique in its file: `page 3`, `/kspace`.
    public let name: String
    /// The image or array, if its samples can be read.
    public let header: ImageHeader?
    public let error: String?
    public let facts: [FileFact]

    public init(name: String, header: ImageHeader?, error: String? = nil, facts: [FileFact] = []) {
        (self.name, self.header, self.error, self.facts) = (name, header, error, facts)
    }
}

/// One family of formats that Lightbox reads: how to tell it, describe it and open it.
///
/// To teach Lightbox a format, write one of these and add it to `FrontDoor.standard`.
public protocol FormatReader: Sendable {
    /// The kinds this reader takes, as `FileFormat.sniff` names them.
    var formats: Set<FileFormat> { get }
    /// Reads the header and nothing more.
    func report(_ file: OpenFile) throws -> HeaderReport
    /// Reads all that can be told without decoding samples; `report` where a reader has nothing to add.
    func details(_ file: OpenFile) throws -> HeaderReport
    /// Reads the header and stands ready to read samples.
    func open(_ file: OpenFile) throws -> any ImageSource
    /// Opens one of the parts that the report lists.
    func open(_ file: OpenFile, part: String) throws -> any ImageSource
}

extension FormatReader {
    public func details(_ file: OpenFile) throws -> HeaderReport { try report(file) }
    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        throw FormatError(file.format, "the file has no part called '\(part.withoutControlCharacters)'")
    }
}
