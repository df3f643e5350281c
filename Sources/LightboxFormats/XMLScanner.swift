import LightboxCore

/// Walks through XML in memory, tag by tag: as much of XML 1.0 as GIFTI uses.
///
/// Other XML is read by expat (`XMLEvents`). That hands on copies of texts; here a text is a place in the file, so that
/// gigabytes of Base64 stay where they are until one array of them is asked for.
///
/// Entities beyond the five of XML itself are not followed, so that no file can make another be read.
struct XMLScanner {
    enum Event {
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end(String)
        /// Text as it stands in the file, between tags or in CDATA.
        case text(Range<Int>)
        case finished
    }
    let bytes: [UInt8]
    private(set) var place = 0
    private var isInCDATA = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Text with its entities put in.
    func string(_ range: Range<Int>) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        return text.contains("&") ? Self.decoded(text) : text
    }

    mutating func next() throws -> Event {
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") {
                let start = place
                while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
                return .text(start..<place)
            }
            if has("<!--") {
                try skip(past: "-->")
            } else if has("<![CDATA[") {
                let start = place + 9
                try skip(past: "]]>")
                return .text(start..<place - 3)
            } else if has("<?") {
                try skip(past: "?>")
            } else if has("<!") {
                try skipDeclaration()
            } else {
                return try tag()
            }
        }
        return .finished
    }

    private func has(_ text: String) -> Bool { bytes.span.has(text, at: place) }

    private mutating func skip(past end: String) throws {
        let start = place
        while place < bytes.count {
            if has(end) {
                place += end.utf8.count
                return
            }
            place += 1
        }
        throw XMLFault(offset: start, problem: "something that begins here does not end with '\(end)'")
    }

    private mutating func skipDeclaration() throws {
        let start = place
        var depth = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if byte == UInt8(ascii: ">"), depth <= 0 { return }
        }
        throw XMLFault(offset: start, problem: "a declaration that begins here does not end")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private mutating func tag() throws -> Event {
        let start = place
        let fault = XMLFault(offset: start, problem: "the tag that begins here is not one of XML")
        place += 1
        let isEnd = place < bytes.count && bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        let name = word()
        guard !name.isEmpty else { throw fault }
        var attributes: [String: String] = [:]
        while true {
            while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
            guard place < bytes.count else { throw fault }
            if bytes[place] == UInt8(ascii: ">") {
                place += 1
                return isEnd ? .end(name) : .start(name: name, attributes: attributes, isEmpty: false)
            }
            if bytes[place] == UInt8(ascii: "/"), place + 1 < bytes.count,
                bytes[place + 1] == UInt8(ascii: ">")
            {
                place += 2
                return .start(name: name, attributes: attributes, isEmpty: true)
            }
            let key = word()
            while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
            guard !key.isEmpty, place < bytes.count, bytes[place] == UInt8(ascii: "=") else { throw fault }
            place += 1
            while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
            else { throw fault }
            let quote = bytes[place]
            place += 1
            let from = place
            while place < bytes.count, bytes[place] != quote { place += 1 }
            guard place < bytes.count else { throw fault }
            attributes[key] = string(from..<place)
            place += 1
        }
    }

    private mutating func word() -> String {
        let start = place
        while place < bytes.count, !Self.isBlank(bytes[place]), bytes[place] != UInt8(ascii: ">"),
            bytes[place] != UInt8(ascii: "/"), bytes[place] != UInt8(ascii: "="),
            bytes[place] != UInt8(ascii: "<")
        {
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func decoded(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            out += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else {
                rest = rest[start...]
                break
            }
            let name = rest[rest.index(after: start)..<end]
            switch name {
            case "lt": out += "<"
            case "gt": out += ">"
            case "amp": out += "&"
            case "quot": out += "\""
            case "apos": out += "'"
            default:
                let code =
                    name.hasPrefix("#x")
                    ? UInt32(name.dropFirst(2), radix: 16)
                    : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
                if let scalar = code.flatMap(Unicode.Scalar.init) {
                    out.unicodeScalars.append(scalar)
                } else {
                    out += rest[start...end]
                }
            }
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }
}

/// XML that breaks its own rules, and where.
struct XMLFault: Error, CustomStringConvertible {
    let offset: Int
    let problem: String
    var description: String { "The XML cannot be read: \(problem) (at byte \(offset))." }
}

extension String {
    func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
    /// Without blanks and line ends at either end.
    var trimmingBlanks: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
