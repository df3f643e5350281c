import LightboxCore

/// The lines `Key = value` that begin a MetaImage (`.mha`, `.mhd`).
struct MetaImageHeader {
    /// Key and value of each line, in order.
    let fields: [(key: String, value: String)]
    /// Where the samples start if they follow the header.
    let end: Int

    init(_ head: [UInt8], format: FileFormat) throws(FormatError) {
        var fields: [(String, String)] = []
        var start = 0
        while start < head.count {
            guard
                let lineEnd = head[start...].firstIndex(of: UInt8(ascii: "\n"))
                    ?? (head.count < 32_768 ? head.count : nil)
            else { break }
            let line = String(decoding: head[start..<lineEnd], as: UTF8.self)
            guard let equals = line.firstIndex(of: "=") else {
                guard line.allSatisfy(\.isWhitespace), lineEnd < head.count else {
                    throw FormatError(format, at: start, "a line of the header has no '='")
                }
                start = lineEnd + 1
                continue
            }
            let trim = { (text: Substring) in
                String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
            }
            let (key, value) = (trim(line[..<equals]), trim(line[line.index(after: equals)...]))
            fields.append((key, value))
            start = min(head.count, lineEnd + 1)
            if key == "ElementDataFile" {
                (self.fields, end) = (fields, start)
                return
            }
        }
        throw FormatError(
            format, field: "ElementDataFile", at: start,
            "is missing: the header ends without naming the samples")
    }

    subscript(key: String) -> String? { fields.last { $0.key == key }?.value }

    func numbers(_ keys: String...) -> [Double]? {
        for key in keys {
            guard let value = self[key] else { continue }
            let words = value.split { $0.isWhitespace || $0 == "," }.map(String.init)
            let numbers = words.compactMap(Double.init)
            return numbers.count == words.count ? numbers : nil
        }
        return nil
    }

    func flag(_ keys: String...) -> Bool {
        keys.contains { ["true", "1", "yes"].contains(self[$0]?.lowercased() ?? "") }
    }
}
