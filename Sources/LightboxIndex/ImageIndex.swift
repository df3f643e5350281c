import LightboxArchive
import LightboxCore
import LightboxRecords
public import LightboxStore
import SystemPackage

/// The index of all copies: one SQLite file, wherever the copies lie.
///
/// ```swift
/// let index = try ImageIndex(places.index, access: .readWrite)
/// let summary = try index.update("/data/scans")
/// for series in try index.series() { print(series.id, series.volume) }
/// ```
/// Numbers of copies, series and images stay the same for as long as the thing is there.
public final class ImageIndex: Sendable {
    public let path: String
    let store: Store

    /// Opens the index at `path`.
    ///
    /// - Throws: `StoreError`; `.missing` where it was opened to read and nothing was indexed yet.
    public init(_ path: String, access: Store.Access = .readOnly) throws {
        self.path = path
        store = try Store(path, schema: IndexSchema.schema, access: access)
    }

    /// Makes an index that is gone with this object.
    public init(inMemory: Void) throws {
        path = ":memory:"
        store = try Store(inMemory: IndexSchema.schema)
    }

    public func close() throws { try store.close() }
}

/// Why a folder cannot be indexed or forgotten.
public struct ImageIndexError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Problem: Sendable, Hashable {
        case missing
        case notAFolder
        /// A folder that was never indexed.
        case unknown
        /// A folder that is no copy of its own but lies in one.
        case partOf(String)
        /// The copy's folder was there once and is not now.
        case goneMeanwhile
    }
    public let problem: Problem
    public let path: String

    public var description: String {
        let name = "'\(path.withoutControlCharacters)'"
        return switch problem {
        case .missing: "There is no folder \(name)."
        case .notAFolder: "\(name) is a file, not a folder.\nhint: index the folder that it lies in"
        case .unknown:
            "\(name) is not in the index.\nhint: `lightbox query 'SELECT path FROM copies'` lists what is"
        case .partOf(let copy):
            "\(name) is indexed as a part of '\(copy.withoutControlCharacters)'.\nhint: forget that one"
        case .goneMeanwhile:
            "The folder \(name) is not there; what the index holds of it was kept.\n"
                + "hint: `lightbox index --forget` drops it"
        }
    }
}
