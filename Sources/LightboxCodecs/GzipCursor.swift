import LightboxCore

/// Where reading a gzip file has come to, and the places at which it can be taken up again.
struct GzipCursor {
    /// A place between two blocks at which inflating can start.
    struct Checkpoint {
        /// Bytes of output before it.
        let output: Int
        /// Bytes of input before it; of the last one, `bits` bits still belong to what follows.
        let input: Int
        let bits: Int
        let byte: UInt8
        let window: [UInt8]
        /// CRC-32 and length of the member up to here.
        let crc: UInt32
        let memberLength: Int
    }
    private enum Phase { case memberHeader, body, trailer, end }

    static let checkpointLimit = 512
    private static let inputByteCount = 131_072
    private static let stepByteCount = 1 << 20
    private static let reserveLimit = 256 << 20

    private let source: any ByteSource
    private let inflater: Inflater
    private var spacing: Int
    private(set) var checkpoints: [Checkpoint] = []
    /// The number of bytes that come out, once known.
    private(set) var end: Int?

    private var phase = Phase.memberHeader
    /// Bytes of output before the next one.
    private var position = 0
    /// The compressed bytes at hand: `input[used...]` are those from `inputOffset + used` on.
    private var input: [UInt8] = []
    private var inputOffset = 0
    private var used = 0
    private var crc: UInt32 = 0
    private var memberLength = 0
    private var scratch: [UInt8] = []

    init(_ source: any ByteSource, _ inflater: Inflater, spacing: Int) {
        (self.source, self.inflater, self.spacing) = (source, inflater, spacing)
    }

    mutating func read(at offset: Int, count: Int) throws -> [UInt8] {
        if let end, offset >= end { return [] }
        goNear(offset)
        do {
            try skip(to: offset)
            var output: [UInt8] = []
            var filled = 0
            // Growing by doubling would take twice the memory; beyond this it may.
            output.reserveCapacity(min(count, Self.reserveLimit, source.inflatedByteCountLimit))
            while filled < count {
                // Room is made as bytes come: a damaged header may ask for far more than there is.
                if output.count == filled {
                    let room = min(count - filled, max(65_536, min(filled, Self.stepByteCount)))
                    output += [UInt8](repeating: 0, count: room)
                }
                let got = try inflate(into: &output, at: filled..<output.count)
                if got == 0 { break }
                filled += got
            }
            output.removeLast(output.count - filled)
            return output
        } catch {
            // The inflater may be anywhere now; the next read starts from a place that is known.
            goTo(nil)
            throw error
        }
    }

    // MARK: Getting there

    private mutating func goNear(_ offset: Int) {
        var low = 0
        var high = checkpoints.count
        while low < high {
            let middle = (low + high) / 2
            if checkpoints[middle].output <= offset { low = middle + 1 } else { high = middle }
        }
        let nearest = low > 0 ? checkpoints[low - 1] : nil
        if offset >= position, position >= (nearest?.output ?? 0) { return }
        goTo(nearest)
    }

    private mutating func goTo(_ checkpoint: Checkpoint?) {
        input.removeAll(keepingCapacity: true)
        used = 0
        position = checkpoint?.output ?? 0
        inputOffset = checkpoint?.input ?? 0
        crc = checkpoint?.crc ?? 0
        memberLength = checkpoint?.memberLength ?? 0
        phase = checkpoint == nil ? .memberHeader : .body
        if let checkpoint {
            inflater.restart(window: checkpoint.window, bits: checkpoint.bits, byte: checkpoint.byte)
        }
    }

    private mutating func skip(to offset: Int) throws {
        guard position < offset else { return }
        var room = scratch
        scratch = []
        defer { scratch = room }
        if room.isEmpty { room = [UInt8](repeating: 0, count: Self.inputByteCount) }
        while position < offset {
            if try inflate(into: &room, at: 0..<min(room.count, offset - position)) == 0 { return }
        }
    }

    // MARK: Inflating

