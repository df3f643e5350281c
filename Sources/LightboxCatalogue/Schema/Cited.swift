import LightboxCore

/// A value, what it rests on, and whether anybody could confirm it.
public struct Cited<Value: Sendable>: Sendable {
    public enum Qualifier: String, Sendable, Hashable, CaseIterable {
        case exactly, about
        case atLeast = "at-least"
        case atMost = "at-most"
    }
    public let value: Value
    public let qualifier: Qualifier
    /// Keys of the card's `sources`, inherited from the enclosing record where none is stated.
    public let sources: [String]
    /// The day somebody looked, where it differs from the source's.
    public let checked: CalendarDate?
    /// Whether no look-up confirmed the value.
    public let isUnconfirmed: Bool
    public let note: String?

    public init(
        _ value: Value, qualifier: Qualifier = .exactly, sources: [String] = [], checked: CalendarDate? = nil,
        isUnconfirmed: Bool = false, note: String? = nil
    ) {
        self.value = value
        self.qualifier = qualifier
        self.sources = sources
        self.checked = checked
        self.isUnconfirmed = isUnconfirmed
        self.note = note
    }
}
extension Cited: Equatable where Value: Equatable {}
extension Cited: Hashable where Value: Hashable {}

extension ValueType {
    /// A bare value, or `{is: value, qualifier: about, source: key, checked: date, unconfirmed: true, note: text}`.
    static func cited<Inner>(_ inner: ValueType<Inner>) -> ValueType where Value == Cited<Inner> {
        let keys = ["is", "qualifier", "source", "checked", "unconfirmed", "note"]
        let sourceSchema: JSONValue = [
            "oneOf": [
                ["type": ["string", "integer"]],
                ["type": "array", "items": ["type": ["string", "integer"]]],
            ]
        ]
        let schema: JSONValue = [
            "oneOf": [
                inner.jsonSchema,
                [
                    "type": "object", "required": ["is"], "additionalProperties": false,
                    "properties": [
                        "is": inner.jsonSchema,
                        "qualifier": ["enum": .strings(Cited<Inner>.Qualifier.allCases.map(\.rawValue))],
                        "source": sourceSchema, "checked": ValueType<CalendarDate>.date.jsonSchema,
                        "unconfirmed": ["type": "boolean"], "note": ["type": "string"],
                    ],
                ],
            ]
        ]
        return ValueType(
            name: inner.name + " with its source", jsonSchema: schema, records: inner.records,
            write: { cited in
                var members = [JSONValue.Member("is", inner.write(cited.value))]
                if cited.qualifier != .exactly {
                    members.append(.init("qualifier", .string(cited.qualifier.rawValue)))
                }
                if !cited.sources.isEmpty { members.append(.init("source", .strings(cited.sources))) }
                if let day = cited.checked { members.append(.init("checked", .string(day.description))) }
                if cited.isUnconfirmed { members.append(.init("unconfirmed", true)) }
                if let note = cited.note { members.append(.init("note", .string(note))) }
                return .object(members)
            }
        ) { node, decoding in
            guard case .mapping(let pairs) = node.content else {
                guard let value = inner.read(node, &decoding) else { return nil }
                if decoding.inheritedSources.isEmpty && !decoding.isInheritedUnconfirmed {
                    decoding.reportUncited(node)
                }
                return Cited(
                    value, sources: decoding.inheritedSources, isUnconfirmed: decoding.isInheritedUnconfirmed)
            }
            return decoding.inside(node) { decoding -> Cited<Inner>? in
                for (key, value) in pairs {
                    let name = key.text ?? ""
                    if !keys.contains(name) {
                        decoding.report(
                            "A stated value has no key \(key.kind); its keys are \(keys.joined(separator: ", ")).",
                            at: key,
                            hint: Nearest.word(to: name, among: keys).map { "did you mean '\($0)'?" })
                    } else if value.isNull {
                        decoding.report("The key has no value.", at: key)
                    }
                }
                guard let inside = node["is"] else {
                    decoding.report("`is` is missing: \(inner.name).", at: node)
                    return nil
                }
                let value = decoding.at("is") { inner.read(inside, &$0) }
                let qualifier = node["qualifier"].flatMap { node in
                    decoding.at("qualifier") { ValueType<Cited<Inner>.Qualifier>.oneOf().read(node, &$0) }
                }
                let checked = node["checked"].flatMap { node in
                    decoding.at("checked") { ValueType<CalendarDate>.date.read(node, &$0) }
                }
                if let flag = node["unconfirmed"] {
                    _ = decoding.at("unconfirmed") { ValueType<Bool>.flag.read(flag, &$0) }
                }
                if decoding.inheritedSources.isEmpty && !decoding.isInheritedUnconfirmed {
                    decoding.reportUncited(node)
                }
                return value.map {
                    Cited(
                        $0, qualifier: qualifier ?? .exactly, sources: decoding.inheritedSources,
                        checked: checked, isUnconfirmed: decoding.isInheritedUnconfirmed,
                        note: node["note"]?.text)
                }
            }
        }
    }
}

extension Decoding {
    fileprivate mutating func reportUncited(_ node: YAMLNode) {
        report(
            "Nobody is named who says so.", at: node,
            hint: "give the value, its record or the card a `source`, or say `unconfirmed: true`")
    }
}
