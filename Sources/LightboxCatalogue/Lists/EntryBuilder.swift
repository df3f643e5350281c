/// Takes the lines of one entry apart into values and the template around them.
struct EntryBuilder {
    private(set) var entry: ListEntry
    private var parts: [EntryTemplate.Part] = []
    private var original = ""
    let definitions: [String: String]

    /// - Parameter elsewhere: addresses that stand outside the entry's lines, but are meant for it.
    init(
        form: ListEntry.Form, context: ListContext, definitions: [String: String], elsewhere: [String] = []
    ) {
        entry = ListEntry(form: form, section: context.path, sectionKeywords: context.keywords)
        entry.elsewhere = elsewhere
        self.definitions = definitions
    }

    /// The entry, whose template is proven to give back its lines.
    func finished(_ lines: ArraySlice<ListLine>) -> ListEntry {
        var done = entry
        done.template = EntryTemplate(parts: parts).joined
        done.lines = (lines.first?.number ?? 1)...(lines.last?.number ?? 1)
        if done.text.utf8.elementsEqual(original.utf8) { return done }
        // Never reached by a list that we know of; then each line is one remark.
        var plain = ListEntry(
            form: done.form, section: done.section, sectionKeywords: done.sectionKeywords, lines: done.lines)
        for line in lines {
            plain.template.parts.append(.field(.remark(plain.remarks.count), .none))
            plain.template.parts.append(.literal(line.end))
            plain.remarks.append(line.bytes.string)
        }
        plain.template = plain.template.joined
        return plain
    }

    /// The first line: the name, its addresses and the first remark.
    mutating func addHead(_ line: ListLine, splitsName: Bool) {
        add(HeadLine(line, definitions: definitions, splitsName: splitsName).fields, of: line)
    }

    /// Any later line: an address, keywords, or a remark.
    mutating func addBody(_ line: ListLine) {
        add(bodyFields(line), of: line)
    }

    /// A line whose values are known.
    mutating func add(_ fields: [LineField], of line: ListLine) {
        var at = 0
        for field in fields.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where field.range.lowerBound >= at && field.range.upperBound <= line.bytes.count {
            parts.append(.literal(line.bytes[at..<field.range.lowerBound].string))
            add(field, line.bytes[field.range].string)
            at = field.range.upperBound
        }
        parts.append(.literal(line.bytes[at...].string + line.end))
        original += line.text
        for field in fields { if let address = field.elsewhere { entry.elsewhere.append(address) } }
    }

    private mutating func add(_ field: LineField, _ words: String) {
        var value = words
        if field.quoting == .quotedCell { value = words.replacing("\"\"", with: "\"") }
        switch field.kind {
        case .name:
            parts.append(.field(.name, field.quoting))
            entry.title = value
        case .date:
            parts.append(.field(.date, field.quoting))
            entry.date = value
        case .url(let label):
            parts.append(.field(.url(entry.addresses.count), field.quoting))
            entry.addresses.append(value)
            entry.labels.append(label)
        case .remark:
            parts.append(.field(.remark(entry.remarks.count), field.quoting))
            entry.remarks.append(value)
        case .keyword:
            parts.append(.field(.keyword(entry.keywords.count), field.quoting))
            entry.keywords.append(value)
        case .elsewhere: break
        }
    }

    private func bodyFields(_ line: ListLine) -> [LineField] {
        if [.blank, .rule].contains(line.kind) || line.words.isTableRule { return [] }
        let content = line.contentWithoutBreak
        if content.isEmpty { return [] }
        if let keywords = Self.keywords(line.bytes, content) { return keywords }
        let links = InlineLink.links(in: line.bytes, content, definitions: definitions)
        if links.count == 1, let link = links.first, let target = link.target,
            link.form == .bare || link.form == .angled,
            link.range.lowerBound == content.lowerBound,
            line.bytes[link.range.upperBound..<content.upperBound].allSatisfy({ ".,;:".utf8.contains($0) })
        {
            return [LineField(.url(label: nil), target)]
        }
        let elsewhere = links.filter { $0.form == .reference }
            .map { LineField(.elsewhere, content.lowerBound..<content.lowerBound, elsewhere: $0.address) }
        return [LineField(.remark, content)] + elsewhere
    }

    /// The words of `**Keywords**: one, two`, or `nil` where the line is none such.
    static func keywords(_ bytes: [UInt8], _ content: Range<Int>) -> [LineField]? {
        guard let colon = bytes[content].prefix(24).firstIndex(of: UInt8(ascii: ":")),
            ListWords.saysKeywords(bytes[content.lowerBound..<colon].string)
        else { return nil }
        var at = colon + 1
        while at < content.upperBound, bytes[at].isBlankByte || "*_".utf8.contains(bytes[at]) { at += 1 }
        return pieces(bytes, at..<content.upperBound).map { LineField(.keyword, $0) }
    }

    /// The parts of a list within a line, cut at commas, or else at semicolons.
    static func pieces(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        let mark = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")].first(
            where: bytes[range].contains)
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == mark {
            let piece = bytes.trimmed(start..<at)
            if !piece.isEmpty { pieces.append(piece) }
            start = at + 1
        }
        return pieces
    }
}

/// A value and where it stands in its line.
struct LineField {
    enum Kind {
        case name, date, remark, keyword
        case url(label: String?)
        /// Nothing in the line: a reference to an address that stands elsewhere.
        case elsewhere
    }
    let kind: Kind
    let range: Range<Int>
    var quoting = EntryTemplate.Quoting.none
    var elsewhere: String?

    init(_ kind: Kind, _ range: Range<Int>, elsewhere: String? = nil) {
        (self.kind, self.range, self.elsewhere) = (kind, range, elsewhere)
    }
}

/// The headings around an entry.
struct ListContext: Sendable, Hashable {
    var path: [String] = []
    var keywords: [String] = []

    func inside(_ title: String, keywords own: [String] = []) -> ListContext {
        ListContext(path: path + [title], keywords: keywords + (own.isEmpty ? [title] : own))
    }
}

extension ListLine {
    /// The words of the line without the mark of a quotation before and a forced line break after.
    var contentWithoutBreak: Range<Int> {
        var range = content
        if kind == .text, bytes[range].first == UInt8(ascii: ">") {
            range = bytes.trimmed(range.lowerBound + 1..<range.upperBound)
        }
        for mark in ["<br>", "<br/>", "<br />", "\\"] where bytes[range].string.lowercased().hasSuffix(mark) {
            return bytes.trimmed(range.lowerBound..<max(range.lowerBound, range.upperBound - mark.utf8.count))
        }
        return range
    }
}
