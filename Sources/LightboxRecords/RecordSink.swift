public import LightboxArchive

/// Where records go: an index keeps them, an audit looks at them, a test counts them.
///
/// A reader first asks what the sink knows of a folder and then hands on only what differs, in batches: each
/// batch is one step, to be kept whole or not at all. A sink that remembers nothing gets every file.
public protocol RecordSink {
    /// What the sink holds of the files in a folder (not of those in folders within).
    func known(in folder: RelativePath) throws -> KnownFiles
    /// Files of any folder that had this inode, for finding files that were moved.
    func known(inode: UInt64) throws -> [(file: KnownFile, folder: RelativePath)]
    /// Takes one batch.
    func take(_ changes: [RecordChange]) throws
    /// Hears that the walk is over, so that what it did not come across is gone.
    ///
    /// - Parameters:
    ///   - start: where the walk began; what lies elsewhere was not looked at.
    ///   - unlisted: folders that could not be listed; nothing is known of what is in them.
    func finish(
        from start: RelativePath, seen: Set<RelativePath>, gone: Set<Int64>, unlisted: [RelativePath]) throws
}

/// What a sink remembers of a file that may have been moved.
public struct KnownFile: Sendable, Hashable {
    /// The sink's own number for it.
    public let id: Int64
    public let name: [UInt8]
    public let stamp: FileStamp?
    public let birthNanoseconds: Int64?
    /// Whether it must be read again even if its stamp is the same.
    public let isStale: Bool
    /// Where the link led, if it was one.
    public let linkTarget: String?

    public init(
        id: Int64, name: [UInt8], stamp: FileStamp?, birthNanoseconds: Int64?, isStale: Bool,
        linkTarget: String?
    ) {
        self.id = id
        self.name = name
        self.stamp = stamp
        self.birthNanoseconds = birthNanoseconds
        self.isStale = isStale
        self.linkTarget = linkTarget
    }
}

/// One thing that a walk found to differ.
public enum RecordChange: Sendable {
    /// A folder was listed, or could not be, for the reason given.
    case folder(RelativePath, problem: String?)
    /// A file is new, or another than it was; it takes the place of what was known by that name.
    indirect case file(FileRecord)
    /// All members of an archive have been handed on as files; what was known of others is gone. What it has is
    /// told by the dates in the stamp, which are its members' as well.
    case archive(RelativePath, FileStamp)
    /// A file is the same under another name; if it is an archive, so are its members.
    case moved(id: Int64, folder: RelativePath, name: [UInt8], stamp: FileStamp)
}
