/// Which column of a table or CSV file holds what.
struct TableColumns {
    var name: Int?
    var date: Int?
    var keywords: Int?
    var addresses: Set<Int> = []

    private static let names = ["name", "dataset", "title", "database", "collection", "data set", "resource"]
    private static let dates = ["listed", "added", "date added", "date"]
    private static let words = ["keywords", "tags", "keyword", "topics"]
    private static let links = [
        "url", "link", "links", "website", "homepage", "address", "download", "access", "first_url", "urls",
    ]

    /// - Parameter linked: whether a column holds links.
    init(_ titles: [String], linked: (Int) -> Bool) {
        func column(_ words: [String]) -> Int? {
            words.lazy.compactMap { word in titles.firstIndex(of: word) }.first
        }
        date = column(Self.dates)
        keywords = column(Self.words)
        addresses = Set(
            titles.indices.filter { Self.links.contains(titles[$0]) || titles[$0].hasSuffix("_url") })
        name =
            column(Self.names)
            ?? titles.indices.first { index in Self.names.contains { titles[index].contains($0) } }
            ?? titles.indices.first { linked($0) && !addresses.contains($0) }
            ?? titles.indices.first { !addresses.contains($0) && $0 != date }
    }

    /// The values of a Markdown table's row.
    func fields(of line: ListLine, links: [InlineLink]) -> [LineField] {
        var fields: [LineField] = []
        for (column, cell) in line.cells.enumerated() where !cell.isEmpty {
            // A damaged row may have a link that reaches from one cell into another.
            let inside = links.filter {
                cell.contains($0.range.lowerBound) && $0.range.upperBound <= cell.upperBound
            }
            let only = inside.count == 1 ? inside.first : nil
            for link in inside where link.form == .reference {
                fields.append(
                    LineField(.elsewhere, cell.lowerBound..<cell.lowerBound, elsewhere: link.address))
            }
            if column == name {
                if let link = only,
                    link.range.lowerBound == cell.lowerBound || link.range.upperBound == cell.upperBound,
                    let words = link.words, let target = link.target
                {
                    let parts = [(words, true), (target, false)].sorted { $0.0.lowerBound < $1.0.lowerBound }
                    for (range, isName) in parts {
                        fields.append(
                            LineField(
                                isName ? .name : .url(label: nil),
                                isName ? Self.plain(line.bytes, range) : range))
                    }
                    let after = line.bytes.trimmed(link.range.upperBound..<cell.upperBound)
                    if !after.isEmpty { fields.append(LineField(.remark, after)) }
                    let before = line.bytes.trimmed(cell.lowerBound..<link.range.lowerBound)
                    if !before.isEmpty { fields.append(LineField(.remark, before)) }
                } else {
                    fields.append(LineField(.name, Self.plain(line.bytes, cell)))
                }
            } else if column == keywords {
                fields += EntryBuilder.pieces(line.bytes, cell).map { LineField(.keyword, $0) }
            } else if column == date {
                fields.append(LineField(.date, cell))
            } else if let link = only, let target = link.target, link.range == cell {
                let label = link.words.map { PlainText.of(line.bytes[$0].string) }
                fields.append(LineField(.url(label: label), target))
            } else {
                fields.append(LineField(.remark, cell))
            }
        }
        return fields
    }

    private static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        guard let bold = bytes.leadingBold(range), bold.upperBound + 2 == range.upperBound else {
            return range
        }
        return bold
    }
}
