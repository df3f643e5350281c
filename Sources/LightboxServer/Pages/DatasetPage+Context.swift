import LightboxCatalogue
import LightboxCore

extension DatasetPage {
    // MARK: What to know

    @HTMLBuilder var errata: [HTML] {
        if !card.errata.isEmpty {
            tag(.section) {
                tag(.h2) { "What to know before using it" }
                tag(.ul, .class("plain-list")) {
                    for erratum in card.errata {
                        tag(.li) {
                            tag(.strong) { Words.sentence(erratum.kind.rawValue) + ". " }
                            erratum.what
                            if let count = erratum.count { " (\(count.words))" }
                            marks(erratum.provenance)
                            if let remedy = erratum.remedy { tag(.div, .class("quiet")) { remedy } }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder var related: [HTML] {
        if !card.related.isEmpty {
            tag(.section) {
                tag(.h2) { "Related" }
                tag(.ul, .class("plain-list")) {
                    for relation in card.related {
                        tag(.li) {
                            Words.sentence(relation.kind.rawValue) + " "
                            if let id = relation.id {
                                tag(.a, .href("/dataset/\(Query.encode(id))")) { relatedNames[id] ?? id }
                            } else if let url = relation.url {
                                tag(.a, .href(url), .named("rel", "noreferrer")) { relation.name ?? url }
                            } else {
                                relation.name ?? ""
                            }
                            marks(relation.provenance)
                        }
                    }
                }
            }
        }
        if !card.loaders.isEmpty {
            tag(.section) {
                tag(.h2) { "Code that reads it" }
                tag(.ul, .class("plain-list")) {
                    for loader in card.loaders {
                        tag(.li) {
                            if let url = loader.url {
                                tag(.a, .href(url), .named("rel", "noreferrer")) { loader.name }
                            } else {
                                loader.name
                            }
                            if let note = loader.note { tag(.span, .class("quiet")) { ": " + note } }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder var listed: [HTML] {
        if !card.listed.isEmpty || !listings.isEmpty {
            tag(.section) {
                tag(.h2) { "In other people's lists" }
                tag(.ul, .class("plain-list")) {
                    for entry in card.listed {
                        tag(.li) {
                            tag(.strong) { entry.name }
                            " in \(entry.list)"
                            if let day = entry.added { ", since \(day)" }
                            if !entry.keywords.isEmpty {
                                tag(.div, .class("quiet small")) { entry.keywords.joined(separator: ", ") }
                            }
                            if let claims = entry.claims { tag(.div, .class("small")) { claims } }
                        }
                    }
                    for listing in listings { tag(.li) { listing } }
                }
            }
        }
    }

    @HTMLBuilder var citations: [HTML] {
        if !card.citations.isEmpty {
            tag(.section) {
                tag(.h2) { "To cite" }
                tag(.ul, .class("plain-list")) {
                    for citation in card.citations {
                        tag(.li) {
                            citation.title ?? citation.doi ?? citation.url ?? ""
                            if let year = citation.year { " (\(String(year)))" }
                            marks(citation.provenance)
                            if let doi = citation.doi {
                                tag(.div) { link("https://doi.org/" + doi) }
                            } else if let url = citation.url {
                                tag(.div) { link(url) }
                            }
                        }
                    }
                }
            }
        }
    }
}
