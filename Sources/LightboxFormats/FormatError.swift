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

    /// What is wrong, without the path, for places that show the path themselves.
    public var sentence: String {
        let place = offset.map { " (at byte \($0))" } ?? ""
        return (field.map { "\($0)\(place) " } ?? "") + problem + (field == nil ? place : "") + "."
    }
    public var description: String {
        let name = path.map { "'\($0.string.withoutControlCharacters)'" } ?? "the file"
        return "Could not read \(name) as \(format.name): \(sentence)" + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
