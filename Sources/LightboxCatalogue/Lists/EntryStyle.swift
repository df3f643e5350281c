/// Writes an entry the way its neighbours are written.
struct EntryStyle {
    /// The entries to imitate, the nearest first.
    let models: [ListEntry]
    let form: ListEntry.Form

    init(_ models: [ListEntry]) {
        form = models.first?.form ?? .bullet
        self.models = models.filter { [form] in $0.form == form }
    }

    /// How the list ends its lines.
    var lineEnd: String {
        for model in models {
            if let last = ListLine.lines(of: Array(model.text.utf8)).first(where: { !$0.end.isEmpty }) {
                return last.end
            }
        }
        return "\n"
    }

    /// The lines at the end of a template that hold no value, and no words.
    static func tail(of template: EntryTemplate) -> [EntryTemplate] {
        Array(template.lines.reversed().prefix { $0.isBlankOrRule }.reversed())
    }

    /// The entry with a template of its own, without blank lines after it.
    func styled(_ entry: ListEntry) -> ListEntry {
        var entry = entry
        entry.form = form
        if form == .row || form == .record {
            cell(&entry)
            return entry
        }
        var lines = [head(&entry)]
        let used = Set(lines[0].fields)
        var urls = entry.addresses.indices.filter { !used.contains(.url($0)) }.map { urlLine($0) }
        var remarks = entry.remarks.indices.filter { !used.contains(.remark($0)) }.map { remarkLine($0) }
        if let label = usualLabel(), models.count(where: { !$0.addresses.isEmpty }) * 4 < models.count {
            // This list writes addresses as `Access: …`.
            for address in entry.addresses where used.isDisjoint(with: [.url(0)]) {
                remarks.append(remarkLine(entry.remarks.count))
                entry.remarks.append(label + ": " + address)
            }
            if used.isDisjoint(with: [.url(0)]) { (urls, entry.addresses, entry.labels) = ([], [], []) }
        }
        if remarksComeFirst, !remarks.isEmpty { lines.append(remarks.removeFirst()) }
        lines += urls + remarks
        if let keywords = keywordLine(entry.keywords.count) { lines.append(keywords) }
        entry.template = EntryTemplate(parts: lines.flatMap(\.parts)).joined
        return entry
    }

    // MARK: Lines

    /// What stands before the words of the nearest entry: `### `, or `  - `.
    private var mark: String {
        let words = models.first?.template.lines.first?.firstWords ?? ""
        return String(decoding: Array(words.utf8).prefix(EntryTemplate.markLength(words)), as: UTF8.self)
    }

    private func head(_ entry: inout ListEntry) -> EntryTemplate {
        let hasRemark = !entry.remarks.isEmpty && (form == .bullet || form == .line)
        let hasURL = !entry.addresses.isEmpty
        let wishes: [Set<EntryTemplate.Field>] =
            [
                [.name] + (hasURL ? [.url(0)] : []) + (hasRemark ? [.remark(0)] : []),
                [.name] + (hasURL ? [.url(0)] : []),
                form == .heading || form == .bold ? [.name] : [.name, .url(0)],
            ].map(Set.init)
        for wish in wishes {
            if !hasURL && wish.contains(.url(0)) { continue }
            for model in models {
                guard let line = model.template.lines.first, Set(line.fields) == wish,
                    !model.title.utf8.contains(UInt8(ascii: "["))
                else { continue }
                return line.starting(mark).ending(lineEnd)
            }
        }
        var parts: [EntryTemplate.Part] = [.literal(mark)]
        if hasURL {
            parts += [
                .literal("["), .field(.name, .none), .literal("]("), .field(.url(0), .none), .literal(")"),
            ]
        } else {
            let bold = form == .bold ? "**" : ""
            parts += [.literal(form == .bold ? "**" : ""), .field(.name, .none), .literal(bold)]
        }
        return EntryTemplate(parts: parts + [.literal(lineEnd)])
    }

    /// A line like the first that `isLike`, or one after `mark`.
    private func line(
        with field: EntryTemplate.Field, like isLike: (EntryTemplate.Field) -> Bool, otherwise mark: String
    ) -> EntryTemplate {
        for model in models {
            for line in model.template.lines.dropFirst()
            where line.fields.count == 1 && isLike(line.fields[0]) {
                return line.replacing(with: field).ending(lineEnd)
            }
        }
        return EntryTemplate(parts: [.literal(mark), .field(field, .none), .literal(lineEnd)])
    }

    private func urlLine(_ number: Int) -> EntryTemplate {
        let mark = form == .bullet ? "  " : ""
        return line(with: .url(number), like: { if case .url = $0 { true } else { false } }, otherwise: mark)
    }

    /// A line for one more remark.
    func remarkLine(_ number: Int) -> EntryTemplate {
        let mark = form == .bullet ? "  " : ""
        return line(
            with: .remark(number), like: { if case .remark = $0 { true } else { false } }, otherwise: mark)
    }

