public import LightboxArchive
public import LightboxCore
public import LightboxDICOM

/// A file that has just been opened and looked at.
public struct OpenFile: Sendable {
    public let file: FileBytes
    /// The file's bytes, or what comes out of them where the kind is a gzipped one.
    public let content: any ByteSource
    /// The first bytes of `content`, at most 32 KiB (4 KiB of gzipped files).
    public let head: [UInt8]
    /// The kind that the first bytes and the name tell.
    public let format: FileFormat
    /// What a gzipped file holds, where that is not part of `format`.
    public let inside: FileFormat?

    public init(
        file: FileBytes, content: any ByteSource, head: [UInt8], format: FileFormat, inside: FileFormat? = nil
    ) {
        (self.file, self.content, self.head) = (file, content, head)
        (self.format, self.inside) = (format, inside)
    }
}

/// What a reader finds in a header.
public struct HeaderReport: Sendable {
    /// The image, if the file holds one whose samples can be read.
    public let header: ImageHeader?
    /// Who and what the image is, for DICOM.
    public let dicom: DICOMIdentity?
    /// Why the samples cannot be read, although the header could.
    public let error: FormatError?
    /// What a careful user should know, a sentence each.
    public let notes: [String]

    public init(
        header: ImageHeader? = nil, dicom: DICOMIdentity? = nil, error: FormatError? = nil,
        notes: [String] = []
    ) {
        (self.header, self.dicom, self.error, self.notes) = (header, dicom, error, notes)
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
    /// Reads the header and stands ready to read samples.
    func open(_ file: OpenFile) throws -> any ImageSource
}
