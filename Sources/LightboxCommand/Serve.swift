import ArgumentParser
import Foundation
import LightboxArchive
import LightboxCatalogue
import LightboxServer
import SystemPackage

/// `lightbox serve`: the catalogue and one's own images in the browser.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the catalogue and your images in the browser.",
        discussion: """
            Serves the catalogue, and the files that are named, on this machine alone, until Ctrl-C. The address \
            is printed when all is ready. Nothing is written beside your images, and nothing but them is shown.

            With a --host beyond this machine a token is asked for; without --token one is made up and printed.

            Examples:
              lightbox serve
              lightbox serve head.nii.gz film.png
              lightbox serve --host 0.0.0.0 --port 8080
            """)

    @Argument(help: "The images to show.") var paths: [String] = []
    @Option(help: "The port to listen on; 0 takes any that is free.") var port = 8080
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "What must be shown once by each browser.") var token: String?
    @Option(
        name: .customLong("name"),
        help: "Another name by which browsers call this machine; may be given again.")
    var names: [String] = []
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
        let settings = try Settings(at: try Places.current().settings)
        let files = paths.map { FilePath($0) }
        for file in files { _ = try FileBytes(path: file) }
        let server = try BrowserServer(
            options: .init(
                host: host, port: port, token: token, names: names, corrections: settings.corrections),
            webFolder: FilePath(Shipped.folder).appending("lightbox_LightboxServer.resources").appending(
                "Web"),
            catalogue: try options.open(), files: files)
        try await server.run { address in
            Terminal.print(address)
            Terminal.say("Press Ctrl-C to stop.")
        }
    }
}
