public import LightboxCore
import Synchronization

/// An archive that can only be read from its beginning on: 7-Zip, RAR, and tar packed by xz, bzip2 or Zstandard.
///
/// libarchive reads it. Opening lists the members; opening a member unpacks what lies before it and holds the
/// member in memory, at most 1 GiB.
public final class StreamedArchive: MemberArchive {
    private let source: any ByteSource
    private let kind: String
    private let members: [ArchiveMember]
    public let unsafeNameCount: Int
    /// The member opened last, for those who come back to it.
    private let last = Mutex<(name: String, bytes: MemoryBytes)?>(nil)
    static let wholeLimit = 1 << 30
    static let memberLimit = 20_000_000

    public var costNote: String? {
        "A member of this kind of archive is reached only by unpacking what lies before it."
    }

    /// - Parameter kind: the kind of archive, as people write it.
    public init(_ source: any ByteSource, kind: String) throws {
        (self.source, self.kind) = (source, kind)
        var members: [ArchiveMember] = []
        var unsafeNames = 0
        let stream = try ArchiveStream(source, kind: kind)
        while let entry = try stream.next() {
            guard let name = MemberName.clean(entry.name) else {
                if entry.name.contains("..") || entry.name.hasPrefix("/") { unsafeNames += 1 }
                continue
            }
            guard members.count < Self.memberLimit else {
                throw ArchiveError(kind, "the archive has more than \(Self.memberLimit) members")
            }
            if entry.isFolder {
                members.append(ArchiveMember(name: name.hasSuffix("/") ? name : name + "/", byteCount: 0))
            } else if entry.isFile {
                members.append(ArchiveMember(name: name, byteCount: entry.byteCount))
            }
        }
        (self.members, unsafeNameCount) = (members, unsafeNames)
    }

    public func open(_ name: String) throws -> (any ByteSource)? {
        if let last = last.withLock({ $0 }), last.name == name { return last.bytes }
        guard members.contains(where: { $0.name == name && !$0.isFolder }) else { return nil }
        let stream = try ArchiveStream(source, kind: kind)
        while let entry = try stream.next() {
            guard entry.isFile, MemberName.clean(entry.name) == name else { continue }
            let bytes = MemoryBytes(try stream.contents(of: name, limit: Self.wholeLimit))
            last.withLock { $0 = (name, bytes) }
            return bytes
        }
        return nil
    }

    public func forEachMember(_ body: (ArchiveMember) throws -> Void) throws {
        for member in members { try body(member) }
    }
}
