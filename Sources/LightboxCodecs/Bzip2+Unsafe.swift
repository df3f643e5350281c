import CLightboxBzip2
public import LightboxCore

/// Reads bzip2.
public enum Bzip2 {
    /// The most that is decompressed in one piece.
    public static let byteCountLimit = 4 << 30

    /// All that comes out of a source, at most `limit` bytes; what goes beyond is not made.
    public static func decompress(_ source: any ByteSource, limit: Int) throws -> [UInt8] {
        guard limit >= 0, limit <= byteCountLimit else {
            throw CodecError("bzip2", "more than \(ByteCount(Int64(byteCountLimit))) in one piece")
        }
        let packed = try source.read(at: 0, count: source.byteCountLimit)
        var out: [UInt8] = []
        var at = 0
        // Files may hold several streams one behind the other, as parallel writers make them.
        while at < packed.count, out.count < limit {
            at += try stream(packed, from: at, limit: limit, into: &out)
        }
        return out
    }

    /// Decompresses one stream and returns how many bytes it took.
    private static func stream(
        _ packed: [UInt8], from start: Int, limit: Int, into out: inout [UInt8]
    ) throws(CodecError) -> Int {
        // SAFETY: the structure stays in one place from its start to its end, and is ended once.
        let stream = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: bz_stream())
        defer { unsafe stream.deallocate() }
        guard unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
            throw CodecError("bzip2", "there is no memory to decompress")
        }
        defer { unsafe BZ2_bzDecompressEnd(stream) }
        var piece = [CChar](repeating: 0, count: 1 << 18)
        var (taken, code) = (0, BZ_OK)
        while code == BZ_OK, out.count < limit {
            var made = 0
            let room = min(packed.count - start - taken, Int(Int32.max))
            // SAFETY: the library is told the exact room left in both arrays, and keeps no pointer after the closures.
            unsafe packed.withUnsafeBytes { source in
                unsafe piece.withUnsafeMutableBufferPointer { target in
                    let base = unsafe source.baseAddress?.advanced(by: start + taken).assumingMemoryBound(
                        to: CChar.self)
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: base)
                    unsafe stream.pointee.avail_in = UInt32(room)
                    unsafe stream.pointee.next_out = target.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(target.count)
                    code = unsafe BZ2_bzDecompress(stream)
                    made = unsafe target.count - Int(stream.pointee.avail_out)
                    taken += unsafe room - Int(stream.pointee.avail_in)
                }
            }
            guard code == BZ_OK || code == BZ_STREAM_END else {
                throw CodecError("bzip2", at: start + taken, "the data is damaged")
            }
            if code == BZ_OK, made == 0, room == 0 {
                throw CodecError(
                    "bzip2", at: packed.count, "the data ends too early",
                    hint: "the copy or download may not have been finished")
            }
            for byte in piece.prefix(min(made, limit - out.count)) { out.append(UInt8(bitPattern: byte)) }
        }
        return taken
    }
}
