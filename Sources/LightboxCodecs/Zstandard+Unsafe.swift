import CLightboxZstd

/// Zstandard, whole pieces at a time.
public enum Zstandard {
    /// What comes out of `bytes`, one frame or several.
    ///
    /// Memory grows with what comes out, whatever a header claims.
    ///
    /// - Parameter limit: the most that may come out.
    public static func decode(_ bytes: [UInt8], limit: Int) throws(CodecError) -> [UInt8] {
        // SAFETY: the context is made and freed here.
        guard let context = unsafe ZSTD_createDStream() else {
            throw CodecError("Zstandard", "there is no memory left")
        }
        defer { unsafe ZSTD_freeDStream(context) }
        var output = [UInt8](
            repeating: 0,
            count: min(limit, max(1 << 16, bytes.count.multipliedReportingOverflow(by: 4).partialValue)))
        var (consumed, produced, left) = (0, 0, 1)
        var problem: String?
        while problem == nil, consumed < bytes.count || left != 0 {
            if produced == output.count, produced < limit {
                output.append(
                    contentsOf: repeatElement(0, count: min(limit - produced, max(1 << 16, produced))))
            }
            let before = (consumed, produced)
            // SAFETY: the library is told how large both arrays are and how far they are used, and keeps no
            // pointer after the closures.
            unsafe bytes.withUnsafeBytes { source in
                unsafe output.withUnsafeMutableBytes { target in
                    var from = unsafe ZSTD_inBuffer(
                        src: source.baseAddress, size: source.count, pos: consumed)
                    var to = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: produced)
                    left = unsafe ZSTD_decompressStream(context, &to, &from)
                    if ZSTD_isError(left) != 0 {
                        problem =
                            unsafe ZSTD_getErrorName(left).map { unsafe String(cString: $0) }
                            ?? "error \(left)"
                    }
                    unsafe (consumed, produced) = (from.pos, to.pos)
                }
            }
            if problem == nil, before == (consumed, produced) {
                if left == 0 { break }
                problem =
                    produced == limit
                    ? "more comes out than the \(limit) bytes that there should be"
                    : "the stream ends too early"
            }
        }
        if let problem { throw CodecError("Zstandard", at: consumed, problem) }
        output.removeLast(output.count - produced)
        return output
    }
}
