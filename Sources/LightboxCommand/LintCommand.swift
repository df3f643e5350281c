import ArgumentParser
import Foundation
import LightboxCatalogue
import LightboxCore

/// `lightbox lint` checks whether cards are well written.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check cards and vocabularies.",
        discussion: """
            Without arguments, checks Cards/ and Vocabulary/ of the folder you are in. With files, checks these \
            against the vocabularies of that folder, or else of the cards that Lightbox ships with.

            Every message names file, line and field, what was found and what is allowed. Exit code 0: no errors; \
            1: errors were found; 2: the check could not be done.

            Examples:
              lightbox lint
              lightbox lint Cards/my-dataset.yaml
              lightbox lint --json | jq 'select(.severity == "error")'
            """)

    @Argument(help: "The cards to check, or a folder of them.") var files: [String] = []
    @Flag(help: "One problem a line, as JSON.") var json = false
    @Option(
        name: .customLong("write-schema"),
        help: "Write card.schema.json and Card.md, which describe every field, into this folder.")
    var schemaFolder: String?

    func run() throws {
        if let schemaFolder { return try writeSchema(into: schemaFolder) }
        let lint = try files.isEmpty ? wholeCheckout() : these()
        for problem in lint.problems { Terminal.print(json ? problem.json.text : problem.description) }
        let errors = lint.problems.count { $0.severity == .error }
        let warnings = lint.problems.count - errors
        Terminal.say(
            "\(Self.count(lint.cards.count, "card")) and "
                + "\(Self.count(lint.vocabularies.all.count, "vocabulary", "vocabularies")) without errors; "
                + "\(Self.count(errors, "error")), \(Self.count(warnings, "warning")).")
        if errors > 0 { throw ExitCode(Exit.wanting) }
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) " + (number == 1 ? one : many ?? one + "s")
    }

    private func wholeCheckout() throws -> Lint {
        guard FileManager.default.fileExists(atPath: "Cards") else {
            throw ValidationError(
                "There is no folder 'Cards' here; name the cards to check, such as 'lightbox lint my-dataset.yaml'."
            )
        }
        return Lint(try CardPack.files(ofCheckout: "."))
    }

    private func these() throws -> Lint {
        let named = try files.flatMap { path -> [CardFile] in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            if attributes?[.type] as? FileAttributeType == .typeDirectory {
                return try CardFile.all(in: path, kind: .card)
            }
            return [try CardFile.read(path, kind: path.contains("Vocabulary/") ? .vocabulary : .card)]
        }
        if FileManager.default.fileExists(atPath: "Cards"),
            FileManager.default.fileExists(atPath: "Vocabulary")
        {
            let rest = try CardPack.files(ofCheckout: ".")
            return Lint(named, against: rest)
        }
        return Lint(named, against: try CardPack.read(Shipped.pack()))
    }

    private func writeSchema(into folder: String) throws {
        let documents = [
            ("card.schema.json", SchemaDocuments.jsonSchema.indentedText + "\n"),
            ("Card.md", SchemaDocuments.fieldReference),
        ]
        for (name, text) in documents {
            let path = folder + "/" + name
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            Terminal.say("Wrote \(path).")
        }
    }
}
