/// A small table in CSV (RFC 4180), with its rows told by the names of its columns.
struct CSVTable: Sendable {
    /// As the first line writes them, without a byte order mark.
    let columns: [String]
    let rows: [[String]]

    init(_ text: String) {
        var records: [[String]] = []
        var record: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        let bytes = Array(text.utf8)
        var at = text.hasPrefix("\u{FEFF}") ? 3 : 0
        func endCell() {
            record.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func endRecord() {
            guard !record.isEmpty || !cell.isEmpty || wasQuoted else { return }
            endCell()
            records.append(record)
            record = []
        }
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
                    cell.append(byte)
                    at += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where cell.isEmpty: (isQuoted, wasQuoted) = (true, true)
            case UInt8(ascii: ","): endCell()
            case UInt8(ascii: "\n"): endRecord()
            case UInt8(ascii: "\r"): break
            default: cell.append(byte)
            }
        }
        endRecord()
        columns = records.first ?? []
        rows = Array(records.dropFirst())
    }

    /// Where a column is, by the first of some names that there is; letters' case, blanks and `_` do not count.
    func column(_ names: String...) -> Int? {
        let known = columns.map(Self.plain)
        for name in names {
            if let at = known.firstIndex(of: Self.plain(name)) { return at }
        }
        return nil
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != " " && $0 != "_" }
    }

    /// A cell, without blanks around it; `nil` where it is empty or missing.
    static func cell(_ row: [String], _ column: Int?) -> String? {
        guard let column, row.indices.contains(column) else { return nil }
        let text = row[column].trimmedBlanks
        return text.isEmpty ? nil : text
    }
}
