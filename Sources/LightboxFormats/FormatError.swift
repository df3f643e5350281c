import LightboxArchive
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

    /// What another layer says of bytes that it cannot take: a sentence, with its hint on a line of its own.
    init(_ format: FileFormat, path: FilePath? = nil, describing error: any Error) {
        if let error = error as? CodecError, error.codec.lowercased() == format.name {
            // The format names the coding already.
            self.init(format, path: path, at: error.offset, error.problem, hint: error.hint)
            return
        }
        let text = "\(error)"
        let parts = text.split(separator: "\nhint: ", maxSplits: 1)
        let sentence = parts.first.map(String.init) ?? text
        self.init(
            format, path: path, sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence,
            hint: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// Runs `body`, and has errors of codecs and of the DICOM reader name the file.
    static func naming<T>(_ file: OpenFile, _ body: () throws -> T) throws -> T {
        do { return try body() } catch var error as FormatError {
            error.path = file.path
            throw error
        } catch let error as FileError {
            throw error
        } catch {
            throw FormatError(file.format, path: file.path, describing: error)
        }
    }

    /// What is wrong, without the path, for places that show the path themselves.
    public var sentence: String {
        let place = offset.map { " (at byte \($0))" } ?? ""
        if let field { return "\(field)\(place) \(problem)." }
        return problem.prefix(1).uppercased() + problem.dropFirst() + place + "."
    }
    /// The sentence and the hint.
    var split: (sentence: String, hint: String?) { (sentence, hint) }
    public var description: String {
        let name = path.map { "'\($0.string.withoutControlCharacters)'" } ?? "the file"
        return "Could not read \(name) as \(format.name): \(sentence)" + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
