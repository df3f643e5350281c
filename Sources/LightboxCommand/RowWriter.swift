import LightboxCore
import LightboxStore

/// Writes the rows of a query to standard output.
protocol RowWriter: AnyObject {
    func start(_ columns: [String]) throws
    func write(_ row: [StoreValue]) throws
    /// Called after the last row.
    func finish()
}

extension StoreValue {
    /// The value as text; bytes in hexadecimal.
    fileprivate var plain: String {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): "\(value)"
        case .text(let value): value
        case .blob(let bytes): Self.hexadecimal(bytes)
        }
    }

    fileprivate static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// Collects text so that the system is not called for each row.
private struct Page {
    private var text = ""

    mutating func add(_ line: String) {
        text += line
        if text.utf8.count > 65_536 { flush() }
    }
    mutating func flush() {
        if !text.isEmpty { Terminal.printRaw(text) }
        text = ""
    }
}

/// RFC 4180: lines end with CR LF, and what holds a comma, quote or line end is quoted.
final class CSVWriter: RowWriter {
    private var page = Page()

    func start(_ columns: [String]) { add(columns) }
    func write(_ row: [StoreValue]) { add(row.map(\.plain)) }
    func finish() { page.flush() }

    private func add(_ fields: [String]) {
        // A line of one empty field would be an empty line, which readers skip.
        let line = fields.count == 1 && fields[0].isEmpty ? "\"\"" : fields.map(quoted).joined(separator: ",")
        page.add(line + "\r\n")
    }

    private func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        var out = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { out += "\"" }
            out.unicodeScalars.append(scalar)
        }
        return out + "\""
    }
}

/// One object a line.
final class JSONWriter: RowWriter {
    private var page = Page()
    private var columns: [String] = []

    func start(_ columns: [String]) {
        // Two columns of one name would make an object that readers disagree about.
        var seen: [String: Int] = [:]
        self.columns = columns.map { column in
            let count = (seen[column] ?? 0) + 1
            seen[column] = count
            return count == 1 ? column : "\(column)_\(count)"
        }
    }

    func write(_ row: [StoreValue]) {
        let members = zip(columns, row).map { JSONValue.Member($0, Self.json($1)) }
        page.add(JSONValue.object(members).text + "\n")
    }

    func finish() { page.flush() }

    private static func json(_ value: StoreValue) -> JSONValue {
        switch value {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .number(value)
        case .text(let value): .string(value)
        case .blob(let bytes): .string(StoreValue.hexadecimal(bytes))
        }
    }
}

/// Columns for people: as wide as the first rows need, so that memory does not grow with the rows.
final class TableWriter: RowWriter {
    private var page = Page()
    private var columns: [String] = []
    private var first: [[StoreValue]] = []
    private var widths: [Int] = []
    private var count = 0
    private static let measured = 200
    private static let widest = 60

    func start(_ columns: [String]) { self.columns = columns }

    func write(_ row: [StoreValue]) {
        count += 1
        if widths.isEmpty, first.count < Self.measured { return first.append(row) }
        if widths.isEmpty { measure() }
        add(row)
    }

    func finish() {
        if widths.isEmpty { measure() }
        page.flush()
        Terminal.say(count == 1 ? "1 row" : "\(count) rows")
    }

    private func measure() {
        let isCut = Terminal.isOutputTerminal
        widths = columns.indices.map { column in
            let texts = first.map { Self.shown($0[column]).count } + [columns[column].count]
            return min(texts.max() ?? 0, isCut ? Self.widest : .max)
        }
        let style = Style(isOn: Terminal.wantsColour)
        let titles = zip(columns, widths).map { Wrapping.pad($0.withoutControlCharacters, to: $1) }
        page.add(style.bold(Self.trimmed(titles.joined(separator: "  "))) + "\n")
        for row in first { add(row) }
        first = []
    }

    private func add(_ row: [StoreValue]) {
        let cells = zip(row, widths).map { value, width -> String in
            var text = Self.shown(value)
            if Terminal.isOutputTerminal { text = Wrapping.cut(text, to: max(width, 1)) }
            let room = String(repeating: " ", count: max(0, width - text.count))
            return switch value {
            case .integer, .real: room + text
            default: text + room
            }
        }
        page.add(Self.trimmed(cells.joined(separator: "  ")) + "\n")
    }

    private static func shown(_ value: StoreValue) -> String {
        if case .null = value { return "-" }
        return value.plain.withoutControlCharacters
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
