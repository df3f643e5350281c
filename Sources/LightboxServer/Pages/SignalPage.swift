import LightboxCore

/// The page of a signal: its course, and what is known of it.
struct SignalPage {
    let item: ShelfItem
    let image: ImageDesk.OpenImage

    var page: Page {
        Page(title: item.title, room: .images, place: .folders) {
            tag(.article, .class("document")) {
                tag(.p) { tag(.a, .class("back"), .href(item.folder.address)) { "← " + item.folder.name } }
                tag(.h1) { item.title }
                tag(
                    .img, .class("plot"), .src("/image/\(Query.encode(item.id))/plot"),
                    .named("alt", "The course of \(item.title): \(Words.shape(image.header))"))
                FactList(
                    facts: item.facts + ImageFacts.facts(image.header)
                        + image.opened.notes.map { .init("Note", $0) }
                ).html
                LinkList(label: "Other parts of this file", links: image.opened.siblings).html
            }
        }
    }
}

/// Names and what they are, one under the other; a name that was given twice is shown once.
struct FactList {
    let facts: [ShelfItem.Fact]

    var html: HTML {
        var seen: Set<ShelfItem.Fact> = []
        let shown = facts.filter { seen.insert($0).inserted }
        return tag(.dl, .class("facts")) {
            for fact in shown {
                tag(.dt) { fact.name }
                tag(.dd) { fact.value }
            }
        }
    }
}

/// Links in a list, or nothing where there are none.
struct LinkList {
    let label: String
    let links: [ShelfItem.Link]

    var html: HTML {
        guard !links.isEmpty else { return .row([]) }
        return tag(.ul, .class("plain-list"), .aria("label", label)) {
            for link in links { tag(.li) { tag(.a, .href(link.address)) { link.name } } }
        }
    }
}
