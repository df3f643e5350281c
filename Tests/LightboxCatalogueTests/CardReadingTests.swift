import LightboxCatalogue
import Testing

@Suite struct `A card` {
    @Test func `is read with everything that it states`() throws {
        let read = Card.read(SmallCard.text(), file: "Cards/small.yaml", vocabularies: SmallCard.vocabularies)
        #expect(read.problems == [])
        let card = try #require(read.card)
        #expect(card.id == "small")
        #expect(card.modalities == ["CT"])
        #expect(card.licences.first?.commercialUse == .no)
        let release = try #require(card.currentRelease)
        let subjects = try #require(release.count(.subjects))
        #expect(subjects == Cited(12, sources: ["page"]))
        let bytes = try #require(release.bytes)
        #expect(
            bytes
                == Cited(
                    1_000_000, qualifier: .about, sources: ["page"], isUnconfirmed: true, note: "from memory")
        )
    }

    @Test func `takes scalars as text until they are typed`() throws {
        let card = try #require(
            Card.read(
                SmallCard.text(replacing: "name: Small", with: "name: no"), file: "Cards/small.yaml",
                vocabularies: nil
            ).card)
        #expect(card.name == "no")
    }

    @Test(arguments: [
        Flaw(
            "a misspelt key", "modalities: [CT]", "modalites: [CT]", 7, "modalites",
            "did you mean 'modalities'?"),
        Flaw(
            "a misspelt word", "kind: open", "kind: opne", 15, "'opne' is not one of", "did you mean 'open'?"),
        Flaw("a synonym", "anatomy: [chest]", "anatomy: [thorax]", 8, "is no term", "write 'chest'"),
        Flaw("a near miss", "anatomy: [chest]", "anatomy: [chset]", 8, "is no term", "did you mean 'chest'?"),
        Flaw("no value", "about: Twelve scans.", "about:", 6, "no value", "leave the key out"),
        Flaw(
            "an unknown source", "    source: page", "    source: pgae", 12, "'pgae'", "did you mean 'page'?"),
        Flaw("nobody who says so", "    source: page\n", "", 12, "Nobody is named", "unconfirmed: true"),
        Flaw(
            "a count in words", "subjects: 12", "subjects: twelve", 13, "a whole number, found 'twelve'", nil),
        Flaw("a day that is none", "checked: 2026-11-23", "checked: 2026-11-31", 18, "a date", nil),
        Flaw("an address that is none", "homepage: https://a.org", "homepage: a.org", 9, "a URL", nil),
        Flaw("a key twice", "about: Twelve scans.", "about: a\nabout: b", 6, "twice", nil),
        Flaw("another file's id", "id: small", "id: large", 1, "is not the file's name", nil),
        Flaw("gone, and yet open", "status: available", "status: gone", 4, "both say `gone`", nil),
        Flaw("no YAML", "kind: dataset", "kind: [dataset", 3, "not YAML", nil),
    ])
    func `is refused for`(_ flaw: Flaw) throws {
        let text = SmallCard.text(replacing: flaw.sound, with: flaw.broken)
        let read = Card.read(text, file: "Cards/small.yaml", vocabularies: SmallCard.vocabularies)
        #expect(read.card == nil)
        let problem = try #require(
            read.problems.first { $0.severity == .error && $0.message.contains(flaw.says) })
        #expect(problem.line == flaw.line, "\(problem)")
        #expect(problem.file == "Cards/small.yaml")
        if let hint = flaw.hint { #expect(problem.hint?.contains(hint) == true, "\(problem)") }
    }

    @Test func `keeps a modality that DICOM does not know, and reports it`() throws {
        let text = SmallCard.text(replacing: "modalities: [CT]", with: "modalities: [CTX]")
        let read = Card.read(text, file: "Cards/small.yaml", vocabularies: SmallCard.vocabularies)
        #expect(read.card?.modalities == ["CTX"])
        #expect(read.problems.map(\.severity) == [.warning])
        #expect(read.problems.first?.hint == "did you mean 'CT'?")
    }

    @Test func `has patterns in quotes`() {
        func problems(_ pattern: String) -> [CardProblem] {
            let labels = """
                labels:
                  - {id: a, kind: number, scope: image, by: reader, source: page, files: [\(pattern)]}
                added:
                """
            let text = SmallCard.text(replacing: "added:", with: labels)
            return Card.read(text, file: "Cards/small.yaml", vocabularies: nil).problems
        }
        #expect(problems("\"train.csv\"") == [])
        #expect(problems("train.csv").first?.message.contains("in quotes") == true)
        #expect(problems("train.csv").first?.field == "labels[1].files[1]")
    }

    @Test func `does not take one number for two cells`() {
        func problems(_ states: String) -> [CardProblem] {
            let labels = """
                labels:
                  - {id: a, kind: multi-label, scope: image, by: reader, source: page, states: {\(states)}}
                added:
                """
            let text = SmallCard.text(replacing: "added:", with: labels)
            return Card.read(text, file: "Cards/small.yaml", vocabularies: nil).problems
        }
        #expect(problems("\"1\": positive, \"0\": negative, \"\": unmentioned") == [])
        #expect(problems("\"1\": positive, \"1.0\": negative").first?.message.contains("same number") == true)
    }

    @Test func `survives damage at every place`() {
        let text = Array(SmallCard.text().utf8)
        for cut in stride(from: 0, to: text.count, by: 3) {
            let broken = String(decoding: text[..<cut], as: UTF8.self)
            let read = Card.read(broken, file: "Cards/small.yaml", vocabularies: SmallCard.vocabularies)
            #expect(read.card == nil || !read.problems.contains { $0.severity == .error }, "cut at \(cut)")
            #expect(read.card != nil || !read.problems.isEmpty, "cut at \(cut)")
        }
    }

    @Test func `does not let aliases blow up`() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (last, next) in zip("abcdefgh", "bcdefghi") {
            text +=
                "\(next): &\(next) [" + Array(repeating: "*\(last)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let read = Card.read(text, file: "bomb.yaml", vocabularies: nil)
        #expect(read.problems.first?.message.contains("too large") == true)
    }
}

struct Flaw: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sound: String
    let broken: String
    let line: Int
    let says: String
    let hint: String?

    init(_ name: String, _ sound: String, _ broken: String, _ line: Int, _ says: String, _ hint: String?) {
        (testDescription, self.sound, self.broken, self.line) = (name, sound, broken, line)
        (self.says, self.hint) = (says, hint)
    }
}
