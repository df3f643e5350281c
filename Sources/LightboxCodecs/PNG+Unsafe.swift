import CLightboxSpng
import Glibc
public import LightboxCore

extension PNG {
    /// Decodes a whole file: a block of shape (width, height).
    public static func decode(_ file: [UInt8]) throws(CodecError) -> SampleBlock {
        let header = try header(file)
        try checkSize(header, fileByteCount: file.count)
        guard let context = unsafe spng_ctx_new(0) else {
            throw CodecError("PNG", "there is no memory to decode")
        }
        defer { unsafe spng_ctx_free(context) }
        unsafe spng_set_image_limits(context, UInt32(header.width), UInt32(header.height))
        // Texts and profiles may be as damaged as they like; the pixels may not.
        unsafe spng_set_crc_action(context, Int32(SPNG_CRC_ERROR.rawValue), Int32(SPNG_CRC_DISCARD.rawValue))

        let format: spng_format =
            switch (header.colour, header.channels) {
            case (.palette, 4): SPNG_FMT_RGBA8
            case (.palette, _): SPNG_FMT_RGB8
            case (.grey, _) where header.bitDepth < 8: SPNG_FMT_G8
            default: SPNG_FMT_PNG
            }
        let flags = format == SPNG_FMT_RGBA8 ? Int32(SPNG_DECODE_TRNS.rawValue) : 0
        var bytes = [UInt8](repeating: 0, count: header.byteCount)
        // SAFETY: the file's bytes outlive the decoding, spng is told the size of the result, which is checked
        // against its own idea of it, and keeps no pointer after the context is freed.
        let code = unsafe file.withUnsafeBytes { source in
            var code = unsafe spng_set_png_buffer(context, source.baseAddress, source.count)
            guard code == 0 else { return code }
            var size = 0
            code = unsafe spng_decoded_image_size(context, Int32(format.rawValue), &size)
            guard code == 0 else { return code }
            guard size == header.byteCount else { return Int32(SPNG_EBUFSIZ.rawValue) }
            code = unsafe bytes.withUnsafeMutableBytes { target in
                unsafe spng_decode_image(
                    context, target.baseAddress, target.count, Int32(format.rawValue), flags)
            }
            guard code == 0 else { return code }
            // The checksum of the last data lies behind the last row. A file cut off just there is whole enough.
            code = unsafe spng_decode_chunks(context)
            return code == Int32(SPNG_ECHUNK_CRC.rawValue) ? code : 0
        }
        guard code == 0 else { throw error(code) }
        guard
            let block = SampleBlock(
                shape: [header.width, header.height], channels: header.channels, type: header.type,
                bytes: bytes)
        else { throw CodecError("PNG", "the image decodes to a size that is not its own") }
        return block
    }

    private static func error(_ code: Int32) -> CodecError {
        if code == Int32(SPNG_EOF.rawValue) || code == Int32(SPNG_EIDAT_TOO_SHORT.rawValue) {
            return CodecError(
                "PNG", "the file ends before its last row",
                hint: "the copy or download may not have been finished")
        }
        let words = unsafe spng_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return CodecError("PNG", "the data is damaged: \(words)")
    }

    /// Writes a picture of 8 or 16 bits: grey, grey with alpha, RGB or RGBA, by its channels.
    ///
    /// - Parameters:
    ///   - block: of shape (width, height), and type `uint8` or `uint16`.
    ///   - texts: pairs of keyword and text to be kept in the file (`Comment`, `Description`, …).
    ///   - level: 1 (fast) to 9 (small).
    public static func encode(
        _ block: SampleBlock, texts: [(keyword: String, text: String)] = [], level: Int = 6
    ) throws(CodecError) -> [UInt8] {
        let colours: [Header.Colour] = [.grey, .greyAlpha, .rgb, .rgba]
        guard block.shape.count >= 2, block.shape.dropFirst(2).allSatisfy({ $0 == 1 }),
            block.type == .uint8 || block.type == .uint16, (1...4).contains(block.channels),
            let width = UInt32(exactly: block.shape[0]), let height = UInt32(exactly: block.shape[1])
        else {
            throw CodecError(
                "PNG",
                "a block of shape \(block.shape), \(block.channels) channels and type \(block.type.rawValue) "
                    + "is no picture of 8 or 16 bits")
        }
        guard let context = unsafe spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
            throw CodecError("PNG", "there is no memory to encode")
        }
        defer { unsafe spng_ctx_free(context) }
        var header = spng_ihdr(
            width: width, height: height, bit_depth: block.type == .uint16 ? 16 : 8,
            color_type: colours[block.channels - 1].rawValue, compression_method: 0, filter_method: 0,
            interlace_method: 0)
        unsafe spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1)
        unsafe spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, Int32(min(9, max(1, level))))
        var code = unsafe spng_set_ihdr(context, &header)
        guard code == 0 else { throw error(code) }
        // SAFETY: spng reads exactly the bytes of the block, whose number follows from its shape.
        code = unsafe block.bytes.withUnsafeBytes { source in
            unsafe spng_encode_image(
                context, source.baseAddress, source.count, Int32(SPNG_FMT_PNG.rawValue),
                Int32(SPNG_ENCODE_FINALIZE.rawValue))
        }
        guard code == 0 else { throw error(code) }
        var size = 0
        guard let buffer = unsafe spng_get_png_buffer(context, &size, &code), code == 0 else {
            throw error(code)
        }
        // SAFETY: the buffer holds `size` bytes and is ours to free.
        let file = unsafe [UInt8](UnsafeRawBufferPointer(start: buffer, count: size))
        unsafe free(buffer)
        guard !texts.isEmpty, file.count > 33 else { return file }
        return file[..<33] + texts.flatMap { textChunk($0.keyword, $0.text) } + file[33...]
    }
}
