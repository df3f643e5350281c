/// Keys found again by their bytes, without a copy of them.
struct KeyTable: Sendable {
    private let keys: TableKeys
    /// The upper half of a key's hash, and its row plus one; 0 where nothing is.
    private var slots: [UInt64]
    /// For each row the next one with the same key plus one, or 0.
    private var following: [UInt32]
    /// Rows whose key an earlier row has.
    private(set) var repeated: [Int] = []
    /// Hashes differ from table to table, so that no file can be made whose keys all fall together.
    private let seed = UInt64.random(in: .min ... .max)

    init(_ keys: TableKeys) {
        self.keys = keys
        var size = 16
        while size < keys.count * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        following = Array(repeating: 0, count: keys.count)
        // From the last on, so that the first row of a key is the first one found.
        for row in stride(from: keys.count - 1, through: 0, by: -1) {
            let range = keys.ranges[row]
            guard range.end > range.start else { continue }
            let hash = Self.hash(keys.bytes, range, seed)
            let place = self.place(keys, row, hash)
            let entry = UInt32(truncatingIfNeeded: row + 1)
            let older = UInt32(truncatingIfNeeded: slots[place])
            if older != 0 {
                following[row] = older
                repeated.append(Int(older) - 1)
            }
            slots[place] = hash & ~0xFFFF_FFFF | UInt64(entry)
        }
        repeated.reverse()
    }

    /// For each of other keys the first row with the same key plus one, or 0 where there is none.
    ///
    /// Keys are looked up 64 at a time, each step for all of them: waiting for one place in memory is then waiting
    /// for many, and takes a third of the time.
    func firstRows(_ others: TableKeys) -> [UInt32] {
        let batch = 64
        var out: [UInt32] = []
        out.reserveCapacity(others.count)
        var hashes = [UInt64](repeating: 0, count: batch)
        var found = [UInt64](repeating: 0, count: batch)
        var theirs = [(start: UInt32, end: UInt32)](repeating: (0, 0), count: batch)
        var beginsAlike = [Bool](repeating: false, count: batch)
        let mask = UInt64(slots.count - 1)
        for start in stride(from: 0, to: others.count, by: batch) {
            let count = min(batch, others.count - start)
            for i in 0..<count { hashes[i] = Self.hash(others.bytes, others.ranges[start + i], seed) }
            for i in 0..<count { found[i] = slots[Int(truncatingIfNeeded: hashes[i] & mask)] }
            for i in 0..<count where found[i] != 0 {
                theirs[i] = keys.ranges[Int(UInt32(truncatingIfNeeded: found[i])) - 1]
            }
            for i in 0..<count where found[i] != 0 {
                let mine = others.ranges[start + i]
                beginsAlike[i] =
                    mine.end > mine.start && theirs[i].end > theirs[i].start
                    && others.bytes[Int(mine.start)] == keys.bytes[Int(theirs[i].start)]
            }
            for i in 0..<count {
                let range = others.ranges[start + i]
                guard range.end > range.start, found[i] != 0 else {
                    out.append(0)
                    continue
                }
                if beginsAlike[i], found[i] >> 32 == hashes[i] >> 32, isEqual(theirs[i], others, range) {
                    out.append(UInt32(truncatingIfNeeded: found[i]))
                } else {
                    // Another key has the place that it would have; it may stand behind.
                    out.append(UInt32(truncatingIfNeeded: slots[place(others, start + i, hashes[i])]))
                }
            }
        }
        return out
    }

    /// The next row with the same key.
    func next(_ row: Int) -> Int? { following[row] == 0 ? nil : Int(following[row]) - 1 }

    /// Where a key stands, or the empty slot where it would.
    private func place(_ others: TableKeys, _ row: Int, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[place]
            if slot == 0 { return place }
            let other = Int(UInt32(truncatingIfNeeded: slot)) - 1
            if slot >> 32 == hash >> 32, isEqual(keys.ranges[other], others, others.ranges[row]) {
                return place
            }
            place = (place + 1) & mask
        }
    }

    private func isEqual(
        _ mine: (start: UInt32, end: UInt32), _ others: TableKeys, _ other: (start: UInt32, end: UInt32)
    ) -> Bool {
        let count = Int(mine.end - mine.start)
        guard count == Int(other.end - other.start), Int(mine.end) <= keys.bytes.count,
            Int(other.end) <= others.bytes.count
        else { return false }
        // SAFETY: both ranges lie within their arrays, as has just been looked at.
        return unsafe keys.bytes.withUnsafeBytes { a in
            unsafe others.bytes.withUnsafeBytes { b in
                var at = 0
                let (aStart, bStart) = (Int(mine.start), Int(other.start))
                while at + 8 <= count {
                    let left = unsafe a.loadUnaligned(fromByteOffset: aStart + at, as: UInt64.self)
                    let right = unsafe b.loadUnaligned(fromByteOffset: bStart + at, as: UInt64.self)
                    if left != right { return false }
                    at += 8
                }
                while at < count {
                    if unsafe a[aStart + at] != b[bStart + at] { return false }
                    at += 1
                }
                return true
            }
        }
    }

    private static func hash(
        _ bytes: [UInt8], _ range: (start: UInt32, end: UInt32), _ seed: UInt64
    ) -> UInt64 {
        let (start, end) = (Int(range.start), min(Int(range.end), bytes.count))
        @inline(__always) func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
            let product = a.multipliedFullWidth(by: b)
            return product.high ^ product.low
        }
        // SAFETY: words are read only where all eight bytes lie before `end`, which is within the array.
        return unsafe bytes.withUnsafeBytes { buffer in
            var state = seed ^ 0x9E37_79B9_7F4A_7C15
            var at = start
            while at + 8 <= end {
                let word = unsafe buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                state = mix(state ^ word, 0xD6E8_FEB8_6659_FD93)
                at += 8
            }
            var rest = UInt64(end - start)
            while at < end {
                rest = unsafe rest << 8 | UInt64(buffer[at])
                at += 1
            }
            return mix(state ^ rest, 0xA076_1D64_78BD_642F ^ seed)
        }
    }
}
