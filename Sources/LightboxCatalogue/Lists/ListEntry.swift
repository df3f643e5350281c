/// One entry of a list: what somebody wrote about a dataset, with nothing left out.
public struct ListEntry: Sendable, Hashable {
    /// How the entry is written.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// `### [Name](address)`, and what stands below.
        case heading
        /// `**Name**`, and the prose that follows.
        case bold
        /// `- Name address`, or any other item of a list.
        case bullet
        /// A row of a table.
        case row
        /// A record of a CSV file.
        case record
        /// A line by itself that starts with a link.
        case line
    }

    public var form: Form
    /// The name as written, which may hold a link or other marks; empty where only an address is given.
    public var title: String
    /// The addresses that stand by themselves, as written.
    public var addresses: [String]
    /// The words of the links to `addresses`, where they have words other than the name.
    public var labels: [String?]
    /// All other lines or cells, as written, links included.
    public var remarks: [String]
    /// Keywords as spelt.
    public var keywords: [String]
    /// The day the entry was added, where the list says so, as written.
    public var date: String?
    /// The headings that the entry stands under, outermost first.
    public var section: [String]
    /// What those headings say about the entry: their keywords, or else their words.
    public var sectionKeywords: [String]
    /// Addresses that the entry refers to, but that are written elsewhere in the list.
    public var elsewhere: [String]
    /// The lines of the file that it was read from, from 1.
    public var lines: ClosedRange<Int>
    public var template: EntryTemplate

    public init(
        form: Form, title: String = "", addresses: [String] = [], labels: [String?] = [],
        remarks: [String] = [], keywords: [String] = [], date: String? = nil, section: [String] = [],
        sectionKeywords: [String] = [], elsewhere: [String] = [], lines: ClosedRange<Int> = 1...1,
        template: EntryTemplate = EntryTemplate(parts: [])
    ) {
        (self.form, self.title, self.addresses, self.labels) = (form, title, addresses, labels)
        (self.remarks, self.keywords, self.date, self.section) = (remarks, keywords, date, section)
        (self.sectionKeywords, self.elsewhere) = (sectionKeywords, elsewhere)
        (self.lines, self.template) = (lines, template)
    }

    /// The entry as it stands in the list, line ends included.
    public var text: String {
        var out = ""
        for part in template.parts {
            switch part {
            case .literal(let words): out += words
            case .field(let field, let quoting): out += quoting.written(value(of: field))
            }
        }
        return out
    }

    /// The value of a field; nothing where the entry has fewer.
    public func value(of field: EntryTemplate.Field) -> String {
        switch field {
        case .name: title
        case .date: date ?? ""
        case .url(let number): addresses.indices.contains(number) ? addresses[number] : ""
        case .remark(let number): remarks.indices.contains(number) ? remarks[number] : ""
        case .keyword(let number): keywords.indices.contains(number) ? keywords[number] : ""
        }
    }

    /// The name in plain words; the first address where there is no name.
    public var name: String {
        let words = PlainText.of(title)
        if !words.isEmpty { return words }
        guard let first = addresses.first else { return remarks.first.map { PlainText.of($0) } ?? "" }
        return PlainText.withoutScheme(first)
    }

    /// Every link of the entry in the order of writing, each once.
    public var links: [Link] {
        var links: [Link] = []
        func add(_ link: Link) {
            if !links.contains(where: { $0.url == link.url }) { links.append(link) }
        }
        for link in InlineLink.links(in: title) {
            add(Link(url: link.address, words: nil, place: .head))
        }
        for (number, address) in addresses.enumerated() {
            guard let url = WebAddress.written(address) else { continue }
            add(Link(url: url, words: labels.indices.contains(number) ? labels[number] : nil, place: .head))
        }
        for url in elsewhere { add(Link(url: url, words: nil, place: .head)) }
        for (number, remark) in remarks.enumerated() {
            let bytes = Array(remark.utf8)
            for link in InlineLink.links(in: bytes, bytes.indices) {
                let words = link.words.map { PlainText.of(bytes[$0].string) }
                let before = PlainText.of(bytes[..<link.range.lowerBound].string)
                let place = Link.Place(remark: number, before: before, link: link, of: bytes)
                add(Link(url: link.address, words: words ?? Link.label(before), place: place))
            }
        }
        return links
    }

    /// The addresses of all links.
    public var urls: [String] { links.map(\.url) }
}

extension ListEntry {
    /// A link of an entry, and what it is to it.
    public struct Link: Sendable, Hashable {
        public enum Place: Sendable, Hashable {
            /// Beside the name, or by itself.
            case head
            /// In a remark, and said to lead to the data: `Access: …`.
            case access
            /// In a remark that names a paper.
            case paper
            /// Anywhere else; it may lead to something else.
            case remark
        }
        public let url: String
        /// The words of the link, or the label before it.
        public let words: String?
        public let place: Place
    }
}

extension ListEntry.Link {
    /// The label in `Access: address`.
    static func label(_ before: String) -> String? {
        guard before.hasSuffix(":"), before.count <= 40 else { return nil }
        return String(before.dropLast())
    }
}

extension ListEntry.Link.Place {
    fileprivate init(remark number: Int, before: String, link: InlineLink, of bytes: [UInt8]) {
        let label = ListEntry.Link.label(before) ?? ""
        let words = link.words.map { PlainText.of(bytes[$0].string) } ?? label
        let isAlone = before.isEmpty && link.range.upperBound == bytes.count
        if ListWords.saysPaper(words) || ListWords.saysPaper(label) || ListWords.isCitation(before)
            || link.address.contains("doi.org/10.")
        {
            self = .paper
        } else if ListWords.saysAccess(words) || isAlone && link.words == nil {
            self = .access
        } else if number == 0, link.form == .bare, link.range.upperBound == bytes.count,
            !ListWords.isGeneric(words) || words.isEmpty
        {
            // `[[Group](page)] What it is and then https://the.data`
            self = .access
        } else {
            self = .remark
        }
    }
}
