public import LightboxArchive

/// One file of a copy: what it is, and, if it is one that Lightbox reads, its image.
public struct FileRecord: Sendable, Hashable {
    public let folder: RelativePath
    public let name: [UInt8]
    /// What the file system said before the file was opened; `nil` where it said nothing.
    ///
    /// Of a member of an archive the dates are the archive's.
    public let stamp: FileStamp?
    /// Whether it lies in an archive, whose path its folder's begins with.
    public let isMember: Bool
    /// When the file was made, where the file system knows it.
    public let birthNanoseconds: Int64?
    /// Whether a change made right after the reading could go unseen, so that it must be read again.
    public let isUnsettled: Bool
    /// The kind of the file as `FileFormat` names it.
    public let kind: String
    /// Why it cannot be read; `nil` for sound files and for kinds that Lightbox does not read.
    public let problem: String?
    public let hint: String?
    public let notes: [String]
    /// Where a link leads, as it is written in the link.
    public let linkTarget: String?
    public let image: ImageRecord?

    public init(
        folder: RelativePath, name: [UInt8], stamp: FileStamp?, isMember: Bool = false,
        birthNanoseconds: Int64? = nil,
        isUnsettled: Bool = false, kind: String, problem: String? = nil, hint: String? = nil,
        notes: [String] = [], linkTarget: String? = nil, image: ImageRecord? = nil
    ) {
        self.folder = folder
        self.name = name
        self.stamp = stamp
        self.isMember = isMember
        self.birthNanoseconds = birthNanoseconds
        self.isUnsettled = isUnsettled
        self.kind = kind
        self.problem = problem
        self.hint = hint
        self.notes = notes
        self.linkTarget = linkTarget
        self.image = image
    }
}
