import LightboxCore

/// Szip, which is CCSDS 121.0-B's adaptive entropy coding with the bytes laid out as HDF5's filter 4 has them.
struct HDF5Szip {
    private let bits: Int
    private let blockCount: Int
    private let lineCount: Int
    private let isMSB: Bool
    private let isPredicted: Bool
    /// Samples of four and eight bytes are coded byte by byte: all first bytes, then all second ones, and so on.
    private let planes: Int

    /// - Parameter values: the filter's own: options, pixels in a block, bits of a pixel, pixels in a line.
    init(_ values: [UInt32]) throws(HDF5Error) {
        guard values.count >= 4, (2...64).contains(values[1]), values[1] % 2 == 0,
            (1...32).contains(values[2]) || values[2] == 64, (1...65_536).contains(values[3])
        else { throw HDF5Error("what the szip coding says of itself makes no sense") }
        (isMSB, isPredicted) = (values[0] & 16 != 0, values[0] & 32 != 0)
        planes = values[2] == 32 ? 4 : values[2] == 64 ? 8 : 1
        bits = planes > 1 ? 8 : Int(values[2])
        (blockCount, lineCount) = (Int(values[1]), Int(values[3]))
    }

    func decode(_ bytes: [UInt8], size: Int) throws(HDF5Error) -> [UInt8] {
        guard let stated: UInt32 = bytes.span.integer(at: 0, .little), Int(stated) <= size else {
            throw HDF5Error("a chunk is damaged: its szip coding states another size")
        }
        let sampleBytes = bits > 16 ? 4 : bits > 8 ? 2 : 1
        let count = Int(stated) / sampleBytes
        let lines = (count + lineCount - 1) / lineCount
        // Each line is filled up to whole blocks, and begins with a sample of its own.
        let blocks = (lineCount + blockCount - 1) / blockCount
        var reader = BitReader(bytes: bytes, place: 32)
        var samples: [UInt32] = []
        samples.reserveCapacity(count)
        for line in 0..<lines {
            let wanted = min(lineCount, count - line * lineCount)
            let all = try segment(&reader, blocks: (wanted + blockCount - 1) / blockCount, of: blocks)
            samples += all.prefix(wanted)
        }
        var out: [UInt8] = []
        out.reserveCapacity(Int(stated))
        for sample in samples {
            for i in 0..<sampleBytes {
                out.append(UInt8(truncatingIfNeeded: sample >> UInt32(8 * (isMSB ? sampleBytes - 1 - i : i))))
            }
        }
        guard planes > 1 else { return out }
        var mixed = out
        let each = out.count / planes
        for plane in 0..<planes { for i in 0..<each { mixed[i * planes + plane] = out[plane * each + i] } }
        return mixed
    }

    /// A run of blocks that begins with a sample as it is, to which the others are differences.
    private func segment(_ reader: inout BitReader, blocks: Int, of all: Int) throws(HDF5Error) -> [UInt32] {
        let idBits = bits > 16 ? 5 : bits > 8 ? 4 : 3
        let uncoded = 1 << idBits - 1
        var values: [UInt32] = []
        var block = 0
        while block < blocks {
            let id = try reader.bits(idBits)
            let first = block == 0 && isPredicted ? 1 : 0
            var body: [UInt32] = []
            if id == UInt32(uncoded) {
                for _ in 0..<blockCount { body.append(try reader.bits(bits)) }
                block += 1
            } else if id == 0 {
                let isPaired = try reader.bits(1) == 1
                if first == 1 { body.append(try reader.bits(bits)) }
                if isPaired {
                    while body.count < blockCount {
                        let code = try reader.zeros(limit: 128)
                        var sum = 0
                        while (sum + 1) * (sum + 2) / 2 <= code { sum += 1 }
                        let second = code - sum * (sum + 1) / 2
                        if body.count % 2 == 0 { body.append(UInt32(sum - second)) }
                        body.append(UInt32(second))
                    }
                    block += 1
                } else {
                    var run = try reader.zeros(limit: 64) + 1
                    // Five says: to the end of the segment, or of its 64 blocks.
                    if run == 5 { run = min(all - block, 64 - block % 64) } else if run > 5 { run -= 1 }
                    guard run <= all - block else {
                        throw HDF5Error("a chunk is damaged: its szip coding runs over a line's end")
                    }
                    body += repeatElement(0, count: run * blockCount - first)
                    block += run
                }
            } else {
                let low = Int(id) - 1
                if first == 1 { body.append(try reader.bits(bits)) }
                var high: [Int] = []
                for _ in first..<blockCount { high.append(try reader.zeros(limit: 1 << 20)) }
                for part in high {
                    body.append(UInt32(truncatingIfNeeded: part) << UInt32(low) | (try reader.bits(low)))
                }
                block += 1
            }
            values += body
        }
        return isPredicted ? summed(values) : values
    }

    /// Undoes the differences, whose signs alternate as long as both directions have room (CCSDS 121.0-B §4.4).
    private func summed(_ values: [UInt32]) -> [UInt32] {
        let top = bits == 32 ? UInt32.max : 1 << UInt32(bits) - 1
        let middle = top / 2 + 1
        var out = values
        guard var last = values.first else { return out }
        for i in out.indices.dropFirst() {
            let step = out[i]
            let mask = last & middle == 0 ? 0 : top
            if step >> 1 + step & 1 <= mask ^ last {
                last = step & 1 == 1 ? last &- (step >> 1) &- 1 : last &+ step >> 1
            } else {
                last = mask ^ step
            }
            last &= top
            out[i] = last
        }
        return out
    }

    /// Bits from the highest on.
    private struct BitReader {
        let bytes: [UInt8]
        var place: Int

        mutating func bits(_ count: Int) throws(HDF5Error) -> UInt32 {
            guard count <= bytes.count * 8 - place else {
                throw HDF5Error("a chunk is damaged: its szip coding ends too early")
            }
            var value: UInt32 = 0
            var left = count
            while left > 0 {
                let held = 8 - place % 8
                let taken = min(left, held)
                let part = UInt32(bytes[place / 8]) >> UInt32(held - taken) & (1 << UInt32(taken) - 1)
                value = value << UInt32(taken) | part
                place += taken
                left -= taken
            }
            return value
        }

        /// How many zeros come before a one.
        mutating func zeros(limit: Int) throws(HDF5Error) -> Int {
            var count = 0
            while place < bytes.count * 8 {
                let isSet = bytes[place / 8] >> UInt8(7 - place % 8) & 1 == 1
                place += 1
                if isSet { return count }
                count += 1
                if count > limit { break }
            }
            throw HDF5Error("a chunk is damaged: its szip coding ends too early")
        }
    }
}
