import LightboxCore
public import SystemPackage

/// A file or folder that could not be written; nothing of it is left.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        /// Something stands there already, in words: `a file`, `a folder`.
        case isThere(String)
        /// Something stands there that is never replaced, in words.
        case cannotReplace(String)
        /// The system's own answer.
        case system(Errno)
    }
    public let path: FilePath
    public let problem: Problem

    public init(_ problem: Problem, path: FilePath) { (self.problem, self.path) = (problem, path) }
    /// - Parameter error: what a call of the system threw.
    init(_ error: any Error, path: FilePath) {
        self.init(.system(error as? Errno ?? .ioError), path: path)
    }

    /// What to do about it, where that is known.
    public var hint: String? {
        switch problem {
        case .isThere: "choose another name, or say that it may be replaced (--force)"
        case .cannotReplace: "choose another name, or remove it yourself"
        case .system(.noSpace): "nothing was left behind; free some space, or write to another disk"
        case .system(.diskQuotaExceeded): "nothing was left behind; your quota on this disk is used up"
        case .system(.permissionDenied): "`ls -ld` shows who may write into the folder"
        case .system(.noSuchFileOrDirectory): "the folder that it is to lie in must be there"
        default: nil
        }
    }
    public var description: String {
        let name = "'\(path.string.withoutControlCharacters)'"
        let sentence =
            switch problem {
            case .isThere(let kind): "Could not write \(name): \(kind) of that name is there already."
            case .cannotReplace(let kind): "Could not write \(name): it is \(kind), which is not replaced."
            case .system(.noSpace): "Could not write \(name): the disk is full."
            case .system(let errno): "Could not write \(name): \(errno)."
            }
        return sentence + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
