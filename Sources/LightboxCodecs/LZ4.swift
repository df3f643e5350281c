/// LZ4's block format.
public enum LZ4 {
    /// What comes out of one block.
    ///
    /// - Parameter limit: the most that may come out.
    public static func decode(_ bytes: [UInt8], limit: Int) throws(CodecError) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(min(limit, bytes.count.multipliedReportingOverflow(by: 4).partialValue))
        var at = 0
        func length(_ nibble: Int) throws(CodecError) -> Int {
            guard nibble == 15 else { return nibble }
            var sum = 15
            while true {
                guard at < bytes.count else { throw CodecError("LZ4", at: at, "the block ends too early") }
                let more = Int(bytes[at])
                at += 1
                sum += more
                if more < 255 { return sum }
            }
        }
        while at < bytes.count {
            let token = Int(bytes[at])
            at += 1
            let literals = try length(token >> 4)
            guard literals <= bytes.count - at, literals <= limit - out.count else {
                throw CodecError("LZ4", at: at, "the block claims more bytes than there are")
            }
            out.append(contentsOf: bytes[at..<at + literals])
            at += literals
            if at == bytes.count { break }
            guard bytes.count - at >= 2 else { throw CodecError("LZ4", at: at, "the block ends too early") }
            let distance = Int(bytes[at]) | Int(bytes[at + 1]) << 8
            at += 2
            let count = try length(token & 15) + 4
            guard distance > 0, distance <= out.count, count <= limit - out.count else {
                throw CodecError("LZ4", at: at, "the block refers to what is not there")
            }
            for _ in 0..<count { out.append(out[out.count - distance]) }
        }
        return out
    }
}
