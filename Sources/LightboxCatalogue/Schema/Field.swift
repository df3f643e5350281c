import LightboxCore

/// One field of a record: its key, its type, what it is for, and where its value goes.
struct Field<Record: Sendable>: Sendable {
    let key: String
    let isRequired: Bool
    let typeName: String
    let jsonSchema: JSONValue
    let documentation: String
    let records: [RecordDescription]
    /// Reads the node into the record; reports what is wrong.
    let read: @Sendable (YAMLNode, inout Record, inout Decoding) -> Void
    /// The value as JSON, or `nil` where it is absent.
    let write: @Sendable (Record) -> JSONValue?

    /// A field that is absent where `get` returns `nil`.
    init<Value>(
        key: String, type: ValueType<Value>, documentation: String, isRequired: Bool = false,
        set: @escaping @Sendable (Value, inout Record) -> Void,
        get: @escaping @Sendable (Record) -> Value?
    ) {
        self.key = key
        self.isRequired = isRequired
        self.documentation = documentation
        (typeName, jsonSchema, records) = (type.name, type.jsonSchema, type.records)
        read = { node, record, decoding in
            if let value = type.read(node, &decoding) { set(value, &record) }
        }
        write = { get($0).map(type.write) }
    }

    static func required<Value>(
        _ key: String, _ path: any WritableKeyPath<Record, Value> & Sendable, _ type: ValueType<Value>,
        _ documentation: String
    ) -> Field {
        Field(
            key: key, type: type, documentation: documentation, isRequired: true,
            set: { $1[keyPath: path] = $0 }, get: { $0[keyPath: path] })
    }

    static func optional<Value>(
        _ key: String, _ path: any WritableKeyPath<Record, Value?> & Sendable, _ type: ValueType<Value>,
        _ documentation: String
    ) -> Field {
        Field(
            key: key, type: type, documentation: documentation,
            set: { $1[keyPath: path] = $0 }, get: { $0[keyPath: path] })
    }

    /// A list or mapping that is empty where its key is absent.
    static func many<Value: Collection>(
        _ key: String, _ path: any WritableKeyPath<Record, Value> & Sendable, _ type: ValueType<Value>,
        _ documentation: String, isRequired: Bool = false
    ) -> Field {
        Field(
            key: key, type: type, documentation: documentation, isRequired: isRequired,
            set: { $1[keyPath: path] = $0 },
            get: { $0[keyPath: path].isEmpty && !isRequired ? nil : $0[keyPath: path] })
    }

    /// A flag that is false where its key is absent.
    static func flag(
        _ key: String, _ path: any WritableKeyPath<Record, Bool> & Sendable, _ documentation: String
    ) -> Field {
        Field(
            key: key, type: ValueType<Bool>.flag, documentation: documentation,
            set: { $1[keyPath: path] = $0 }, get: { $0[keyPath: path] ? true : nil })
    }
}
