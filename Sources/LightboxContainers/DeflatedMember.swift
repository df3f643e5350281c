import LightboxCore

/// Bytes between a beginning and an end that are kept in memory.
///
/// A zip file stores bare deflate streams. With gzip's ten bytes before it and its eight behind, the one of a
/// member can be read by what reads gzip: at any place, with its checksum and length checked at the end.
struct FramedBytes: ByteSource {
    let before: [UInt8]
    let body: ByteSlice
    let after: [UInt8]

    /// A deflate stream as a gzip file (RFC 1952).
    init(deflated body: ByteSlice, crc32: UInt32, byteCount: Int) {
        before = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        self.body = body
        let size = UInt32(truncatingIfNeeded: byteCount)
        after = [crc32, size].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
        }
    }

    private var bodyCount: Int { body.byteCountLimit }
    var knownByteCount: Int? { before.count + bodyCount + after.count }
    var byteCountLimit: Int { before.count + bodyCount + after.count }

    func read(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0, offset < byteCountLimit else { return [] }
        let end = min(byteCountLimit, offset + min(count, byteCountLimit - offset))
        var out: [UInt8] = []
        if offset < before.count { out += before[offset..<min(end, before.count)] }
        let bodyStart = max(offset, before.count) - before.count
        let bodyEnd = min(end - before.count, bodyCount)
        if bodyStart < bodyEnd {
            let piece = try body.read(at: bodyStart, count: bodyEnd - bodyStart)
            if out.isEmpty { out = piece } else { out += piece }
            // A file that ends too early ends here, too.
            if piece.count < bodyEnd - bodyStart { return out }
        }
        let tail = before.count + bodyCount
        if end > tail { out += after[max(0, offset - tail)..<(end - tail)] }
        return out
    }
}

/// A source of which no more than a stated number of bytes is let through.
struct SizedBytes: ByteSource {
    let source: any ByteSource
    let count: Int
    var knownByteCount: Int? { count }
    var byteCountLimit: Int { count }
    func read(at offset: Int, count wanted: Int) throws -> [UInt8] {
        guard offset >= 0, wanted > 0, offset < count else { return [] }
        let piece = try source.read(at: offset, count: min(wanted, count - offset))
        // At the end, the checksum behind it is to be looked at, too.
        if offset + piece.count == count { _ = try source.read(at: count, count: 1) }
        return piece
    }
}
