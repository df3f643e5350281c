import FoundationEssentials

/// Where the catalogue's cards come from, and a stamp that tells whether any of it changed.
struct CatalogueOrigin: Sendable {
    let pack: String?
    let folders: [String]
    /// Changes whenever a card, a vocabulary or the program that reads them may have changed.
    let stamp: String

    init(pack: String?, folders: [String]) throws {
        self.pack = pack
        self.folders = folders
        var fingerprint = Fingerprint()
        // Another build may read the same cards otherwise.
        fingerprint.add(Self.stamp(ofFile: "/proc/self/exe") ?? "")
        if let pack { fingerprint.add(try CardPack.head(at: pack).fingerprint) }
        for folder in folders {
            fingerprint.add(folder)
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                throw CatalogueError.unreadable(path: folder, reason: "the folder of cards cannot be listed")
            }
            for name in names.filter({ $0.hasSuffix(".yaml") }).sorted() {
                fingerprint.add(name)
                fingerprint.add(Self.stamp(ofFile: folder + "/" + name) ?? "")
            }
        }
        stamp = fingerprint.description
    }

    /// Size and time of a file's last change, or `nil` if it cannot be seen.
    private static func stamp(ofFile path: String) -> String? {
        let resolved = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved) else { return nil }
        let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(attributes[.size] ?? 0) \(date)"
    }

    /// All files; a user's card takes the place of the pack's of the same name.
    func files() throws -> [(file: CardFile, isOwn: Bool)] {
        var files: [(file: CardFile, isOwn: Bool)] = []
        if let pack { files = try CardPack.read(pack).map { ($0, false) } }
        for folder in folders {
            files += try CardFile.all(in: folder, kind: .card).map { ($0, true) }
        }
        return files
    }
}
