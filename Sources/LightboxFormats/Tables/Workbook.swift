import LightboxContainers
import LightboxCore
import SystemPackage

/// A workbook of any age: sheets of rows of cells.
protocol SheetBook: AnyObject {
    var sheetNames: [String] { get }
    /// Whether days are counted from 1904, as on old Macintoshes, rather than 1900.
    var countsFrom1904: Bool { get }
    /// Hands on each row that is in the file, as text: numbers as written, dates as ISO 8601; `nil` for no cell.
    func readRows(ofSheet index: Int, _ body: @escaping ([String?]) -> Void) throws
}

/// An Excel workbook as ECMA-376 has it: XML files in a zip, of which a sheet is read row by row.
final class Workbook: SheetBook {
    private struct Sheet {
        let name: String
        let member: String
    }
    private let zip: ZipArchive
    private var sheets: [Sheet] = []
    var sheetNames: [String] { sheets.map(\.name) }
    private var strings: [String] = []
    /// For each cell style, whether it shows numbers as dates or times.
    private var isDateStyle: [Bool] = []
    private(set) var countsFrom1904 = false

    /// The most that one sheet may have (ECMA-376 Part 1, §18.3.1.73).
    static let columnLimit = 16_384
    /// The most text that is held for shared strings.
    static let stringsLimit = 1 << 30

    init(_ source: any ByteSource, path: FilePath) throws {
        zip = try ZipArchive(source, path: path)
        guard let book = try zip.open("xl/workbook.xml") else {
            throw FormatError(.xlsx, "the archive has no member xl/workbook.xml")
        }
        var named: [(name: String, id: String)] = []
        try XMLEvents.read(
            book, format: .xlsx,
            .init(start: { [unowned self] name, attributes in
                func value(_ key: String) -> String? {
                    attributes.first { Self.local($0.name) == key }?.value
                }
                switch Self.local(name) {
                case "sheet": named.append((value("name") ?? "", value("id") ?? ""))
                case "workbookPr": countsFrom1904 = ["1", "true"].contains(value("date1904") ?? "")
                default: break
                }
            }))
        var targets: [String: String] = [:]
        if let links = try zip.open("xl/_rels/workbook.xml.rels") {
            try XMLEvents.read(
                links, format: .xlsx,
                .init(start: { name, attributes in
                    guard Self.local(name) == "Relationship",
                        let id = attributes.first(where: { $0.name == "Id" })?.value,
                        let target = attributes.first(where: { $0.name == "Target" })?.value
                    else { return }
                    targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
                }))
        }
        sheets = named.enumerated().map { index, sheet in
            Sheet(name: sheet.name, member: targets[sheet.id] ?? "xl/worksheets/sheet\(index + 1).xml")
        }
        try readStyles()
        try readStrings()
    }

    /// A name without its namespace.
    private static func local(_ name: String) -> Substring {
        name.lastIndex(of: "}").map { name[name.index(after: $0)...] } ?? name[...]
    }

    private func readStrings() throws {
        guard let member = try zip.open("xl/sharedStrings.xml") else { return }
        var text: [UInt8] = []
        var isText = false
        var isPhonetic = false
        var total = 0
        var found: [String] = []
        try XMLEvents.read(
            member, format: .xlsx,
            .init(
                start: { name, _ in
                    switch Self.local(name) {
                    case "si": text = []
                    case "rPh": isPhonetic = true
                    case "t": isText = !isPhonetic
                    default: break
                    }
                },
                end: { name in
                    switch Self.local(name) {
                    case "si": found.append(String(decoding: text, as: UTF8.self))
                    case "rPh": isPhonetic = false
                    case "t": isText = false
                    default: break
                    }
                },
                text: { bytes in
                    guard isText, total < Self.stringsLimit else { return }
                    total += bytes.count
                    text += bytes
                }))
        guard total < Self.stringsLimit else {
            throw FormatError(.xlsx, "the workbook has more than \(Self.stringsLimit) bytes of text")
        }
        strings = found
    }

