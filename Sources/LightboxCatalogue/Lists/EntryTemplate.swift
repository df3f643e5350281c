/// How an entry is written: the marks, blanks and line ends around its values, and where each value goes.
///
/// As text, `### [{name}]({url:0})` and a line end; a brace that is meant as such is doubled. A template
/// holds no words of the entry, so what a list says stands in its listings only, and a changed value is
/// written where the old one stood.
public struct EntryTemplate: Sendable, Hashable {
    /// A value of an entry.
    public enum Field: Sendable, Hashable {
        case name, date
        case url(Int), remark(Int), keyword(Int)
    }
    /// How a value is disguised where it stands.
    public enum Quoting: Sendable, Hashable {
        case none
        /// A cell of a CSV file without quotation marks.
        case cell
        /// A cell of a CSV file between quotation marks, which are doubled inside.
        case quotedCell
    }
    public enum Part: Sendable, Hashable {
        case literal(String)
        case field(Field, Quoting)
    }

    public internal(set) var parts: [Part]

    public init(parts: [Part]) { self.parts = parts }

    /// Reads a template's text.
    ///
    /// A brace that opens no known field stands for itself.
    public init(text: String) {
        parts = []
        var literal: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            let isPair = at + 1 < bytes.count && bytes[at + 1] == bytes[at]
            if bytes[at] == UInt8(ascii: "{"), !isPair,
                let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")),
                let part = Self.part(bytes[at + 1..<close].string)
            {
                if !literal.isEmpty { parts.append(.literal(literal.string)) }
                literal = []
                parts.append(part)
                at = close + 1
            } else {
                literal.append(bytes[at])
                let isBrace = bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "}")
                at += isBrace && isPair ? 2 : 1
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal.string)) }
    }

    private static func part(_ text: String) -> Part? {
        var words = text
        var quoting = Quoting.none
        for (mark, kind) in [("!cell", Quoting.cell), ("!quoted", .quotedCell)] where words.hasSuffix(mark) {
            words.removeLast(mark.count)
            quoting = kind
        }
        let pieces = words.split(separator: ":", omittingEmptySubsequences: false)
        let number = pieces.count == 2 ? Int(pieces[1]) : nil
        switch (pieces.first, number) {
        case ("name", nil) where pieces.count == 1: return .field(.name, quoting)
        case ("date", nil) where pieces.count == 1: return .field(.date, quoting)
        case ("url", let number?): return .field(.url(number), quoting)
        case ("remark", let number?): return .field(.remark(number), quoting)
        case ("keyword", let number?): return .field(.keyword(number), quoting)
        default: return nil
        }
    }

    /// The template as one text, which `init(text:)` reads again.
    public var text: String {
        var out = ""
        for part in parts {
            switch part {
            case .literal(let words):
                out += words.replacing("{", with: "{{").replacing("}", with: "}}")
            case .field(let field, let quoting):
                out += "{" + field.text
                out += quoting == .cell ? "!cell}" : quoting == .quotedCell ? "!quoted}" : "}"
            }
        }
        return out
    }

    /// The fields in the order in which they are written.
    public var fields: [Field] {
        parts.compactMap { if case .field(let field, _) = $0 { field } else { nil } }
    }

    /// The template cut after each line end.
    var lines: [EntryTemplate] {
        var lines: [EntryTemplate] = []
        var current: [Part] = []
        for part in parts {
            guard case .literal(let words) = part else {
                current.append(part)
                continue
            }
            for line in ListLine.lines(of: Array(words.utf8)) {
                current.append(.literal(line.text))
                guard !line.end.isEmpty else { continue }
                lines.append(EntryTemplate(parts: current))
                current = []
            }
        }
        if !current.isEmpty { lines.append(EntryTemplate(parts: current)) }
        return lines
    }

    /// The same template with the literals that stand side by side made one.
    var joined: EntryTemplate {
        var out: [Part] = []
        for part in parts {
            if case .literal(let words) = part {
                if words.isEmpty { continue }
                if case .literal(let before)? = out.last {
                    out[out.count - 1] = .literal(before + words)
                    continue
                }
            }
            out.append(part)
        }
        return EntryTemplate(parts: out)
    }
}

extension EntryTemplate.Field {
    var text: String {
        switch self {
        case .name: "name"
        case .date: "date"
        case .url(let number): "url:\(number)"
        case .remark(let number): "remark:\(number)"
        case .keyword(let number): "keyword:\(number)"
        }
    }
}

extension EntryTemplate.Quoting {
    /// The value as it is written.
    func written(_ value: String) -> String {
        switch self {
        case .none: value
        case .cell:
            value.utf8.contains(where: { ",;\t\"\n\r".utf8.contains($0) })
                ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
        case .quotedCell: value.replacing("\"", with: "\"\"")
        }
    }
}
