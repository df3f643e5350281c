import LightboxCore

/// Finds rows and cells in bytes, and keeps nothing but where they are.
struct TableScanner: Sendable {
    /// One cell: where its bytes are, without the quotes around them.
    struct Cell: Sendable, Hashable {
        var range: Range<Int>
        /// Whether a quote inside is written twice, or more follows the closing one.
        var needsCleaning = false
        /// Whether the range takes in the opening quote, because more follows the closing one.
        var includesQuotes = false
    }
    /// How looking for a row ended.
    enum Outcome: Sendable, Hashable {
        /// A row was found; the next begins at `next`.
        case row(next: Int)
        /// The bytes end inside a row.
        case needsMore
        case end
        /// The bytes end inside quotes that were opened at this place.
        case openQuote(at: Int)
    }

    let delimiter: UInt8
    let quote: UInt8?
    private(set) var cells: [Cell] = []
    private(set) var hadCarriageReturn = false

    init(dialect: TableDialect) { (delimiter, quote) = (dialect.delimiter, dialect.quote) }

    /// Looks for the row that begins at `start`; `cells` has what was found.
    ///
    /// - Parameter isWhole: whether nothing comes after `bytes`.
    mutating func scan(_ bytes: [UInt8], from start: Int, isWhole: Bool) -> Outcome {
        let span = bytes.span
        let count = span.count
        cells.removeAll(keepingCapacity: true)
        guard start < count else { return isWhole ? .end : .needsMore }
        let quote = self.quote ?? 0
        let hasQuotes = self.quote != nil
        var place = start
        while true {
            // A cell begins here.
            if hasQuotes, place < count, span[place] == quote {
                let opened = place
                var cell = Cell(range: place + 1..<place + 1)
                place += 1
                while true {
                    guard place < count else { return isWhole ? .openQuote(at: opened) : .needsMore }
                    if span[place] != quote {
                        place += 1
                        continue
                    }
                    guard place + 1 < count || isWhole else { return .needsMore }
                    if place + 1 < count, span[place + 1] == quote {
                        cell.needsCleaning = true
                        place += 2
                        continue
                    }
                    break
                }
                cell.range = opened + 1..<place
                place += 1
                // What follows a closing quote belongs to the cell, as Python's csv and others have it.
                var after = place
                while after < count, span[after] != delimiter, span[after] != 0x0A, span[after] != 0x0D {
                    after += 1
                }
                if after > place {
                    cell.range = opened..<after
                    (cell.needsCleaning, cell.includesQuotes) = (true, true)
                    place = after
                }
                cells.append(cell)
            } else {
                let begin = place
                while place < count {
                    let byte = span[place]
                    if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                    place += 1
                }
                cells.append(Cell(range: begin..<place))
            }
            guard place < count else { return isWhole ? .row(next: count) : .needsMore }
            let byte = span[place]
            place += 1
            if byte == delimiter { continue }
            if byte == 0x0D {
                hadCarriageReturn = true
                guard place < count || isWhole else { return .needsMore }
                if place < count, span[place] == 0x0A { place += 1 }
            }
            return .row(next: place)
        }
    }

    /// The cells of the first rows that are not blank.
    mutating func firstRows(of bytes: [UInt8], count: Int, isWhole: Bool) -> [[Cell]] {
        var rows: [[Cell]] = []
        var place = 0
        while rows.count < count, case .row(let next) = scan(bytes, from: place, isWhole: isWhole) {
            if !isBlank { rows.append(cells) }
            place = next
        }
        return rows
    }

    /// Whether the row has nothing in it, not even a delimiter.
    var isBlank: Bool { cells.count == 1 && cells[0].range.isEmpty && !cells[0].needsCleaning }

    /// The bytes of a cell as they are meant.
    func clean(_ cell: Cell, in bytes: [UInt8]) -> [UInt8] {
        guard cell.needsCleaning, let quote else { return Array(bytes[cell.range]) }
        var out: [UInt8] = []
        var place = cell.range.lowerBound + (cell.includesQuotes ? 1 : 0)
        var isInside = true
        while place < cell.range.upperBound {
            if bytes[place] == quote, isInside {
                if place + 1 < cell.range.upperBound, bytes[place + 1] == quote {
                    out.append(quote)
                    place += 2
                } else {
                    isInside = false
                    place += 1
                }
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return out
    }
}
