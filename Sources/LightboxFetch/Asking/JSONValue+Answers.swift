import LightboxCore

// What hosts take from answers: the same thing is a number at one and a text of digits at the next.
extension JSONValue {
    var asText: String? {
        if case .string(let text) = self { text } else { nil }
    }
    /// The whole number, also where it is written as a text.
    var asInt: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        case .string(let text): Int(text.trimmedBlanks)
        default: nil
        }
    }
    var asBool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
    var asArray: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }
}
