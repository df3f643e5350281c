import CLightboxBytes

extension TablePlaces {
    /// Finds all rows and cells from `start` on, 64 bytes at a step.
    ///
    /// Rows are parted as `TableScanner` parts them; that one is the rule, and a test holds both side by side.
    init(_ bytes: [UInt8], from start: Int, dialect: TableDialect) throws(OpenQuote) {
        let count = bytes.count
        guard start < count, count < Int(UInt32.max) else { return }
        // A first guess from the beginning, so that the arrays need not grow often.
        let sample = bytes[start..<min(count, start + 65_536)]
        let (cells, lines) = sample.reduce(into: (1, 1)) { sums, byte in
            if byte == dialect.delimiter { sums.0 += 1 }
            if byte == 0x0A { sums.1 += 1 }
        }
        let share = Double(count - start) / Double(sample.count) * 1.03
        bounds.reserveCapacity(min(count, Int(Double(cells + 2 * lines) * share)) + 256)
        rows.reserveCapacity(min(count, Int(Double(lines) * share)) + 256)
        bounds.adviseHugePages()

        let (delimiter, quote) = (dialect.delimiter, dialect.quote ?? 0x0A)
        let hasQuotes = dialect.quote != nil
        var cell = start
        var place = start
        var firstOfRow = 0
        bounds.append(UInt32(start))
        // The last bytes, with zeros behind them: a step looks at 64.
        var tail: [UInt8] = []
        let tailStart = max(start, count - 63)
        tail.append(contentsOf: bytes[tailStart...])
        tail.append(contentsOf: repeatElement(0, count: 64))

        /// Where the cell whose quote opens at `opened` ends: at a delimiter, a line's end or the end of all.
        func end(ofQuoted opened: Int) -> Int? {
            let span = bytes.span
            var at = opened + 1
            while true {
                while at < count, span[at] != quote { at += 1 }
                guard at < count else { return nil }
                guard at + 1 < count, span[at + 1] == quote else { break }
                at += 2
            }
            at += 1
            while at < count, span[at] != delimiter, span[at] != 0x0A, span[at] != 0x0D { at += 1 }
            return at
        }

        while place < count {
            let left = count - place
            // SAFETY: 64 bytes are read from `place` where that many are left, else from the tail, which has 64 zeros
            // behind the text's last bytes; `place` is in the text, and not before the tail's first byte then.
            let (marks, quotes) = unsafe (left >= 64 ? bytes : tail).withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return (UInt64(0), UInt64(0)) }
                let at = unsafe base + (left >= 64 ? place : place - tailStart)
                return unsafe (
                    lightbox_find(at, delimiter, 0x0A, 0x0D),
                    hasQuotes ? lightbox_find(at, quote, quote, quote) : 0
                )
            }
            var found = marks
            var step = min(64, left)
            if left < 64 { found &= (1 << UInt64(left)) - 1 }
            // A quote opens where a cell begins; any other is an ordinary character.
            let opening = quotes & (marks << 1 | (cell == place ? 1 : 0))
            if opening != 0 {
                step = opening.trailingZeroBitCount
                found &= (1 << UInt64(step)) - 1
            }
            while found != 0 {
                let at = place + found.trailingZeroBitCount
                found &= found - 1
                // The line feed after a carriage return belongs to it.
                if at < cell { continue }
                bounds.append(UInt32(truncatingIfNeeded: at + 1))
                let byte = bytes[at]
                if byte == delimiter {
                    cell = at + 1
                    continue
                }
                cell = byte == 0x0D && at + 1 < count && bytes[at + 1] == 0x0A ? at + 2 : at + 1
                endRow(&firstOfRow, in: bytes, quote: dialect.quote)
                bounds.append(UInt32(truncatingIfNeeded: cell))
            }
            place += step
            guard opening != 0, place < count else { continue }
            if place < cell { continue }
            guard let end = end(ofQuoted: place) else {
                throw OpenQuote(offset: place, row: rows.count, column: bounds.count - firstOfRow)
            }
            // The mark at its end is found by the next step.
            place = end
            if end == count { break }
        }
        // The last line often has no end.
        if bounds.count - firstOfRow > 1 || cell < count {
            bounds.append(UInt32(truncatingIfNeeded: count + 1))
            endRow(&firstOfRow, in: bytes, quote: dialect.quote)
        } else {
            bounds.removeLast()
        }
    }

    /// Keeps the row whose numbers begin at `first`, unless it is blank.
    @inline(__always)
    private mutating func endRow(_ first: inout Int, in bytes: [UInt8], quote: UInt8?) {
        if bounds.count - first == 2 {
            let (lower, upper) = (Int(bounds[first]), Int(bounds[first + 1]) - 1)
            let isBlank =
                lower == upper || upper - lower == 2 && bytes[lower] == quote && bytes[lower + 1] == quote
            if isBlank {
                bounds.removeLast(2)
                return
            }
        }
        first = bounds.count
        rows.append(UInt32(truncatingIfNeeded: first))
    }
}
