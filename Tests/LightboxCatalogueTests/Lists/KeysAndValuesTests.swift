import LightboxCatalogue
import Testing

@Suite struct `A file of keys and values` {
    @Test func `is no list, although it has items with links`() throws {
        let card = SmallCard.text() + "more:\n- a https://a.org\n- b https://b.org\n- c https://c.org\n"
        let error = #expect(throws: ListError.self) {
            _ = try ListReader.read(Array(card.utf8), name: "small.yaml")
        }
        #expect(error?.description.contains("keys and values") == true)
    }

    @Test func `is not what a list with front matter is taken for`() throws {
        let text = "---\ntitle: A list\na: b\nc: d\ne: f\ng: h\n---\n* [One](https://one.org) and more\n"
        #expect(try ListReader.read(Array(text.utf8), name: "README.md").entries.map(\.name) == ["One"])
    }
}
