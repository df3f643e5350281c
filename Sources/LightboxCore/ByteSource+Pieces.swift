/// A run of bytes of a longer source, such as a member that an archive stores as it is.
public struct ByteSlice: ByteSource {
    private let source: any ByteSource
    private let start: Int
    private let count: Int

    /// - Parameter count: how many bytes from `start` on belong to the slice.
    public init(_ source: any ByteSource, start: Int, count: Int) {
        (self.source, self.start, self.count) = (source, max(0, start), max(0, count))
    }

    public var knownByteCount: Int? { count }
    public var byteCountLimit: Int { count }
    public func read(at offset: Int, count wanted: Int) throws -> [UInt8] {
        guard offset >= 0, wanted > 0, offset < count else { return [] }
        let (place, overflow) = start.addingReportingOverflow(offset)
        guard !overflow else { return [] }
        return try source.read(at: place, count: min(wanted, count - offset))
    }
}

/// The rest of another source, from some byte on.
public struct TailBytes: ByteSource {
    private let base: any ByteSource
    private let start: Int

    public init(_ base: any ByteSource, from start: Int) { (self.base, self.start) = (base, max(0, start)) }

    public var knownByteCount: Int? { base.knownByteCount.map { max(0, $0 - start) } }
    public var byteCountLimit: Int { max(0, base.byteCountLimit - start) }
    public func read(at offset: Int, count: Int) throws -> [UInt8] {
        let (place, overflow) = start.addingReportingOverflow(offset)
        guard offset >= 0, !overflow else { return [] }
        return try base.read(at: place, count: count)
    }
}

/// Several sources one behind the other, as one.
public struct ChainedBytes: ByteSource {
    private let pieces: [any ByteSource]
    /// Where each piece starts, and the end.
    private let starts: [Int]

    /// - Parameter pieces: sources whose sizes are known; of others nothing is taken.
    public init(_ pieces: [any ByteSource]) {
        self.pieces = pieces
        var starts = [0]
        for piece in pieces { starts.append((starts.last ?? 0) + (piece.knownByteCount ?? 0)) }
        self.starts = starts
    }

    public var knownByteCount: Int? { starts.last }
    public var byteCountLimit: Int { starts.last ?? 0 }
    public func read(at offset: Int, count: Int) throws -> [UInt8] {
        var out: [UInt8] = []
        guard offset >= 0, count > 0 else { return out }
        // The last piece that starts at or before the offset.
        var (low, high) = (0, pieces.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        var piece = low
        while out.count < count, piece < pieces.count {
            let place = offset + out.count
            let room = starts[piece + 1] - place
            if room > 0 {
                let bytes = try pieces[piece].read(
                    at: place - starts[piece], count: min(room, count - out.count))
                out += bytes
                if bytes.count < min(room, count - (out.count - bytes.count)) { break }
            }
            piece += 1
        }
        return out
    }
}
