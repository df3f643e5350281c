import CLightboxJPEG
import CLightboxOpenJPEG
public import LightboxCore

/// JPEG 2000 (ITU-T T.800) and High-Throughput JPEG 2000 (T.814), bare codestreams and JP2 files, through OpenJPEG.
public enum JPEG2000 {
    static let name = "JPEG 2000"

    /// Whether the bytes begin as a codestream (FF 4F FF 51) or as a JP2 file does.
    public static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) || bytes.starts(with: jp2Signature)
    }
    private static let jp2Signature: [UInt8] = [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]

    /// Decodes a picture: type `uint8` or `int8` up to 8 bits of precision, then 16, then 32; components interleaved.
    ///
    /// The multi-component transform that the codestream itself declares is undone (RCT and ICT give RGB); what a
    /// JP2 header says of colours is not applied.
    ///
    /// - Parameter reduction: 1, 2, 4, 8, … to decode at that fraction of the size, where the stream has such levels.
    public static func decode(_ bytes: [UInt8], reduction: Int = 1) throws(CodecError) -> DecodedPicture {
        precondition(reduction > 0 && reduction & (reduction - 1) == 0)
        guard begins(bytes) else {
            throw CodecError(name, at: 0, "the data begins neither as a codestream nor as a JP2 file does")
        }
        let kind = bytes[0] == 0xFF ? OPJ_CODEC_J2K : OPJ_CODEC_JP2
        return try decode(Input(MemoryBytes(bytes)), kind, reduction: reduction.trailingZeroBitCount)
    }

    /// Decodes a region of a picture that was halved `reduction` times; columns and rows are those of the smaller one.
    ///
    /// Only the tiles and blocks that the region needs are read and decoded. Luma and colour differences become RGB.
    public static func decode(
        _ source: any ByteSource, _ header: Header, columns: Range<Int>, rows: Range<Int>, reduction: Int = 0
    ) throws -> DecodedPicture {
        let size = header.size(reduction: reduction)
        precondition(columns.lowerBound >= 0 && columns.upperBound <= size.width && !columns.isEmpty)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= size.height && !rows.isEmpty)
        guard columns.count < size.width || rows.count < size.height else {
            let whole = try decode(Input(source), header.kind, reduction: reduction)
            return header.isYCC ? whole.convertedFromYCC() : whole
        }
        // Where components have fewer samples, a region begins where all of them have one.
        let across = GridRun(columns, of: header.columns, steps: header.components.map(\.stepX), reduction)
        let down = GridRun(rows, of: header.rows, steps: header.components.map(\.stepY), reduction)
        let input = Input(source)
        let picture = try decode(
            input, header.kind, reduction: reduction,
            area: Area(left: across.start, top: down.start, right: across.end, bottom: down.end))
        let cut = try picture.cut(
            across.skipped..<(across.skipped + columns.count), down.skipped..<(down.skipped + rows.count))
        return header.isYCC ? cut.convertedFromYCC() : cut
    }

    /// A part of the reference grid.
    private struct Area {
        let left: Int32
        let top: Int32
        let right: Int32
        let bottom: Int32
    }

    /// Where a range of samples lies on the reference grid.
    private struct GridRun {
        let start: Int32
        let end: Int32
        /// The samples that are decoded before the first that was asked for.
        let skipped: Int

        init(_ range: Range<Int>, of grid: Range<Int>, steps: [Int], _ reduction: Int) {
            let own = steps.first ?? 1
            let first = grid.lowerBound.dividedUp(by: own).dividedUp(by: 1 << reduction)
            let most = (steps.max() ?? 1) / own
            let begin = range.lowerBound == 0 ? 0 : max(0, (first + range.lowerBound) / most * most - first)
            skipped = range.lowerBound - begin
            func place(_ sample: Int) -> Int32 {
                Int32(
                    clamping: max(
                        grid.lowerBound, min(grid.upperBound, ((first + sample) << reduction) * own)))
            }
            start = begin == 0 ? Int32(clamping: grid.lowerBound) : place(begin)
            end = place(range.upperBound)
        }
    }

    private static func decode(
        _ input: Input, _ kind: OPJ_CODEC_FORMAT, reduction: Int, area: Area? = nil
    ) throws(CodecError) -> DecodedPicture {
        let words = Words()
        guard let codec = unsafe opj_create_decompress(kind) else {
            throw CodecError(name, "there is no memory to decode")
        }
        defer { unsafe opj_destroy_codec(codec) }
        // SAFETY: `words` and `input` live until the codec and the stream are destroyed.
        let errors = unsafe Unmanaged.passUnretained(words).toOpaque()
        let hear: opj_msg_callback = { message, data in
            guard let message = unsafe message, let data = unsafe data else { return }
            unsafe Unmanaged<Words>.fromOpaque(data).takeUnretainedValue().last = unsafe String(
                cString: message)
        }
        unsafe opj_set_error_handler(codec, hear, errors)
        var parameters = opj_dparameters_t()
        unsafe opj_set_default_decoder_parameters(&parameters)
        parameters.cp_reduce = UInt32(reduction)
        guard unsafe opj_setup_decoder(codec, &parameters) == 1 else { throw words.error("cannot be set up") }
        // Whatever OPJ_NUM_THREADS says: an assertion that fails in a thread of the library's own would end the
        // program (see Assertions.c). Frames and slices are decoded side by side already.
        guard unsafe opj_codec_set_threads(codec, 0) == 1 else { throw words.error("cannot be set up") }
        // A stream that ends early must not become a picture.
        guard unsafe opj_decoder_set_strict_mode(codec, 1) == 1 else { throw words.error("cannot be set up") }

        // The library holds addresses only, which do not keep the two alive.
        defer { withExtendedLifetime((words, input)) {} }
        guard let stream = unsafe opj_stream_create(min(max(input.byteCount, 1), 1 << 20), 1) else {
            throw CodecError(name, "there is no memory to decode")
        }
        defer { unsafe opj_stream_destroy(stream) }
        unsafe input.attach(to: stream)
        var image: UnsafeMutablePointer<opj_image_t>?
        defer { if let image = unsafe image { unsafe opj_image_destroy(image) } }
        guard unsafe opj_read_header(stream, codec, &image) == 1, let found = unsafe image else {
            throw input.failure ?? words.error("the header is damaged")
        }
        try unsafe check(found.pointee, available: input.byteCount, reduction: reduction)
        if let area {
            let isSet = unsafe opj_set_decode_area(
                codec, found, area.left, area.top, area.right, area.bottom)
            guard isSet == 1 else { throw words.error("the region cannot be decoded") }
        }
        try unsafe checkSize(found.pointee)
        guard
            unsafe lightbox_opj_decode(
                UnsafeMutableRawPointer(codec), UnsafeMutableRawPointer(stream),
                UnsafeMutableRawPointer(found))
                == 1
        else {
            throw input.failure ?? words.error("the data is damaged")
        }
        // The end of the codestream may be missing without harm to the samples.
        _ = unsafe opj_end_decompress(codec, stream)
        return try unsafe collect(found.pointee)
    }

    /// Checks the claims of a header before anything is decoded.
    private static func check(_ image: opj_image_t, available: Int, reduction: Int) throws(CodecError) {
        let components = unsafe UnsafeBufferPointer(start: image.comps, count: Int(image.numcomps))
        guard let first = unsafe components.first else {
            throw CodecError(name, "the picture has no components")
        }
        guard unsafe components.count <= 4 || components.allSatisfy({ unsafe $0.prec == first.prec }) else {
            throw CodecError(name, "\(components.count) components are more than are read")
        }
        guard unsafe components.allSatisfy({ unsafe (1...31).contains($0.prec) }) else {
            throw CodecError(name, "the samples have \(unsafe first.prec) bits, but 1 to 31 are read")
        }
        let (width, height) = unsafe (Int(first.w), Int(first.h))
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        // Whole blocks of zeros take no bytes, so the bound is loose.
        let possible = (available / (4 * components.count) + 1) << (2 * min(reduction, 10))
        guard !overflow, pixels / (1 << 14) <= possible else {
            throw CodecError(
                name, "\(width) × \(height) pixels are claimed, but there are \(available) bytes")
        }
    }

    /// Checks that what is to be decoded can be held.
    private static func checkSize(_ image: opj_image_t) throws(CodecError) {
        guard let first = unsafe UnsafeBufferPointer(start: image.comps, count: Int(image.numcomps)).first
        else { return }
        _ = unsafe try DecodedPicture.byteCount(
            name, width: Int(first.w), height: Int(first.h), channels: Int(image.numcomps), sampleSize: 4)
    }

    /// The last complaint of the library.
    private final class Words {
        var last: String?
        func error(_ problem: String) -> CodecError {
            let words = last.map { ": " + $0.trimmed } ?? ""
            return CodecError(
                name, problem + words, hint: "the file may be damaged, or may not have been copied whole")
        }
    }

    /// The coded bytes, as OpenJPEG asks for them.
    private final class Input {
        let source: any ByteSource
        let byteCount: Int
        var offset = 0
        /// Why reading stopped, where that was no fault of the coding.
        var failure: CodecError?

        init(_ source: any ByteSource) {
            self.source = source
            byteCount = source.knownByteCount ?? source.byteCountLimit
        }

        /// The next bytes, at most `count`; none at the end.
        func next(_ count: Int) -> [UInt8] {
            do {
                let bytes = try source.read(at: offset, count: min(count, byteCount - offset))
                offset += bytes.count
                return bytes
            } catch {
                failure = CodecError(name, at: offset, "the data cannot be read: \(error)")
                return []
            }
        }

        func attach(to stream: UnsafeMutablePointer<opj_stream_t?>) {
            // SAFETY: the functions get back this object, which outlives the stream; they copy no more than was asked.
            unsafe opj_stream_set_user_data(stream, Unmanaged.passUnretained(self).toOpaque(), nil)
            unsafe opj_stream_set_user_data_length(stream, UInt64(byteCount))
            unsafe opj_stream_set_read_function(stream) { target, count, data in
                guard let target = unsafe target, let data = unsafe data else { return -1 }
                let piece = unsafe Unmanaged<Input>.fromOpaque(data).takeUnretainedValue().next(count)
                guard !piece.isEmpty, piece.count <= count else { return -1 }
                unsafe piece.withUnsafeBytes { bytes in
                    guard let base = bytes.baseAddress else { return }
                    unsafe target.copyMemory(from: base, byteCount: bytes.count)
                }
                return piece.count
            }
            unsafe opj_stream_set_skip_function(stream) { count, data in
                guard let data = unsafe data else { return -1 }
                let input = unsafe Unmanaged<Input>.fromOpaque(data).takeUnretainedValue()
                let (target, overflow) = input.offset.addingReportingOverflow(Int(count))
                guard !overflow, target >= 0, target <= input.byteCount else { return -1 }
                input.offset = target
                return count
            }
            unsafe opj_stream_set_seek_function(stream) { offset, data in
                guard let data = unsafe data else { return 0 }
                let input = unsafe Unmanaged<Input>.fromOpaque(data).takeUnretainedValue()
                guard offset >= 0, offset <= input.byteCount else { return 0 }
                input.offset = Int(offset)
                return 1
            }
        }
    }
}

extension JPEG2000.Header {
    fileprivate var kind: OPJ_CODEC_FORMAT { begins == .codestream ? OPJ_CODEC_J2K : OPJ_CODEC_JP2 }
}

extension String {
    /// The text without white space at its end.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
