/// Reads a list kept as a CSV file (or with tabs or semicolons) whose first record names its columns.
enum CSVListReader {
    /// The list, or `nil` if the text is no table with names and addresses.
    static func read(_ text: [UInt8]) -> ImportedList? {
        let records = self.records(text)
        guard let head = records.first, head.cells.count >= 2 else { return nil }
        let titles = head.cells.map { PlainText.of(text[$0.range].string).lowercased() }
        let isKnown = titles.contains {
            ["name", "dataset", "title", "url", "link", "first_url"].contains($0)
        }
        guard isKnown, titles.allSatisfy({ $0.utf8.count <= 40 && !WebAddress.isAddress($0.utf8) }) else {
            return nil
        }
        let columns = TableColumns(titles) { column in
            records.dropFirst().contains {
                $0.cells.indices.contains(column) && WebAddress.isAddress(text[$0.cells[column].range])
            }
        }
        var items: [ImportedList.Item] = [.text(text[head.range].string)]
        for record in records.dropFirst() {
            let words = text[record.range]
            guard !words.allSatisfy({ $0.isBlankByte || $0 < 0x20 }) else {
                items.append(.text(words.string))
                continue
            }
            items.append(.entry(entry(record, columns, text)))
        }
        return ImportedList(format: .csv, encoding: .utf8, title: nil, items: items)
    }

    /// Whether the first line names the columns of a list, whatever the file is called.
    static func hasHead(_ text: [UInt8]) -> Bool {
        guard let head = records(Array(text.prefix(4096))).first else { return false }
        let titles = Set(head.cells.map { text[$0.range].string.lowercased() })
        return !titles.isDisjoint(with: ["name", "dataset", "title"])
            && !titles.isDisjoint(with: ["url", "link", "first_url", "homepage", "website"])
    }

    private static func entry(_ record: Record, _ columns: TableColumns, _ text: [UInt8]) -> ListEntry {
        // A record may hold line ends between quotation marks, so it is one line here whatever it holds.
        let line = ListLine(number: record.line, bytes: Array(text[record.range]), end: "")
        var builder = EntryBuilder(form: .record, context: ListContext(), definitions: [:])
        var fields: [LineField] = []
        for (column, cell) in record.cells.enumerated() where !cell.range.isEmpty {
            let range =
                cell.range.lowerBound - record.range.lowerBound..<cell.range.upperBound
                - record.range.lowerBound
            func add(_ kind: LineField.Kind, _ range: Range<Int>) {
                var field = LineField(kind, range)
                let value = line.bytes[range].string
                let isPlain = EntryTemplate.Quoting.cell.written(value).utf8.elementsEqual(value.utf8)
                field.quoting = cell.isQuoted ? .quotedCell : isPlain ? .cell : .none
                fields.append(field)
            }
            let isAddress =
                WebAddress.isAddress(text[cell.range])
                && WebAddress.bareLength(text[cell.range]) == cell.range.count
            switch column {
            case columns.name: add(.name, range)
            case columns.date: add(.date, range)
            case columns.keywords where cell.isQuoted || !line.bytes[range].contains(UInt8(ascii: "\"")):
                for piece in EntryBuilder.pieces(line.bytes, range) { add(.keyword, piece) }
            case _ where isAddress: add(.url(label: nil), range)
            default: add(.remark, range)
            }
        }
        builder.add(fields, of: line)
        var entry = builder.finished([line])
        entry.lines = record.line...record.line + max(0, record.ends - 1)
        return entry
    }

    struct Cell {
        /// Without the quotation marks around it.
        let range: Range<Int>
        let isQuoted: Bool
    }
    struct Record {
        var cells: [Cell] = []
        /// With the line end.
        var range: Range<Int>
        let line: Int
        /// How many line ends it holds.
        var ends = 0
    }

    static func records(_ text: [UInt8]) -> [Record] {
        let firstLine = text.prefix { $0 != 0x0A && $0 != 0x0D }
        let comma =
            [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")]
            .max { a, b in firstLine.count { $0 == a } < firstLine.count { $0 == b } } ?? UInt8(ascii: ",")
        var records: [Record] = []
        var at = 0
        var line = 1
        while at < text.count {
            var record = Record(range: at..<at, line: line)
            var isOpen = true
            while isOpen {
                let start = at
                if at < text.count, text[at] == UInt8(ascii: "\""), let close = closing(text, at, comma) {
                    record.cells.append(Cell(range: at + 1..<close, isQuoted: true))
                    record.ends += text[at..<close].count { $0 == 0x0A }
                    at = close + 1
                } else {
                    while at < text.count, text[at] != comma, text[at] != 0x0A, text[at] != 0x0D { at += 1 }
                    record.cells.append(Cell(range: text.trimmed(start..<at), isQuoted: false))
                }
                if at < text.count, text[at] == comma {
                    at += 1
                } else {
                    if at < text.count, text[at] == 0x0D { at += 1 }
                    if at < text.count, text[at] == 0x0A { at += 1 }
                    isOpen = false
                    record.ends += 1
                }
            }
            record.range = record.range.lowerBound..<at
            line += record.ends
            records.append(record)
        }
        return records
    }

    /// The quotation mark that closes the one at `open`, if a comma or line end follows it.
    private static func closing(_ text: [UInt8], _ open: Int, _ comma: UInt8) -> Int? {
        var at = open + 1
        while at < text.count {
            if text[at] == UInt8(ascii: "\"") {
                guard at + 1 < text.count else { return at }
                if text[at + 1] != UInt8(ascii: "\"") {
                    return text[at + 1] == comma || text[at + 1] == 0x0A || text[at + 1] == 0x0D ? at : nil
                }
                at += 1
            }
            at += 1
        }
        return nil
    }
}
