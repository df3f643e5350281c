public import LightboxCore

extension Card {
    /// The card as JSON, its fields in the order of the schema; every number with its sources.
    public var json: JSONValue { encoded }
}
