import LightboxCatalogue
import Testing

@Suite struct `The keys that join a card` {
    @Test func `leave out what the dataset was made from`() throws {
        let citations = """
            citations:
              - {of: dataset, doi: 10.1000/own, source: page}
              - {of: origin, doi: 10.1000/other, source: page}
            added:
            """
        let read = Card.read(
            SmallCard.text(replacing: "added:", with: citations), file: "Cards/small.yaml", vocabularies: nil)
        let card = try #require(read.card)
        #expect(JoinKeys(card).dois == ["10.1000/own"])
    }
}
