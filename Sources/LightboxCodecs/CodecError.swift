/// Coded bytes that cannot be turned into samples, and the byte at which that shows.
public struct CodecError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The coding, as people write it: `gzip`, `PNG`.
    public let codec: String
    /// Where the trouble shows, in bytes from the start of the coded data, where that is known.
    public let offset: Int?
    /// What is wrong, a sentence without its full stop.
    public let problem: String
    public let hint: String?

    public init(_ codec: String, at offset: Int? = nil, _ problem: String, hint: String? = nil) {
        (self.codec, self.offset, self.problem, self.hint) = (codec, offset, problem, hint)
    }

    /// What is wrong and where, without the hint.
    public var sentence: String { "\(codec): \(problem)" + (offset.map { " (at byte \($0))." } ?? ".") }
    public var description: String { sentence + (hint.map { "\nhint: \($0)" } ?? "") }
}
