import LightboxCatalogue
import LightboxCore

extension DatasetPage {
    // MARK: What it holds

    var facts: HTML {
        tag(.section) {
            tag(.h2) { "What it holds" }
            tag(.dl, .class("pairs")) {
                terms("Modality", card.modalities, "modality")
                terms("Technique", card.techniques, "technique")
                terms("Anatomy", card.anatomy, "anatomy")
                terms("Conditions", card.conditions, "finding")
                terms("Tasks", card.tasks, "task")
                terms("Species", card.species, "species")
                terms("Traits", card.traits, "trait")
                terms("Formats", card.formats, "format")
                for count in card.holds {
                    pair(Words.sentence(count.name), cited(count.value, count.value.words))
                }
            }
        }
    }

    func terms(_ title: String, _ ids: [String], _ vocabulary: String) -> HTML {
        pair(title, ids.isEmpty ? nil : [.text(list(ids, vocabulary))])
    }

    @HTMLBuilder var releases: [HTML] {
        if !card.releases.isEmpty {
            tag(.section) {
                tag(.h2) { "Releases" }
                for release in card.releases {
                    tag(.h3) {
                        release.name ?? release.id
                        if release.isCurrent { tag(.span, .class("quiet small")) { " · current" } }
                        marks(release.provenance)
                    }
                    tag(.dl, .class("pairs")) {
                        pair("Date", release.date.map { [.text("\($0)")] })
                        for count in release.counts {
                            pair(Words.sentence(count.name), cited(count.value, count.value.words))
                        }
                        pair("Size", release.bytes.map { cited($0, $0.bytesWords) })
                        pair("Ages", release.ages.map { [.text(CardWords.ages($0))] + marks($0.provenance) })
                        pair(
                            "Sexes",
                            release.sexes.isEmpty
                                ? nil
                                : [
                                    .text(
                                        release.sexes.map { "\($0.value.words) \($0.name)" }.joined(
                                            separator: ", "))
                                ])
                        pair("Sites", release.sites.map { cited($0, $0.words) })
                        pair("DOI", release.doi.map { [link("https://doi.org/" + $0)] })
                    }
                    if !release.parts.isEmpty { parts(release) }
                }
                splits
            }
        }
    }

    func parts(_ release: Release) -> HTML {
        tag(.details) {
            tag(.summary) { Words.count(release.parts.count, "part", "parts") }
            tag(.ul, .class("plain-list")) {
                for part in release.parts {
                    tag(.li) {
                        tag(.strong) { part.name ?? part.id }
                        for count in part.counts { " · \(count.value.words) \(Words.plain(count.name))" }
                        if let bytes = part.bytes { " · " + bytes.bytesWords }
                        if !part.modalities.isEmpty { " · " + list(part.modalities, "modality") }
                        marks(part.provenance)
                    }
                }
            }
        }
    }

    @HTMLBuilder var splits: [HTML] {
        if !card.splits.isEmpty {
            tag(.h3) { "Splits" }
            tag(.ul, .class("plain-list")) {
                for split in card.splits {
                    tag(.li) {
                        tag(.strong) { split.name }
                        for count in split.counts { " · \(count.value.words) \(Words.plain(count.name))" }
                        if let level = split.level { " · by \(level.rawValue)" }
                        if let shown = split.areLabelsPublic { " · labels public: \(shown.rawValue)" }
                        marks(split.provenance)
                        if let leak = split.leak { tag(.div, .class("unconfirmed")) { "Leak: " + leak } }
                    }
                }
            }
        }
    }

    @HTMLBuilder var annotations: [HTML] {
        if !card.annotations.isEmpty {
            tag(.section) {
                tag(.h2) { "Annotations" }
                tag(.ul, .class("plain-list")) {
                    for annotation in card.annotations {
                        tag(.li) {
                            tag(.strong) { name(annotation.kind, "annotation") }
                            if let what = annotation.what { ": " + what }
                            marks(annotation.provenance)
                            tag(.div, .class("quiet small")) {
                                "By \(Words.plain(annotation.origin.rawValue))"
                                if let readers = annotation.readers { ", \(readers.words) readers" }
                                for count in annotation.counts {
                                    " · \(count.value.words) \(Words.plain(count.name))"
                                }
                                if let format = annotation.format { " · " + name(format, "format") }
                            }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder var labels: [HTML] {
        if !card.labels.isEmpty {
            tag(.section) {
                tag(.h2) { "Label sets" }
                for set in card.labels { labelSet(set) }
            }
        }
    }

    @HTMLBuilder func labelSet(_ set: LabelSet) -> [HTML] {
        tag(.h3) { set.id }
        tag(.p) {
            if let about = set.about { about + " " }
            tag(.span, .class("quiet")) {
                "\(Words.sentence(set.kind.rawValue)), per \(set.scope.rawValue), "
                "from \(Words.plain(set.origin.rawValue))"
                set.release.map { ", release \($0)." } ?? "."
            }
            marks(set.provenance)
        }
        if !set.states.isEmpty {
            tag(.p, .class("small quiet")) {
                "In the files: "
                    + set.states.map {
                        "\($0.name.isEmpty ? "an empty cell" : $0.name) = \($0.value.rawValue)"
                    }
                    .joined(separator: ", ")
            }
        }
        if !set.words.isEmpty {
            tag(
                .div, .class("table-wrap"), .named("tabindex", 0), .named("role", "region"),
                .aria("label", "Labels of \(set.id)")
            ) {
                tag(.table) {
                    tag(.thead) {
                        tag(.tr) {
                            for word in ["Label", "Meaning", "Shared concept", "Count"] {
                                tag(.th, .named("scope", "col")) { word }
                            }
                        }
                    }
                    tag(.tbody) { for word in set.words { row(word) } }
                }
            }
        }
    }

    func row(_ word: LabelWord) -> HTML {
        tag(.tr) {
            tag(.td) {
                word.word
                if let value = word.value { tag(.span, .class("quiet")) { " (\(value))" } }
            }
            tag(.td) {
                word.means ?? ""
                marks(word.provenance)
            }
            tag(.td) {
                if let concept = word.concept {
                    name(concept, "finding")
                    if let match = word.match, match != .exact {
                        tag(.span, .class("quiet small")) { " (\(match.rawValue))" }
                    }
                }
            }
            tag(.td, .class("number")) { word.count.map(\.words) ?? "" }
        }
    }
}
