import LightboxCatalogue
import LightboxCore

/// The page of one dataset: all that its card says, who says so and since when.
struct DatasetPage {
    let card: Card
    let vocabularies: Vocabularies
    /// Listings of imported lists that are about it.
    let listings: [HTML]
    /// The card's file and how to propose a change.
    let correction: Correction
    /// For the age of facts.
    let today: CalendarDate
    let relatedNames: [String: String]

    /// Where "correct this card" leads.
    struct Correction {
        let file: String
        /// A page on which to propose it, where the settings name one.
        let address: String?
    }

    var page: Page {
        Page(title: card.name, place: .search) {
            tag(.article, .class("dataset")) {
                head
                tag(.div) {
                    access
                    facts
                    releases
                    annotations
                    labels
                    errata
                    related
                    listed
                    citations
                    sources
                }
                tag(.aside, .class("side"), .aria("label", "In short")) { side }
            }
        }
    }

    // MARK: Head and side

    var head: HTML {
        tag(.header, .class("dataset-head")) {
            tag(.h1) { card.name }
            tag(.p, .class("quiet small")) {
                tag(.code) { card.id }
                if !card.aliases.isEmpty { " · also " + card.aliases.joined(separator: ", ") }
            }
            if card.status != .available || card.notice != nil {
                tag(.p, .class(card.status == .available ? "notice" : "notice warn")) {
                    if card.status != .available {
                        tag(.strong) { Words.sentence(card.status.rawValue) + ". " }
                    }
                    card.notice ?? Self.statusWords(card.status)
                }
            }
            tag(.p, .class("lead")) { card.about }
            tag(.ul, .class("chips")) {
                chip(
                    "access", card.access.kind.rawValue, Words.plain(card.access.kind.rawValue),
                    CardWords.mood(card))
                for code in card.modalities { chip("modality", code, name(code, "modality")) }
                for id in card.anatomy { chip("anatomy", id, name(id, "anatomy")) }
                for id in card.tasks { chip("task", id, name(id, "task")) }
            }
        }
    }

    func chip(_ facet: String, _ value: String, _ text: String, _ mood: String = "") -> HTML {
        tag(.li) {
            tag(.a, .class("chip \(mood)"), .href("/" + Query([.init(name: facet, value: value)]).text)) {
                text
            }
        }
    }

    func name(_ id: String, _ vocabulary: String) -> String { vocabularies.name(of: id, in: vocabulary) }

    static func statusWords(_ status: Status) -> String {
        switch status {
        case .available: "It can be had."
        case .partly: "Some of it cannot be had any more."
        case .moved: "It lies elsewhere now."
        case .gone: "It is not offered any more."
        case .superseded: "A newer dataset takes its place."
        case .closed: "It takes no new users."
        case .unknown: "Whether it can be had is not known."
        }
    }

    @HTMLBuilder var side: [HTML] {
        tag(.section, .class("card")) {
            tag(.h2) { "In short" }
            tag(.dl, .class("pairs")) {
                pair("Subjects", card.subjectCount.map { cited($0, $0.words) })
                if let (kind, count) = card.imageCount {
                    pair(Words.sentence(kind.rawValue), cited(count, count.words))
                }
                pair("Size", card.byteCount.map { cited($0, $0.bytesWords) })
                pair("Access", [.text(Words.sentence(card.access.kind.rawValue))])
                pair(
                    "Licence",
                    card.licences.first.map { [.text($0.spdx ?? $0.name ?? "stated in its terms")] })
                pair("Formats", card.formats.isEmpty ? nil : [.text(list(card.formats, "format"))])
            }
            if let homepage = card.homepage {
                tag(.p) { tag(.a, .href(homepage), .named("rel", "noreferrer")) { "Home page" } }
            }
        }
        tag(.section, .class("card")) {
            tag(.h2) { "Checked" }
            tag(.p) { "Facts last looked up \(dated(card.checked))." }
        }
        tag(.section, .class("card"), .id("correct")) {
            tag(.h2) { "Correct this card" }
            if let address = correction.address {
                tag(.p) {
                    tag(.a, .href(address), .named("rel", "noreferrer")) {
                        "Propose a change to \(card.name)"
                    }
                }
            }
            tag(.p) {
                "Everything here stands in "
                tag(.code) { correction.file }
                ". Change the line, add who says so under "
                tag(.code) { "sources" }
                ", then:"
            }
            tag(.pre, .class("command")) { "lightbox lint \(correction.file)" }
            tag(.p, .class("small quiet")) {
                "Send the change to the project, or keep your own version in your folder of cards: it takes the place "
                "of ours."
            }
        }
    }

    func pair(_ name: String, _ value: [HTML]?) -> HTML {
        guard let value else { return .row([]) }
        return .row([tag(.dt) { name }, tag(.dd) { value }])
    }

    func list(_ ids: [String], _ vocabulary: String) -> String {
        ids.map { name($0, vocabulary) }.joined(separator: ", ")
    }

    func dated(_ day: CalendarDate) -> String {
        let days = today.dayNumber - day.dayNumber
        let age =
            switch days {
            case ..<0: ""
            case 0: " (today)"
            case 1: " (yesterday)"
            case ..<60: " (\(days) days ago)"
            case ..<730: " (\(days / 30) months ago)"
            default: " (\(days / 365) years ago)"
            }
        return "\(day)" + age
    }

    // MARK: Who says so

    /// Marks for the sources, and whether nobody confirmed it.
    func marks(_ keys: [String], _ isUnconfirmed: Bool, _ note: String? = nil) -> [HTML] {
        var out: [HTML] = []
        for key in keys {
            guard let index = card.sources.firstIndex(where: { $0.name == key }) else { continue }
            out.append(
                tag(.sup) {
                    tag(
                        .a, .href("#source-\(index + 1)"),
                        .aria("label", "source \(index + 1): \(card.sources[index].value.what)")
                    ) { "\(index + 1)" }
                })
        }
        if isUnconfirmed { out += [.text(" "), tag(.span, .class("unconfirmed")) { "not confirmed" }] }
        if let note { out += [.text(" "), tag(.span, .class("quiet small")) { note }] }
        return out
    }

    func marks(_ provenance: Provenance) -> [HTML] {
        marks(provenance.sources, provenance.isUnconfirmed, provenance.note)
    }

    func cited<Value>(_ fact: Cited<Value>, _ text: String) -> [HTML] {
        [.text(text)] + marks(fact.sources, false, fact.note)
    }

    var sources: HTML {
        tag(.section) {
            tag(.h2, .id("sources")) { "Sources" }
            tag(.ol, .class("sources")) {
                for (index, source) in card.sources.enumerated() {
                    tag(.li, .id("source-\(index + 1)")) {
                        if let url = source.value.url {
                            tag(.a, .href(url), .named("rel", "noreferrer")) { source.value.what }
                        } else {
                            source.value.what
                        }
                        tag(.span, .class("quiet")) {
                            ", looked at " + dated(source.value.checked ?? card.checked)
                        }
                    }
                }
            }
        }
    }
}
