import LightboxCatalogue
import Synchronization

/// Makes the pages of the catalogue.
final class CatalogueDesk: Sendable {
    let catalogue: Catalogue
    let vocabularies: Vocabularies
    /// Where corrections go, with `{id}` for the card's id.
    let corrections: String?

    init(_ catalogue: Catalogue, corrections: String?) throws {
        self.catalogue = catalogue
        self.corrections = corrections
        vocabularies = try catalogue.vocabularies()
    }

    /// Cards that were read already; they do not change while the server runs.
    private let known = Mutex<[String: Card]>([:])

    func card(_ id: String) throws -> Card? {
        if let card = known.withLock({ $0[id] }) { return card }
        let card = try catalogue.card(id)
        known.withLock { $0[id] = card }
        return card
    }

    var lists: ListPages { ListPages(lists: Lists(store: catalogue.store)) }

    func datasetPage(_ id: String) throws -> Page {
        guard let card = try self.card(id) else {
            let near = try catalogue.nearestID(to: id)
            throw PageError.notFound(
                "There is no dataset '\(id)' in the catalogue."
                    + (near.map { " Did you mean '\($0)'?" } ?? ""))
        }
        var names: [String: String] = [:]
        for relation in card.related {
            if let id = relation.id { names[id] = try self.card(id)?.name }
        }
        let file = try catalogue.source(of: id)?.file ?? "Cards/\(id).yaml"
        return DatasetPage(
            card: card, vocabularies: vocabularies, listings: try lists.mentions(of: id),
            correction: .init(
                file: file, address: corrections.map { $0.replacing("{id}", with: Query.encode(id)) }),
            today: .today, relatedNames: names
        ).page
    }

    func logPage() throws -> Page { LogPage(additions: try catalogue.log()).page }
}
