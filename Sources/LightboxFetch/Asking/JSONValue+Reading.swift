import LightboxCore

/// Members of answers, by name and kind; `nil` for what is not there or is something else.
extension JSONValue {
    func string(_ name: String) -> String? { self[name]?.asText }
    func integer(_ name: String) -> Int? { self[name]?.asInt }
    func list(_ name: String) -> [JSONValue]? { self[name]?.asArray }
    /// A member of a member: `answer.at("data", "attributes", "name")`.
    func at(_ names: String...) -> JSONValue? {
        var value: JSONValue? = self
        for name in names { value = value?[name] }
        return value
    }

    /// An identifier, which hosts write as a number or as a text.
    var asIdentifier: String? { asText ?? asInt.map(String.init) }
}

extension FetchError {
    /// An answer lacks what the host's documentation promises.
    static func lacking(_ what: String, at request: Request) -> FetchError {
        FetchError(.unexpected("it has no \(what)"), at: request.address.description)
    }
}
