import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCatalogue
import LightboxIndex
import LightboxServer
import LightboxStore
import SystemPackage

/// `lightbox serve`: the catalogue and one's own images in the browser.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the catalogue and your images in the browser.",
        discussion: """
            Serves the catalogue, and the folders and files that are named, on this machine alone, until Ctrl-C. \
            The address is printed when all is ready; folders are read in the background and fill as that goes \
            on. Nothing is written beside your images, and nothing but them is shown.

            With a --host beyond this machine a token is asked for; without --token one is made up and printed.

            Examples:
              lightbox serve
              lightbox serve scans/
              lightbox serve head.nii.gz film.png
              lightbox serve --host 0.0.0.0 --port 8080
            """)

    @Argument(help: "The folders and images to show.") var paths: [String] = []
    @Option(help: "The port to listen on; 0 takes any that is free.") var port = 8080
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "What must be shown once by each browser.") var token: String?
    @Option(
        name: .customLong("name"),
        help: "Another name by which browsers call this machine; may be given again.")
    var names: [String] = []
    @Option(
        name: .customLong("db"), help: "The index to use, in place of the one that `lightbox where` names.")
    var database: String?
    @Flag(
        inversion: .prefixedNo, help: "Whether to read the folders, or show what the index already knows.")
    var index = true
    @OptionGroup var options: CatalogueOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("'--port' must lie between 0 and 65535, not \(port).")
        }
        if let token, token.isEmpty || !token.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3B }) {
            throw ValidationError(
                "'--token' must be letters, digits and signs without spaces and semicolons.")
        }
    }

    func run() async throws {
        let server = try makeServer()
        do {
            try await server.run { address in
                Terminal.print(address)
                Terminal.say("Press Ctrl-C to stop.")
            }
        } catch {
            let words = "\(error)"
            Terminal.say(
                words.contains("errno: 98")
                    ? "error: Port \(port) of \(host) is taken.\nhint: '--port 0' takes any that is free"
                    : "error: The server cannot listen at \(host), port \(port): \(words)")
            throw ExitCode(Exit.notDone)
        }
    }

    private func makeServer() throws -> BrowserServer {
        let settings = try Settings(at: try Places.current().settings)
        let (folders, files) = try sorted()
        let (reader, writer) = folders.isEmpty ? (nil, nil) : try openIndex()
        return try BrowserServer(
            options: .init(
                host: host, port: port, token: token, names: names, corrections: settings.corrections),
            webFolder: FilePath(Shipped.folder).appending("lightbox_LightboxServer.resources").appending(
                "Web"),
            catalogue: try options.open(), folders: folders, files: files, index: reader, updating: writer,
            thumbnails: Places.current().thumbnails,
            gzipIndexes: FilePath(Places.current().gzipIndexes))
    }

    /// The paths that were given, folders and files apart.
    private func sorted() throws -> (folders: [FilePath], files: [FilePath]) {
        var (folders, files): ([FilePath], [FilePath]) = ([], [])
        for path in paths.map({ FilePath($0) }) {
            if try FileStatus(of: path).kind == .folder {
                folders.append(path)
            } else {
                _ = try FileBytes(path: path)
                files.append(path)
            }
        }
        return (folders, files)
    }

    /// The index twice, so that pages need not wait for what is being written.
    private func openIndex() throws -> (reader: ImageIndex, writer: ImageIndex?) {
        let path = try database ?? Places.current().index
        if !index { return (try ImageIndex(path), nil) }
        if database == nil {
            try FileManager.default.createDirectory(
                atPath: Places.current().data, withIntermediateDirectories: true)
        }
        let writer = try ImageIndex(path, access: .readWrite)
        return (try ImageIndex(path), writer)
    }
}
