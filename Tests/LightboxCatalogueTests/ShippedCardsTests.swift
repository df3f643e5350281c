import Foundation
import LightboxCatalogue
import LightboxCore
import Testing

/// The cards, vocabularies and documents of this checkout.
@Suite struct `What ships` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL.path()

    @Test func `has no card with an error or a warning`() throws {
        let lint = Lint(try CardPack.files(ofCheckout: Self.root))
        #expect(lint.problems.map(\.description) == [])
        #expect(lint.cards.count >= 5)
    }

    @Test(arguments: ["card.schema.json", "Card.md"])
    func `has documents that the schema wrote`(_ name: String) throws {
        let written =
            name == "Card.md"
            ? SchemaDocuments.fieldReference : SchemaDocuments.jsonSchema.indentedText + "\n"
        let path = Self.root + "/Documentation/" + name
        if ProcessInfo.processInfo.environment["LIGHTBOX_RECORD"] == "1" {
            try written.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOfFile: path, encoding: .utf8)
        #expect(kept == written, "run `lightbox lint --write-schema Documentation`")
    }

    @Test func `has a pack that reads back as it was`() throws {
        let files = try CardPack.files(ofCheckout: Self.root)
        let path = FileManager.default.temporaryDirectory.path() + "/\(UUID().uuidString).cards"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let head = try CardPack.write(checkout: Self.root, to: path)
        #expect(head.files == files.count)
        #expect(try CardPack.read(path) == files)
    }

    /// Where the sheets of facts lie beside the checkout, each has its card.
    @Test func `has a card for every sheet of facts`() throws {
        let facts = Self.root + "/../shared/facts"
        guard FileManager.default.fileExists(atPath: facts) else {
            print("There are no sheets of facts beside this checkout; that each has a card is not tested.")
            return
        }
        let sheets = try FileManager.default.contentsOfDirectory(atPath: facts).filter {
            $0.hasSuffix(".yaml")
        }
        let cards = Set(
            try CardPack.files(ofCheckout: Self.root).filter { $0.kind == .card }.map {
                $0.file.replacingOccurrences(of: "Cards/", with: "")
            })
        // One dataset, two sheets: the list names it twice.
        let missing = Set(sheets).subtracting(cards).subtracting(["openneuro-ds002345.yaml"])
        #expect(missing.sorted() == [])
    }
}
