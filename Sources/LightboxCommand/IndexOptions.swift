import ArgumentParser
import Foundation
import LightboxArchive

/// Which index a command works with.
struct IndexOptions: ParsableArguments {
    @Option(help: "The index to use in place of the usual one; see `lightbox where`.") var db: String?

    /// The path of the index, which need not be there.
    func path() throws -> String { try db ?? Places.current().index }

    /// The path of the index, with the usual folder made where it is not there.
    func pathForWriting() throws -> String {
        if let db { return db }
        let places = try Places.current()
        try FileManager.default.createDirectory(atPath: places.data, withIntermediateDirectories: true)
        return places.index
    }
}
