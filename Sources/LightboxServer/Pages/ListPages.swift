import LightboxCatalogue

/// The imported lists, and the entries of one.
struct ListPages {
    let lists: Lists

    func overview() throws -> Page {
        let all = try lists.all()
        return Page(title: "Lists", place: .lists) {
            tag(.h1) { "Other people's lists" }
            tag(.p, .class("quiet")) {
                "Entries taken over as they are written, joined to a dataset here where they are about the same one."
            }
            if all.isEmpty {
                tag(.p) { "No list has been imported yet. Import one with:" }
                tag(.pre, .class("command")) { "lightbox import FILE" }
            }
            tag(.ul, .class("plain-list")) {
                for list in all {
                    tag(.li) {
                        tag(.a, .href("/lists/\(Query.encode(list.name))")) { list.title ?? list.name }
                        tag(.div, .class("quiet small")) {
                            "\(list.name) · \(Words.count(list.entries, "entry", "entries")) · imported \(list.imported)"
                        }
                    }
                }
            }
        }
    }

    /// The entries of the list `name`.
    func list(_ name: String, _ query: Query) throws -> Page {
        guard let summary = try lists.all().first(where: { $0.name == name }) else {
            throw PageError.notFound("No list of the name '\(name)' has been imported.")
        }
        let size = 200
        let number = max(1, min(query.integer("page") ?? 1, 100_000))
        let listings = try lists.listings(of: name)
        let shown = listings.dropFirst((number - 1) * size).prefix(size)
        return Page(title: summary.title ?? summary.name, place: .lists) {
            tag(.p) { tag(.a, .class("back"), .href("/lists")) { "← All lists" } }
            tag(.h1) { summary.title ?? summary.name }
            tag(.p, .class("quiet")) {
                "\(Words.count(listings.count, "entry", "entries")), read from \(summary.source), "
                "imported \(summary.imported)."
            }
            tag(.ul, .class("plain-list")) { for listing in shown { tag(.li) { Self.entry(listing) } } }
            Pager(
                address: "/lists/\(Query.encode(name))", query: query, number: number,
                count: max(1, (listings.count + size - 1) / size)
            ).html
        }
    }

    @HTMLBuilder private static func entry(_ listing: Listing) -> [HTML] {
        let entry = listing.entry
        tag(.strong) { entry.name }
        if let removed = listing.removed {
            tag(.span, .class("unconfirmed")) { " dropped by the list, \(removed)" }
        }
        for join in listing.joins {
            tag(.div) {
                "→ "
                if join.isCard {
                    tag(.a, .href("/dataset/\(Query.encode(join.target))")) { join.target }
                } else {
                    tag(.a, .href("/lists/\(Query.encode(String(join.target.prefix { $0 != "/" })))")) {
                        join.target
                    }
                }
                tag(.span, .class("quiet small")) { " " + join.why }
            }
        }
        for join in listing.doubtful {
            tag(.div, .class("quiet small")) {
                "perhaps "
                if join.isCard {
                    tag(.a, .href("/dataset/\(Query.encode(join.target))")) { join.target }
                } else {
                    join.target
                }
                ": \(join.why)"
            }
        }
        if !entry.section.isEmpty {
            tag(.div, .class("quiet small")) { entry.section.joined(separator: " › ") }
        }
        for remark in entry.remarks { tag(.div, .class("small")) { remark } }
        if !entry.keywords.isEmpty {
            tag(.div, .class("quiet small")) { entry.keywords.joined(separator: ", ") }
        }
        for url in entry.urls {
            tag(.div, .class("small")) {
                Attribute.isSafe(url)
                    ? tag(.a, .href(url), .named("rel", "noreferrer")) { url } : tag(.code) { url }
            }
        }
    }

    /// What a dataset's page says of the listings that are about it.
    func mentions(of id: String) throws -> [HTML] {
        try lists.listings(joining: id).map { listing in
            .row([
                tag(.strong) { listing.entry.name },
                tag(.span) { " in " },
                tag(.a, .href("/lists/\(Query.encode(listing.list))")) { listing.list },
                tag(.span, .class("quiet small")) { " imported, \(listing.added)" },
            ])
        }
    }
}
