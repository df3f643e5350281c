import CLightboxJPEG
import LightboxCore

extension JPEG {
    /// Decodes 8-bit JPEG, sequential or progressive, without touching its colours: YCbCr stays so.
    ///
    /// This is what DICOM asks for, where the object and not the stream says what the components mean.
    public static func decodeComponents(_ bytes: [UInt8]) throws(CodecError) -> DecodedPicture {
        guard let frame = JPEGStream.frame(in: bytes) else {
            throw CodecError("JPEG", at: 0, "no frame header is found")
        }
        guard frame.precision == 8, (1...4).contains(frame.components.count) else {
            throw CodecError(
                "JPEG", at: frame.offset,
                "\(frame.components.count) components of \(frame.precision) bits are not read here")
        }
        let count = try DecodedPicture.byteCount(
            "JPEG", width: frame.width, height: frame.height, channels: frame.components.count, sampleSize: 1)
        // A block of 64 samples takes at least two bits, unless a progressive scan runs over many.
        guard count / 16_384 <= bytes.count else {
            throw CodecError(
                "JPEG", at: frame.offset,
                "\(frame.width) × \(frame.height) pixels are claimed, more than \(bytes.count) bytes can hold"
            )
        }
        var samples = [UInt8](repeating: 0, count: count)
        var result = lightbox_jpeg_result()
        // SAFETY: the shim writes `width * height * components` bytes, which `samples` has, and nothing where the
        // stream turns out to be of another size.
        let code = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe samples.withUnsafeMutableBufferPointer { target -> Int32 in
                guard let from = source.baseAddress, let to = target.baseAddress else { return 1 }
                return unsafe lightbox_jpeg_decode(
                    from, source.count, to, UInt32(frame.width), UInt32(frame.height),
                    UInt32(frame.components.count), &result)
            }
        }
        guard code != 2 else {
            throw CodecError("JPEG", at: frame.offset, "the size is stated twice, and differently")
        }
        // A stream that ends early is filled up by the library; those samples would be invented.
        guard code == 0, result.is_cut == 0 else { throw failure(result) }
        return try DecodedPicture(
            "JPEG", width: frame.width, height: frame.height, channels: frame.components.count, type: .uint8,
            precision: 8, bytes: samples)
    }

    /// What a result that is no good says.
    static func failure(_ result: lightbox_jpeg_result) -> CodecError {
        if result.is_cut != 0 {
            return CodecError(
                "JPEG", "the data ends before the picture does",
                hint: "the file may not have been copied whole")
        }
        // SAFETY: the shim ends its words in 0.
        let words = unsafe withUnsafeBytes(of: result.message) { raw in
            unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        return CodecError("JPEG", "the data is damaged: \(words)")
    }
}
