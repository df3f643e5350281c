import LightboxCore

extension ValueType {
    /// A list, for which a single value may stand.
    static func oneOrMore<Element>(_ element: ValueType<Element>) -> ValueType where Value == [Element] {
        let many = ValueType.list(of: element)
        return ValueType(
            name: element.name + ", or a list of such",
            jsonSchema: ["oneOf": [element.jsonSchema, many.jsonSchema]],
            records: element.records, write: many.write
        ) { node, decoding in
            if case .scalar = node.content { return element.read(node, &decoding).map { [$0] } }
            return many.read(node, &decoding)
        }
    }

    /// A list, also where it has one value.
    static func list<Element>(of element: ValueType<Element>) -> ValueType where Value == [Element] {
        ValueType(
            name: "a list of " + element.name, jsonSchema: ["type": "array", "items": element.jsonSchema],
            records: element.records, write: { .array($0.map(element.write)) }
        ) { node, decoding in
            guard case .sequence(let items) = node.content else {
                decoding.report(
                    "Expected a list, found \(node.kind).", at: node, hint: "write [\(node.text ?? "…")]")
                return nil
            }
            var values: [Element] = []
            for (index, item) in items.enumerated() {
                decoding.at("[\(index + 1)]") { decoding in
                    if let value = element.read(item, &decoding) { values.append(value) }
                }
            }
            return values
        }
    }

    /// A mapping from words of the card's own to values, in the order written.
    static func map<Element>(_ keyName: String, to element: ValueType<Element>) -> ValueType
    where Value == [Named<Element>] {
        ValueType(
            name: "a mapping from \(keyName) to " + element.name,
            jsonSchema: ["type": "object", "additionalProperties": element.jsonSchema],
            records: element.records,
            write: { .object($0.map { JSONValue.Member($0.name, element.write($0.value)) }) }
        ) { node, decoding in
            guard case .mapping(let pairs) = node.content else {
                decoding.report("Expected a mapping from \(keyName), found \(node.kind).", at: node)
                return nil
            }
            var values: [Named<Element>] = []
            for (key, value) in pairs {
                guard let name = key.text else {
                    decoding.report("Expected \(keyName), found \(key.kind).", at: key)
                    continue
                }
                decoding.at(name) { decoding in
                    if let value = element.read(value, &decoding) { values.append(Named(name, value)) }
                }
            }
            return values
        }
    }

    /// A mapping from cells of a table to what they mean; cells that are the same number are the same cell.
    static func valueMap<Element>(to element: ValueType<Element>) -> ValueType
    where Value == [Named<Element>] {
        let plain = ValueType.map("a cell's text", to: element)
        return ValueType(
            name: plain.name + " (`1` is `1.0`)", jsonSchema: plain.jsonSchema, records: element.records,
            write: plain.write
        ) { node, decoding in
            guard let values = plain.read(node, &decoding) else { return nil }
            var seen: [String: String] = [:]
            for value in values {
                let folded = CellKey.fold(value.name)
                if let earlier = seen.updateValue(value.name, forKey: folded) {
                    decoding.report(
                        "'\(earlier)' and '\(value.name)' are the same number, so the cell has two meanings.",
                        at: node, hint: "keep one of them")
                }
            }
            return values
        }
    }

    /// One of our own words as the key of a mapping.
    static func keyed<Key, Element>(by: Key.Type, to element: ValueType<Element>) -> ValueType
    where
        Value == [Named<Element>], Key: RawRepresentable & CaseIterable, Key.RawValue == String
    {
        let words = Key.allCases.map(\.rawValue)
        let plain = ValueType.map("a word", to: element)
        return ValueType(
            name: "a mapping to \(element.name), with keys from "
                + words.map { "`\($0)`" }.joined(separator: ", "),
            jsonSchema: [
                "type": "object", "propertyNames": ["enum": .strings(words)],
                "additionalProperties": element.jsonSchema,
            ],
            records: element.records, write: plain.write
        ) { node, decoding in
            if case .mapping(let pairs) = node.content {
                for (key, _) in pairs {
                    guard let text = key.text, !words.contains(text) else { continue }
                    decoding.report(
                        "The key '\(text.withoutControlCharacters)' is not one of "
                            + words.joined(separator: ", ") + ".",
                        at: key, hint: Nearest.word(to: text, among: words).map { "did you mean '\($0)'?" })
                }
            }
            return plain.read(node, &decoding)
        }
    }
}

extension ValueType where Value: CardRecord {
    /// A record with named fields.
    static func record(_: Value.Type = Value.self) -> ValueType {
        ValueType(
            name: "`\(Value.name)`", jsonSchema: ["$ref": .string("#/$defs/\(Value.name)")],
            records: [RecordDescription(Value.self)], write: { $0.encoded }
        ) { node, decoding in
            Value.read(node, &decoding)
        }
    }
}

extension ValueType where Value == Void {
    /// A mapping that is not looked into.
    static let anyMapping = ValueType(
        name: "a mapping", jsonSchema: ["type": "object"], write: { .null }
    ) { node, decoding in
        if case .mapping = node.content { return () }
        decoding.report("Expected a mapping, found \(node.kind).", at: node)
        return nil
    }
}

/// A value and the name that it stands under in a mapping.
public struct Named<Value: Sendable>: Sendable {
    public let name: String
    public let value: Value
    public init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
}
extension Named: Equatable where Value: Equatable {}
extension Named: Hashable where Value: Hashable {}

/// Cells compare as numbers where both are numbers.
public enum CellKey {
    /// The same text for all cells that mean the same: `1`, `1.0` and `+1` fold to one.
    public static func fold(_ cell: String) -> String {
        guard let number = Double(cell), number.isFinite, !cell.lowercased().hasPrefix("0x") else {
            return cell
        }
        return "\(number + 0)"
    }
}
