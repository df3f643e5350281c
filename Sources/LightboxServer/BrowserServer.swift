import Foundation
public import LightboxCatalogue
import LightboxFormats
public import LightboxIndex
public import Logging
public import SystemPackage

/// The catalogue and some folders of images in the browser, on this machine.
///
/// ```swift
/// let server = try BrowserServer(options: .init(port: 0), webFolder: "/usr/lib/lightbox/Web")
/// try await server.run { print($0) }  // http://localhost:40123/
/// ```
public struct BrowserServer: Sendable {
    /// Where to listen, and who may ask.
    public struct Options: Sendable, Hashable {
        /// The address to listen on; beyond loopback a token is asked for.
        public var host: String
        /// 0 takes any free port.
        public var port: Int
        /// What must be shown beyond loopback, made up where none is given; on loopback none is needed.
        public var token: String?
        /// Further names by which this machine is called in a browser.
        public var names: [String]
        /// Where corrections of cards go: an address with `{id}` for the card's id.
        public var corrections: String?

        public init(
            host: String = "127.0.0.1", port: Int = 8080, token: String? = nil, names: [String] = [],
            corrections: String? = nil
        ) {
            (self.host, self.port, self.token, self.names) = (host, port, token, names)
            self.corrections = corrections
        }
    }
    private let options: Options
    private let assets: Assets
    private let catalogue: CatalogueDesk?
    private let shelf: (any Shelf)?
    private let updates: FolderUpdates?
    private let thumbnails: ThumbnailStore
    private let keptIndexes: KeptIndexes?
    private let logger: Logger
    /// The token that must be shown, or `nil` where none is needed.
    public let token: String?

    /// - Parameters:
    ///   - webFolder: the folder of style sheet and scripts, `Web` in the module's resources.
    ///   - folders: the only folders of which anything is shown.
    ///   - files: images that are shown one by one.
    ///   - index: what is known of the folders.
    ///   - thumbnails: a folder for small pictures, made where it is not there; `nil` to keep none on the disk.
    ///   - gzipIndexes: a folder for the indexes of gzipped files; `nil` to keep none on the disk.
    ///   - updating: the same index, open for writing, to bring it up to date in the background; `nil` to show
    ///     what is known and look for nothing new.
    /// - Throws: `FolderGuardError` for a folder that is not there, `FileError` where the web folder is not whole.
    public init(
        options: Options, webFolder: FilePath, catalogue: Catalogue? = nil, folders: [FilePath] = [],
        files: [FilePath] = [], index: ImageIndex? = nil, updating: ImageIndex? = nil,
        thumbnails: String? = nil, gzipIndexes: FilePath? = nil, logger: Logger? = nil
    ) throws {
        self.options = options
        assets = try Assets(folder: webFolder)
        self.catalogue = try catalogue.map { try CatalogueDesk($0, corrections: options.corrections) }
        var given: [IndexShelf.GivenFolder] = []
        for path in folders {
            let folder = try IndexShelf.GivenFolder(id: String(given.count + 1), path: path)
            if !given.contains(where: { $0.boundary == folder.boundary }) { given.append(folder) }
        }
        var door = FrontDoor.standard
        door.keptIndexes = gzipIndexes.map { KeptIndexes($0) }
        let indexed = index.map { IndexShelf(index: $0, folders: given, door: door) }
        shelf = GivenShelf(files: FileShelf(files, door: door), indexed: indexed)
        keptIndexes = door.keptIndexes
        updates = updating.map { index in FolderUpdates(index: index, folders: given) }
        self.thumbnails = ThumbnailStore(folder: thumbnails)
        var quiet = Logger(label: "lightbox.server")
        // Hummingbird reports every connection that a stop cuts short as an error.
        quiet.logLevel = .critical
        self.logger = logger ?? quiet
        let isLocal = AccessPolicy.isLoopback(options.host)
        token = options.token ?? (isLocal ? nil : AccessPolicy.newToken())
    }

    /// Serves until the process is told to stop.
    ///
    /// - Parameter onReady: is told the address to open, with the token where one is needed.
    public func run(onReady: @escaping @Sendable (String) -> Void) async throws {
        let isLocal = AccessPolicy.isLoopback(options.host)
        // Cookies are named after the port, so the policy must be made before a free port is known.
        let site = Site(
            assets: assets,
            access: AccessPolicy(
                hostNames: AccessPolicy.loopbackNames + [options.host] + options.names,
                answersAddresses: !isLocal, token: token, port: options.port),
            logger: logger, catalogue: catalogue, shelf: shelf,
            thumbnails: thumbnails)
        let (options, token) = (options, token)
        updates?.start()
        Thread.detachNewThread { [thumbnails, keptIndexes] in
            thumbnails.prune()
            keptIndexes?.prune()
        }
        let server = WebServer(site: site, address: options.host, port: options.port, logger: logger)
        try await server.run { port in
            let query = Query(token.map { [.init(name: "token", value: $0)] } ?? []).text
            onReady("http://\(Self.shownHost(options.host)):\(port)/\(query)")
        }
    }

    /// The name to open in a browser on this machine.
    private static func shownHost(_ host: String) -> String {
        if ["127.0.0.1", "::1", "0.0.0.0", "::"].contains(host) { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
}
