/// Where Lightbox keeps its own files, as the XDG Base Directory Specification lays down.
///
/// Each folder is `$LIGHTBOX_…` where that is set, else `lightbox` in `$XDG_…_HOME`, else in the
/// specification's default below `$HOME`. Relative paths in the XDG variables are ignored, as the
/// specification demands.
public struct Places: Sendable, Hashable {
    /// What takes long to make again, or cannot be: the index, the catalogue with imported lists.
    ///
    /// `$LIGHTBOX_DATA`, `$XDG_DATA_HOME`.
    public let data: String
    /// What can be made again at once: thumbnails, indexes of gzipped files, phantoms, copies of git repositories.
    ///
    /// `$LIGHTBOX_CACHE`, `$XDG_CACHE_HOME`.
    public let cache: String
    /// What the user wrote: cards, settings.
    ///
    /// `$LIGHTBOX_CONFIG`, `$XDG_CONFIG_HOME`.
    public let config: String

    /// The index of all copies.
    public var index: String { data + "/index.sqlite" }
    /// The searchable form of the cards.
    public var catalogue: String { data + "/catalogue.sqlite" }
    public var thumbnails: String { cache + "/thumbnails" }
    /// Where in gzipped files reading can begin.
    public var gzipIndexes: String { cache + "/gzip" }
    /// Bare copies of the git repositories that datasets are fetched from.
    public var repositories: String { cache + "/git" }
    /// The generated phantoms that `lightbox demo` shows.
    public var phantoms: String { cache + "/phantoms" }
    /// The user's own cards.
    public var cards: String { config + "/cards" }
    /// The user's settings.
    public var settings: String { config + "/config.yaml" }

    /// - Parameters:
    ///   - environment: looks up one variable, `nil` where it is not set.
    ///   - userFolder: the home folder that the system's list of users holds, asked only without `$HOME`.
    public init(
        environment: (String) -> String?, userFolder: () -> String? = { nil }
    ) throws(PlacesError) {
        func absolute(_ name: String) -> String? {
            guard let value = environment(name), value.hasPrefix("/") else { return nil }
            return Self.withoutTrailingSlash(value)
        }
        let home = absolute("HOME") ?? userFolder().flatMap { $0.hasPrefix("/") ? $0 : nil }
        func place(own name: String, base: String, otherwise: String) throws(PlacesError) -> String {
            if let value = environment(name), !value.isEmpty {
                guard value.hasPrefix("/") else { throw PlacesError(variable: name, value: value) }
                return Self.withoutTrailingSlash(value)
            }
            if let base = absolute(base) { return base + "/lightbox" }
            guard let home else { throw PlacesError(variable: "HOME", value: environment("HOME")) }
            return (home == "/" ? "" : home) + "/" + otherwise + "/lightbox"
        }
        data = try place(own: "LIGHTBOX_DATA", base: "XDG_DATA_HOME", otherwise: ".local/share")
        cache = try place(own: "LIGHTBOX_CACHE", base: "XDG_CACHE_HOME", otherwise: ".cache")
        config = try place(own: "LIGHTBOX_CONFIG", base: "XDG_CONFIG_HOME", otherwise: ".config")
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

extension Places {
    /// One file or folder of ours.
    public struct Item: Sendable, Hashable {
        public enum Keeping: String, Sendable, Hashable {
            /// Made again when it is needed.
            case cache
            /// Made again by indexing or updating, which takes longer.
            case index
            /// Holds lists that the user imported and changed, besides what is made again.
            case lists
            /// Written by the user, so never removed by us.
            case config
        }
        /// One word for it: `thumbnails`.
        public let name: String
        public let path: String
        public let purpose: String
        public let keeping: Keeping
    }

    /// Everything of ours that may lie on the disk.
    public var items: [Item] {
        [
            Item(name: "index", path: index, purpose: "what `index` read of your folders", keeping: .index),
            Item(
                name: "catalogue", path: catalogue,
                purpose: "the searchable form of the cards, and the lists that you imported",
                keeping: .lists),
            Item(
                name: "thumbnails", path: thumbnails, purpose: "small pictures for the browser",
                keeping: .cache),
            Item(
                name: "gzip-indexes", path: gzipIndexes,
                purpose: "where in gzipped images reading can begin", keeping: .cache),
            Item(
                name: "phantoms", path: phantoms, purpose: "generated images that `demo` shows",
                keeping: .cache),
            Item(name: "cards", path: cards, purpose: "your own dataset cards", keeping: .config),
            Item(name: "settings", path: settings, purpose: "your settings", keeping: .config),
        ]
    }

    /// The files that SQLite lays beside a database.
    public static func companions(ofDatabase path: String) -> [String] {
        ["-wal", "-shm", "-journal"].map { path + $0 }
    }
}

/// No folder for Lightbox's own files can be worked out.
public struct PlacesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The environment variable at fault.
    public let variable: String
    public let value: String?

    public var description: String {
        let found = value.map { "is '\($0)', which is no absolute path" } ?? "is not set"
        return
            "The environment variable \(variable) \(found), so there is no place for Lightbox's own files.\n"
            + "hint: set HOME, or LIGHTBOX_DATA, LIGHTBOX_CACHE and LIGHTBOX_CONFIG, to absolute paths"
    }
}
