/// Reads the entries of a list in Markdown or plain text, and keeps all that stands between them.
struct MarkdownListReader {
    private let outline: ListOutline
    private var shape: ListShape { outline.shape }
    private var items: [ImportedList.Item] = []
    /// The first line that no item holds yet.
    private var at = 0
    /// What each heading says, for those below it.
    private var contexts: [Int: ListContext] = [:]

    static func read(_ text: [UInt8]) -> ImportedList {
        let lines = ListLine.lines(of: text)
        var reader = MarkdownListReader(outline: ListOutline(ListShape(lines)))
        reader.readHeads()
        if reader.entryCount == 0 { reader.readPlainLines() }
        let title = lines.first { $0.headingLevel != nil }.map { PlainText.of($0.words.string) }
        return ImportedList(format: .markdown, encoding: .utf8, title: title, items: reader.items)
    }

    private init(outline: ListOutline) { self.outline = outline }

    private var entryCount: Int {
        items.reduce(0) { if case .entry = $1 { $0 + 1 } else { $0 } }
    }

    // MARK: Items

    /// Everything up to `end` is text.
    private mutating func text(to end: Int) {
        guard at < end else { return }
        let words = shape.lines[at..<end].reduce(into: "") { $0 += $1.text }
        if case .text(let before)? = items.last {
            items[items.count - 1] = .text(before + words)
        } else {
            items.append(.text(words))
        }
        at = end
    }

    /// The lines up to `end` are a heading.
    private mutating func section(_ title: String, in context: ListContext, to end: Int) {
        let range = at..<end
        let words = shape.lines[range].reduce(into: "") { $0 += $1.text }
        var urls = range.flatMap { shape.links($0) }.map(\.address)
        urls = urls.enumerated().filter { !urls[..<$0.offset].contains($0.element) }.map(\.element)
        items.append(.section(.init(title: title, path: context.path, text: words, urls: urls)))
        at = end
    }

    /// The lines of `range` are one entry; those before it are text.
    private mutating func entry(
        _ range: Range<Int>, _ form: ListEntry.Form, _ context: ListContext, splitsName: Bool,
        shared: [String] = []
    ) {
        text(to: range.lowerBound)
        var builder = EntryBuilder(
            form: form, context: context, definitions: shape.definitions, elsewhere: shared)
        for index in range {
            if index == range.lowerBound {
                builder.addHead(shape.lines[index], splitsName: splitsName)
            } else {
                builder.addBody(shape.lines[index])
            }
        }
        items.append(.entry(builder.finished(shape.lines[range])))
        at = range.upperBound
    }

    // MARK: Headings

    private mutating func readHeads() {
        var skip: Set<Int> = []
        for (index, head) in outline.heads.enumerated() where !skip.contains(index) {
            let above = head.parent.flatMap { contexts[$0] } ?? ListContext()
            if head.isEntry {
                let below = outline.descendants(of: index)
                skip.formUnion(below)
                let end = below.map { outline.heads[$0].body.upperBound }.max() ?? head.body.upperBound
                entry(head.lines.lowerBound..<end, .heading, above, splitsName: false)
                continue
            }
            var context = above
            if let line = head.lines.first {
                let title = PlainText.of(shape.lines[line].words.string)
                if !isDocumentTitle(index) {
                    context = above.inside(Self.withoutNumber(title), keywords: keywords(head.body))
                }
                text(to: line)
                section(title, in: context, to: head.lines.upperBound)
            }
            contexts[index] = context
            readBody(head.body, context, isPreamble: isPreamble(index), isOwn: isAboutTheList(index))
        }
        text(to: shape.lines.count)
    }

    private func isAboutTheList(_ index: Int) -> Bool {
        guard let line = outline.heads[index].lines.first, index > 1 else { return false }
        let title = PlainText.of(shape.lines[line].words.string)
        return ListWords.isNeverOverEntries(title)
            || ListWords.isAboutTheList(title) && !shape.holdsEntries(outline.heads[index].body)
    }

    /// The first heading names the list if it is the only one of its level.
    private func isDocumentTitle(_ index: Int) -> Bool {
        index == 1 && outline.heads.count > 2
            && outline.heads.dropFirst(2).allSatisfy { $0.level > outline.heads[1].level }
    }

