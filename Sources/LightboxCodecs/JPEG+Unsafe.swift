import CLightboxTurboJPEG
public import LightboxCore

extension JPEG {
    /// The most bytes that a picture may decode to.
    public static let byteCountLimit = 1 << 31

    /// Decodes a picture: a block of shape (width, height) and type `uint8`; colours come out as RGB.
    ///
    /// - Parameter reduction: 1, or 2, 4, 8 to decode at a half, a quarter or an eighth of the size (rounded up),
    ///   which takes that much less time.
    public static func decode(_ file: [UInt8], reduction: Int = 1) throws(CodecError) -> SampleBlock {
        let header: Header
        do {
            header = try Self.header { Array(file.dropFirst($0).prefix($1)) }
        } catch {
            throw error as? CodecError ?? CodecError("JPEG", "\(error)")
        }
        precondition([1, 2, 4, 8].contains(reduction))
        let width = (header.width + reduction - 1) / reduction
        let height = (header.height + reduction - 1) / reduction
        let byteCount = width * height * header.channels
        guard byteCount <= byteCountLimit else {
            throw CodecError(
                "JPEG", "the picture takes \(ByteCount(Int64(byteCount))), more than the 2 GB that are read")
        }
        guard let handle = unsafe tjInitDecompress() else {
            throw CodecError("JPEG", "there is no memory to decode")
        }
        defer { unsafe tjDestroy(handle) }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var problem: String?
        // SAFETY: the library is told the exact size of the file; it decodes to `width` × `height` pixels of as many
        // bytes as the format has, which is the size of `bytes`, and refuses if the file is of another size.
        unsafe file.withUnsafeBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target in
                var (w, h, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
                guard
                    unsafe tjDecompressHeader3(
                        handle, source.baseAddress, UInt(source.count), &w, &h, &sampling, &space) == 0
                else { return problem = unsafe message(handle) }
                guard Int(w) == header.width, Int(h) == header.height else {
                    return problem = "the size is stated twice, and differently"
                }
                guard space != Int32(TJCS_CMYK.rawValue), space != Int32(TJCS_YCCK.rawValue) else {
                    return problem = "four inks (CMYK) are not read"
                }
                let format = header.channels == 1 ? TJPF_GRAY : TJPF_RGB
                let code = unsafe tjDecompress2(
                    handle, source.baseAddress, UInt(source.count), target.baseAddress, Int32(width), 0,
                    Int32(height), Int32(format.rawValue), TJFLAG_ACCURATEDCT)
                if code != 0 { problem = unsafe message(handle) }
            }
        }
        // Bytes between segments that belong to none are a common flaw, and harm nothing.
        if let problem, !problem.contains("extraneous bytes before marker") {
            let isCut = problem.contains("Premature end")
            throw CodecError(
                "JPEG", isCut ? "the file ends before the picture does" : "the data is damaged: \(problem)",
                hint: isCut ? "the copy or download may not have been finished" : nil)
        }
        guard
            let block = SampleBlock(
                shape: [width, height], channels: header.channels, type: .uint8, bytes: bytes)
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
