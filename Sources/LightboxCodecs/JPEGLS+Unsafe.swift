import CLightboxCharLS
import LightboxCore

/// JPEG-LS (ITU-T T.87), lossless and near-lossless, through CharLS.
public enum JPEGLS {
    static let name = "JPEG-LS"

    /// Decodes a picture: type `uint8` up to 8 bits of precision, `uint16` above; components interleaved.
    public static func decode(_ bytes: [UInt8]) throws(CodecError) -> DecodedPicture {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else {
            throw CodecError(name, at: 0, "the data does not begin as JPEG does, with FF D8")
        }
        // CharLS 2.4.1 turns in circles where a scan has no end, so that must be there.
        var stream = try JPEGStream(bytes, codec: name)
        var lastScan: Int?
        while true {
            let step = try stream.next(readsTables: false)
            if case .scan(let scan) = step { lastScan = scan.data }
            if case .end = step { break }
        }
        guard lastScan != nil, stream.hasEndMark else {
            throw CodecError(
                name, at: bytes.count, "the data ends before the picture does",
                hint: "the file may not have been copied whole")
        }
        guard let decoder = unsafe charls_jpegls_decoder_create() else {
            throw CodecError(name, "there is no memory to decode")
        }
        defer { unsafe charls_jpegls_decoder_destroy(decoder) }
        var failure: CodecError?
        var picture: (info: charls_frame_info, isPlanar: Bool, samples: [UInt8])?
        // SAFETY: the library is told the sizes of both buffers and keeps no pointer once the decoder is destroyed, which
        // is not used after this closure. The size that it asks for is compared with that of `samples`.
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            do throws(CodecError) {
                try check(
                    unsafe charls_jpegls_decoder_set_source_buffer(
                        decoder, start, source.count))
                try check(unsafe charls_jpegls_decoder_read_header(decoder))
                var info = charls_frame_info()
                try check(unsafe charls_jpegls_decoder_get_frame_info(decoder, &info))
                guard (2...16).contains(info.bits_per_sample), (1...4).contains(info.component_count) else {
                    throw CodecError(
                        name,
                        "\(info.component_count) components of \(info.bits_per_sample) bits are not read")
                }
                let count = try DecodedPicture.byteCount(
                    name, width: Int(info.width), height: Int(info.height),
                    channels: Int(info.component_count), sampleSize: info.bits_per_sample > 8 ? 2 : 1)
                // A run of equal samples that doubles in length takes a bit; no real frame packs like this.
                guard count / (1 << 16) <= bytes.count else {
                    throw CodecError(
                        name,
                        "\(info.width) × \(info.height) pixels are claimed, but there are \(bytes.count) bytes"
                    )
                }
                var mode = charls_interleave_mode(0)
                try check(unsafe charls_jpegls_decoder_get_interleave_mode(decoder, &mode))
                var size = 0
                try check(unsafe charls_jpegls_decoder_get_destination_size(decoder, 0, &size))
                guard size == count else { throw CodecError(name, "the size of the picture is in doubt") }
                var samples = [UInt8](repeating: 0, count: count)
                let code = unsafe samples.withUnsafeMutableBytes { target -> charls_jpegls_errc? in
                    guard let base = target.baseAddress else { return nil }
                    return unsafe charls_jpegls_decoder_decode_to_buffer(decoder, base, target.count, 0)
                }
                // All samples of a single scan are there when the library looks for the end of the stream, and fails on
                // the stray bytes that some writers leave before it (WG-04's MR1_JLSL).
                let isStray =
                    code == CHARLS_JPEGLS_ERRC_JPEG_MARKER_START_BYTE_NOT_FOUND
                    || code == CHARLS_JPEGLS_ERRC_END_OF_IMAGE_MARKER_NOT_FOUND
                let isOneScan = info.component_count == 1 || mode.rawValue != 0
                if let code, !isStray || !isOneScan { try check(code) }
                picture = (info, info.component_count > 1 && mode.rawValue == 0, samples)
            } catch { failure = error }
        }
        if let failure { throw failure }
        guard let picture else { throw CodecError(name, "nothing was decoded") }
        let (info, isWide) = (picture.info, picture.info.bits_per_sample > 8)
        let samples =
            picture.isPlanar
            ? interleaved(picture.samples, channels: Int(info.component_count), sampleSize: isWide ? 2 : 1)
            : picture.samples
        return try DecodedPicture(
            name, width: Int(info.width), height: Int(info.height), channels: Int(info.component_count),
            type: isWide ? .uint16 : .uint8, precision: Int(info.bits_per_sample), bytes: samples)
    }

    private static func check(_ code: charls_jpegls_errc) throws(CodecError) {
        guard code.rawValue != 0 else { return }
        let words = unsafe charls_get_error_message(code).map { unsafe String(cString: $0) }
        throw CodecError(name, "the data is damaged: \(words ?? "error \(code.rawValue)")")
    }
}

/// Turns planes, one for each component, into pixels.
func interleaved(_ planes: [UInt8], channels: Int, sampleSize: Int) -> [UInt8] {
    precondition(channels > 0 && sampleSize > 0 && planes.count % (channels * sampleSize) == 0)
    let pixels = planes.count / (channels * sampleSize)
    // SAFETY: `from` and `to` run over `pixels * channels * sampleSize` bytes, which both buffers have.
    return unsafe [UInt8](unsafeUninitializedCapacity: planes.count) { target, initialized in
        unsafe planes.withUnsafeBufferPointer { source in
            guard let to = target.baseAddress, let from = source.baseAddress else { return }
            for channel in 0..<channels {
                for pixel in 0..<pixels {
                    for byte in 0..<sampleSize {
                        unsafe to[(pixel &* channels &+ channel) &* sampleSize &+ byte] =
                            from[(channel &* pixels &+ pixel) &* sampleSize &+ byte]
                    }
                }
            }
            initialized = planes.count
        }
    }
}
