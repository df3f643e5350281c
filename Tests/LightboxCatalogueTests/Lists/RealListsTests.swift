import LightboxTesting
import Testing

@testable import LightboxCatalogue

@Suite struct `The five lists` {
    /// Entries counted by eye: headings, bold names and items, but not the headings and prose between them.
    @Test(arguments: [
        ("adalca.md", 82), ("beamandrew.md", 82), ("multibrain.md", 40), ("openmorph.md", 38),
        ("sfikas.md", 54),
        ("adalca-additions.csv", 76),
    ])
    func `are read entry by entry and written back byte for byte`(_ file: String, _ count: Int) throws {
        guard let bytes = RealLists.bytes(file) else {
            print("skipped: \(file) is not beside the checkout")
            return
        }
        let list = try ListReader.read(bytes, name: file)
        #expect(list.entries.count == count)
        #expect(try list.bytes() == bytes)
        for entry in list.entries {
            #expect(!entry.name.isEmpty)
            #expect(EntryTemplate(text: entry.template.text) == entry.template)
        }
    }

    @Test(arguments: RealLists.names)
    func `lose no line and no address`(_ name: String) throws {
        guard let bytes = RealLists.bytes(name + ".md") else {
            print("skipped: \(name).md is not beside the checkout")
            return
        }
        let list = try ListReader.read(bytes, name: name)
        // A template holds marks only, so all words of an entry are in its values.
        for entry in list.entries {
            for case .literal(let words) in entry.template.parts {
                let letters: String = Array(words.utf8).filter { $0.isLetterByte || $0 >= 0x80 }.string
                let marks: Set<String> = [
                    "", "Keywords", "Keyworks", "br", "brKeywords", "ongithub",
                ]
                #expect(marks.contains(letters), "\(entry.name)")
            }
        }
        var known: Set<String> = []
        for item in list.items {
            switch item {
            case .entry(let entry): known.formUnion(entry.urls)
            case .section(let section): known.formUnion(section.urls)
            case .text(let text): known.formUnion(InlineLink.links(in: text).map(\.address))
            }
        }
        for line in ListLine.lines(of: bytes) {
            for link in InlineLink.links(in: line.bytes, line.bytes.indices) {
                #expect(known.contains(link.address), "line \(line.number): \(link.address)")
            }
            // Found in another way than by our scanner.
            for piece in line.bytes.string.split(whereSeparator: { " ()[]<>,".contains($0) })
            where piece.hasPrefix("http") || piece.hasPrefix("www.") {
                let core = String(piece.prefix { $0 != "*" })
                let stem = String(core.dropLast())
                #expect(known.contains { $0.firstRange(of: stem) != nil }, "line \(line.number): \(core)")
            }
        }
    }

    @Test func `stay whole however they are damaged`() throws {
        let samples = `Reading other people's lists`.samples.map { Array($0.text.utf8) }
        let texts =
            samples + RealLists.names.compactMap { RealLists.bytes($0 + ".md") }
            + [RealLists.bytes("adalca-additions.csv")].compactMap(\.self)
        var accepted = 0
        for (index, text) in texts.enumerated() {
            for seed in 0..<(text.count > 4000 ? 12 : 200) {
                var random = SeededGenerator(seed: UInt64(index * 1000 + seed))
                let damaged = Self.damage(text, &random)
                for name in ["list.md", "list.csv"] {
                    guard let list = try? ListReader.read(damaged, name: name) else { continue }
                    accepted += 1
                    #expect(try list.bytes() == damaged, "text \(index), seed \(seed), \(name)")
                    for entry in list.entries {
                        let copy = EntryTemplate(text: entry.template.text)
                        #expect(copy == entry.template, "text \(index), seed \(seed)")
                    }
                }
            }
        }
        #expect(accepted > 500)
    }

    private static func below(_ limit: Int, _ random: inout SeededGenerator) -> Int {
        limit <= 0 ? 0 : Int.random(in: 0..<limit, using: &random)
    }

    /// Drops, doubles, swaps and cuts lines, and puts odd bytes between.
    static func damage(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var lines = ListLine.lines(of: text).map { Array($0.text.utf8) }
        let odd =
            Array("[](){}*_`#|-<>\"',:;!\\\t \r\n=+~.1hx".utf8) + [
                0xC3, 0xA9, 0xCC, 0x81, 0xFF, 0xE2, 0x80, 0x9D,
            ]
        for _ in 0..<(1 + below(8, &random)) where !lines.isEmpty {
            let at = below(lines.count, &random)
            switch below(5, &random) {
            case 0: lines.remove(at: at)
            case 1: lines.insert(lines[at], at: at)
            case 2: lines.swapAt(at, below(lines.count, &random))
            case 3 where !lines[at].isEmpty: lines[at].removeSubrange(0..<below(lines[at].count, &random))
            default:
                for _ in 0..<(1 + below(4, &random)) {
                    lines[at].insert(odd[below(odd.count, &random)], at: below(lines[at].count + 1, &random))
                }
            }
        }
        return lines.flatMap(\.self)
    }
}
