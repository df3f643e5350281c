import LightboxCore

extension Site {
    /// All folders that are shown.
    func foldersPage() throws -> WebResponse {
        let folders = try shelf?.folders() ?? []
        return page(
            Page(
                title: "Your folders", room: .images, place: .folders
            ) {
                tag(.h1) { "Your folders" }
                if folders.isEmpty {
                    tag(.p, .class("plain")) {
                        "No folder was given. Start Lightbox with one to look at its images: "
                        tag(.code) { "lightbox serve DIR" }
                    }
                } else {
                    tag(.ul, .class("folder-list")) {
                        for folder in folders { tag(.li) { Self.tile(folder) } }
                    }
                }
            })
    }

    private static func tile(_ folder: ShelfFolder) -> HTML {
        tag(.a, .class("tile"), .href("/folders/\(Query.encode(folder.id))")) {
            tag(.div, .class("tile-text")) {
                tag(.strong) { folder.name }
                tag(.span) { folder.path }
                tag(.span) { counts(folder) }
                if let activity = folder.activity { tag(.span) { activity } }
            }
        }
    }

    private static func counts(_ folder: ShelfFolder) -> String {
        var parts = [
            Words.count(folder.imageCount, "image or series", "images and series"),
            Words.count(folder.fileCount, "file", "files"),
        ]
        if folder.problemCount > 0 { parts.append("\(Words.number(folder.problemCount)) unreadable") }
        return parts.joined(separator: " · ")
    }

    /// The gallery of one folder, page by page.
    func galleryPage(_ id: String, _ query: Query) throws -> WebResponse {
        guard let shelf, let folder = try shelf.folders().first(where: { $0.id == id }) else {
            throw PageError.notFound("No folder of that number is shown here.")
        }
        let size = 60
        let view = query["show"].flatMap(ShelfView.init) ?? .images
        let number = max(1, min(query.integer("page") ?? 1, 1_000_000))
        let filter = query["find"]
        let found = try shelf.page(
            view, of: id, matching: filter, from: (number - 1) * size, limit: size)
        let address = "/folders/\(Query.encode(id))"
        return page(
            Page(
                title: folder.name, room: .images, place: .folders
            ) {
                tag(.p) { tag(.a, .class("back"), .href("/folders")) { "← Your folders" } }
                tag(.h1) { folder.name }
                tag(.p, .class("quiet")) { "\(folder.path) · \(Self.counts(folder))" }
                if let activity = folder.activity {
                    tag(.p, .class("notice"), .named("role", "status")) { activity }
                }
                galleryControls(folder, address, filter, view)
                if found.entries.isEmpty {
                    tag(.p) { Self.emptyWords(folder, filter, view, number) }
                } else if view == .problems {
                    problemTable(found.entries)
                } else {
                    tag(.ul, .class("gallery")) { for entry in found.entries { tag(.li) { tile(entry) } } }
                }
                Pager(
                    address: address, query: query, number: number,
                    count: max(1, (found.total + size - 1) / size)
                ).html
            })
    }

    private static func emptyWords(
        _ folder: ShelfFolder, _ filter: String?, _ view: ShelfView, _ page: Int
    ) -> String {
        if page > 1 { return "There are not so many pages." }
        if view == .problems { return "Every file of this folder could be read." }
        if let filter {
            return "No \(view == .images ? "image" : "other file") here has '\(filter)' in its name or facts."
        }
        return folder.activity == nil
            ? "No file here is an image that Lightbox reads."
            : "Nothing has been found yet; load the page again."
    }

    private func galleryControls(
        _ folder: ShelfFolder, _ address: String, _ filter: String?, _ view: ShelfView
    ) -> HTML {
        tag(.div, .class("row")) {
            tag(
                .form, .named("method", "get"), .named("action", address), .class("row"),
                .named("role", "search")
            ) {
                if view == .others {
                    tag(
                        .input, .named("type", "hidden"), .named("name", "show"),
                        .named("value", view.rawValue))
                }
                tag(.label, .class("visually-hidden"), .named("for", "find")) { "Find in this folder" }
                tag(
                    .input, .named("type", "search"), .id("find"), .named("name", "find"),
                    .named("value", filter ?? ""), .named("placeholder", "Find in this folder"))
                tag(.button) { "Find" }
            }
            if view != .images { tag(.a, .href(address)) { "Show the images" } }
            if view != .others, folder.otherCount > 0 {
                tag(.a, .href(address + "?show=others")) {
                    Words.count(folder.otherCount, "other file", "other files")
                }
            }
            if view != .problems, folder.problemCount > 0 {
                tag(.a, .href(address + "?show=problems")) {
                    Words.count(folder.problemCount, "file that cannot be read", "files that cannot be read")
                }
            }
        }
    }

    private func problemTable(_ entries: [ShelfEntry]) -> HTML {
        tag(
            .div, .class("table-wrap"), .named("tabindex", 0), .named("role", "region"),
            .aria("label", "Files that cannot be read")
        ) {
            tag(.table) {
                tag(.thead) {
                    tag(.tr) { for word in ["File", "Reason"] { tag(.th, .named("scope", "col")) { word } } }
                }
                tag(.tbody) {
                    for entry in entries {
                        tag(.tr) {
                            tag(.td) {
                                entry.title
                                for line in entry.lines { tag(.div, .class("quiet small")) { line } }
                            }
                            tag(.td) { entry.problem ?? "" }
                        }
                    }
                }
            }
        }
    }

    private func tile(_ entry: ShelfEntry) -> HTML {
        let text = tag(.div, .class("tile-text")) {
            tag(.strong) { entry.title }
            for line in entry.lines { tag(.span) { line } }
        }
        guard let id = entry.id, entry.problem == nil else {
            return tag(.div, .class("tile problem")) {
                tag(.div, .class("tile-image")) { tag(.span) { entry.problem ?? "This is no image." } }
                text
            }
        }
        return tag(.a, .class("tile"), .href("/view/\(Query.encode(id))")) {
            if !entry.hasPicture {
                tag(.div, .class("tile-image")) { tag(.span) { entry.lines.first ?? "" } }
            } else {
                tag(.div, .class("tile-image")) {
                    // The text beside it names the image, so the picture itself stays silent.
                    tag(
                        .img, .src("/image/\(Query.encode(id))/thumbnail"), .named("alt", ""),
                        .named("loading", "lazy"), .named("decoding", "async"), .named("width", 256),
                        .named("height", 256))
                }
            }
            text
        }
    }
}

/// Links to the pages of a long list.
struct Pager {
    let address: String
    let query: Query
    let number: Int
    let count: Int

    var html: HTML {
        guard count > 1 else { return .row([]) }
        func link(_ text: String, _ page: Int) -> HTML {
            tag(.a, .href(address + query.setting("page", page > 1 ? String(page) : nil).text)) { text }
        }
        return tag(.nav, .class("pager"), .aria("label", "Pages")) {
            if number > 1 { link("← Previous", number - 1) }
            tag(.span) { "Page \(Words.number(number)) of \(Words.number(count))" }
            if number < count { link("Next →", number + 1) }
            if number < count - 1 { link("Last", count) }
        }
    }
}
