import LightboxCore
import Synchronization
public import SystemPackage

/// A folder that files are written into whose names come from strangers: from listings and archives.
///
/// ```swift
/// let copy = try CopyFolder(at: "ds001486")
/// try copy.move(".lightbox/parts/1", to: "sub-01/anat/sub-01_T1w.nii.gz")
/// ```
/// Nothing is ever written outside of it: a name is refused that is absolute, climbs with `..`, or has a link on its
/// way, whoever put the link there and whenever.
public final class CopyFolder: Sendable {
    public let path: FilePath
    let root: HeldFolder
    /// Folders that were opened on the way to files, for the next file in the same one.
    let folders = Mutex<[String: HeldFolder]>([:])
    static let heldLimit = 128

    /// Opens the folder at `path`.
    ///
    /// - Parameter creating: whether it is made, with the folders above it, where it is missing.
    public init(at path: FilePath, creating: Bool = false) throws(OutputError) {
        self.path = path
        do {
            if creating { try Self.makeFolders(path) }
            root = HeldFolder(
                try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec]))
        } catch { throw OutputError(error, path: path) }
    }

    /// Where Lightbox keeps its own files in a copy: no listing may name it.
    public static let ownFolder = ".lightbox"
    /// The record of what was fetched.
    public static let lockName = "lightbox.lock"

    /// Refuses a name from outside that must not be written, whatever lies on the disk.
    public static func check(_ name: String) throws(PathRefusal) {
        func refuse(_ problem: PathRefusal.Problem) -> PathRefusal { PathRefusal(problem, name: name) }
        guard !name.isEmpty else { throw refuse(.empty) }
        guard !name.hasPrefix("/") else { throw refuse(.absolute) }
        guard !name.utf8.contains(0) else { throw refuse(.nul) }
        guard name.utf8.count < 4096 else { throw refuse(.tooLong) }
        for part in name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw refuse(.empty) }
            guard part.count <= 255 else { throw refuse(.tooLong) }
            if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { throw refuse(.climbs) }
        }
        let first = name.prefix { $0 != "/" }.lowercased()
        if first == ownFolder || name.lowercased() == lockName { throw refuse(.reserved) }
    }

    /// What keeps two names apart on every disk: the name without case, as some disks have it.
    public static func foldedName(_ name: String) -> String { name.lowercased() }
}

/// An open folder, closed when nobody uses it any more.
final class HeldFolder: Sendable {
    let descriptor: FileDescriptor
    var rawValue: Int32 { descriptor.rawValue }
    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }
    deinit { try? descriptor.close() }
}

/// A name from a listing or an archive that is not written, and why.
public struct PathRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case empty, absolute, climbs, nul, tooLong
        /// It is one of Lightbox's own.
        case reserved
        /// A link stands on the way to it, or in its place.
        case link(String)
        /// Something other than a folder stands on the way to it.
        case notAFolder(String)
        /// Another file has the same name, but for upper and lower case, and this disk cannot keep both.
        case clashes(String)
    }
    public let problem: Problem
    public let name: String

    public init(_ problem: Problem, name: String) { (self.problem, self.name) = (problem, name) }

    public var description: String {
        let name = "'\(name.withoutControlCharacters)'"
        return switch problem {
        case .empty: "The name \(name) has an empty part, so nothing is written there."
        case .absolute: "The name \(name) begins at the root of the disk, so nothing is written there."
        case .climbs: "The name \(name) leads out of its folder, so nothing is written there."
        case .nul: "The name \(name) holds a NUL, so nothing is written there."
        case .tooLong: "The name \(name) is longer than file systems take."
        case .reserved: "The name \(name) is one of Lightbox's own, so nothing is written there."
        case .link(let link):
            "'\(link.withoutControlCharacters)' is a link, so \(name) is not written through it."
                + "\nhint: put the folder itself there, or get into another folder (--into)"
        case .notAFolder(let place):
            "'\(place.withoutControlCharacters)' is no folder, so \(name) cannot be written."
        case .clashes(let other):
            "\(name) and '\(other.withoutControlCharacters)' differ in upper and lower case alone, and this disk"
                + " cannot keep both.\nhint: get into a folder on another disk (--into)"
        }
    }
}
