import CLightboxZlib

/// Writes gzip.
public enum Gzip {
    /// One gzip member that holds `bytes`; the same bytes give the same file, for it names no time.
    ///
    /// - Parameter level: 1 (fast) to 9 (small).
    public static func compress(_ bytes: [UInt8], level: Int = 6) throws(CodecError) -> [UInt8] {
        guard bytes.count < Int(UInt32.max) else { throw CodecError("gzip", "more than 4 GiB in one piece") }
        var stream = unsafe z_stream()
        // SAFETY: `stream` lives until `deflateEnd`. 15 + 16: a gzip header around a 32 KiB window.
        let code = unsafe deflateInit2_(
            &stream, Int32(min(9, max(1, level))), Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw CodecError("gzip", "there is no memory to compress") }
        defer { unsafe deflateEnd(&stream) }
        let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
        var isDone = false
        // SAFETY: zlib is told the exact sizes of both arrays, and the pointers stay in the closures.
        let result = unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(min(bound, Int(UInt32.max)))
                isDone = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = unsafe Int(stream.total_out)
            }
        }
        guard isDone else { throw CodecError("gzip", "the data could not be compressed") }
        return result
    }
}
