/// One attribute of an element; its value is escaped when it is written.
struct Attribute: Sendable {
    let name: String
    /// `nil` for an attribute that is there or not, such as `hidden`; an attribute without name is left out.
    let value: String?

    private init(_ name: String, _ value: String?) { (self.name, self.value) = (name, value) }

    func write(to out: inout String) {
        guard !name.isEmpty else { return }
        out += " " + name
        guard let value else { return }
        out += "=\""
        HTML.escape(value, to: &out)
        out += "\""
    }

    private static let absent = Attribute("", nil)

    /// A plain attribute whose name stands in our code.
    static func named(_ name: StaticString, _ value: String) -> Attribute { Attribute("\(name)", value) }
    /// The same, left out where there is no value.
    static func named(_ name: StaticString, _ value: String?) -> Attribute {
        value.map { Attribute("\(name)", $0) } ?? .absent
    }
    static func named(_ name: StaticString, _ value: Int) -> Attribute { Attribute("\(name)", String(value)) }
    /// An attribute that is there or not.
    static func flag(_ name: StaticString, _ isThere: Bool = true) -> Attribute {
        isThere ? Attribute("\(name)", nil) : .absent
    }

    static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func data(_ name: StaticString, _ value: String) -> Attribute { Attribute("data-\(name)", value) }
    static func aria(_ name: StaticString, _ value: String) -> Attribute { Attribute("aria-\(name)", value) }

    /// Where a link leads: a place of this site, or a web or mail address.
    ///
    /// Any other scheme (`javascript:`, `data:`) is left out, and the link then leads nowhere.
    static func href(_ target: String) -> Attribute {
        isSafe(target) ? Attribute("href", target) : .absent
    }
    /// The address of an image or script of this site.
    static func src(_ target: String) -> Attribute {
        target.hasPrefix("/") && !target.hasPrefix("//") ? Attribute("src", target) : .absent
    }

    /// Whether a link to `target` can only open a page.
    static func isSafe(_ target: String) -> Bool {
        if target.hasPrefix("//") { return false }
        if let first = target.first, "/#?".contains(first) { return !target.hasPrefix("/\\") }
        let lower = target.lowercased()
        return ["http://", "https://", "ftp://", "mailto:"].contains { lower.hasPrefix($0) }
    }
}
