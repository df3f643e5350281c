/// An HDF5 file, or something in it, that cannot be read.
public struct HDF5Error: Error, Sendable, Hashable, CustomStringConvertible {
    /// The object in question, such as `/entry/data`, where it is one.
    public let object: String?
    /// Where the trouble lies, in bytes from the start of the file, where that is known.
    public let offset: Int?
    /// What is wrong, a sentence without its full stop.
    public let problem: String
    public let hint: String?
    /// Whether the file is sound as far as we can tell, and only uses what our own reader does not know.
    public private(set) var isUnsupported = false

    public init(object: String? = nil, at offset: Int? = nil, _ problem: String, hint: String? = nil) {
        (self.object, self.offset, self.problem, self.hint) = (object, offset, problem, hint)
    }

    /// Something that the format has and that our own reader does not know; libhdf5 may.
    init(object: String? = nil, unsupported problem: String) {
        self.init(object: object, problem)
        isUnsupported = true
    }

    /// The same error, about an object.
    func of(_ object: String) -> HDF5Error {
        var error = HDF5Error(object: self.object ?? object, at: offset, problem, hint: hint)
        error.isUnsupported = isUnsupported
        return error
    }

    public var description: String {
        let place = object.map { "'\($0)': " } ?? ""
        return place + problem + (offset.map { " (at byte \($0))" } ?? "") + "."
            + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
