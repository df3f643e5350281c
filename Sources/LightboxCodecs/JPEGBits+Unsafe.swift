/// The bits of entropy-coded data, most significant first, with stuffed zeros taken out (T.81 §F.2.2.5).
///
/// Behind the data, which a marker ends, come zeros without end; `isPastEnd` tells whether any were used.
@safe struct JPEGBits {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    /// The next byte to take.
    private(set) var offset: Int
    /// The bits at hand, from the top down.
    private var bits: UInt64 = 0
    private var available = 0
    /// How many of the bits at hand are made up.
    private var madeUp = 0

    /// - Parameter bytes: must outlive this value.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        precondition(offset >= 0 && offset <= bytes.count && !bytes.isEmpty)
        unsafe base = bytes.baseAddress.unsafelyUnwrapped
        (count, self.offset) = (bytes.count, offset)
    }

    /// Whether bits were used that the data does not have.
    var isPastEnd: Bool { available < madeUp }

    /// Sees to it that 32 bits or more are at hand.
    @inline(__always)
    mutating func fill() {
        guard available <= 32 else { return }
        // SAFETY: four bytes are read only where four remain.
        if offset &+ 4 <= count, madeUp == 0 {
            let word = unsafe UInt32(
                bigEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt32.self))
            // No byte is FF exactly where the complement has no zero byte.
            let inverse = ~word
            if (inverse &- 0x0101_0101) & word & 0x8080_8080 == 0 {
                bits |= UInt64(word) &<< UInt64(32 &- available)
                available &+= 32
                offset &+= 4
                return
            }
        }
        fillSlowly()
    }

    @inline(never)
    private mutating func fillSlowly() {
        while available <= 56 {
            var byte: UInt8 = 0
            // SAFETY: `offset` is below `count` wherever a byte is read.
            if madeUp == 0, offset < count {
                unsafe byte = base[offset]
                if byte != 0xFF {
                    offset += 1
                } else if unsafe offset + 1 < count && base[offset + 1] == 0 {
                    offset += 2
                } else {
                    (byte, madeUp) = (0, 8)
                }
            } else {
                madeUp += 8
            }
            bits |= UInt64(byte) &<< UInt64(56 - available)
            available += 8
        }
    }

    /// The next bits, 1 to 32 of them, which stay; `fill` must have been called.
    @inline(__always)
    func peek(_ count: Int) -> Int { Int(bits &>> UInt64(64 &- count)) }

    @inline(__always)
    mutating func drop(_ count: Int) {
        bits = bits &<< UInt64(count)
        available &-= count
    }

    /// The next bits, 0 to 16 of them, after `fill`.
    @inline(__always)
    mutating func take(_ count: Int) -> Int {
        guard count > 0 else { return 0 }
        let value = peek(count)
        drop(count)
        return value
    }

    /// The next bits as a number of that category (T.81 §F.2.2.1), after `fill`.
    @inline(__always)
    mutating func takeSigned(_ category: Int) -> Int {
        guard category > 0 else { return 0 }
        let value = take(category)
        return value < 1 &<< (category &- 1) ? value &- (1 &<< category) &+ 1 : value
    }

    /// Leaves out what remains up to the restart marker, and that marker.
    ///
    /// - Returns: false where none is there.
    mutating func restart() -> Bool {
        (bits, available, madeUp) = (0, 0, 0)
        // SAFETY: `offset + 1` is below `count` wherever bytes are read. Bytes at hand may lie before the marker only.
        var at = offset
        while unsafe at + 1 < count && !(base[at] == 0xFF && base[at + 1] != 0 && base[at + 1] != 0xFF) {
            at += 1
        }
        guard unsafe at + 1 < count && (0xD0...0xD7).contains(base[at + 1]) else { return false }
        offset = at + 2
        return true
    }
}

/// A Huffman table at hand for a hot loop.
@safe struct JPEGHuffmanLook {
    private let look: UnsafePointer<UInt16>
    private let differences: UnsafePointer<Int32>
    private let table: JPEGHuffman

    /// Runs `body` with tables that live as long as it does.
    static func with<R>(_ tables: [JPEGHuffman], _ body: ([JPEGHuffmanLook]) throws(CodecError) -> R)
        throws(CodecError) -> R
    {
        let looks = tables.map { JPEGHuffmanLook(copying: $0) }
        defer {
            for table in looks {
                unsafe table.look.deallocate()
                unsafe table.differences.deallocate()
            }
        }
        return try body(looks)
    }

    private init(copying table: JPEGHuffman) {
        let count = 1 << JPEGHuffman.lookBits
        precondition(table.look.count == count && table.differences.count == count)
        // SAFETY: both have `count` elements, which are all set; `with` frees them.
        let look = UnsafeMutablePointer<UInt16>.allocate(capacity: count)
        let differences = UnsafeMutablePointer<Int32>.allocate(capacity: count)
        for index in 0..<count {
            unsafe look[index] = table.look[index]
            unsafe differences[index] = table.differences[index]
        }
        unsafe self.look = UnsafePointer(look)
        unsafe self.differences = UnsafePointer(differences)
        self.table = table
    }

    /// The next value, or -1 where no code fits, after `fill`.
    @inline(__always)
    func value(_ bits: inout JPEGBits) -> Int {
        // SAFETY: `peek` gives a number of `lookBits` bits.
        let entry = unsafe Int(look[bits.peek(JPEGHuffman.lookBits)])
        guard entry != 0 else { return longValue(&bits) }
        bits.drop(entry & 0xFF)
        return entry >> 8
    }

    /// The next difference (T.81 §F.2.2.1 and §H.1.2.2), or `Int.min` where no code fits; fills by itself.
    @inline(__always)
    func difference(_ bits: inout JPEGBits) -> Int {
        bits.fill()
        // SAFETY: as above.
        let entry = unsafe differences[bits.peek(JPEGHuffman.lookBits)]
        if entry != 0 {
            bits.drop(Int(entry & 0xFF))
            return Int(entry >> 8)
        }
        let category = value(&bits)
        if category == 16 { return 32_768 }
        guard category >= 0, category < 16 else { return .min }
        return bits.takeSigned(category)
    }

    @inline(never)
    private func longValue(_ bits: inout JPEGBits) -> Int {
        let pattern = bits.peek(16)
        for length in (JPEGHuffman.lookBits + 1)...16 where pattern < table.limits[length] {
            let index = pattern >> (16 - length) + table.offsets[length]
            guard table.values.indices.contains(index) else { return -1 }
            bits.drop(length)
            return Int(table.values[index])
        }
        return -1
    }
}
