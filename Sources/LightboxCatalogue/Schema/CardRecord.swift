import LightboxCore

/// A part of a card with named fields, all of which are declared in one place.
protocol CardRecord: Sendable {
    init()
    /// Its name in the JSON Schema and the documentation.
    static var name: String { get }
    /// What it states, in one sentence.
    static var summary: String { get }
    static var fields: [Field<Self>] { get }
    /// The field that a single scalar stands for, where one may.
    static var shorthand: String? { get }
    /// Reports what no single field can tell.
    func check(_ node: YAMLNode, _ decoding: inout Decoding)
}

extension CardRecord {
    static var shorthand: String? { nil }
    func check(_ node: YAMLNode, _ decoding: inout Decoding) {}

    static func read(_ node: YAMLNode, _ decoding: inout Decoding) -> Self? {
        let pairs: [(key: YAMLNode, value: YAMLNode)]
        switch node.content {
        case .mapping(let found): pairs = found
        case .scalar where shorthand != nil && !node.isNull:
            let key = YAMLNode(
                content: .scalar(shorthand ?? "", isQuoted: false), line: node.line, column: node.column)
            pairs = [(key, node)]
        default:
            decoding.report(
                "Expected `\(name)`, a mapping, found \(node.isNull ? "nothing" : node.kind).", at: node)
            return nil
        }
        let fields = self.fields
        var record = Self()
        let before = decoding.problems.count
        decoding.inside(node) { decoding in
            var seen: Set<String> = []
            for (keyNode, value) in pairs {
                let key = keyNode.text ?? ""
                guard let field = fields.first(where: { $0.key == key }) else {
                    reportUnknown(keyNode, allowed: fields.map(\.key), &decoding)
                    continue
                }
                seen.insert(key)
                decoding.at(key) { decoding in
                    if value.isNull {
                        decoding.report(
                            "The key has no value.", at: keyNode,
                            hint: "leave the key out where nothing is known")
                    } else {
                        field.read(value, &record, &decoding)
                    }
                }
            }
            for field in fields where field.isRequired && !seen.contains(field.key) {
                decoding.report("`\(field.key)` is missing: \(field.typeName).", at: node)
            }
            if !decoding.problems[before...].contains(where: { $0.severity == .error }) {
                record.check(node, &decoding)
            }
        }
        return record
    }

    private static func reportUnknown(_ key: YAMLNode, allowed: [String], _ decoding: inout Decoding) {
        let nearest = key.text.flatMap { Nearest.word(to: $0, among: allowed) }
        decoding.report(
            "`\(name)` has no key \(key.kind); its keys are \(allowed.joined(separator: ", ")).", at: key,
            hint: nearest.map { "did you mean '\($0)'?" })
    }

    /// The record as JSON, its fields in the order of the schema.
    var encoded: JSONValue {
        .object(Self.fields.compactMap { field in field.write(self).map { JSONValue.Member(field.key, $0) } })
    }
}

/// What the documentation and the JSON Schema say of a record, its Swift type forgotten.
struct RecordDescription: Sendable {
    struct FieldDescription: Sendable {
        let key: String
        let isRequired: Bool
        let typeName: String
        let jsonSchema: JSONValue
        let documentation: String
    }
    let name: String
    let summary: String
    let shorthand: String?
    /// Evaluated when asked for: a record may hold records of its own kind.
    let fields: @Sendable () -> (fields: [FieldDescription], records: [RecordDescription])

    init<Record: CardRecord>(_: Record.Type) {
        name = Record.name
        summary = Record.summary
        shorthand = Record.shorthand
        fields = {
            let all = Record.fields
            return (
                all.map {
                    FieldDescription(
                        key: $0.key, isRequired: $0.isRequired, typeName: $0.typeName,
                        jsonSchema: $0.jsonSchema,
                        documentation: $0.documentation)
                },
                all.flatMap(\.records)
            )
        }
    }

    /// This record and every one that occurs in it, each once, in the order in which a reader meets them.
    var withAllParts: [RecordDescription] {
        var found: [RecordDescription] = []
        var queue = [self]
        while !queue.isEmpty {
            let next = queue.removeFirst()
            guard !found.contains(where: { $0.name == next.name }) else { continue }
            found.append(next)
            queue.append(contentsOf: next.fields().records)
        }
        return found
    }
}