    /// Fills some of `range`, at least one byte; 0 at the end of the file.
    private mutating func inflate(into output: inout [UInt8], at range: Range<Int>) throws -> Int {
        while true {
            switch phase {
            case .end: return 0
            case .memberHeader: try readMemberHeader()
            case .trailer: try readTrailer()
            case .body:
                if try !refill() {
                    throw CodecError(
                        "gzip", at: inputOffset + used, "the file ends in the middle of its compressed data",
                        hint: "the copy or download may not have been finished")
                }
                let wantsCheckpoint = position - (checkpoints.last?.output ?? 0) >= spacing
                let step = inflater.step(
                    input, from: used, into: &output, at: range, stoppingAtBlocks: wantsCheckpoint)
                used += step.consumed
                let produced = range.lowerBound..<range.lowerBound + step.produced
                crc = Inflater.crc32(crc, output, produced)
                position += step.produced
                memberLength += step.produced
                switch step.status {
                case .going: break
                case .blockEnd:
                    let window = inflater.window
                    keepCheckpoint(spareBits: step.spareBits, window: window)
                case .streamEnd: phase = .trailer
                case .broken(let words):
                    throw CodecError(
                        "gzip", at: inputOffset + used, "the compressed data is damaged: \(words)")
                }
                if step.produced > 0 { return step.produced }
            }
        }
    }

    private mutating func keepCheckpoint(spareBits: Int, window: [UInt8]) {
        guard position - (checkpoints.last?.output ?? 0) >= spacing else { return }
        guard spareBits == 0 || used > 0 else { return }
        checkpoints.append(
            Checkpoint(
                output: position, input: inputOffset + used, bits: spareBits,
                byte: used > 0 ? input[used - 1] : 0,
                window: window, crc: crc, memberLength: memberLength))
        if checkpoints.count > Self.checkpointLimit {
            checkpoints = checkpoints.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            spacing *= 2
        }
    }

    // MARK: Members (RFC 1952)

    private mutating func readMemberHeader() throws {
        func truncated() -> CodecError {
            CodecError("gzip", at: inputOffset + used, "the file ends inside a gzip header")
        }
        func next() throws -> UInt8 {
            guard try refill() else { throw truncated() }
            defer { used += 1 }
            return input[used]
        }
        let start = inputOffset + used
        guard try next() == 0x1F, try next() == 0x8B, try next() == 8 else {
            throw CodecError("gzip", at: start, "no gzip member begins here, with 1F 8B 08")
        }
        let flags = try next()
        for _ in 0..<6 { _ = try next() }
        if flags & 4 != 0 {
            let length = Int(try next()) | Int(try next()) << 8
            for _ in 0..<length { _ = try next() }
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 { while try next() != 0 {} }
        if flags & 2 != 0 { for _ in 0..<2 { _ = try next() } }
        inflater.restart()
        (crc, memberLength, phase) = (0, 0, .body)
        // Nothing before a member is needed to inflate it. Files of many small ones (bgzip) have no other places.
        keepCheckpoint(spareBits: 0, window: [])
    }

    private mutating func readTrailer() throws {
        let start = inputOffset + used
        var words: [UInt32] = [0, 0]
        for i in 0..<8 {
            guard try refill() else {
                throw CodecError(
                    "gzip", at: inputOffset + used, "the file ends before the checksum of its content",
                    hint: "the copy or download may not have been finished")
            }
            words[i / 4] |= UInt32(input[used]) << UInt32(8 * (i % 4))
            used += 1
        }
        guard words[0] == crc else {
            throw CodecError(
                "gzip", at: start,
                "the checksum (CRC-32) of the content is wrong: some of it has been changed")
        }
        guard words[1] == UInt32(truncatingIfNeeded: memberLength) else {
            throw CodecError("gzip", at: start + 4, "the length of the content is not the one stated")
        }
        // Another member follows, or padding, or bytes that are no concern of ours (gzip(1) ignores them too).
        if try refill(), input[used] == 0x1F {
            phase = .memberHeader
        } else {
            (phase, end) = (.end, position)
        }
    }

    /// Makes sure that a compressed byte is at hand; false at the end of the file.
    private mutating func refill() throws -> Bool {
        if used < input.count { return true }
        inputOffset += input.count
        used = 0
        // The first read is small: most visits want only a header.
        input = try source.read(at: inputOffset, count: inputOffset == 0 ? 16_384 : Self.inputByteCount)
        return !input.isEmpty
    }
}
