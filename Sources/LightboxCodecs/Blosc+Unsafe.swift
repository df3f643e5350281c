import CLightboxBlosc

/// Blosc: small blocks, each shuffled and compressed by one of several codings, named in their header.
public enum Blosc {
    /// What comes out of `bytes`.
    ///
    /// - Parameter limit: the most that may come out.
    public static func decode(_ bytes: [UInt8], limit: Int) throws(CodecError) -> [UInt8] {
        var size = 0
        // SAFETY: the function reads no more than the count of bytes it is told, and checks what the header claims
        // against it.
        let code = unsafe bytes.withUnsafeBytes {
            unsafe blosc_cbuffer_validate($0.baseAddress, $0.count, &size)
        }
        guard code == 0, bytes.count >= 16 else {
            throw CodecError("Blosc", at: 0, "the header makes no sense")
        }
        guard size <= limit else {
            throw CodecError(
                "Blosc", at: 4, "the header claims \(size) bytes where at most \(limit) should be")
        }
        guard size > 0 else { return [] }
        var output = [UInt8](repeating: 0, count: size)
        // SAFETY: the sizes of both arrays were checked against the header above, and the function is told that of
        // the target. It keeps no state and no pointer.
        let produced = unsafe bytes.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                unsafe blosc_decompress_ctx(source.baseAddress, target.baseAddress, size, 1)
            }
        }
        guard Int(produced) == size else { throw CodecError("Blosc", "the block is damaged") }
        return output
    }
}
