import LightboxCore

/// The header of an NRRD file: fields `name: value` and keys `key:=value`, up to an empty line.
struct NRRDHeader {
    /// Names in lower case.
    private(set) var fields: [String: String] = [:]
    /// In the file's order.
    private(set) var keys: [(key: String, value: String)] = []
    /// The names of the files that `data file: LIST` is followed by.
    private(set) var listed: [String] = []
    /// Where the samples start if they follow the header.
    let end: Int

    init(_ bytes: [UInt8], format: FileFormat) throws(FormatError) {
        var start = 0
        var isFirst = true
        while start < bytes.count {
            let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let stop = newline ?? bytes.count
            var line = bytes[start..<stop]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            let next = newline.map { $0 + 1 } ?? bytes.count
            if line.isEmpty {
                end = next
                return
            }
            let text = String(decoding: line, as: UTF8.self)
            defer { start = next }
            if isFirst {
                isFirst = false
                guard text.hasPrefix("NRRD00") else {
                    throw FormatError(format, at: 0, "the file does not begin as NRRD does")
                }
            } else if fields["data file"]?.uppercased().hasPrefix("LIST") == true {
                listed.append(text)
            } else if text.hasPrefix("#") {
                continue
            } else if let mark = text.firstRange(of: ":=") {
                keys.append((String(text[..<mark.lowerBound]), String(text[mark.upperBound...])))
            } else if let mark = text.firstRange(of: ": ") ?? text.firstRange(of: ":") {
                var name = text[..<mark.lowerBound].lowercased()
                name = Self.aliases[name] ?? name
                fields[name] = String(text[mark.upperBound...].drop { $0 == " " })
            } else {
                throw FormatError(
                    format, at: start, "a line of the header is no field, no key and no comment")
            }
        }
        guard fields["data file"] != nil else {
            throw FormatError(
                format, at: bytes.count, "the file ends inside the header: no empty line ends it",
                hint: "the copy or download may not have been finished")
        }
        end = bytes.count
    }

    private static let aliases = [
        "datafile": "data file", "lineskip": "line skip", "byteskip": "byte skip", "axismins": "axis mins",
        "axismaxs": "axis maxs", "oldmin": "old min", "oldmax": "old max", "centerings": "centers",
        "blocksize": "block size",
    ]

    subscript(name: String) -> String? { fields[name] }

    /// The numbers of a field, or `nil` where it is absent or a word is none.
    func numbers(_ name: String) -> [Double]? {
        guard let words = fields[name]?.split(whereSeparator: \.isWhitespace) else { return nil }
        let numbers = words.compactMap { $0 == "nan" || $0 == "NaN" ? Double.nan : Double($0) }
        return numbers.count == words.count ? numbers : nil
    }

    /// Vectors in parentheses; `nil` stands for `none`.
    func vectors(_ name: String) -> [[Double]?]? {
        guard let text = fields[name] else { return nil }
        var found: [[Double]?] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("none") {
                found.append(nil)
                rest = rest.dropFirst(4)
            } else {
                guard first == "(", let close = rest.firstIndex(of: ")") else { return nil }
                let words = rest[rest.index(after: rest.startIndex)..<close].split {
                    $0 == "," || $0.isWhitespace
                }
                let numbers = words.compactMap { Double($0) }
                guard numbers.count == words.count else { return nil }
                found.append(numbers.allSatisfy(\.isFinite) ? numbers : nil)
                rest = rest[rest.index(after: close)...]
            }
        }
        return found
    }

    /// Words that may stand in quotes.
    func words(_ name: String) -> [String] {
        guard let text = fields[name] else { return [] }
        if text.contains("\"") {
            return text.split(separator: "\"").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
        }
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