    /// A line for keywords, or `nil` where there are none.
    func keywordLine(_ count: Int) -> EntryTemplate? {
        guard count > 0 else { return nil }
        for model in models {
            for line in model.template.lines where line.fields.contains(.keyword(0)) {
                return line.withKeywords(count).ending(lineEnd)
            }
        }
        let start = EntryTemplate(parts: [
            .literal(form == .bullet ? "  Keywords: " : "**Keywords**: "), .field(.keyword(0), .none),
            .literal(lineEnd),
        ])
        return start.withKeywords(count)
    }

    private var remarksComeFirst: Bool {
        guard let fields = models.first?.template.lines.dropFirst().flatMap(\.fields) else { return true }
        return fields.first == .remark(0) || fields.first == nil
    }

    /// The label that most of the list's addresses stand behind, where they do.
    private func usualLabel() -> String? {
        var counts: [String: Int] = [:]
        for model in models {
            for link in model.links where link.place == .access {
                if let words = link.words { counts[words, default: 0] += 1 }
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The row or record with the most columns filled, filled with this entry's values.
    private func cell(_ entry: inout ListEntry) {
        let fullest = models.max { Set($0.template.fields).count < Set($1.template.fields).count }
        guard let model = fullest else { return }
        var template = model.template
        if model.keywords.count > 0 { template = template.withKeywords(max(entry.keywords.count, 1)) }
        // What has no column of its own goes into the last remark.
        let room = template.fields.count { if case .remark = $0 { true } else { false } }
        if entry.remarks.count > room, room > 0 {
            let rest = entry.remarks[(room - 1)...].joined(separator: "; ")
            entry.remarks = Array(entry.remarks[..<(room - 1)]) + [rest]
        }
        if form == .row { entry.escapeBars() }
        entry.template = template.ending(lineEnd)
    }
}

extension ListEntry {
    /// A bar divides cells, so one that is meant as such stands behind a backslash.
    mutating func escapeBars() {
        func escaped(_ text: String) -> String {
            var out = ""
            var last: Character?
            for character in text {
                if character == "|", last != "\\" { out += "\\" }
                out.append(character)
                last = character
            }
            return out
        }
        title = escaped(title)
        remarks = remarks.map(escaped)
        keywords = keywords.map(escaped)
    }
}

extension EntryTemplate {
    fileprivate var isBlankOrRule: Bool {
        parts.allSatisfy { part in
            guard case .literal(let words) = part else { return false }
            return ListLine.lines(of: Array(words.utf8)).allSatisfy { $0.isBlank || $0.kind == .rule }
        }
    }

    /// How many bytes of a line's first words are a mark such as `### ` or `- `, and blanks before it.
    static func markLength(_ words: String) -> Int {
        ListLine(number: 1, bytes: Array(words.utf8) + [UInt8(ascii: "x")], end: "").content.lowerBound
    }

    /// The template with `mark` instead of its own.
    fileprivate func starting(_ mark: String) -> EntryTemplate {
        let words = firstWords ?? ""
        let rest = String(decoding: Array(words.utf8).dropFirst(Self.markLength(words)), as: UTF8.self)
        return EntryTemplate(parts: [.literal(mark + rest)] + parts.dropFirst(firstWords == nil ? 0 : 1))
            .joined
    }

    fileprivate var firstWords: String? {
        if case .literal(let words)? = parts.first { words } else { nil }
    }

    /// The template with the line end `end` instead of its own.
    fileprivate func ending(_ end: String) -> EntryTemplate {
        EntryTemplate(parts: withoutLineEnd.parts + [.literal(end)])
    }

    /// The template without the line end at its end.
    var withoutLineEnd: EntryTemplate {
        var template = joined
        guard case .literal(let words)? = template.parts.last else { return template }
        var bytes = Array(words.utf8)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        template.parts[template.parts.count - 1] = .literal(bytes.string)
        return template.joined
    }

    var endsLine: Bool {
        guard case .literal(let words)? = joined.parts.last, let last = words.utf8.last else { return false }
        return last == 0x0A || last == 0x0D
    }

    /// The template with `field` in the place of its only one.
    fileprivate func replacing(with field: Field) -> EntryTemplate {
        EntryTemplate(
            parts: parts.map { part in
                if case .field(_, let quoting) = part { .field(field, quoting) } else { part }
            })
    }

    /// The template with room for `count` keywords, parted as they are now.
    func withKeywords(_ count: Int) -> EntryTemplate {
        func isKeyword(_ part: Part) -> Bool {
            if case .field(.keyword, _) = part { true } else { false }
        }
        guard let first = parts.firstIndex(where: isKeyword), let last = parts.lastIndex(where: isKeyword),
            case .field(_, let quoting) = parts[first]
        else { return self }
        var mark = ", "
        if last > first, case .literal(let words) = parts[first + 1] { mark = words }
        var middle: [Part] = []
        for number in 0..<count {
            if number > 0 { middle.append(.literal(mark)) }
            middle.append(.field(.keyword(number), quoting))
        }
        return EntryTemplate(parts: Array(parts[..<first]) + middle + Array(parts[(last + 1)...])).joined
    }
}
