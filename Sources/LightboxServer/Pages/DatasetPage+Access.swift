import LightboxCatalogue
import LightboxCore

extension DatasetPage {
    // MARK: Getting it

    var access: HTML {
        let access = card.access
        return tag(.section) {
            tag(.h2) { "How to get it" }
            tag(.p) {
                tag(.strong) { Words.sentence(access.kind.rawValue) + ". " }
                CardWords.access(access.kind)
                marks(access.provenance)
            }
            if !access.steps.isEmpty {
                tag(.ol, .class("steps")) { for step in access.steps { tag(.li) { step } } }
            }
            if !access.pages.isEmpty {
                tag(.ul, .class("steps")) {
                    for place in access.pages {
                        tag(.li) {
                            Words.sentence(place.purpose.rawValue) + ": "
                            link(place.url)
                            marks(place.provenance)
                        }
                    }
                }
            }
            tag(.dl, .class("pairs")) {
                pair(
                    "Asked for",
                    access.requires.isEmpty ? nil : [.text(words(access.requires.map(\.rawValue)))])
                pair(
                    "Forbidden", access.forbids.isEmpty ? nil : [.text(words(access.forbids.map(\.rawValue)))]
                )
                pair("Takes", access.leadTime.map { [.text(CardWords.days($0))] + marks($0.provenance) })
                pair("Costs", access.cost.map { [.text(CardWords.cost($0))] + marks($0.provenance) })
                pair("Bytes", access.areBytesOpen.map { [.text(CardWords.bytesOpen($0))] })
            }
            commands
            hosts
            licences
        }
    }

    @HTMLBuilder var commands: [HTML] {
        let steps = card.nextSteps.filter { $0.command != nil }
        if !steps.isEmpty {
            tag(.h3) { "Commands" }
            for step in steps {
                tag(.p, .class("small quiet")) { "\(Words.sentence(step.host.rawValue)): \(step.what)" }
                tag(.pre, .class("command")) { step.command ?? "" }
            }
        }
    }

    @HTMLBuilder var hosts: [HTML] {
        if !card.hosts.isEmpty {
            tag(.h3) { "Where the bytes lie" }
            tag(
                .div, .class("table-wrap"), .named("tabindex", 0), .named("role", "region"),
                .aria("label", "Hosts")
            ) {
                tag(.table) {
                    tag(.thead) {
                        tag(.tr) {
                            for word in ["Host", "What", "Address"] {
                                tag(.th, .named("scope", "col")) { word }
                            }
                        }
                    }
                    tag(.tbody) {
                        for host in card.hosts {
                            tag(.tr) {
                                tag(.td) {
                                    Words.plain(host.kind.rawValue)
                                    tag(.div, .class("small quiet")) { Words.plain(host.role.rawValue) }
                                }
                                tag(.td) {
                                    host.covers ?? host.release ?? "everything"
                                    marks(host.provenance)
                                    archives(host)
                                }
                                tag(.td) {
                                    if let url = host.url {
                                        link(url)
                                    } else if let id = host.id {
                                        tag(.code) { id }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder func archives(_ host: HostFact) -> [HTML] {
        if !host.archives.isEmpty {
            tag(.details) {
                tag(.summary) { Words.count(host.archives.count, "file named", "files named") }
                tag(.ul, .class("plain-list small")) {
                    for archive in host.archives {
                        tag(.li) {
                            tag(.code) { archive.name }
                            if let bytes = archive.bytes { " · " + bytes.bytesWords }
                            if let holds = archive.holds { tag(.div, .class("quiet")) { holds } }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder var licences: [HTML] {
        if !card.licences.isEmpty {
            tag(.h3) { "What one may do with it" }
            tag(.ul, .class("plain-list")) {
                for licence in card.licences {
                    tag(.li) {
                        let name = licence.spdx ?? licence.name ?? "Terms of its own"
                        if let url = licence.url {
                            tag(.a, .href(url), .named("rel", "noreferrer")) { name }
                        } else {
                            tag(.strong) { name }
                        }
                        if let covers = licence.covers { " for \(covers)" }
                        marks(licence.provenance)
                        tag(.div, .class("quiet small")) {
                            "Commercial use: \(licence.commercialUse.rawValue). "
                            "Redistribution: \(licence.redistribution.rawValue)."
                        }
                    }
                }
            }
        }
    }

    func link(_ url: String) -> HTML {
        Attribute.isSafe(url) ? tag(.a, .href(url), .named("rel", "noreferrer")) { url } : tag(.code) { url }
    }

    func words(_ ids: [String]) -> String { ids.map(Words.plain).joined(separator: ", ") }
}
