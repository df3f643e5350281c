import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCatalogue
import LightboxIndex
import LightboxServer
import LightboxStore
import LightboxTwin
import SystemPackage

/// `lightbox demo`: everything at once, on phantoms.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the catalogue and a folder of phantoms in the browser.",
        discussion: """
            Makes a small folder of phantoms (a chest CT as DICOM, a head and a functional series as NIfTI, two chest \
            films), indexes it, serves it beside the catalogue, and opens the browser where there is one. The phantoms \
            are computed and show nobody.

            Examples:
              lightbox demo
              lightbox demo --check     start, fetch a search page and a slice as a browser would, and stop
            """)

    @Flag(help: "Fetch a search page and a slice as a browser would, then stop.") var check = false
    @Option(help: "The port to listen on; 0 takes any that is free.") var port = 0
    @OptionGroup var options: CatalogueOptions

    func run() async throws {
        let places = try Places.current()
        let folder = FilePath(places.phantoms)
        let index = places.cache + "/demo.sqlite"
        try makePhantoms(in: folder, indexedIn: index)
        let writer = try ImageIndex(index, access: .readWrite)
        let server = try BrowserServer(
            options: .init(port: port, corrections: try Settings(at: places.settings).corrections),
            webFolder: Shipped.webFolder, catalogue: try options.open(), folders: [folder],
            index: try ImageIndex(index), updating: writer, thumbnails: places.thumbnails,
            gzipIndexes: FilePath(places.gzipIndexes))
        let isCheck = check
        if !isCheck { return try await server.run { address in Self.welcome(address) } }

        let (addresses, ready) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { ready.yield($0) } }
            group.addTask {
                for await address in addresses {
                    try await DemoCheck(address: address).run()
                    return
                }
            }
            // Whichever ends first ends the other: the check when all is well, the server when it cannot start.
            try await group.next()
            group.cancelAll()
        }
        Terminal.print("The demo works.")
    }

    /// Fills the folder, once for each build of the program: newer phantoms take the place of older ones, and
    /// what an older build knew of them goes too.
    private func makePhantoms(in folder: FilePath, indexedIn index: String) throws {
        let stamp = folder.appending(".made-by").string
        let build = Shipped.buildStamp
        if let made = try? String(contentsOfFile: stamp, encoding: .utf8), made == build { return }
        for path in [folder.string, index] + Places.companions(ofDatabase: index) {
            try? FileManager.default.removeItem(atPath: path)
        }
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        Terminal.say("Making phantoms in \(folder.string).")
        try Phantoms.writeDemoFolder(into: folder)
        try build.write(toFile: stamp, atomically: true, encoding: .utf8)
    }

    private static func welcome(_ address: String) {
        Terminal.print(address)
        Terminal.say("Press Ctrl-C to stop.")
        Browser.open(address)
    }
}

/// The user's browser, where there is one.
enum Browser {
    /// Opens the address if a desktop is there to show it; nothing is said where none is.
    static func open(_ address: String) {
        let environment = ProcessInfo.processInfo.environment
        guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
        let paths = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/xdg-open" }
        guard let program = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [address]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try? process.run()
    }
}
