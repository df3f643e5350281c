import CLightboxJPEG
import CLightboxTurboJPEG
public import LightboxCore

extension JPEG {
    /// Decodes a picture or a part of one: a block of shape (width, height), colours as RGB, four inks as CMYK with 0 for
    /// no ink.
    ///
    /// Of sequential pictures some rows are held at a time, so that a part of a large one takes little memory; it takes the
    /// time of decoding all rows above it as well.
    ///
    /// - Parameters:
    ///   - reduction: 1, or 2, 4, 8 to decode at a half, a quarter or an eighth of the size (rounded up), which takes that
    ///     much less time. Only pictures of 8 bits coded by DCT come out smaller; others stay as they are.
    ///   - columns: the columns wanted, of the smaller picture; all where there is `nil`.
    ///   - rows: likewise.
    public static func decode(
        _ file: [UInt8], reduction: Int = 1, columns: Range<Int>? = nil, rows: Range<Int>? = nil
    ) throws(CodecError) -> SampleBlock {
        precondition([1, 2, 4, 8].contains(reduction))
        let header: Header
        do {
            header = try Self.header { Array(file.dropFirst($0).prefix($1)) }
        } catch {
            throw error as? CodecError ?? CodecError("JPEG", "\(error)")
        }
        let step = header.isReducible ? reduction : 1
        let (width, height) = (header.width.dividedUp(by: step), header.height.dividedUp(by: step))
        let (columns, rows) = (columns ?? 0..<width, rows ?? 0..<height)
        guard !columns.isEmpty, !rows.isEmpty, columns.lowerBound >= 0, columns.upperBound <= width,
            rows.lowerBound >= 0, rows.upperBound <= height
        else { throw CodecError("JPEG", "the part asked for lies outside the picture, \(width) × \(height)") }
        guard header.isReducible else {
            let whole = try decodeAny(file)
            return try (header.isYCC ? whole.convertedFromYCC() : whole).cut(columns, rows).block
        }
        let byteCount = try DecodedPicture.byteCount(
            "JPEG", width: columns.count, height: rows.count, channels: header.channels, sampleSize: 1)
        try header.checkClaim(byteCount: file.count)
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let part = lightbox_jpeg_part(
            reduction: UInt32(step), left: UInt32(columns.lowerBound), right: UInt32(columns.upperBound),
            top: UInt32(rows.lowerBound), bottom: UInt32(rows.upperBound))
        var result = lightbox_jpeg_result()
        // SAFETY: the shim is told the size of the file, and writes as many rows, columns and channels as `bytes` has room
        // for, or nothing where the library finds a picture of another size.
        let code = unsafe file.withUnsafeBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target -> Int32 in
                guard let from = source.baseAddress, let to = target.baseAddress else { return 1 }
                return unsafe lightbox_jpeg_decode_part(
                    from, source.count, to, part, UInt32(header.channels), &result)
            }
        }
        guard code != 2 else { throw CodecError("JPEG", "the size is stated twice, and differently") }
        guard code == 0, result.is_cut == 0, result.faults == 0 else { throw failure(result) }
        guard
            let block = SampleBlock(
                shape: [columns.count, rows.count], channels: header.channels, type: .uint8, bytes: bytes)
        else { throw CodecError("JPEG", "the picture decodes to a size that is not its own") }
        return block
    }

    private static func message(_ handle: tjhandle) -> String {
        guard let words = unsafe tjGetErrorStr2(handle) else { return "an error without a name" }
        return unsafe String(cString: words)
    }

    /// Writes a grey or RGB picture of 8 bits.
    ///
    /// - Parameter quality: 1 to 100; colours keep their full resolution.
    public static func encode(_ block: SampleBlock, quality: Int = 85) throws(CodecError) -> [UInt8] {
        guard block.shape.count >= 2, block.shape.dropFirst(2).allSatisfy({ $0 == 1 }), block.type == .uint8,
            block.channels == 1 || block.channels == 3, (1...65_500).contains(block.shape[0]),
            (1...65_500).contains(block.shape[1])
        else {
            throw CodecError(
                "JPEG",
                "a block of shape \(block.shape), \(block.channels) channels and type \(block.type.rawValue) "
                    + "is no grey or RGB picture of 8 bits")
        }
        guard let handle = unsafe tjInitCompress() else {
            throw CodecError("JPEG", "there is no memory to encode")
        }
        defer { unsafe tjDestroy(handle) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        let isGrey = block.channels == 1
        // SAFETY: a block has as many bytes as its shape asks for; the library allocates the result itself.
        let code = unsafe block.bytes.withUnsafeBufferPointer { source in
            unsafe tjCompress2(
                handle, source.baseAddress, Int32(block.shape[0]), 0, Int32(block.shape[1]),
                Int32((isGrey ? TJPF_GRAY : TJPF_RGB).rawValue), &buffer, &size,
                Int32((isGrey ? TJSAMP_GRAY : TJSAMP_444).rawValue), Int32(min(100, max(1, quality))),
                TJFLAG_ACCURATEDCT)
        }
        defer { unsafe tjFree(buffer) }
        guard code == 0, let result = unsafe buffer else { throw CodecError("JPEG", unsafe message(handle)) }
        return unsafe [UInt8](UnsafeBufferPointer(start: result, count: Int(size)))
    }
}
