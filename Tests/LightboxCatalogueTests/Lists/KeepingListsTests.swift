import LightboxStore
import LightboxTesting
import Testing

@testable import LightboxCatalogue

@Suite struct `Keeping imported lists` {
    static let schema = StoreSchema(title: "a test", applicationID: 7, migrations: ListSchema.migrations)
    private let lists: Lists

    init() throws { lists = Lists(store: try Store(inMemory: Self.schema)) }

    @discardableResult
    private func take(_ bytes: [UInt8], as name: String = "mine", day: String = "2026-11-24") throws
        -> ImportReport
    {
        let list = try ListReader.read(bytes, name: name + (name.hasSuffix("additions") ? ".csv" : ".md"))
        return try lists.take(list, as: name, source: name, day: day)
    }

    /// The lines that a `diff` of the two texts marks with `-` and `+`.
    static func difference(_ a: [UInt8], _ b: [UInt8]) -> [String] {
        let (old, new) = (ListLine.lines(of: a).map(\.text), ListLine.lines(of: b).map(\.text))
        return new.difference(from: old).map { change in
            switch change {
            case .insert(_, let line, _): "+" + line
            case .remove(_, let line, _): "-" + line
            }
        }
    }

    static let text = """
        # Sets
        ## CT
        ### [One](http://one.org)
        first  
        **Keywords**: a, b

        ### [Two](http://two.org)
        second

        ## MR
        ### [Three](http://three.org)
        third
        """

    @Test func `writes them back byte for byte from the listings`() throws {
        var texts = `Reading other people's lists`.samples.map { Array($0.text.utf8) }
        texts += RealLists.names.compactMap { RealLists.bytes($0 + ".md") }
        texts.append(Array("\u{FEFF}- A {name} {url:0}} http://a.org\r\n- {{B http://b.org".utf8))
        texts.append(Array("- A http://a.org {{\n- B http://b.org }}}\n".utf8))
        texts.append(Array("- Sch".utf8) + [0xE4] + Array("del http://s.org\n- B http://b.org\n".utf8))
        for (number, text) in texts.enumerated() {
            try take(text, as: "list-\(number)")
            #expect(try lists.bytes(of: "list-\(number)") == text, "text \(number)")
        }
        if let csv = RealLists.bytes("adalca-additions.csv") {
            try take(csv, as: "adalca-additions")
            #expect(try lists.bytes(of: "adalca-additions") == csv)
        }
    }

    @Test func `changes exactly the line whose remark is changed`() throws {
        let text = Array(Self.text.utf8)
        try take(text)
        try lists.setRemark("now first", of: "one", in: "mine", day: "2026-11-25")
        #expect(Self.difference(text, try lists.bytes(of: "mine")) == ["-first  \n", "+now first  \n"])
        try lists.edit(
            "One", in: "mine", [.keywords(["a", "b", "c"]), .addRemark("more")], day: "2026-11-25")
        let now = try lists.bytes(of: "mine")
        #expect(now.string.contains("now first  \nmore  \n**Keywords**: a, b, c\n"))
        #expect(try lists.listing("one", in: "mine").edited == "2026-11-25")
    }

    @Test func `adds an entry in the style of its neighbours and changes no other line`() throws {
        let text = Array(Self.text.utf8)
        try take(text)
        try lists.add(
            .init(
                name: "New", urls: ["http://new.org"], remarks: ["fresh"], keywords: ["x", "y"], after: "one"),
            to: "mine", day: "2026-11-25")
        let once = try lists.bytes(of: "mine")
        #expect(
            Self.difference(text, once).joined()
                == "+### [New](http://new.org)\n+fresh  \n+**Keywords**: x, y\n+\n")
        try lists.add(
            .init(name: "Last", urls: ["http://last.org"], section: "CT"), to: "mine", day: "2026-11-25")
        #expect(
            Self.difference(once, try lists.bytes(of: "mine")) == ["+### [Last](http://last.org)\n", "+\n"])
        let again = try take(try lists.bytes(of: "mine"))
        #expect(again.count("unchanged") == 5)
    }

    @Test func `adds to every form of list by pure insertion`() throws {
        for sample in `Reading other people's lists`.samples {
            let text = Array((sample.text + (sample.text.hasSuffix("\n") ? "" : "\n")).utf8)
            let list = try ListReader.read(text, name: "list")
            for entry in list.entries.indices {
                let lists = Lists(store: try Store(inMemory: Self.schema))
                let report = try lists.take(list, as: "mine", source: "x", day: "d")
                let after = report.entries[entry].listing.slug
                let new = Lists.NewEntry(
                    name: "Quite new", urls: ["http://new.org/x"], remarks: ["fresh"], after: after)
                try lists.add(new, to: "mine", day: "d")
                let bytes = try lists.bytes(of: "mine")
                let changes = Self.difference(text, bytes)
                #expect(
                    !changes.isEmpty && changes.allSatisfy { $0.hasPrefix("+") },
                    "\(sample) after \(after): \(changes)")
                let again = try ListReader.read(bytes, name: "list")
                #expect(again.entries.count == list.entries.count + 1, "\(sample) after \(after): \(changes)")
                let found = again.entries.first { $0.name == "Quite new" }
                #expect(found?.urls == ["http://new.org/x"], "\(sample) after \(after): \(changes)")
            }
        }
    }

    @Test func `tells what a newer version added, changed and removed`() throws {
        let first = try take(Array(Self.text.utf8), day: "2026-11-01")
        #expect(first.isNew && first.count("added") == 3)
        let newer = Self.text.replacing("second", with: "second\nand more")
            .replacing(
                "### [One](http://one.org)", with: "### [Zero](http://zero.org)\n\n### [One](http://one.org/)"
            )
            .replacing("### [Three](http://three.org)\nthird", with: "")
            .replacing("### [Two]", with: "### [Deux]")
        let report = try take(Array(newer.utf8), day: "2026-11-02")
        let told = report.entries.map { "\($0.listing.slug) \($0.status)" }
        #expect(
            told == [
                "zero added", #"one changed(["urls"])"#, #"two changed(["name", "remarks"])"#,
                "three removed",
            ])
        #expect(try lists.bytes(of: "mine") == Array(newer.utf8))
        let gone = try lists.listings(of: "mine").first { $0.slug == "three" }
        #expect(gone?.removed == "2026-11-02" && gone?.added == "2026-11-01")
        let back = try take(Array(Self.text.utf8), day: "2026-11-03")
        #expect(back.entries.first { $0.listing.slug == "three" }?.status == .added)
        #expect(try lists.bytes(of: "mine") == Array(Self.text.utf8))
    }

    @Test func `says what is missing and what is near`() throws {
        #expect(throws: ListError(.unknownList(known: []), list: "none")) { try lists.bytes(of: "none") }
        try take(Array(Self.text.utf8))
        let error = #expect(throws: ListError.self) { try lists.listing("thre", in: "mine") }
        #expect(error?.problem == .unknownEntry("thre", near: ["three"]))
        #expect(throws: ListError(.noSuchRemark(9, count: 1), list: "mine")) {
            try lists.setRemark("x", number: 9, of: "one", in: "mine", day: "d")
        }
        #expect(throws: ListError(.manyLines, list: "mine")) {
            try lists.setRemark("x\ny", of: "one", in: "mine", day: "d")
        }
        #expect(throws: ListError(.badName, list: "../x")) { try take(Array(Self.text.utf8), as: "../x") }
    }
}
