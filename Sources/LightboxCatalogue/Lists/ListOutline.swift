/// The headings of a Markdown text as a tree, and which of them are entries.
struct ListOutline {
    struct Head {
        /// The heading's own lines: one, or two where it is underlined; none for what stands before all.
        let lines: Range<Int>
        /// The lines up to the next heading of any level.
        let body: Range<Int>
        let level: Int
        let parent: Int?
        var children: [Int] = []
        var isEntry = false
    }

    private(set) var heads: [Head] = []
    let shape: ListShape

    init(_ shape: ListShape) {
        self.shape = shape
        makeHeads()
        for index in heads.indices where isLinked(index) { heads[index].isEntry = true }
        for index in heads.indices { chooseAmongChildren(of: index) }
        chooseLoners()
    }

    private mutating func makeHeads() {
        let lines = shape.lines
        let starts = lines.indices.filter { lines[$0].headingLevel != nil }
        heads.append(Head(lines: 0..<0, body: 0..<(starts.first ?? lines.count), level: 0, parent: nil))
        var open = [0]
        for (order, start) in starts.enumerated() {
            guard let level = lines[start].headingLevel else { continue }
            let isATX = lines[start].bytes.first(where: { !$0.isBlankByte }) == UInt8(ascii: "#")
            let end = order + 1 < starts.count ? starts[order + 1] : lines.count
            while let last = open.last, last != 0, heads[last].level >= level { open.removeLast() }
            let parent = open.last ?? 0
            let own = start..<min(start + (isATX ? 1 : 2), end)
            heads.append(Head(lines: own, body: own.upperBound..<end, level: level, parent: parent))
            heads[parent].children.append(heads.count - 1)
            open.append(heads.count - 1)
        }
    }

    /// All headings below `index`.
    func descendants(of index: Int) -> [Int] {
        heads[index].children.flatMap { [$0] + descendants(of: $0) }
    }

    private func isListBody(_ index: Int) -> Bool { shape.holdsEntries(heads[index].body) }

    /// A heading that is a link names an entry, unless it stands over entries.
    private func isLinked(_ index: Int) -> Bool {
        guard let line = heads[index].lines.first else { return false }
        let bytes = shape.lines[line].bytes
        let content = shape.lines[line].content
        let lead = bytes[content].prefix { "[*_ ".utf8.contains($0) }.endIndex
        guard let link = shape.links(line).first, link.range.lowerBound <= lead, let words = link.words,
            HeadLine.names(bytes[words])
        else { return false }
        let below = descendants(of: index)
        return !isListBody(index) && !below.contains { isListBody($0) || isLinkedHeading($0) }
    }

    private func isLinkedHeading(_ index: Int) -> Bool {
        guard let line = heads[index].lines.first, let link = shape.links(line).first else { return false }
        return link.range.lowerBound == shape.lines[line].content.lowerBound
    }

    private func mayBeEntry(_ index: Int) -> Bool {
        guard !heads[index].isEntry, heads[index].children.isEmpty, let line = heads[index].lines.first else {
            return false
        }
        let title = PlainText.of(shape.lines[line].words.string)
        return !title.isEmpty && heads[index].level > 1 && !ListWords.isAboutTheList(title)
    }

    /// Headings without links are entries where most of them have an address below and no list.
    private mutating func chooseAmongChildren(of parent: Int) {
        var byLevel: [Int: [Int]] = [:]
        for child in heads[parent].children where mayBeEntry(child) {
            byLevel[heads[child].level, default: []].append(child)
        }
        for group in byLevel.values where group.count >= 2 {
            let lists = group.filter(isListBody)
            let addressed = group.filter { shape.showsAddress(heads[$0].body) && !isListBody($0) }
            guard lists.count * 2 < group.count, addressed.count * 2 >= group.count else { continue }
            for index in group where !isListBody(index) { heads[index].isEntry = true }
        }
    }

    /// A heading alone under its section follows the others of its level.
    private mutating func chooseLoners() {
        for index in heads.indices where mayBeEntry(index) && !isListBody(index) {
            let siblings = heads[heads[index].parent ?? 0].children.filter {
                heads[$0].level == heads[index].level
            }
            let like = heads.filter { $0.isEntry && $0.level == heads[index].level }.count
            if siblings.count == 1, like >= 3, shape.showsAddress(heads[index].body) {
                heads[index].isEntry = true
            }
        }
    }
}
