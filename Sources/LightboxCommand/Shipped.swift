import Foundation
import LightboxCatalogue
import SystemPackage

/// What lies beside the program.
enum Shipped {
    /// The folder of the running program, links resolved.
    static var folder: String {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// The pack of cards: `LIGHTBOX_PACK`, or `lightbox.cards` beside the program.
    ///
    /// - Throws: `CatalogueError` if there is none.
    static func pack() throws -> String {
        if let path = ProcessInfo.processInfo.environment["LIGHTBOX_PACK"], !path.isEmpty { return path }
        let path = folder + "/lightbox.cards"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CatalogueError.unreadable(
                path: path,
                reason: "the cards are not there; they belong beside the program ('lightbox pack' makes them)"
            )
        }
        return path
    }

    /// The style sheet and scripts of the pages.
    static var webFolder: FilePath {
        FilePath(folder).appending("lightbox_LightboxServer.resources").appending("Web")
    }

    /// Changes with every build of the program.
    static var buildStamp: String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/lightbox")
        let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(attributes?[.size] ?? 0) \(date)"
    }
}
