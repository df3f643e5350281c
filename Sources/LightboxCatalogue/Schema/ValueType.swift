import LightboxCore

/// How one kind of value is read from YAML, written as JSON, and described.
///
/// The card, its JSON Schema, the page that documents every field and `lightbox lint` all come from these.
struct ValueType<Value: Sendable>: Sendable {
    /// What may stand there, in words: `a URL`, `one of open, registration, …`.
    let name: String
    let jsonSchema: JSONValue
    /// Reads the value or reports what is wrong and returns `nil`.
    let read: @Sendable (YAMLNode, inout Decoding) -> Value?
    let write: @Sendable (Value) -> JSONValue
    /// The records that occur in it, for the documentation.
    let records: [RecordDescription]

    init(
        name: String, jsonSchema: JSONValue, records: [RecordDescription] = [],
        write: @escaping @Sendable (Value) -> JSONValue,
        read: @escaping @Sendable (YAMLNode, inout Decoding) -> Value?
    ) {
        self.name = name
        self.jsonSchema = jsonSchema
        self.records = records
        self.read = read
        self.write = write
    }
}

extension ValueType {
    /// A type whose values are scalars, read by `parse`, which returns `nil` for what is no such value.
    static func scalar(
        _ name: String, _ jsonSchema: JSONValue, write: @escaping @Sendable (Value) -> JSONValue,
        parse: @escaping @Sendable (String) -> Value?
    ) -> ValueType {
        ValueType(name: name, jsonSchema: jsonSchema, write: write) { node, decoding in
            guard let text = node.text, !node.isNull else {
                decoding.report("Expected \(name), found \(node.isNull ? "nothing" : node.kind).", at: node)
                return nil
            }
            guard let value = parse(text) else {
                decoding.report("Expected \(name), found \(node.kind).", at: node)
                return nil
            }
            return value
        }
    }
}

