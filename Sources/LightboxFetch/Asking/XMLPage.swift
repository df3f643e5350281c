import LightboxCore

/// An answer in XML, small enough to be held: a page of a listing.
///
/// It reads what such answers are made of: elements, texts, the five entities and those by number, CDATA. Attributes are
/// passed over; a document type, which could define more, is refused.
struct XMLPage {
    let root: Element

    struct Element {
        /// Without the prefix of a namespace.
        let name: String
        var text = ""
        var children: [Element] = []

        subscript(name: String) -> Element? { children.first { $0.name == name } }
        func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
    }

    /// - Throws: `FetchError` for what is no XML, or a page for people.
    init(_ answer: Answer) throws(FetchError) {
        if HTMLText.isPage(answer.bytes) {
            let text = String(decoding: answer.bytes.prefix(4000), as: UTF8.self)
            throw FetchError(.webPage(title: HTMLText.title(of: text)), at: answer.address.description)
        }
        do { root = try Self.parse(answer.bytes) } catch {
            throw FetchError(.unexpected("no XML (byte \(error.offset))"), at: answer.address.description)
        }
    }

    /// The bytes are no XML from `offset` on.
    struct Fault: Error, Equatable { let offset: Int }

    static func parse(_ bytes: [UInt8]) throws(Fault) -> Element {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(offset: 0) }
        var open: [Element] = []
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "<") {
                let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                if open.isEmpty {
                    guard bytes[at..<end].allSatisfy({ $0 <= 0x20 }) else { throw Fault(offset: at) }
                } else {
                    open[open.count - 1].text += try unescaped(bytes[at..<end])
                }
                at = end
            } else if bytes[at...].starts(with: "<?".utf8) {
                at = try end(of: "?>", in: bytes, from: at)
            } else if bytes[at...].starts(with: "<!--".utf8) {
                at = try end(of: "-->", in: bytes, from: at + 4)
            } else if bytes[at...].starts(with: "<![CDATA[".utf8), !open.isEmpty {
                let end = try end(of: "]]>", in: bytes, from: at + 9)
                open[open.count - 1].text += String(decoding: bytes[(at + 9)..<(end - 3)], as: UTF8.self)
                at = end
            } else if bytes[at...].starts(with: "</".utf8) {
                let end = try end(of: ">", in: bytes, from: at)
                let name = local(String(decoding: bytes[(at + 2)..<(end - 1)], as: UTF8.self).trimmedBlanks)
                guard let last = open.popLast(), last.name == name else { throw Fault(offset: at) }
                at = end
                if open.isEmpty { return last }
                open[open.count - 1].children.append(last)
            } else {
                let end = try tagEnd(bytes, from: at)
                let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
                let inside = String(decoding: bytes[(at + 1)..<(isEmpty ? end - 1 : end)], as: UTF8.self)
                let element = Element(name: local(String(inside.prefix { !$0.isWhitespace })))
                guard let first = element.name.unicodeScalars.first,
                    first.properties.isAlphabetic || first == "_", open.count < 64
                else { throw Fault(offset: at) }
                at = end + 1
                if !isEmpty {
                    open.append(element)
                } else if open.isEmpty {
                    return element
                } else {
                    open[open.count - 1].children.append(element)
                }
            }
        }
        throw Fault(offset: bytes.count)
    }

    /// The place behind the next `mark`.
    private static func end(of mark: String, in bytes: [UInt8], from start: Int) throws(Fault) -> Int {
        var at = start
        while at < bytes.count {
            if bytes[at...].starts(with: mark.utf8) { return at + mark.utf8.count }
            at += 1
        }
        throw Fault(offset: start)
    }

    /// Where a tag ends: a value in quotes may hold the sign.
    private static func tagEnd(_ bytes: [UInt8], from start: Int) throws(Fault) -> Int {
        var quote: UInt8?
        var at = start + 1
        while at < bytes.count {
            if let open = quote {
                if bytes[at] == open { quote = nil }
            } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                quote = bytes[at]
            } else if bytes[at] == UInt8(ascii: ">") {
                return at
            }
            at += 1
        }
        throw Fault(offset: start)
    }

    private static func local(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "&") else {
                out.append(bytes[at])
                at += 1
                continue
            }
            guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ";")), end - at <= 10,
                let scalar = scalar(String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
            else { throw Fault(offset: at) }
            out += Array(String(Character(scalar)).utf8)
            at = end + 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// What an entity stands for.
    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default:
            name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
        }
    }
}