    /// What comes before the sections introduces the list, if little of it looks like entries.
    private func isPreamble(_ index: Int) -> Bool {
        guard index <= 1, outline.heads.count > index + 1 else { return false }
        if index == 1, !isDocumentTitle(1) { return false }
        let here = shape.bullets(outline.heads[index].body).count
        let all = shape.lines.filter { $0.kind == .bullet && $0.indent < 2 }.count
        return here <= 3 || here * 10 <= all
    }

    private func keywords(_ body: Range<Int>) -> [String] {
        for index in body.prefix(while: { shape.lines[$0].kind == .text || shape.lines[$0].isBlank }) {
            let line = shape.lines[index]
            guard let fields = EntryBuilder.keywords(line.bytes, line.contentWithoutBreak) else { continue }
            return fields.map { line.bytes[$0.range].string }
        }
        return []
    }

    /// `Medical Imaging Data` for `1. Medical Imaging Data`.
    private static func withoutNumber(_ title: String) -> String {
        let rest = title.drop { $0.isNumber || $0 == "." }
        return rest.first == " " && rest.count > 1 && rest.count < title.count
            ? String(rest.dropFirst()) : title
    }

    // MARK: Bodies

    private mutating func readBody(
        _ body: Range<Int>, _ context: ListContext, isPreamble: Bool, isOwn: Bool
    ) {
        guard !isOwn else { return text(to: body.upperBound) }
        let bold = shape.boldNames(body)
        var context = context
        let outer = context
        while at < body.upperBound {
            let line = shape.lines[at]
            if let block = bold.first(where: { $0.lowerBound == at }) {
                let below = block.dropFirst()
                if shape.bullets(below).filter(shape.isEntryLike).count >= 2
                    && shape.holdsEntries(below.lowerBound..<below.upperBound)
                    && below.first(where: { !shape.lines[$0].isBlank }).map({ shape.lines[$0].kind })
                        == .bullet
                {
                    context = outer.inside(PlainText.of(line.words.string))
                    section(PlainText.of(line.words.string), in: context, to: at + 1)
                } else {
                    entry(block, .bold, outer, splitsName: true)
                }
            } else if shape.isTableHead(at, limit: body.upperBound) {
                readTable(limit: body.upperBound, context)
            } else if line.kind == .bullet {
                let end = shape.endOfBullets(
                    at, limit: bold.first { $0.lowerBound > at }?.lowerBound ?? body.upperBound)
                if isPreamble { text(to: end) } else { readBullets(at..<max(end, at + 1), context) }
            } else if line.kind == .text, !isPreamble, shape.startsWithLink(at) {
                var end = at + 1
                while end < body.upperBound, shape.lines[end].kind == .text, !shape.startsWithLink(end) {
                    end += 1
                }
                entry(at..<end, .line, context, splitsName: true)
            } else {
                text(to: at + 1)
            }
        }
    }

    private mutating func readBullets(_ range: Range<Int>, _ context: ListContext) {
        let bullets = shape.bullets(range)
        let addressed = bullets.filter { !shape.own($0).allSatisfy { shape.links($0).isEmpty } }.count
        let citations = bullets.filter { ListWords.isCitation(shape.lines[$0.lowerBound].words.string) }.count
        guard citations * 2 <= bullets.count else { return text(to: range.upperBound) }
        let shared = addressAbove(range.lowerBound)
        var inner = context
        for bullet in bullets {
            text(to: bullet.lowerBound)
            let line = shape.lines[bullet.lowerBound]
            let own = shape.own(bullet)
            let hasAddress = own.contains { !shape.links($0).isEmpty }
            let isBold =
                line.bytes.leadingBold(line.content).map {
                    line.bytes.afterBold($0) >= line.content.upperBound
                } ?? false
            let title = PlainText.of(line.words.string)
            if !hasAddress, shape.bullets(own.upperBound..<bullet.upperBound).contains(where: shape.holdsLink)
            {
                let below = context.inside(Self.withoutColon(title))
                section(title, in: below, to: own.upperBound)
                readBullets(own.upperBound..<bullet.upperBound, below)
            } else if hasAddress || isBold {
                entry(bullet, .bullet, inner, splitsName: true, shared: hasAddress ? [] : shared)
            } else if addressed * 2 >= bullets.count, !title.isEmpty {
                if Self.namesAGroup(title) {
                    inner = context.inside(Self.withoutColon(title))
                    section(title, in: inner, to: bullet.upperBound)
                } else {
                    entry(bullet, .bullet, inner, splitsName: true)
                }
            } else {
                text(to: bullet.upperBound)
            }
        }
        text(to: range.upperBound)
    }

