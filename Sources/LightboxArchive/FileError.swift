import LightboxCore
public import SystemPackage

/// A file that could not be opened or read: which one, what was tried, and why not.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        /// The system's own answer.
        case system(Errno)
        /// Something that is no regular file, in words: `a folder`, `a named pipe`.
        case notAFile(String)
        /// A symbolic link whose target does not exist.
        case brokenLink(target: String)
    }
    public let path: FilePath
    /// What was tried: `open`, `read`, `list`.
    public let attempt: String
    public let problem: Problem

    public init(path: FilePath, attempt: String, problem: Problem) {
        (self.path, self.attempt, self.problem) = (path, attempt, problem)
    }

    /// What went wrong, without the path, for places that show the path themselves.
    public var sentence: String {
        switch problem {
        case .system(let errno): "Could not \(attempt) it: \(errno)."
        case .notAFile(let kind): "It is \(kind), not a file."
        case .brokenLink(let target):
            "It is a link to '\(target.withoutControlCharacters)', which is not there."
        }
    }
    /// What to do about it, where that is known.
    public var hint: String? {
        switch problem {
        case .brokenLink(let target) where target.contains(".git/annex/"):
            "the content is kept by git-annex; `git annex get` or `datalad get` fetches it"
        case .system(.tooManyOpenFiles): "`ulimit -n` raises the number of files a program may open"
        case .system(.permissionDenied): "`ls -l` shows who may read it"
        default: nil
        }
    }
    public var description: String {
        let name = "'\(path.string.withoutControlCharacters)'"
        let text =
            switch problem {
            case .system(let errno): "Could not \(attempt) \(name): \(errno)."
            case .notAFile(let kind): "Could not \(attempt) \(name): it is \(kind), not a file."
            case .brokenLink(let target):
                "Could not \(attempt) \(name): it is a link to '\(target.withoutControlCharacters)', "
                    + "which is not there."
            }
        return text + (hint.map { "\nhint: \($0)" } ?? "")
    }
}
