/// The records of a workbook's stream, one after another: a kind, a length, and so many bytes.
struct OldRecords {
    struct Record {
        let kind: Int
        /// Where the record begins in the stream.
        let offset: Int
        let data: ArraySlice<UInt8>

        func byte(_ at: Int) -> Int { at < data.count ? Int(data[data.startIndex + at]) : 0 }
        func integer(_ at: Int) -> Int { byte(at) | byte(at + 1) << 8 }
        func double(_ at: Int) -> Double? {
            guard at + 8 <= data.count else { return nil }
            return Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(byte(at + $1)) << UInt64(8 * $1) })
        }
    }
    private let stream: [UInt8]
    private var place: Int

    init(_ stream: [UInt8], from place: Int) { (self.stream, self.place) = (stream, max(0, place)) }

    /// The next record; `nil` at the end, or where the stream ends inside one.
    mutating func next() -> Record? {
        guard place <= stream.count - 4 else { return nil }
        let kind = Int(stream[place]) | Int(stream[place + 1]) << 8
        let count = Int(stream[place + 2]) | Int(stream[place + 3]) << 8
        guard count <= stream.count - place - 4 else { return nil }
        defer { place += 4 + count }
        return Record(kind: kind, offset: place, data: stream[(place + 4)..<(place + 4 + count)])
    }

    /// The data of the next record, if it goes on with the last one's.
    mutating func nextContinuation() -> ArraySlice<UInt8>? {
        let before = place
        guard let record = next(), record.kind == 0x3C else {
            place = before
            return nil
        }
        return record.data
    }
}

/// Strings of BIFF8 in records that go on in others (MS-XLS 2.5.293).
struct OldStrings {
    private var pieces: [ArraySlice<UInt8>]
    private var piece = 0

    init(_ pieces: [ArraySlice<UInt8>]) { self.pieces = pieces }

    mutating func skip(_ count: Int) {
        var left = count
        while left > 0, piece < pieces.count {
            let step = min(left, pieces[piece].count)
            pieces[piece] = pieces[piece].dropFirst(step)
            left -= step
            if pieces[piece].isEmpty { piece += 1 }
        }
    }

    private mutating func byte() -> Int? {
        while piece < pieces.count, pieces[piece].isEmpty { piece += 1 }
        guard piece < pieces.count, let byte = pieces[piece].popFirst() else { return nil }
        return Int(byte)
    }
    private mutating func integer() -> Int? {
        guard let low = byte(), let high = byte() else { return nil }
        return low | high << 8
    }

    /// The next string; `nil` at the end.
    mutating func next() -> String? {
        guard let count = integer(), var flags = byte() else { return nil }
        let runs = flags & 8 != 0 ? integer() ?? 0 : 0
        let extra = flags & 4 != 0 ? (integer() ?? 0) | (integer() ?? 0) << 16 : 0
        // Decoded at the end: a record may end between the two halves of a character.
        var units: [UInt16] = []
        var left = count
        while left > 0 {
            // Where a string goes on in another record, that one says anew how wide its characters are.
            if piece < pieces.count, pieces[piece].isEmpty {
                piece += 1
                guard let again = byte() else { return nil }
                flags = again
            }
            guard piece < pieces.count else { return nil }
            let isWide = flags & 1 == 1
            let here = min(left, pieces[piece].count / (isWide ? 2 : 1))
            guard here > 0 else { return nil }
            units += Self.units(pieces[piece], count: here, isWide: isWide)
            pieces[piece] = pieces[piece].dropFirst(here * (isWide ? 2 : 1))
            left -= here
        }
        skip(4 * runs + extra)
        return String(decoding: units, as: UTF16.self)
    }

    static func text(_ bytes: ArraySlice<UInt8>, count: Int, isWide: Bool) -> String {
        String(decoding: units(bytes, count: count, isWide: isWide), as: UTF16.self)
    }

    /// Characters of two bytes each, or the lower ones alone.
    private static func units(_ bytes: ArraySlice<UInt8>, count: Int, isWide: Bool) -> [UInt16] {
        guard isWide else { return bytes.prefix(count).map { UInt16($0) } }
        let start = bytes.startIndex
        return (0..<min(count, bytes.count / 2)).map {
            UInt16(bytes[start + 2 * $0]) | UInt16(bytes[start + 2 * $0 + 1]) << 8
        }
    }
}