    /// The address in a line such as `Access: …` right above items that have none: it is for all of them.
    private func addressAbove(_ start: Int) -> [String] {
        guard let above = shape.lines[..<start].lastIndex(where: { !$0.isBlank }),
            shape.lines[above].kind == .text, case .text? = items.last, let link = shape.links(above).first
        else { return [] }
        let line = shape.lines[above]
        let before = PlainText.of(line.bytes[line.content.lowerBound..<link.range.lowerBound].string)
        return ListEntry.Link.label(before).map(ListWords.saysAccess) == true ? [link.address] : []
    }

    /// Whether an item without address is a heading for those that follow: `Radiology (CT, MRI, etc.)`.
    private static func namesAGroup(_ title: String) -> Bool {
        title.hasSuffix(":") || title.contains("etc")
            || title.contains("(") && title.count(where: { $0 == "," }) >= 2
    }

    private static func withoutColon(_ title: String) -> String {
        title.hasSuffix(":") ? String(title.dropLast()) : title
    }

    /// The last resort for a text without any Markdown: lines that are a name and an address.
    private mutating func readPlainLines() {
        let candidates = shape.lines.indices.filter { index in
            let line = shape.lines[index]
            guard line.kind == .text, let link = shape.links(index).first else { return false }
            return link.range.lowerBound - line.content.lowerBound <= 100 && link.form == .bare
        }
        let words = shape.lines.filter { !$0.isBlank && $0.kind != .comment }.count
        guard candidates.count >= 2, candidates.count * 2 >= words else { return }
        items = []
        at = 0
        for index in candidates { entry(index..<index + 1, .line, ListContext(), splitsName: true) }
        text(to: shape.lines.count)
    }
}

extension ListShape {
    fileprivate func holdsLink(_ bullet: Range<Int>) -> Bool {
        isEntryLike(bullet)
            || bullets(own(bullet).upperBound..<bullet.upperBound).contains(where: isEntryLike)
    }
}

// MARK: Tables

extension MarkdownListReader {
    fileprivate mutating func readTable(limit: Int, _ context: ListContext) {
        let head = at
        let rows = shape.tables(head..<limit).first { $0.lowerBound == head + 2 }
        guard let rows else { return text(to: head + 2) }
        let titles = shape.lines[head].cells.map {
            PlainText.of(shape.lines[head].bytes[$0].string).lowercased()
        }
        let columns = TableColumns(
            titles,
            linked: { column in
                rows.contains { row in
                    let cells = shape.lines[row].cells
                    guard cells.indices.contains(column) else { return false }
                    return shape.links(row).contains { cells[column].contains($0.range.lowerBound) }
                }
            })
        text(to: rows.lowerBound)
        for row in rows {
            let line = shape.lines[row]
            var builder = EntryBuilder(form: .row, context: context, definitions: shape.definitions)
            builder.add(columns.fields(of: line, links: shape.links(row)), of: line)
            items.append(.entry(builder.finished(shape.lines[row...row])))
            at = row + 1
        }
    }
}

extension ListLine {
    /// The cells of a table's row, without blanks; a bar behind a backslash or in code divides nothing.
    var cells: [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = content.lowerBound
        if words.first == UInt8(ascii: "|") { start += 1 }
        var at = start
        var isCode = false
        while at < content.upperBound {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "`"): isCode.toggle()
            case UInt8(ascii: "|") where !isCode:
                cells.append(bytes.trimmed(start..<at))
                start = at + 1
            default: break
            }
            at += 1
        }
        if start < content.upperBound { cells.append(bytes.trimmed(start..<content.upperBound)) }
        return cells
    }
}
