import LightboxCore

/// Reads WAV sound as a signal: one axis of samples, the channels side by side.
public struct WAVReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.wav] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let sound = try WAVHeader(file.content)
        let duration = Double(sound.frameCount) / Double(sound.sampleRate)
        return HeaderReport(
            header: sound.image, notes: sound.notes,
            facts: [
                FileFact(
                    "sampleRate", .integer(Int64(sound.sampleRate)), label: "Rate",
                    text: "\(sound.sampleRate) Hz"),
                FileFact("durationSeconds", .number(duration), label: "Duration", text: "\(duration) s"),
                FileFact("bitsPerSample", .integer(Int64(sound.bits))),
            ])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let sound = try WAVHeader(file.content)
        if sound.bits == 24 { return Sound24(header: sound.image, sound: sound, file: file) }
        return StoredImage(
            header: sound.image,
            samples: StoredSamples(
                source: file.content, path: file.path, format: .wav, start: sound.start, layout: sound.image,
                byteOrder: .little))
    }
}

/// Samples of three bytes, spread to four with their sign.
private struct Sound24: ImageSource {
    let header: ImageHeader
    let sound: WAVHeader
    let file: OpenFile

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw FormatError(
                .wav, path: file.path,
                "the region asked for lies outside the sound, which has \(header.shape) samples")
        }
        let width = 3 * header.channels
        let range = region.ranges[0]
        let bytes = try file.content.read(
            at: sound.start + range.lowerBound * width, count: range.count * width)
        var out: [UInt8] = []
        out.reserveCapacity(range.count * header.channels * 4)
        for at in stride(from: 0, to: bytes.count - 2, by: 3) {
            out += [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 2] & 0x80 == 0 ? 0 : 0xFF]
        }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: header.channels, type: .int32, bytes: out)
        else { throw FormatError(.wav, path: file.path, "the file ends before its last sample") }
        return block
    }
}

/// What the chunks before the samples say.
struct WAVHeader: Sendable {
    let channels: Int
    let sampleRate: Int
    let bits: Int
    let type: SampleType
    /// Where the samples start, in bytes from the start of the file.
    let start: Int
    let frameCount: Int
    let notes: [String]

    var image: ImageHeader {
        ImageHeader(shape: [frameCount], channels: channels, storedType: type, colour: .grey)
    }

    init(_ source: any ByteSource) throws {
        var at = 12
        var format: [UInt8]?
        while true {
            let head = try source.read(at: at, count: 8)
            guard head.count == 8, let size: UInt32 = head.span.integer(at: 4, .little) else {
                throw FormatError(
                    .wav, at: at, "the file ends before its samples",
                    hint: "the copy or download may not have been finished")
            }
            if head.span.has("fmt ", at: 0) {
                format = try source.read(at: at + 8, count: min(Int(size), 64))
            }
            if head.span.has("data", at: 0) {
                guard let format else {
                    throw FormatError(.wav, at: at, "no format stands before the samples")
                }
                self = try WAVHeader(
                    format, start: at + 8, stated: Int(size), available: source.byteCountLimit - at - 8)
                return
            }
            at += 8 + Int(size) + Int(size) % 2
        }
    }

    private init(_ format: [UInt8], start: Int, stated: Int, available: Int) throws {
        let bytes = format.span
        guard var coding: UInt16 = bytes.integer(at: 0, .little),
            let channels: UInt16 = bytes.integer(at: 2, .little),
            let rate: UInt32 = bytes.integer(at: 4, .little),
            let bits: UInt16 = bytes.integer(at: 14, .little)
        else { throw FormatError(.wav, at: start, "the format has \(format.count) bytes, too few") }
        if coding == 0xFFFE, let inner: UInt16 = bytes.integer(at: 24, .little) { coding = inner }
        guard channels > 0, rate > 0 else {
            throw FormatError(
                .wav, at: start, "the sound has \(channels) channels of \(rate) samples a second")
        }
        switch (coding, bits) {
        case (1, 8): type = .uint8
        case (1, 16): type = .int16
        case (1, 24), (1, 32): type = .int32
        case (3, 32): type = .float32
        case (3, 64): type = .float64
        default:
            throw FormatError(
                .wav, field: "format", at: start, "is \(coding) with \(bits) bits, a coding that is not read",
                hint: "ffmpeg can turn it into PCM: ffmpeg -i IN.wav OUT.wav")
        }
        (self.channels, sampleRate, self.bits) = (Int(channels), Int(rate), Int(bits))
        self.start = start
        let width = Int(channels) * Int(bits) / 8
        let there = min(stated, max(0, available))
        frameCount = there / width
        guard frameCount > 0 else {
            throw FormatError(
                .wav, at: start, "the sound has no samples",
                hint: "the copy or download may not have been finished")
        }
        // Programs that write to a pipe leave the size at its largest.
        notes =
            there < stated
            ? ["The file states \(stated) bytes of samples, but \(there) are there; those are read."] : []
    }
}
