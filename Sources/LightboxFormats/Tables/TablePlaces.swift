/// Where the cells of a table lie in its text.
///
/// Each row has a number for each of its cells, where it begins, and one more, where a further one would: a cell ends
/// a byte before the next begins. Four bytes are enough for texts of 4 GiB.
struct TablePlaces: Sendable {
    /// Where cells begin.
    var bounds: [UInt32] = []
    /// Where each row's numbers begin in `bounds`, and their end.
    var rows: [UInt32] = [0]

    /// A quote that is opened and never closed.
    struct OpenQuote: Error {
        let offset: Int
        /// The row, from 1 on, and the column, from 1 on.
        let row: Int
        let column: Int
    }

    @inline(__always) func cellCount(_ row: Int) -> Int { Int(rows[row + 1] - rows[row]) - 1 }

    /// The bytes of a cell, quotes included; `nil` where the row has no such cell.
    @inline(__always) func range(_ row: Int, _ column: Int) -> Range<Int>? {
        guard column >= 0 else { return nil }
        let place = Int(rows[row]) + column
        guard place + 1 < Int(rows[row + 1]) else { return nil }
        return Int(bounds[place])..<Int(bounds[place + 1]) - 1
    }
}
