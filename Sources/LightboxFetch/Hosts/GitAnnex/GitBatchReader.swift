/// Reads what `git cat-file --batch` writes: a line with hash, kind and size, the content, and a line's end.
struct GitBatchReader {
    let limit: Int
    private var head: [UInt8] = []
    private var content: [UInt8] = []
    /// How many bytes of the content, and of the line's end after it, are still to come.
    private var left: Int?

    init(limit: Int) { self.limit = limit }

    mutating func read(_ bytes: Span<UInt8>, each: ([UInt8]?) throws -> Void) throws {
        var at = 0
        while at < bytes.count {
            if let still = left {
                let count = min(still, bytes.count - at)
                for i in at..<(at + count) { content.append(bytes[i]) }
                at += count
                left = still - count
                if still == count {
                    content.removeLast()
                    try each(content)
                    content.removeAll(keepingCapacity: true)
                    left = nil
                }
                continue
            }
            let byte = bytes[at]
            at += 1
            guard byte == 10 else {
                head.append(byte)
                continue
            }
            let line = String(decoding: head, as: UTF8.self)
            head.removeAll(keepingCapacity: true)
            let words = line.split(separator: " ")
            if line.hasSuffix(" missing") || words.count < 3 {
                try each(nil)
            } else if let size = Int(words[words.count - 1]), size >= 0, size <= limit {
                left = size + 1
            } else {
                throw FetchError(.answerTooLong(limit: limit), at: "git object \(words[0])")
            }
        }
    }
}
