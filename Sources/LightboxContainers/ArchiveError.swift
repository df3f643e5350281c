import LightboxCore

/// An archive, or a member of one, that cannot be read: where and why.
public struct ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of archive, as people write it: `ZIP`, `tar`.
    public let archive: String
    /// The member concerned, by the name under which it is listed.
    public let member: String?
    /// Where the trouble lies, in bytes from the start of the archive.
    public let offset: Int?
    /// What is wrong, a sentence without its full stop.
    public let problem: String
    public let hint: String?

    public init(
        _ archive: String, member: String? = nil, at offset: Int? = nil, _ problem: String,
        hint: String? = nil
    ) {
        (self.archive, self.member, self.offset) = (archive, member, offset)
        (self.problem, self.hint) = (problem, hint)
    }

    public var description: String {
        let name = member.map { ", member '\($0.withoutControlCharacters)'" } ?? ""
        let place = offset.map { " (at byte \($0))" } ?? ""
        return "\(archive)\(name): \(problem)\(place)." + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
