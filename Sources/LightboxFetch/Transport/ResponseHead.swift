/// How an answer begins.
public struct ResponseHead: Sendable, Hashable {
    /// The status of HTTP; 200 for what comes by FTP.
    public internal(set) var status: Int
    public internal(set) var headers: [Header] = []

    public init(status: Int) { self.status = status }

    /// The value of the first field of that name; names are compared without case (RFC 9110 §5.1).
    public subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    /// The size of the body, where the server says it.
    public var byteCount: Int? { self["Content-Length"].flatMap(Int.init) }
    /// The kind of content, in lower case and without parameters: `text/html`.
    public var contentType: String? {
        self["Content-Type"].map { value in
            String(value.prefix { $0 != ";" }.filter { !$0.isWhitespace }).lowercased()
        }
    }
    /// The first byte and the whole size that a 206 states, the size where it is known.
    public var contentRange: (first: Int, size: Int?)? {
        guard let value = self["Content-Range"], value.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = value.dropFirst(6).split(separator: "/", maxSplits: 1)
        guard let first = parts.first?.split(separator: "-").first.flatMap({ Int($0) }) else { return nil }
        return (first, parts.count == 2 ? Int(parts[1]) : nil)
    }
    /// What tells one state of a file from the next: a strong entity tag, or else the day of the last change.
    ///
    /// A weak tag says that two states mean the same, not that their bytes are (RFC 9110 §8.8.1).
    public var validator: String? {
        if let tag = self["ETag"], tag.hasPrefix("\"") { return tag }
        return self["Last-Modified"]
    }
}
