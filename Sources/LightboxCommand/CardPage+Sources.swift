import LightboxCatalogue
import LightboxCore

extension CardPage {
    /// Every stated fact with who says so and how long ago somebody looked.
    func sourceLines(today: CalendarDate) -> [String] {
        var out = [style.bold(card.name) + "  " + style.dim(card.id)]
        out.append("Looked up on \(card.checked), \(age(card.checked, today)).")
        out.append("")
        out += facts(in: card.json, path: "", inherited: card.provenance.sources, isUnconfirmed: false, today)
        out.append("")
        out.append(style.bold("Sources"))
        for source in card.sources {
            let date = source.value.checked ?? card.checked
            out.append(
                "  [\(source.name)] \(source.value.what)" + (source.value.url.map { ", \($0)" } ?? "")
                    + style.dim(" (\(date))"))
        }
        return out
    }

    private func age(_ date: CalendarDate, _ today: CalendarDate) -> String {
        let days = today.dayNumber - date.dayNumber
        switch days {
        case ..<1: return "today"
        case 1: return "yesterday"
        case ..<60: return "\(days) days ago"
        case ..<730: return "\(days / 30) months ago"
        default: return "\(days / 365) years ago"
        }
    }

    /// One line a fact, found by walking the card as JSON: a record's `source` holds for all inside it.
    private func facts(
        in value: JSONValue, path: String, inherited: [String], isUnconfirmed: Bool, _ today: CalendarDate
    ) -> [String] {
        switch value {
        case .object(let members):
            if value["is"] != nil { return [fact(value, path, inherited, isUnconfirmed, today)] }
            var sources = inherited
            if case .array(let own)? = value["source"] { sources = own.compactMap(\.stringValue) }
            let unconfirmed = isUnconfirmed || value["unconfirmed"] == .bool(true)
            return members.flatMap { member -> [String] in
                if ["source", "unconfirmed", "sources", "added", "checked"].contains(member.name) {
                    return []
                }
                let next = path.isEmpty ? member.name : path + "." + member.name
                return facts(
                    in: member.value, path: next, inherited: sources, isUnconfirmed: unconfirmed, today)
            }
        case .array(let items):
            if items.allSatisfy({ $0.stringValue != nil }) {
                let text = items.compactMap(\.stringValue).joined(separator: ", ")
                return [plain(path, text, inherited, isUnconfirmed)]
            }
            return items.enumerated().flatMap { index, item in
                facts(
                    in: item, path: "\(path)[\(index + 1)]", inherited: inherited,
                    isUnconfirmed: isUnconfirmed,
                    today)
            }
        default: return [plain(path, value.stringValue ?? value.text, inherited, isUnconfirmed)]
        }
    }

    private func fact(
        _ value: JSONValue, _ path: String, _ inherited: [String], _ isUnconfirmed: Bool,
        _ today: CalendarDate
    ) -> String {
        var sources = inherited
        if case .array(let own)? = value["source"] { sources = own.compactMap(\.stringValue) }
        let unconfirmed = isUnconfirmed || value["unconfirmed"] == .bool(true)
        let qualifier = value["qualifier"]?.stringValue.map {
            $0.split(separator: "-").joined(separator: " ") + " "
        }
        var text = (qualifier ?? "") + (value["is"]?.text ?? "")
        if let note = value["note"]?.stringValue { text += ", \(note)" }
        if let day = value["checked"]?.stringValue { text += ", looked up \(day)" }
        return plain(path, text, sources, unconfirmed)
    }

    private func plain(_ path: String, _ text: String, _ sources: [String], _ isUnconfirmed: Bool) -> String {
        let source = sources.isEmpty ? "" : style.dim("  [" + sources.joined(separator: ", ") + "]")
        let doubt = isUnconfirmed ? style.warn("  unconfirmed") : ""
        return "  " + style.dim(path) + "  " + text.withoutControlCharacters + source + doubt
    }
}

extension JSONValue {
    fileprivate var stringValue: String? {
        if case .string(let text) = self { return text }
        return nil
    }
}
