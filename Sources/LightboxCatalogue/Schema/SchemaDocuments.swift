public import LightboxCore

/// What is published of the schema: for programs and for people.
public enum SchemaDocuments {
    /// The JSON Schema (2020-12) of a card.
    public static var jsonSchema: JSONValue {
        let parts = RecordDescription(Card.self).withAllParts
        return .object([
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("title", "A Lightbox card"),
            .init("description", .string(Card.summary)),
            .init("$ref", "#/$defs/Card"),
            .init("$defs", .object(parts.map { .init($0.name, object(of: $0)) })),
        ])
    }

    private static func object(of record: RecordDescription) -> JSONValue {
        let fields = record.fields().fields
        let properties = fields.map { field -> JSONValue.Member in
            var members = [JSONValue.Member("description", .string(field.documentation))]
            if case .object(let inner) = field.jsonSchema { members += inner }
            return .init(field.key, .object(members))
        }
        let object: JSONValue = [
            "type": "object", "description": .string(record.summary),
            "required": .strings(fields.filter(\.isRequired).map(\.key)),
            "additionalProperties": false, "properties": .object(properties),
        ]
        guard record.shorthand != nil else { return object }
        return ["oneOf": [["type": "string"], object]]
    }

    /// A page that names every field of a card, in Markdown.
    public static var fieldReference: String {
        var out = """
            # The fields of a card

            This page is written by `lightbox lint --write-schema Documentation` from the same declarations that
            `lightbox lint` checks cards with; edit the declarations (`Sources/LightboxCatalogue/Card/`), not the page.
            A **bold** field must be there. Every number that can change is written with its source: as a bare value
            under a record or card that has a `source`, or as
            `{is: 1018, qualifier: about, source: key, checked: 2026-11-23, unconfirmed: true, note: text}`, where only
            `is` is needed.

            """
        for record in RecordDescription(Card.self).withAllParts {
            out += "\n## \(record.name)\n\n\(record.summary)\n\n| field | value | meaning |\n|---|---|---|\n"
            for field in record.fields().fields {
                let key = field.isRequired ? "**`\(field.key)`**" : "`\(field.key)`"
                out += "| \(key) | \(cell(field.typeName)) | \(cell(field.documentation)) |\n"
            }
        }
        return out
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
