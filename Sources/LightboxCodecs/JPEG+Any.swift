extension JPEG {
    /// Decodes any JPEG that we can: 8 and 12 bits by DCT, lossless, JPEG-LS; components as they are coded.
    ///
    /// The frame header decides, not what somebody says of the stream.
    public static func decodeAny(_ bytes: [UInt8]) throws(CodecError) -> DecodedPicture {
        guard let frame = JPEGStream.frame(in: bytes) else {
            throw CodecError(
                "JPEG", at: 0, "no frame header is found", hint: "the file may not have been copied whole")
        }
        switch frame.marker {
        case 0xF7: return try JPEGLS.decode(bytes)
        case 0xC3: return try LosslessJPEG.decode(bytes)
        case 0xC0...0xC2, 0xC9, 0xCA:
            return frame.precision == 8 ? try decodeComponents(bytes) : try ExtendedJPEG.decode(bytes)
        default:
            throw CodecError(
                "JPEG", at: frame.offset,
                "the process of this JPEG (hierarchical, or arithmetic and lossless) is not read",
                hint: "no reader that we know of decodes it")
        }
    }
}
