import LightboxCore

/// What a record rests on: the sources named for all that it holds, and what nobody could confirm.
public struct Provenance: Sendable, Hashable {
    /// Keys of the card's `sources`.
    public internal(set) var sources: [String] = []
    public internal(set) var isUnconfirmed = false
    /// A remark in words.
    public internal(set) var note: String?
    public init() {}
}

extension ValueType where Value == [String] {
    /// One key of the card's `sources`, or a list of them.
    static let sourceKeys = ValueType(
        name: "a key of `sources`, or a list of keys",
        jsonSchema: [
            "oneOf": [
                ["type": ["string", "integer"]],
                ["type": "array", "items": ["type": ["string", "integer"]]],
            ]
        ],
        write: { .strings($0) }
    ) { node, decoding in
        if let text = node.text, !text.isEmpty { return [text] }
        if case .sequence(let items) = node.content, !items.isEmpty {
            let keys = items.compactMap(\.text)
            if keys.count == items.count { return keys }
        }
        decoding.report("Expected a key of `sources` or a list of keys, found \(node.kind).", at: node)
        return nil
    }
}

extension Field {
    /// The three fields that tell where a record comes from.
    static func provenance(_ path: any WritableKeyPath<Record, Provenance> & Sendable) -> [Field] {
        [
            Field(
                key: "note", type: ValueType<String>.text,
                documentation: "A remark in words, for what no field holds.",
                set: { $1[keyPath: path].note = $0 }, get: { $0[keyPath: path].note }),
            Field(
                key: "source", type: ValueType<[String]>.sourceKeys,
                documentation: "Who says so: keys of the card's `sources`, for all in this record.",
                set: { $1[keyPath: path].sources = $0 },
                get: { $0[keyPath: path].sources.isEmpty ? nil : $0[keyPath: path].sources }),
            Field(
                key: "unconfirmed", type: ValueType<Bool>.flag,
                documentation: "`true` where no look-up confirmed what this record states.",
                set: { $1[keyPath: path].isUnconfirmed = $0 },
                get: { $0[keyPath: path].isUnconfirmed ? true : nil }),
        ]
    }
}
