/// An HDF5 file, or something in it, that cannot be read.
public struct HDF5Error: Error, Sendable, Hashable, CustomStringConvertible {
    /// The object in question, such as `/entry/data`, where it is one.
    public let object: String?
    /// Where the trouble lies, in bytes from the start of the file, where that is known.
    public let offset: Int?
    /// What is wrong, a sentence without its full stop.
    public let problem: String
    public let hint: String?

    public init(object: String? = nil, at offset: Int? = nil, _ problem: String, hint: String? = nil) {
        (self.object, self.offset, self.problem, self.hint) = (object, offset, problem, hint)
    }

    public var description: String {
        let place = object.map { "'\($0)': " } ?? ""
        return place + problem + (offset.map { " (at byte \($0))" } ?? "") + "."
            + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
