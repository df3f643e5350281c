import LightboxCatalogue

/// The first page: a field to search in, facets to narrow, and what was found.
///
/// Every facet is a link and the field is a form, so all of it works without a script; with one, the part
/// below the field is fetched again as one types.
struct SearchPage {
    /// What the address asks for.
    let query: Query
    let found: Found
    /// How many datasets the catalogue holds.
    let total: Int

    /// What a search gives, ready to be shown.
    struct Found: Sendable {
        /// How many there are on all pages.
        var count = 0
        /// Those of this page.
        var hits: [Hit] = []
        /// What was understood, corrected or not, a sentence each.
        var remarks: [String] = []
        var facets: [Facet] = []
        /// Words to try where nothing was found.
        var suggestions: [String] = []
        /// What comes nearest where nothing was found.
        var near: [Hit] = []
    }
    struct Hit: Sendable {
        let id: String
        let name: String
        let address: String
        let about: String
        let chips: [Chip]
        let why: [String]
    }
    struct Chip: Sendable {
        let text: String
        let mood: String
    }
    struct Facet: Sendable {
        /// As it stands in addresses: `modality`.
        let name: String
        let title: String
        let values: [Value]
        struct Value: Sendable {
            let id: String
            let name: String
            let count: Int
        }
    }

    /// How many hits stand on one page.
    static let size = 30
    private var number: Int { max(1, query.integer("page") ?? 1) }
    private var words: String { query["q"] ?? "" }
    /// What stays chosen when words or facets change.
    private var kept: Query { query.setting("page", nil).setting("part", nil) }

    var page: Page {
        Page(title: words.isEmpty ? "Lightbox" : "\(words): search", place: .search, scripts: ["search.js"]) {
            if words.isEmpty {
                tag(.div, .class("hero")) {
                    tag(.h1) { "Find a medical imaging dataset" }
                    tag(.p) {
                        "\(Words.count(total, "dataset", "datasets")), each with what it holds, what must be signed, "
                        "where the bytes lie, and who says so."
                    }
                }
            } else {
                tag(.h1, .class("visually-hidden")) { "Search for \(words)" }
            }
            form
            results
        }
    }

    private var form: HTML {
        tag(
            .form, .class("search-form"), .id("search-form"), .named("role", "search"),
            .named("method", "get"),
            .named("action", "/")
        ) {
            tag(.label, .class("visually-hidden"), .named("for", "q")) { "Search the datasets" }
            tag(
                .input, .named("type", "search"), .id("q"), .named("name", "q"), .named("value", words),
                .named("placeholder", "chest CT with masks, free to download"), .named("autocomplete", "off"),
                .named("spellcheck", "false"))
            for item in kept.items where item.name != "q" {
                tag(.input, .named("type", "hidden"), .named("name", item.name), .named("value", item.value))
            }
            tag(.button, .class("button-main")) { "Search" }
        }
    }

    /// The part that changes as one types.
    var results: HTML {
        tag(.div, .class("finder"), .id("finder")) {
            tag(.aside, .class("facets"), .aria("label", "Narrow the search")) { facets }
            tag(.section, .aria("label", "Datasets found")) {
                tag(.div, .class("results-head")) {
                    tag(.h2, .named("role", "status"), .aria("live", "polite")) { headline }
                    if !chosen.isEmpty {
                        tag(.a, .href("/" + cleared.text), .flag("data-live")) { "Clear the facets" }
                    }
                }
                for remark in found.remarks { tag(.p, .class("understood small")) { remark } }
                if found.count == 0 { nothing }
                tag(.ul, .class("hits")) { for hit in found.hits { tag(.li) { article(hit) } } }
                pager
            }
        }
    }

    private var headline: String {
        let count = Words.count(found.count, "dataset", "datasets")
        return words.isEmpty && chosen.isEmpty ? "All \(count)" : count
    }

    @HTMLBuilder private var nothing: [HTML] {
        tag(.p) { "Nothing in the catalogue fits all of this." }
        if !found.near.isEmpty {
            tag(.h3) { "These come nearest" }
            tag(.ul, .class("hits")) { for hit in found.near { tag(.li) { article(hit) } } }
        }
        if !found.suggestions.isEmpty {
            tag(.p) { "Words near it:" }
            tag(.ul, .class("chips")) {
                for word in found.suggestions {
                    tag(.li) {
                        tag(.a, .class("chip"), .href("/" + kept.setting("q", word).text), .flag("data-live"))
                        { word }
                    }
                }
            }
        }
    }

    private var pager: HTML {
        let pages = max(1, (found.count + Self.size - 1) / Self.size)
        return Pager(address: "/", query: kept, number: number, count: pages).html
    }

    private func article(_ hit: Hit) -> HTML {
        tag(.article, .class("hit")) {
            tag(.h3) { tag(.a, .href(hit.address)) { hit.name } }
            tag(.ul, .class("chips")) {
                for chip in hit.chips { tag(.li, .class("chip \(chip.mood)")) { chip.text } }
            }
            tag(.p) { hit.about }
            if !hit.why.isEmpty { tag(.p, .class("why")) { hit.why.joined(separator: " · ") } }
        }
    }

    // MARK: Facets

    private var facetNames: [String] { found.facets.map(\.name) }
    private var chosen: [Query.Item] { kept.items.filter { facetNames.contains($0.name) } }
    private var cleared: Query { Query(kept.items.filter { !facetNames.contains($0.name) }) }

    private var facets: HTML {
        tag(.details, .class("facets-all"), .flag("open"), .data("facet", "all")) {
            tag(.summary) { "Narrow by" }
            for facet in found.facets where !facet.values.isEmpty { block(facet) }
        }
    }

    private func block(_ facet: Facet) -> HTML {
        let selected = Set(kept.all(facet.name))
        let isOpen = !selected.isEmpty || ["modality", "access", "task"].contains(facet.name)
        return tag(.details, .flag("open", isOpen), .data("facet", facet.name)) {
            tag(.summary) { facet.title }
            tag(.ul) {
                for value in facet.values {
                    let isSelected = selected.contains(value.id)
                    tag(.li) {
                        tag(
                            .a, .id("facet-\(facet.name)-\(value.id)"), .flag("data-live"),
                            .href("/" + kept.toggling(facet.name, value.id).text),
                            isSelected ? .aria("current", "true") : .flag("data-off")
                        ) {
                            tag(.span) { value.name }
                            tag(.span, .class("count")) {
                                isSelected ? "remove" : Words.number(value.count)
                            }
                        }
                    }
                }
            }
        }
    }
}
