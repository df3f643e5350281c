import LightboxCodecs
import LightboxCore
public import SystemPackage

/// A file that its reader cannot take: where, what was expected and what was found.
public struct FormatError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, once the door has named it.
    public var path: FilePath?
    public let format: FileFormat
    /// Where the trouble lies, in bytes from the start of the file (of what comes out of it, where it is
    /// compressed).
    public let offset: Int?
    /// The field being read, by the standard's name: `dim[0]`.
    public let field: String?
    /// What is wrong, the end of a sentence that began with the field: `is 9, but must be 1 to 7`.
    public let problem: String
    public let hint: String?

    public init(
        _ format: FileFormat, path: FilePath? = nil, field: String? = nil, at offset: Int? = nil,
        _ problem: String, hint: String? = nil
    ) {
        self.format = format
        self.path = path
        self.field = field
        self.offset = offset
        self.problem = problem
        self.hint = hint
    }

    /// What a codec could not take, with the file it lies in.
    init(_ format: FileFormat, _ error: CodecError, path: FilePath) {
        self.init(
            format, path: path, field: error.codec, at: error.offset, "could not be undone: \(error.problem)",
            hint: error.hint)
    }

    /// What is wrong, without the path, for places that show the path themselves.
    public var sentence: String {
        let place = offset.map { " (at byte \($0))" } ?? ""
        if let field { return "\(field)\(place) \(problem)." }
        return problem.prefix(1).uppercased() + problem.dropFirst() + place + "."
    }
    public var description: String {
        let name = path.map { "'\($0.string.withoutControlCharacters)'" } ?? "the file"
        return "Could not read \(name) as \(format.name): \(sentence)" + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
