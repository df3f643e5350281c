import LightboxCatalogue
import LightboxCore

/// A card laid out for a terminal, on one screen.
struct CardPage {
    let card: Card
    let vocabularies: Vocabularies
    let style: Style
    let width: Int

    private static let margin = 13

    var lines: [String] {
        var out = [style.bold(card.name) + (card.name == card.id ? "" : "  " + style.dim(card.id))]
        if let notice = card.notice {
            out += Wrapping.lines("! " + notice, width: width).map(style.bad)
        }
        out += Wrapping.lines(card.about, width: width)
        out.append("")
        out += row("access", accessLine)
        for (index, step) in card.access.steps.enumerated() { out += row("", "\(index + 1). \(step)") }
        out += row("licence", card.licences.map(licence).joined(separator: "; "))
        out += row("what", whatLine)
        out += row("conditions", names(card.conditions, "finding", limit: 12))
        out += row("tasks", names(card.tasks, "task", limit: 10))
        out += row("annotations", annotationLine)
        for release in card.releases.prefix(4) {
            out += row(release.id == card.releases.first?.id ? "releases" : "", line(release))
        }
        if card.releases.count > 4 { out += row("", "and \(card.releases.count - 4) more") }
        if !card.holds.isEmpty {
            out += row("holds", card.holds.map { "\($0.value.words) \($0.name)" }.joined(separator: ", "))
        }
        out += row("splits", splitLine)
        out += row("formats", card.formats.joined(separator: ", "))
        out += row("labels", labelLine)
        out += row("hosts", card.hosts.map(host).joined(separator: ", "))
        out += row(
            "reading",
            card.reading.map { "\($0.purpose.rawValue) by \($0.wire.rawValue)" }.joined(separator: ", "))
        out += row("beware", errataLine)
        out += row("related", relatedLine)
        out += row("cite", citationLine)
        out += nextLines
        return out
    }

    private func row(_ label: String, _ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return Wrapping.lines(text, width: width - Self.margin).enumerated().map { index, line in
            let head = Wrapping.pad(index == 0 ? label : "", to: Self.margin - 1)
            return style.dim(head) + " " + line
        }
    }

    private func names(_ ids: [String], _ vocabulary: String, limit: Int) -> String {
        let names = ids.prefix(limit).map { vocabularies.name(of: $0, in: vocabulary).lowercasedFirst }
        return names.joined(separator: ", ") + (ids.count > limit ? ", and \(ids.count - limit) more" : "")
    }

    private var accessLine: String {
        let access = card.access
        var parts = [vocabularies.name(of: access.kind.rawValue, in: "access")]
        if let time = access.leadTime, let days = time.maximumDays ?? time.minimumDays {
            parts.append("about \(days) days")
        }
        if let cost = access.cost, let amount = cost.amount {
            parts.append("costs \(JSONValue.number(amount).text) \(cost.currency ?? "")")
        }
        if access.areBytesOpen == .yes, access.kind != .open { parts.append("the bytes themselves are open") }
        if !access.forbids.isEmpty {
            parts.append("forbids " + access.forbids.map { words($0.rawValue) }.joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    private func licence(_ licence: Licence) -> String {
        let name = licence.spdx ?? licence.name ?? "none stated"
        let covers = licence.covers.map { " for \($0)" } ?? ""
        return "\(name)\(covers) (commercial use: \(licence.commercialUse.rawValue), "
            + "passing on: \(licence.redistribution.rawValue))"
    }

    private var whatLine: String {
        var parts = [card.modalities.joined(separator: ", ")]
        parts.append(names(card.techniques, "technique", limit: 8))
        parts.append(names(card.anatomy, "anatomy", limit: 8))
        parts.append(names(card.species, "species", limit: 3))
        parts.append(names(card.traits, "trait", limit: 6))
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private var annotationLine: String {
        card.annotations.prefix(5).map { annotation in
            let name = vocabularies.name(of: annotation.kind, in: "annotation").lowercasedFirst
            return name + (annotation.what.map { ": \($0)" } ?? "")
                + " (\(words(annotation.origin.rawValue)))"
        }.joined(separator: "; ")
            + (card.annotations.count > 5 ? "; and \(card.annotations.count - 5) more" : "")
    }

    private func line(_ release: Release) -> String {
        var parts = [release.id + (release.date.map { " (\($0))" } ?? "")]
        parts += release.counts.prefix(5).map { "\($0.value.words) \(words($0.name))" }
        if let bytes = release.bytes { parts.append(bytes.bytesWords) }
        if let ages = release.ages {
            func number(_ age: Cited<Double>?) -> String? { age.map { JSONValue.number($0.value).text } }
            let range: String? =
                switch (number(ages.minimum), number(ages.maximum)) {
                case (let low?, let high?): low == high ? low : "\(low) to \(high)"
                case (let low?, nil): "from \(low)"
                case (nil, let high?): "up to \(high)"
                case (nil, nil): nil
                }
            if let range { parts.append("aged \(range) \(words(ages.unit.rawValue))s") }
        }
        return parts.joined(separator: ", ")
    }

    private var splitLine: String {
        card.splits.prefix(6).map { split in
            let counts = split.counts.first.map { " \($0.value.words) \($0.name)" } ?? ""
            return split.name + counts + (split.leak == nil ? "" : " (leaks)")
        }.joined(separator: ", ") + (card.splits.count > 6 ? ", and \(card.splits.count - 6) more" : "")
    }

    private var labelLine: String {
        card.labels.prefix(6).map { set in
            let count = max(set.words.count, set.codes.count)
            return "\(set.id) (\(count > 0 ? "\(count) words, " : "")\(words(set.origin.rawValue)))"
        }.joined(separator: ", ") + (card.labels.count > 6 ? ", and \(card.labels.count - 6) more" : "")
    }

    private func host(_ host: HostFact) -> String {
        host.kind.rawValue + (host.role == .primary ? "" : " (\(words(host.role.rawValue)))")
    }

    private var errataLine: String? {
        guard let first = card.errata.first else { return nil }
        let more = card.errata.count - 1
        return first.what + (more > 0 ? " (and \(more) more: --sources shows all)" : "")
    }

    private var relatedLine: String {
        card.related.prefix(6).map { "\(words($0.kind.rawValue)) \($0.id ?? $0.name ?? "")" }.joined(
            separator: ", ")
    }

    private var citationLine: String? {
        card.citations.first.map { citation in
            [
                citation.title, citation.year.map(String.init),
                citation.doi.map { "doi:\($0)" } ?? citation.url,
            ]
            .compactMap(\.self).joined(separator: ", ")
        }
    }

    private var nextLines: [String] {
        var out = [""]
        if let page = card.pageToStart { out.append(style.bold("next") + "  open " + style.link(page)) }
        let steps = card.nextSteps.filter(\.isWhole)
        if let step = steps.first(where: { $0.command != nil }) {
            out.append(style.bold(card.pageToStart == nil ? "next" : "then") + "  " + (step.command ?? ""))
            out.append(style.bold("then") + "  lightbox serve \(card.id)")
        } else if card.pageToStart == nil, let url = steps.compactMap(\.url).first ?? card.homepage {
            out.append(style.bold("next") + "  open " + style.link(url))
        }
        return out.count > 1 ? out : []
    }

    private func words(_ raw: String) -> String { raw.split(separator: "-").joined(separator: " ") }
}

extension String {
    /// The text with its first letter in lower case, unless it starts with an abbreviation.
    var lowercasedFirst: String {
        guard count > 1, let first, !self[index(after: startIndex)].isUppercase else { return self }
        return first.lowercased() + dropFirst()
    }
}