    private func readStyles() throws {
        guard let member = try zip.open("xl/styles.xml") else { return }
        var codes: [Int: String] = [:]
        var formats: [Int] = []
        var isInCells = false
        try XMLEvents.read(
            member, format: .xlsx,
            .init(
                start: { name, attributes in
                    func value(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
                    switch Self.local(name) {
                    case "numFmt":
                        if let id = value("numFmtId").flatMap({ Int($0) }) { codes[id] = value("formatCode") }
                    case "cellXfs": isInCells = true
                    case "xf" where isInCells: formats.append(value("numFmtId").flatMap { Int($0) } ?? 0)
                    default: break
                    }
                }, end: { if Self.local($0) == "cellXfs" { isInCells = false } }))
        isDateStyle = formats.map { Self.showsDates(format: $0, code: codes[$0]) }
    }

    /// Whether a number format shows dates or times: one of the user's by its code, a built-in one by its number.
    static func showsDates(format id: Int, code: String?) -> Bool {
        if let code { return showsDates(code) }
        return (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id)
            || (50...58).contains(id)
    }

    /// Whether a number format has letters of dates outside quotes and brackets.
    static func showsDates(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case "\\", "_", "*": isEscaped = true
            case "y", "m", "d", "h", "s": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }

    // MARK: Rows

    func readRows(ofSheet index: Int, _ body: @escaping ([String?]) -> Void) throws {
        guard sheets.indices.contains(index) else { return }
        let sheet = sheets[index]
        guard let member = try zip.open(sheet.member) else {
            throw FormatError(
                .xlsx, "sheet '\(sheet.name.withoutControlCharacters)' has no member of the archive")
        }
        var row: [String?] = []
        var column = 0
        var type = ""
        var style = 0
        var text: [UInt8] = []
        var isValue = false
        var problem: FormatError?
        try XMLEvents.read(
            member, format: .xlsx,
            .init(
                start: { name, attributes in
                    func value(_ key: String) -> String? { attributes.first { $0.name == key }?.value }
                    switch Self.local(name) {
                    case "row": row = []
                    case "c":
                        column = value("r").flatMap(Self.column) ?? row.count
                        type = value("t") ?? "n"
                        style = value("s").flatMap { Int($0) } ?? 0
                        text = []
                    case "v", "t": isValue = true
                    default: break
                    }
                },
                end: { [self] name in
                    switch Self.local(name) {
                    case "v", "t": isValue = false
                    case "c":
                        guard column < Self.columnLimit else {
                            problem = FormatError(.xlsx, "a cell lies beyond the last column, XFD")
                            return
                        }
                        while row.count <= column { row.append(nil) }
                        row[column] = cell(text, type: type, style: style)
                    case "row": body(row)
                    default: break
                    }
                }, text: { if isValue { text += $0 } }))
        if let problem { throw problem }
    }

    private func cell(_ bytes: [UInt8], type: String, style: Int) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.isEmpty { return nil }
        switch type {
        case "s":
            guard let index = Int(text), strings.indices.contains(index) else { return nil }
            return strings[index]
        case "b": return text == "1" ? "true" : "false"
        case "n":
            guard isDateStyle.indices.contains(style), isDateStyle[style], let serial = Double(text) else {
                return text
            }
            return Self.date(serial, from1904: countsFrom1904) ?? text
        default: return text
        }
    }

    /// The column of a reference such as `AB12`, from 0 on.
    static func column(_ reference: String) -> Int? {
        var number = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            number = number * 26 + Int(byte - 0x40)
            if number > columnLimit * 2 { return number }
        }
        return number > 0 ? number - 1 : nil
    }

    /// A day number as a date, with the time where it has one.
    ///
    /// Excel takes 1900 for a leap year, as Lotus did: day 60 is one that never was, and days before it are off by one.
    static func date(_ serial: Double, from1904: Bool) -> String? {
        // Both ways of counting end with the year 9999.
        guard serial.isFinite, serial >= 0, serial < (from1904 ? 2_957_004 : 2_958_466) else { return nil }
        var whole = Int(serial.rounded(.down))
        var seconds = Int(((serial - Double(whole)) * 86_400).rounded())
        if seconds == 86_400 { (whole, seconds) = (whole + 1, 0) }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        if whole == 0, !from1904 { return time }
        // Days from 0000-03-01 (H. Hinnant's civil calendar): 1970-01-01 is day 719468, and 25569 in Excel.
        let days = whole + 719_468 - 25_569 + (from1904 ? 1462 : whole < 60 ? 1 : 0)
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(year)-\(two(month))-\(two(day))"
        return seconds == 0 ? date : date + "T" + time
    }
}
