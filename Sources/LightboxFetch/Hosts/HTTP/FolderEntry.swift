import LightboxCore

/// One line of what a server lists of a folder.
struct FolderEntry: Equatable, Sendable {
    let name: String
    var isFolder = false
    /// The size, where the list states it to the byte.
    var byteCount: Int?
    /// Its name as it stands in addresses.
    let encodedName: String

    /// `nil` for a name that is none: empty, `.`, `..`, or with a `/` in it.
    init?(_ name: String, encoded: String? = nil, isFolder: Bool = false, byteCount: Int? = nil) {
        guard !name.isEmpty, name != ".", name != "..",
            !name.utf8.contains(where: { $0 == 0x2F || $0 < 0x20 })
        else { return nil }
        (self.name, self.isFolder, self.byteCount) = (name, isFolder, byteCount)
        encodedName = encoded ?? WebAddress.encodedPart(name)
    }
}

/// The page on which nginx, Apache, lighttpd and their kin list a folder.
enum FolderPage {
    /// The entries of a page; `nil` for one that is no such list.
    ///
    /// Only links straight down from `folder` count: what leads up, elsewhere, or to the same list in another order is
    /// no entry.
    static func entries(of page: String, at folder: WebAddress) -> [FolderEntry]? {
        guard isList(page, folder) else { return nil }
        var out: [FolderEntry] = []
        var seen: Set<String> = []
        var rest = page[...]
        while let tag = HTMLTag.next(named: "a", in: &rest) {
            guard let target = tag.attributes["href"], let address = try? folder.following(target),
                address.origin == folder.origin, address.query == nil, address.path.hasPrefix(folder.path)
            else { continue }
            var below = address.path.dropFirst(folder.path.count)
            let isFolder = below.hasSuffix("/")
            if isFolder { below = below.dropLast() }
            let line = rest.prefix { !$0.isNewline }
            guard !below.contains("/"), seen.insert(String(below)).inserted,
                let entry = FolderEntry(
                    WebAddress.decoded(below), encoded: String(below), isFolder: isFolder,
                    byteCount: isFolder ? nil : byteCount(behind: line))
            else { continue }
            out.append(entry)
        }
        return out.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Servers entitle the page `Index of /path/`, Python's `Directory listing for /path/`.
    private static func isList(_ page: String, _ folder: WebAddress) -> Bool {
        let title = HTMLText.title(of: page).lowercased()
        return ["index of", "directory listing", "listing of"].contains { title.hasPrefix($0) }
            || title.hasSuffix(" - " + folder.path.lowercased())
    }

    /// The size that nginx writes to the byte, behind a date such as `24-Nov-2026 18:50`.
    ///
    /// Apache and lighttpd round, and write the day in another way.
    private static func byteCount(behind link: Substring) -> Int? {
        guard let end = link.firstRange(of: "</a>") else { return nil }
        let words = link[end.upperBound...].split(separator: " ")
        guard words.count == 3, words[0].count == 11, words[0].split(separator: "-").count == 3,
            words[0].split(separator: "-")[1].allSatisfy(\.isLetter)
        else { return nil }
        return Int(words[2])
    }
}
