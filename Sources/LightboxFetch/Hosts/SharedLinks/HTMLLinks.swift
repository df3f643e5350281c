/// The links of a page and their words, read without building the page.
struct HTMLLinks {
    struct Link { let target, text: String }
    let links: [Link]

    init(_ page: String) {
        var links: [Link] = []
        var rest = page[...]
        while let tag = HTMLTag.next(named: "a", in: &rest) {
            guard let target = tag.attributes["href"] else { continue }
            let end = rest.firstRange(of: "</a>") ?? rest.firstRange(of: "</A>")
            let inside = rest[..<(end?.lowerBound ?? rest.endIndex)]
            links.append(Link(target: target, text: HTMLTag.words(of: inside)))
            rest = rest[(end?.upperBound ?? rest.endIndex)...]
        }
        self.links = links
    }
}

/// A form of a page: where it is sent and what it holds unseen.
struct HTMLForm {
    let action: String
    let fields: [(name: String, value: String)]

    /// `nil` where the page has no form with that id.
    init?(_ page: String, id: String) {
        var rest = page[...]
        while let form = HTMLTag.next(named: "form", in: &rest) {
            guard form.attributes["id"] == id, let action = form.attributes["action"] else { continue }
            var inside = rest[..<(rest.firstRange(of: "</form>")?.lowerBound ?? rest.endIndex)]
            var fields: [(String, String)] = []
            while let input = HTMLTag.next(named: "input", in: &inside) {
                guard input.attributes["type"] == "hidden", let name = input.attributes["name"] else {
                    continue
                }
                fields.append((name, input.attributes["value"] ?? ""))
            }
            (self.action, self.fields) = (action, fields)
            return
        }
        return nil
    }

    /// The address that a browser goes to when the form is sent by GET.
    func address(beside page: WebAddress) -> WebAddress? {
        let query = fields.map { WebAddress.encodedPart($0.name) + "=" + WebAddress.encodedPart($0.value) }
        let place = action.prefix { $0 != "?" }
        return try? page.following(place + "?" + query.joined(separator: "&"))
    }
}

/// One opening tag.
struct HTMLTag {
    let attributes: [String: String]

    /// The next tag of a name; what comes up to its end is taken from `rest`.
    static func next(named name: String, in rest: inout Substring) -> HTMLTag? {
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            let word = rest.prefix { $0.isLetter || $0.isNumber }
            guard word.lowercased() == name else { continue }
            rest = rest.dropFirst(word.count)
            return HTMLTag(attributes: readAttributes(&rest))
        }
        return nil
    }

    private static func readAttributes(_ rest: inout Substring) -> [String: String] {
        var out: [String: String] = [:]
        while let first = rest.first, first != ">" {
            let name = rest.prefix { !$0.isWhitespace && !"=>/".contains($0) }
            guard !name.isEmpty else {
                rest.removeFirst()
                continue
            }
            rest = rest.dropFirst(name.count)
            var value = ""
            if rest.first == "=" {
                rest.removeFirst()
                if let quote = rest.first, quote == "\"" || quote == "'" {
                    rest.removeFirst()
                    let text = rest.prefix { $0 != quote }
                    rest = rest.dropFirst(text.count + 1)
                    value = decoded(text)
                } else {
                    let text = rest.prefix { !$0.isWhitespace && $0 != ">" }
                    rest = rest.dropFirst(text.count)
                    value = decoded(text)
                }
            }
            out[name.lowercased()] = value
        }
        if !rest.isEmpty { rest.removeFirst() }
        return out
    }

    /// The words between tags, with single blanks.
    static func words(of html: Substring) -> String {
        var plain = ""
        var isInTag = false
        for character in html {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag: isInTag = false
            default: if !isInTag { plain.append(character) }
            }
        }
        return decoded(plain[...]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "]

    /// A text with its character references put in place.
    static func decoded(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "&", let end = rest.prefix(12).firstIndex(of: ";") else {
                out.append(character)
                continue
            }
            let name = rest[..<end]
            let code =
                name.hasPrefix("#x") || name.hasPrefix("#X")
                ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            if let known = named[String(name)]
                ?? code.flatMap(Unicode.Scalar.init).map({ String(Character($0)) })
            {
                out += known
                rest = rest[rest.index(after: end)...]
            } else {
                out.append(character)
            }
        }
        return out
    }
}

/// The name that a server gives to what it sends (RFC 6266).
enum ContentDisposition {
    static func fileName(_ field: String) -> String? {
        func value(_ name: String) -> String? {
            guard let range = field.firstRange(of: name) else { return nil }
            let rest = field[range.upperBound...]
            return rest.first == "\""
                ? String(rest.dropFirst().prefix { $0 != "\"" }) : String(rest.prefix { $0 != ";" })
        }
        if let text = value("filename*=UTF-8''") { return decodedPercents(text) }
        return value("filename=").flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func decodedPercents(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
