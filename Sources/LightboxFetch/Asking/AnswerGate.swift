/// Lets the body of a success through to a receiver, and keeps what else a server may say.
final class AnswerGate: Receiver, @unchecked Sendable {
    // The transport's thread alone calls it, and is done before `Client` looks.
    private let inner: any Receiver
    private(set) var head = ResponseHead(status: 0)
    /// How a refusal or a redirect continued.
    private(set) var words: [UInt8] = []
    private static let wordLimit = 16 << 10
    private static let skipLimit = 1 << 20
    private var skipped = 0

    init(_ inner: any Receiver) { self.inner = inner }

    var isSuccess: Bool { (200..<300).contains(head.status) }
    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(head.status) }

    func begin(_ head: ResponseHead) throws {
        self.head = head
        if isSuccess { try inner.begin(head) }
    }

    func receive(_ bytes: Span<UInt8>) throws {
        if isSuccess { return try inner.receive(bytes) }
        for i in bytes.indices where words.count < Self.wordLimit { words.append(bytes[i]) }
        skipped += bytes.count
        // Nobody needs the rest of a long refusal.
        if skipped > Self.skipLimit { throw RefusalRead() }
    }

    /// The refusal is known well enough.
    struct RefusalRead: Error {}

    /// The first sentence of a refusal, from JSON or HTML as well.
    var firstWords: String {
        let text = String(decoding: words, as: UTF8.self)
        return HTMLText.summary(of: text)
    }
}

/// What can be told of a web page without reading it as a browser does.
enum HTMLText {
    /// Whether bytes begin as a web page does.
    static func isPage(_ bytes: some Collection<UInt8>) -> Bool {
        let start = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
            .trimmingPrefix { $0.isWhitespace || $0 == "\u{FEFF}" }
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || start.hasPrefix("<head")
    }

    static func title(of text: String) -> String {
        let lower = text.lowercased()
        guard let open = lower.firstRange(of: "<title"),
            let start = lower[open.upperBound...].firstIndex(of: ">"),
            let end = lower[start...].firstRange(of: "</title")
        else { return "" }
        let from = lower.utf8.distance(from: lower.startIndex, to: lower.index(after: start))
        let to = lower.utf8.distance(from: lower.startIndex, to: end.lowerBound)
        guard lower.utf8.count == text.utf8.count else { return "" }
        let bytes = Array(text.utf8)[from..<to]
        return shortened(String(decoding: bytes, as: UTF8.self))
    }

    /// A line that says what a refusal says.
    static func summary(of text: String) -> String {
        if isPage(text.utf8) { return title(of: text) }
        var plain = ""
        var isInTag = false
        for character in text.prefix(4000) {
            if character == "<" {
                isInTag = true
            } else if character == ">" {
                isInTag = false; plain += " "
            } else if !isInTag {
                plain.append(character)
            }
        }
        return shortened(plain)
    }

    private static func shortened(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 160 ? words.prefix(157) + "…" : words
    }
}
