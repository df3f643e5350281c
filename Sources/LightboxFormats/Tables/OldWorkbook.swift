import LightboxCore

/// An Excel workbook of 1993 to 2003 (BIFF5 and BIFF8, MS-XLS): records in a stream of a compound file.
///
/// Formulas give the value that Excel kept with them. Of merged cells the first has the value. Charts and macros are
/// passed over.
final class OldWorkbook: SheetBook {
    private struct Place {
        let name: String
        let start: Int
    }
    private let stream: [UInt8]
    private let isUnicode: Bool
    private var places: [Place] = []
    private var strings: [String] = []
    private var formatCodes: [Int: String] = [:]
    private var styles: [Int] = []
    private(set) var countsFrom1904 = false
    private(set) var codePage = 1252

    static let format = FileFormat.xls
    var sheetNames: [String] { places.map(\.name) }

    init(_ source: any ByteSource) throws {
        let file = try CompoundFile(source, format: Self.format)
        guard let stream = file.stream("Workbook") ?? file.stream("Book") else {
            throw FormatError(
                Self.format, "the file holds no workbook",
                hint: "Word, PowerPoint and e-mail files begin with the same bytes")
        }
        self.stream = stream
        var records = OldRecords(stream, from: 0)
        guard let first = records.next(), first.kind == 0x809, first.data.count >= 4 else {
            throw FormatError(
                Self.format, at: 0, "the workbook does not begin as one of Excel 5 or later does")
        }
        isUnicode = first.integer(0) == 0x600
        try readGlobals(&records)
    }

    private func readGlobals(_ records: inout OldRecords) throws {
        while let record = records.next(), record.kind != 0x0A {
            switch record.kind {
            case 0x2F:
                throw FormatError(
                    Self.format, at: record.offset, "the workbook is encrypted",
                    hint: "save it without a password")
            case 0x42: codePage = record.integer(0)
            case 0x22: countsFrom1904 = record.integer(0) == 1
            case 0x85 where record.data.count >= 8:
                // Worksheets alone: not charts, macros and modules.
                guard record.data[record.data.startIndex + 5] == 0 else { continue }
                let start = record.integer(0) | record.integer(2) << 16
                places.append(Place(name: text(record, at: 6, wideCount: false), start: start))
            case 0x41E where record.data.count >= 3:
                formatCodes[record.integer(0)] = text(record, at: 2, wideCount: isUnicode)
            case 0xE0 where record.data.count >= 4: styles.append(record.integer(2))
            case 0xFC: readStrings(record, &records)
            default: break
            }
        }
    }

    /// The shared strings, which go on in as many records as they need.
    private func readStrings(_ record: OldRecords.Record, _ records: inout OldRecords) {
        var pieces = [record.data]
        while let next = records.nextContinuation() { pieces.append(next) }
        var cursor = OldStrings(pieces)
        cursor.skip(8)
        while let string = cursor.next() { strings.append(string) }
    }

    private func text(_ record: OldRecords.Record, at offset: Int, wideCount: Bool) -> String {
        let count = wideCount ? record.integer(offset) : record.byte(offset)
        let start = offset + (wideCount ? 2 : 1)
        if isUnicode {
            let isWide = record.byte(start) & 1 == 1
            return OldStrings.text(record.data.dropFirst(start + 1), count: count, isWide: isWide)
        }
        let bytes = Array(record.data.dropFirst(start).prefix(count))
        return CodePages.text(bytes, codePage: codePage)
    }

    // MARK: Rows

    func readRows(ofSheet index: Int, _ body: @escaping ([String?]) -> Void) throws {
        guard places.indices.contains(index) else { return }
        let place = places[index]
        var records = OldRecords(stream, from: place.start)
        guard let first = records.next(), first.kind == 0x809 else {
            throw FormatError(
                Self.format, at: place.start,
                "sheet '\(place.name.withoutControlCharacters)' does not begin where the workbook says")
        }
        var cells: [(row: Int, column: Int, text: String)] = []
        var isSorted = true
        func add(_ row: Int, _ column: Int, _ text: String?) {
            guard let text, !text.isEmpty, column < 256 else { return }
            if let last = cells.last, (last.row, last.column) > (row, column) { isSorted = false }
            cells.append((row, column, text))
        }
        var pending: (row: Int, column: Int)?
        var depth = 1
        while depth > 0, let record = records.next() {
            let (row, column, style) = (record.integer(0), record.integer(2), record.integer(4))
            switch record.kind {
            // A chart in a sheet is a stream within it.
            case 0x809: depth += 1
            case 0x0A: depth -= 1
            case _ where depth > 1 || record.data.count < 7: break
            case 0x203: add(row, column, number(record.double(6), style))
            case 0x27E: add(row, column, number(Self.packed(record, 6), style))
            case 0xBD:
                for i in 0..<max(0, (record.data.count - 6) / 6) {
                    add(row, column + i, number(Self.packed(record, 6 + 6 * i), record.integer(4 + 6 * i)))
                }
            case 0xFD:
                let index = record.integer(6) | record.integer(8) << 16
                if strings.indices.contains(index) { add(row, column, strings[index]) }
            case 0x204, 0xD6: add(row, column, text(record, at: 6, wideCount: true))
            case 0x205: add(row, column, Self.word(record.byte(6), isError: record.byte(7) == 1))
            case 0x06, 0x206, 0x406:
                guard record.data.count >= 14 else { break }
                pending = nil
                guard record.integer(12) == 0xFFFF else {
                    add(row, column, number(record.double(6), style))
                    break
                }
                switch record.byte(6) {
                case 0: pending = (row, column)
                case 1: add(row, column, Self.word(record.byte(8), isError: false))
                case 2: add(row, column, Self.word(record.byte(8), isError: true))
                default: break
                }
            default: break
            }
            if record.kind == 0x207, let place = pending, depth == 1 {
                add(place.row, place.column, text(record, at: 0, wideCount: true))
                pending = nil
            }
        }
        if !isSorted { cells.sort { ($0.row, $0.column) < ($1.row, $1.column) } }
        var row: [String?] = []
        for (i, cell) in cells.enumerated() {
            while row.count <= cell.column { row.append(nil) }
            row[cell.column] = cell.text
            if i + 1 == cells.count || cells[i + 1].row != cell.row {
                body(row)
                row = []
            }
        }
    }

    /// A number as text; as a date where its cell shows it as one.
    private func number(_ value: Double?, _ style: Int) -> String? {
        guard let value, value.isFinite else { return nil }
        if styles.indices.contains(style),
            Workbook.showsDates(format: styles[style], code: formatCodes[styles[style]]),
            let date = Workbook.date(value, from1904: countsFrom1904)
        {
            return date
        }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    /// Four bytes for a number: the upper half of a double, or a whole number, perhaps in hundredths (MS-XLS 2.5.217).
    private static func packed(_ record: OldRecords.Record, _ offset: Int) -> Double? {
        guard offset + 4 <= record.data.count else { return nil }
        let bits = UInt32(record.integer(offset)) | UInt32(record.integer(offset + 2)) << 16
        let value =
            bits & 2 == 0
            ? Double(bitPattern: UInt64(bits & ~3) << 32) : Double(Int32(bitPattern: bits) >> 2)
        return bits & 1 == 0 ? value : value / 100
    }

    private static func word(_ code: Int, isError: Bool) -> String? {
        guard isError else { return code == 0 ? "false" : "true" }
        return switch code {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        case 0x2A: "#N/A"
        default: nil
        }
    }
}
