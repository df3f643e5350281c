public import LightboxArchive
public import LightboxCore

/// A file that has just been opened and looked at.
public struct OpenFile: Sendable {
    public let file: FileBytes
    /// The file's bytes, or what comes out of them where the kind is a gzipped one.
    public let content: any ByteSource
    /// The first bytes of `content`, at most 32 KiB (4 KiB of gzipped files).
    public let head: [UInt8]
    /// The kind that the first bytes and the name tell.
    public let format: FileFormat

    public init(file: FileBytes, content: any ByteSource, head: [UInt8], format: FileFormat) {
        (self.file, self.content, self.head, self.format) = (file, content, head, format)
    }
}

/// What a reader finds in a header.
public struct HeaderReport: Sendable {
    public let header: ImageHeader
    /// What a careful user should know, a sentence each.
    public let notes: [String]

    public init(header: ImageHeader, notes: [String] = []) { (self.header, self.notes) = (header, notes) }
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
