import CLightboxZlib

/// Writes one gzip member as its bytes come: volumes that are larger than memory.
///
///     let encoder = try GzipEncoder()
///     try file.append(encoder.append(slab))
///     try file.append(encoder.finish())
///
/// The same bytes give the same member, however they are cut: it names no time. Not to be used by two tasks at once.
@safe public final class GzipEncoder {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isFinished = false
    private static let pieceByteCount = 1 << 18

    /// - Parameter level: 1 (fast) to 9 (small).
    public init(level: Int = 4) throws(CodecError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // SAFETY: the structure lies where it is until `deinit`. 15 + 16: a gzip header around a 32 KiB window.
        let code = unsafe deflateInit2_(
            stream, Int32(min(9, max(1, level))), Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw CodecError("gzip", "there is no memory to compress") }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Takes some bytes, and returns what is ready of the member.
    public func append(_ bytes: [UInt8]) throws(CodecError) -> [UInt8] { try run(bytes, Z_NO_FLUSH) }

    /// Returns the rest of the member.
    public func finish() throws(CodecError) -> [UInt8] {
        defer { isFinished = true }
        return try run([], Z_FINISH)
    }

    private func run(_ bytes: [UInt8], _ flush: Int32) throws(CodecError) -> [UInt8] {
        precondition(!isFinished, "nothing follows the end of a member")
        var output: [UInt8] = []
        var start = 0
        var code = Z_OK
        repeat {
            let piece = min(bytes.count - start, Int(Int32.max))
            var left = 0
            // SAFETY: zlib is told how many bytes of each buffer it may touch, and keeps no pointer to either: what it
            // has not consumed is handed over again.
            let produced = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceByteCount) { target, count in
                unsafe bytes.withUnsafeBufferPointer { source in
                    unsafe stream.pointee.next_in = source.baseAddress.map {
                        unsafe UnsafeMutablePointer(mutating: $0 + start)
                    }
                    unsafe stream.pointee.avail_in = UInt32(piece)
                    unsafe stream.pointee.next_out = target.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(Self.pieceByteCount)
                    code = unsafe deflate(stream, flush)
                    left = unsafe Int(stream.pointee.avail_in)
                    count = unsafe Self.pieceByteCount - Int(stream.pointee.avail_out)
                    unsafe stream.pointee.next_in = nil
                    unsafe stream.pointee.next_out = nil
                }
            }
            start += piece - left
            output += produced
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
                throw CodecError("gzip", "the data could not be compressed")
            }
            if flush == Z_NO_FLUSH, start == bytes.count, produced.count < Self.pieceByteCount { break }
        } while code != Z_STREAM_END
        return output
    }
}
