import LightboxCatalogue

/// Which datasets were added when, the newest first.
struct LogPage {
    let additions: [Addition]

    var page: Page {
        Page(title: "Log", place: .log) {
            tag(.h1) { "What was added when" }
            tag(.p, .class("quiet")) {
                "The day on which a list took a dataset in, or on which its card joined this catalogue."
            }
            if additions.isEmpty { tag(.p) { "Nothing is dated yet." } }
            for group in months {
                tag(.section) {
                    tag(.h2) { group.name }
                    tag(.ul, .class("plain-list")) { for addition in group.additions { row(addition) } }
                }
            }
        }
    }

    private func row(_ addition: Addition) -> HTML {
        tag(.li) {
            tag(.time, .class("quiet mono"), .named("datetime", "\(addition.date)")) { "\(addition.date)" }
            " "
            tag(.a, .href("/dataset/\(Query.encode(addition.id))")) { addition.name }
            tag(.span, .class("quiet")) {
                addition.by == "lightbox" ? " joined this catalogue" : " joined the list \(addition.by)"
            }
        }
    }

    private var months: [(name: String, additions: [Addition])] {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        var groups: [(name: String, additions: [Addition])] = []
        for addition in additions {
            let month = addition.date.month.map { names[max(0, min(11, $0 - 1))] + " " } ?? ""
            let name = month + String(addition.date.year)
            if groups.last?.name != name { groups.append((name, [])) }
            groups[groups.count - 1].additions.append(addition)
        }
        return groups
    }
}
