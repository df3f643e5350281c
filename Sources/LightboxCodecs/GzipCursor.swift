import LightboxCore

/// Where reading a gzip file has come to, and the places at which it can be taken up again.
struct GzipCursor {
    private enum Phase { case memberHeader, body, trailer, end }

    private static let inputByteCount = 262_144
    private static let stepByteCount = 1 << 20
    private static let reserveLimit = 256 << 20
    /// The most input that is searched for one block's beginning, and what is then passed without searching.
    private static let (huntLimit, restByteCount) = (262_144, 1 << 20)

    private let source: any ByteSource
    private let inflater: Inflater
    private(set) var places: GzipPlaces
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
    /// The input searched in vain so far, and where searching may go on.
    private var hunted = 0
    private var restEnd = 0

    /// The last bytes that were read, up to `position`: windows that move along a file overlap a little, and going
    /// back by a few bytes may mean to begin from far.
    private var recent: [UInt8] = []
    private static let recentByteCount = 65_536

    /// How many bytes have come out of the inflater, for whatever reason.
    private(set) var inflated = 0

    init(_ source: any ByteSource, spacing: Int, index: GzipIndex?) {
        self.source = source
        inflater = Inflater()
        places = index?.places ?? GzipPlaces(spacing: spacing)
        end = index?.end
    }

    var index: GzipIndex { GzipIndex(places: places, end: end) }

    mutating func read(at offset: Int, count: Int) throws -> [UInt8] {
        if let end, offset >= end { return [] }
        var output: [UInt8] = []
        if offset < position, position - offset <= recent.count {
            output += recent.suffix(position - offset).prefix(count)
            if output.count == count { return output }
        }
        goNear(offset + output.count)
        do {
            try skip(to: offset + output.count)
            // Growing by doubling would take twice the memory; beyond this it may.
            output.reserveCapacity(min(count, Self.reserveLimit, source.inflatedByteCountLimit))
            while output.count < count {
                // Room is made as bytes come: a damaged header may ask for far more than there is.
                let room = min(count - output.count, Self.stepByteCount)
                if output.capacity - output.count < room { output.reserveCapacity(output.count * 2 + room) }
                let before = output.count
                try output.append(addingCapacity: room) { try fill(&$0, limit: room) }
                if output.count == before { break }
            }
            recent = Array(output.suffix(Self.recentByteCount))
            return output
        } catch {
            // The inflater may be anywhere now; the next read starts from a place that is known.
            goTo(nil)
            throw error
        }
    }

    // MARK: Getting there

    private mutating func goNear(_ offset: Int) {
        let nearest = places.last(notAfter: offset)
        if offset >= position, position >= (nearest?.output ?? 0) { return }
        goTo(nearest)
    }

    private mutating func goTo(_ place: GzipPlaces.Place?) {
        input.removeAll(keepingCapacity: true)
        recent = []
        used = 0
        position = place?.output ?? 0
        inputOffset = place?.input ?? 0
        crc = place?.crc ?? 0
        memberLength = place?.memberLength ?? 0
        phase = place == nil ? .memberHeader : .body
        (hunted, restEnd) = (0, 0)
        if let place { inflater.restart(window: place.window, bits: place.bits, value: place.value) }
    }

    private mutating func skip(to offset: Int) throws {
        guard position < offset else { return }
        recent = []
        var room = scratch
        scratch = []
        defer { scratch = room }
        while position < offset {
            room.removeAll(keepingCapacity: true)
            let step = min(Self.inputByteCount, offset - position)
            try room.append(addingCapacity: step) { try fill(&$0, limit: step) }
            if room.isEmpty { return }
        }
    }

    // MARK: Inflating

    /// Appends `limit` bytes, or fewer at the end of the file.
    private mutating func fill(_ output: inout OutputSpan<UInt8>, limit: Int) throws {
        let wanted = output.count + limit
        while output.count < wanted {
            switch phase {
            case .end: return
            case .memberHeader: try readMemberHeader()
            case .trailer: try readTrailer()
            case .body: try inflate(&output, limit: wanted - output.count)
            }
        }
    }

    private mutating func inflate(_ output: inout OutputSpan<UInt8>, limit: Int) throws {
        let hasInput = try refill()
        // Behind the last place only: what lies before was read once.
        let distance = places.next(after: position) - position
        let wantsPlace = distance <= 0 && inputOffset + used >= restEnd
        // Up to where a place will be wanted, so that it is not passed by.
        let step = inflater.step(
            input, from: used, into: &output, limit: distance > 0 ? min(limit, distance) : limit, crc: &crc,
            huntingForBlocks: wantsPlace)
        used += step.consumed
        position += step.produced
        inflated += step.produced
        memberLength += step.produced
        switch step.status {
        case .going:
            // Output may still come when all input is used up: the inflater holds some back.
            if !hasInput, step.produced == 0 {
                throw CodecError(
                    "gzip", at: inputOffset + used, "the file ends in the middle of its compressed data",
                    hint: "the copy or download may not have been finished")
            }
            if wantsPlace {
                hunted += step.consumed
                // Blocks with short headers are hardly ever caught; looking for them all the time would be slow.
                if hunted > Self.huntLimit {
                    (hunted, restEnd) = (0, inputOffset + used + Self.restByteCount)
                }
            }
        case .blockEnd(let place):
            hunted = 0
            places.keep(
                .init(
                    output: position, input: inputOffset + used - place.unused, bits: place.bits,
                    value: place.value, window: inflater.window, crc: crc, memberLength: memberLength))
        case .streamEnd(let unused):
            giveBack(unused)
            phase = .trailer
        case .broken(let words):
            throw CodecError("gzip", at: inputOffset + used, "the compressed data is damaged: \(words)")
        }
    }

    /// Goes back by some bytes, which may have come with the input before this one.
    private mutating func giveBack(_ count: Int) {
        if count <= used {
            used -= count
        } else {
            (inputOffset, used) = (inputOffset + used - count, 0)
            input.removeAll(keepingCapacity: true)
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
        if places.wantsOne(at: position) {
            places.keep(
                .init(
                    output: position, input: inputOffset + used, bits: 0, value: 0, window: [], crc: 0,
                    memberLength: 0))
        }
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
