/// The keys by which rows are joined: a column of a table, or a list of texts.
public struct TableKeys: Sendable {
    let bytes: [UInt8]
    /// Where each key begins and ends in `bytes`.
    let ranges: [(start: UInt32, end: UInt32)]

    public var count: Int { ranges.count }

    /// The keys in `texts`, as the rule has them.
    ///
    /// - Throws: `TableJoinError` where they have more than 4 GiB.
    public init(_ texts: some Sequence<String>, _ rule: KeyRule = .asWritten) throws(TableJoinError) {
        var arena = KeyArena()
        for text in texts { try arena.add(rule.apply(Array(text.utf8)[...])) }
        (bytes, ranges) = (arena.bytes, arena.ranges)
    }

    /// The keys in a column of a table, as the rule has them; an empty one where a row is too short.
    ///
    /// - Throws: `TableJoinError` where the table has no such column, or the keys have more than 4 GiB.
    public init(_ table: Table, column: String, _ rule: KeyRule = .asWritten) throws(TableJoinError) {
        guard let index = table.columns.firstIndex(of: column) else {
            throw TableJoinError.noColumn(column, of: table.columns)
        }
        // Keys as they are written need no copies; nor do quoted ones with nothing to undouble.
        if rule.steps.isEmpty, let ranges = Self.places(table, index) {
            (bytes, self.ranges) = (table.bytes, ranges)
            return
        }
        var arena = KeyArena()
        for row in 0..<table.rowCount { try arena.add(rule.apply(table.bytes(row: row, column: index))) }
        (bytes, ranges) = (arena.bytes, arena.ranges)
    }

    private static func places(_ table: Table, _ column: Int) -> [(start: UInt32, end: UInt32)]? {
        var ranges: [(start: UInt32, end: UInt32)] = []
        ranges.reserveCapacity(table.rowCount)
        for row in 0..<table.rowCount {
            guard var range = table.range(row: row, column: column) else {
                ranges.append((0, 0))
                continue
            }
            if table.isQuoted(range) {
                let inner = table.bytes(row: row, column: column)
                guard inner.startIndex == range.lowerBound + 1, inner.count == range.count - 2 else {
                    return nil
                }
                range = inner.startIndex..<inner.endIndex
            }
            ranges.append(
                (UInt32(truncatingIfNeeded: range.lowerBound), UInt32(truncatingIfNeeded: range.upperBound)))
        }
        return ranges
    }

    /// A key's text, for messages.
    public func text(_ index: Int) -> String {
        guard ranges.indices.contains(index) else { return "" }
        return TableRows.decode(bytes[Int(ranges[index].start)..<Int(ranges[index].end)])
    }
}

/// Keys one behind the other.
private struct KeyArena {
    var bytes: [UInt8] = []
    var ranges: [(start: UInt32, end: UInt32)] = []

    mutating func add(_ key: ArraySlice<UInt8>) throws(TableJoinError) {
        guard bytes.count + key.count <= Table.byteLimit else { throw .keysTooLarge }
        let start = UInt32(truncatingIfNeeded: bytes.count)
        bytes += key
        ranges.append((start, UInt32(truncatingIfNeeded: bytes.count)))
    }
}
