import Foundation
import LightboxCatalogue
import LightboxTesting
import Testing

@Suite struct `The catalogue` {
    /// A pack with these cards, and a folder for the user's own.
    private struct Place {
        let folder: TemporaryFolder
        var pack: String { folder.path + "/lightbox.cards" }
        var database: String { folder.path + "/catalogue.sqlite" }
        var own: String { folder.path + "/own" }

        init(_ cards: [String: String]) throws {
            folder = try TemporaryFolder()
            try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
            try repack(cards)
        }

        func repack(_ cards: [String: String]) throws {
            let vocabulary = CardFile(
                kind: .vocabulary, file: "Vocabulary/anatomy.yaml", text: SmallCard.anatomy)
            let files = cards.sorted { $0.key < $1.key }.map {
                CardFile(kind: .card, file: "Cards/\($0.key).yaml", text: $0.value)
            }
            try CardPack.text(of: [vocabulary] + files).write(toFile: pack, atomically: true, encoding: .utf8)
        }

        func open() throws -> Catalogue { try Catalogue(database: database, pack: pack, folders: [own]) }
    }

    @Test func `follows the pack, and touches only what changed`() throws {
        let place = try Place(["a": named("a", "A"), "b": named("b", "B")])
        #expect(try place.open().changes == changes(added: ["a", "b"]))
        #expect(try place.open().changes == changes())
        try place.repack(["a": named("a", "A"), "b": named("b", "Bee"), "c": named("c", "C")])
        #expect(try place.open().changes == changes(added: ["c"], changed: ["b"]))
        try place.repack(["b": named("b", "Bee")])
        let catalogue = try place.open()
        #expect(catalogue.changes == changes(removed: ["a", "c"]))
        #expect(try catalogue.cards().map(\.name) == ["Bee"])
    }

    @Test func `lets the user's own cards join and override`() throws {
        let place = try Place(["a": named("a", "A")])
        try named("a", "My A").write(toFile: place.own + "/a.yaml", atomically: true, encoding: .utf8)
        try named("z", "My Z").write(toFile: place.own + "/z.yaml", atomically: true, encoding: .utf8)
        #expect(try place.open().cards().map(\.name) == ["My A", "My Z"])
        try FileManager.default.removeItem(atPath: place.own + "/a.yaml")
        #expect(try place.open().cards().map(\.name) == ["A", "My Z"])
    }

    @Test func `reports a broken card of the user's each time and keeps the rest`() throws {
        let place = try Place(["a": named("a", "A")])
        try "id: z\nkind: datset\n".write(toFile: place.own + "/z.yaml", atomically: true, encoding: .utf8)
        for _ in 0..<2 {
            let catalogue = try place.open()
            #expect(catalogue.problems.contains { $0.file.hasSuffix("own/z.yaml") && $0.line == 2 })
            #expect(try catalogue.cards().map(\.id) == ["a"])
        }
    }

    @Test func `finds the nearest id by name and alias`() throws {
        let place = try Place(["lidc-idri": named("lidc-idri", "Lung Database")])
        let catalogue = try place.open()
        #expect(try catalogue.nearestID(to: "lidc-idr") == "lidc-idri")
        #expect(try catalogue.nearestID(to: "lung database") == "lidc-idri")
        #expect(try catalogue.nearestID(to: "quite something else") == nil)
    }

    @Test func `refuses a pack that was cut or changed`() throws {
        let place = try Place(["a": named("a", "A")])
        let text = try String(contentsOfFile: place.pack, encoding: .utf8)
        for broken in [
            String(text.dropLast(40)), text.replacingOccurrences(of: "name: A", with: "name: X"), "", "{}",
        ] {
            try broken.write(toFile: place.pack, atomically: true, encoding: .utf8)
            #expect(throws: CatalogueError.self) {
                _ = try Catalogue(database: nil, pack: place.pack)
            }
        }
    }

    @Test func `tells what came when, the newest first`() throws {
        let listed = "listed: [{list: adalca, as: Old, in: imaging, added: 2019-02-26}]\nadded:"
        let place = try Place(["a": SmallCard.text(id: "a", replacing: "added:", with: listed)])
        let log = try place.open().log()
        #expect(log.map(\.date.description) == ["2026-11-24", "2019-02-26"])
        #expect(try place.open().log(since: CalendarDate("2020")).count == 1)
    }

    private func named(_ id: String, _ name: String) -> String {
        SmallCard.text(id: id, replacing: "name: Small", with: "name: \(name)")
    }

    private func changes(
        added: [String] = [], changed: [String] = [], removed: [String] = []
    ) -> Catalogue.Changes {
        var changes = Catalogue.Changes()
        (changes.added, changes.changed, changes.removed) = (added, changed, removed)
        return changes
    }
}
