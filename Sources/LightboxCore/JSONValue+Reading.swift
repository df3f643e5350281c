extension JSONValue {
    /// The text, or `nil` for what is none.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
    /// The whole number, or `nil` for what is none; a text of digits counts, as some servers write long numbers.
    public var integer: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        case .string(let text): Int64(text)
        default: nil
        }
    }
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }
    /// The values of an array; none for what is none.
    public var elements: [JSONValue] {
        guard case .array(let values) = self else { return [] }
        return values
    }
    /// The members of an object; none for what is none.
    public var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }
}