extension ValueType where Value == String {
    /// Any text that is not blank.
    static let text = scalar("text", ["type": "string", "minLength": 1], write: { .string($0) }) {
        $0.allSatisfy(\.isWhitespace) ? nil : $0
    }
    /// Any text, also none: a cell of a table as it is written.
    static let cell = ValueType(
        name: "a cell's text", jsonSchema: ["type": ["string", "number"]], write: { .string($0) }
    ) { node, decoding in
        if let text = node.text { return text }
        decoding.report("Expected a cell's text, found \(node.kind).", at: node)
        return nil
    }
    /// A pattern of file names, in quotes, since `*`, `{` and `[` mean something else to YAML.
    static let pattern = ValueType(
        name: "a pattern in quotes", jsonSchema: ["type": "string", "minLength": 1], write: { .string($0) }
    ) { node, decoding in
        guard case .scalar(let text, let isQuoted) = node.content, !text.isEmpty else {
            decoding.report("Expected a pattern in quotes, found \(node.kind).", at: node)
            return nil
        }
        guard isQuoted else {
            decoding.report(
                "Patterns are written in quotes, found \(node.kind) without.", at: node,
                hint: "write \"\(text)\"")
            return nil
        }
        return text
    }
    static let slug = scalar(
        "a slug (lower-case letters, digits and hyphens)",
        ["type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"], write: { .string($0) }
    ) { text in
        let allowed = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        return allowed && !text.isEmpty && !text.hasPrefix("-") && !text.hasSuffix("-")
            && !text.contains("--")
            ? text : nil
    }
    /// An absolute address; templates may hold `{name}` parts.
    static let url = scalar(
        "a URL (http, https, ftp, s3, gs, git or mailto)",
        ["type": "string", "pattern": "^(https?|ftp|s3|gs|git)://[^\\s]+$|^mailto:[^\\s]+$"],
        write: { .string($0) }
    ) { text in
        guard !text.contains(where: \.isWhitespace), !text.contains("<"), !text.contains(">") else {
            return nil
        }
        if text.hasPrefix("mailto:") { return text.contains("@") ? text : nil }
        for scheme in ["http://", "https://", "ftp://", "s3://", "gs://", "git://"]
        where text.hasPrefix(scheme) {
            return text.count > scheme.count ? text : nil
        }
        return nil
    }
    static let doi = scalar(
        "a DOI such as 10.1000/xyz", ["type": "string", "pattern": "^10\\.[0-9]{4,9}/\\S+$"],
        write: { .string($0) }
    ) { text in
        guard text.hasPrefix("10."), !text.contains(where: \.isWhitespace) else { return nil }
        let parts = text.dropFirst(3).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, (4...9).contains(parts[0].count), parts[0].allSatisfy(\.isNumber) else {
            return nil
        }
        return text
    }
    /// A digest of `digits` hexadecimal digits.
    static func digest(_ algorithm: String, digits: Int) -> ValueType {
        scalar(
            "\(algorithm) in \(digits) lower-case hexadecimal digits",
            ["type": "string", "pattern": .string("^[0-9a-f]{\(digits)}$")], write: { .string($0) }
        ) { text in
            text.count == digits && text.allSatisfy { "0123456789abcdef".contains($0) } ? text : nil
        }
    }
    /// A term of one of our closed vocabularies, by its id.
    static func term(_ vocabulary: String) -> ValueType {
        ValueType(
            name: "a term of the vocabulary `\(vocabulary)`",
            jsonSchema: ["type": "string", "$comment": .string("Vocabulary/\(vocabulary).yaml")],
            write: { .string($0) }
        ) { node, decoding in
            guard let text = node.text, !node.isNull else {
                decoding.report(
                    "Expected a term of the vocabulary \(vocabulary), found \(node.kind).", at: node)
                return nil
            }
            if let known = decoding.vocabularies?[vocabulary], known.terms[text] == nil {
                decoding.report(
                    "\(node.kind) is no term of Vocabulary/\(vocabulary).yaml.", at: node,
                    hint: known.suggestion(for: text))
            }
            return text
        }
    }
    /// A code that others own: an unknown one is kept and reported.
    static func code(_ name: String, known: [String]) -> ValueType {
        ValueType(
            name: name, jsonSchema: ["type": "string", "examples": .strings(Array(known.prefix(8)))],
            write: { .string($0) }
        ) { node, decoding in
            guard let text = node.text, !text.isEmpty, !text.contains(where: \.isWhitespace) else {
                decoding.report("Expected \(name), found \(node.kind).", at: node)
                return nil
            }
            if !known.contains(text) {
                decoding.report(
                    "\(node.kind) is not a known \(name); it is kept.", at: node,
                    hint: Nearest.word(to: text, among: known).map { "did you mean '\($0)'?" },
                    severity: .warning)
            }
            return text
        }
    }
}

extension ValueType where Value == Int {
    /// A whole number that is not negative; `_` or spaces may not stand in it.
    static let count = scalar(
        "a whole number", ["type": "integer", "minimum": 0], write: { .integer($0) }
    ) { text in
        guard let value = Int(text), value >= 0, !text.hasPrefix("+") else { return nil }
        return value
    }
}

extension ValueType where Value == Double {
    static let number = scalar("a number", ["type": "number"], write: { .number($0) }) { text in
        guard let value = Double(text), value.isFinite, !text.hasPrefix("0x") else { return nil }
        return value
    }
}

extension ValueType where Value == Bool {
    static let flag = scalar("true or false", ["type": "boolean"], write: { .bool($0) }) {
        $0 == "true" ? true : $0 == "false" ? false : nil
    }
}

extension ValueType where Value == CalendarDate {
    static let date = scalar(
        "a date (2019, 2019-02 or 2019-02-26)",
        ["type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
        write: { .string($0.description) }, parse: { CalendarDate($0) })
}

extension ValueType
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of the words of an enumeration that we own.
    static func oneOf(_: Value.Type = Value.self) -> ValueType {
        let words = Value.allCases.map(\.rawValue)
        return ValueType(
            name: "one of " + words.map { "`\($0)`" }.joined(separator: ", "),
            jsonSchema: ["enum": .strings(words)], write: { .string($0.rawValue) }
        ) { node, decoding in
            if let text = node.text, let value = Value(rawValue: text) { return value }
            let nearest = node.text.flatMap { Nearest.word(to: $0, among: words) }
            decoding.report(
                "\(node.kind) is not one of \(words.joined(separator: ", ")).", at: node,
                hint: nearest.map { "did you mean '\($0)'?" })
            return nil
        }
    }
}
