import LightboxCore

/// The rows of a long array in a JSON answer, read one at a time: what is held is the text, not all of its values.
///
/// ```swift
/// let rows = try JSONRows(of: "files", in: answer)
/// rows.rest                        // the answer with an empty array in its place
/// try rows.forEach { row in … }
/// ```
struct JSONRows {
    /// The answer without the rows.
    let rest: JSONValue
    private let text: [UInt8]
    /// What was asked, for errors.
    private let asked: String
    /// Where the rows stand, without the brackets around them; `nil` where there is no such array.
    private let place: Range<Int>?

    /// - Parameter name: the member that holds the array; `nil` for an answer that is the array itself.
    /// - Throws: `FetchError` for an answer that is no JSON.
    init(of name: String?, in answer: Answer) throws(FetchError) {
        (text, asked) = (answer.bytes, answer.address.description)
        place = Self.place(of: name, in: text)
        if let place {
            rest = try Self.value(Array(text[..<place.lowerBound] + text[place.upperBound...]), asked)
        } else {
            rest = try Self.value(text, asked)
        }
    }

    private static func value(_ text: [UInt8], _ asked: String) throws(FetchError) -> JSONValue {
        do { return try JSONValue(parsing: text) } catch {
            if HTMLText.isPage(text) {
                let title = HTMLText.title(of: String(decoding: text.prefix(4000), as: UTF8.self))
                throw FetchError(.webPage(title: title), at: asked)
            }
            throw FetchError(.unexpected("no JSON (\(error.problem))"), at: asked)
        }
    }

    /// Whether the array is there.
    var isPresent: Bool { place != nil }

    /// Hands on each row in turn.
    func forEach(_ body: (JSONValue) throws -> Void) throws {
        guard let place else { return }
        var scan = Scan(at: place.lowerBound)
        var start = place.lowerBound
        func row(_ end: Int) throws {
            let bytes = Array(text[start..<end])
            if bytes.contains(where: { $0 > 0x20 }) { try body(try Self.value(bytes, asked)) }
        }
        while scan.at < place.upperBound {
            if scan.depth == 0, !scan.isInText, text[scan.at] == UInt8(ascii: ",") {
                try row(scan.at)
                start = scan.at + 1
            }
            scan.step(over: text[scan.at])
        }
        try row(place.upperBound)
    }

    /// Where the rows of the first array of that name stand.
    private static func place(of name: String?, in text: [UInt8]) -> Range<Int>? {
        let wanted = name.map { Array("\"\($0)\"".utf8) }
        var scan = Scan(at: 0)
        while scan.at < text.count {
            if scan.isInText {
                scan.step(over: text[scan.at])
                continue
            }
            if let wanted {
                if text[scan.at] == UInt8(ascii: "\""), text[scan.at...].starts(with: wanted) {
                    var next = scan.at + wanted.count
                    while next < text.count, text[next] <= 0x20 || text[next] == UInt8(ascii: ":") {
                        next += 1
                    }
                    if next < text.count, text[next] == UInt8(ascii: "[") { return inside(text, open: next) }
                }
            } else if text[scan.at] == UInt8(ascii: "[") {
                return inside(text, open: scan.at)
            } else if text[scan.at] == UInt8(ascii: "{") {
                return nil
            }
            scan.step(over: text[scan.at])
        }
        return nil
    }

    private static func inside(_ text: [UInt8], open: Int) -> Range<Int>? {
        var scan = Scan(at: open)
        repeat { scan.step(over: text[scan.at]) } while scan.at < text.count && scan.depth > 0
        return scan.depth == 0 ? (open + 1)..<(scan.at - 1) : nil
    }

    /// Goes through a text and knows what is bracket and what is word.
    private struct Scan {
        var at: Int
        var depth = 0
        var isInText = false
        private var isEscaped = false

        init(at: Int) { self.at = at }

        mutating func step(over byte: UInt8) {
            at += 1
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                return
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
    }
}
