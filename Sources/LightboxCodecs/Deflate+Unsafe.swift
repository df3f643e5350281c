import CLightboxIsal
import CLightboxZlib

/// Deflate, whole pieces at a time: chunks of arrays, parts of MATLAB files, DICOM's deflated data sets and frames.
public enum Deflate {
    /// What comes out of `bytes`, which are a zlib or a gzip stream, or, where they are said to be bare, deflate
    /// without any header.
    ///
    /// Memory grows with what comes out, whatever a header claims. Bytes behind the stream are no error.
    ///
    /// - Parameter limit: the most that may come out.
    public static func inflate(_ bytes: [UInt8], limit: Int, isBare: Bool = false) throws(CodecError)
        -> [UInt8]
    {
        if let whole = fastInflated(bytes, limit: limit, isBare: isBare) { return whole }
        return try inflate(bytes, limit: limit, isBare: isBare, isCutAtLimit: false)
    }

    /// What comes out of a sound stream, by ISA-L; `nil` where there is anything to be said of it, which zlib says.
    private static func fastInflated(_ bytes: [UInt8], limit: Int, isBare: Bool) -> [UInt8]? {
        // No more room than a stream of ordinary data fills: a claim of more is left to grow as bytes come. The
        // library wants a byte more than comes out.
        let likely = min(limit, max(1 << 16, bytes.count.multipliedReportingOverflow(by: 8).partialValue))
        guard likely > 0, likely < Int(Int32.max), !bytes.isEmpty, bytes.count <= Int(Int32.max) else {
            return nil
        }
        let room = likely + 1
        var isWhole = false
        // SAFETY: the library is told how many bytes each buffer has, and says how many it filled.
        let output = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                let produced = unsafe lightbox_isal_whole(
                    from, UInt32(source.count), to, UInt32(room), isBare ? 1 : 0)
                isWhole = produced >= 0
                count = max(0, Int(produced))
            }
        }
        return isWhole && output.count <= limit ? output : nil
    }

    /// The first `count` bytes that come out of `bytes`, or fewer where the stream ends before.
    public static func inflateHead(_ bytes: [UInt8], count: Int) throws(CodecError) -> [UInt8] {
        try inflate(bytes, limit: count, isBare: false, isCutAtLimit: true)
    }

    private static func inflate(_ bytes: [UInt8], limit: Int, isBare: Bool, isCutAtLimit: Bool)
        throws(CodecError)
        -> [UInt8]
    {
        guard limit >= 0 else { throw CodecError("deflate", "nothing may come out") }
        // Past this, room is made as bytes come.
        var output = [UInt8](
            repeating: 0,
            count: min(limit, max(1 << 16, bytes.count.multipliedReportingOverflow(by: 4).partialValue)))
        var produced = 0
        var problem: String?
        var isDone = false
        // SAFETY: the stream lives until the end of this scope, is initialized by zlib before it is used and ended
        // once. Plus 32: zlib looks itself whether the header is its own or gzip's.
        var stream = unsafe z_stream()
        guard
            unsafe inflateInit2_(
                &stream, isBare ? -15 : 15 + 32, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw CodecError("deflate", "there is no memory left") }
        defer { unsafe inflateEnd(&stream) }
        var consumed = 0
        while !isDone, problem == nil {
            if produced == output.count {
                if produced >= limit { break }
                output.append(
                    contentsOf: repeatElement(0, count: min(limit - produced, max(1 << 16, produced))))
            }
            // SAFETY: zlib is told how many bytes of each array are left, and keeps no pointer after the closures.
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe output.withUnsafeMutableBufferPointer { target in
                    let available = min(bytes.count - consumed, Int(UInt32.max))
                    let room = min(target.count - produced, Int(UInt32.max))
                    unsafe stream.next_in = source.baseAddress.map {
                        unsafe UnsafeMutablePointer(mutating: $0 + consumed)
                    }
                    unsafe stream.avail_in = UInt32(available)
                    unsafe stream.next_out = target.baseAddress.map { unsafe $0 + produced }
                    unsafe stream.avail_out = UInt32(room)
                    let code = unsafe CLightboxZlib.inflate(&stream, Z_NO_FLUSH)
                    unsafe consumed += available - Int(stream.avail_in)
                    unsafe produced += room - Int(stream.avail_out)
                    switch code {
                    case Z_STREAM_END: isDone = true
                    case Z_OK: break
                    case Z_BUF_ERROR:
                        if produced < target.count { problem = "the stream ends too early" }
                    default:
                        problem = unsafe stream.msg.map { unsafe String(cString: $0) } ?? "zlib error \(code)"
                    }
                }
            }
        }
        if let problem, !(isCutAtLimit && produced > 0) {
            throw CodecError("deflate", at: consumed, problem)
        }
        if !isDone, !isCutAtLimit, problem == nil {
            // All room is used: nothing but the checksum may be left.
            var spare = [UInt8](repeating: 0, count: 1)
            var code: Int32 = Z_OK
            // SAFETY: as above.
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe spare.withUnsafeMutableBufferPointer { target in
                    unsafe stream.next_in = source.baseAddress.map {
                        unsafe UnsafeMutablePointer(mutating: $0 + consumed)
                    }
                    unsafe stream.avail_in = UInt32(min(bytes.count - consumed, Int(UInt32.max)))
                    unsafe stream.next_out = target.baseAddress
                    unsafe stream.avail_out = 1
                    code = unsafe CLightboxZlib.inflate(&stream, Z_NO_FLUSH)
                }
            }
            guard code == Z_STREAM_END, unsafe stream.avail_out == 1 else {
                throw CodecError(
                    "deflate", at: consumed,
                    code == Z_DATA_ERROR
                        ? "the checksum is wrong"
                        : "more comes out than the \(limit) bytes that there should be")
            }
        }
        output.removeLast(output.count - produced)
        return output
    }
}
