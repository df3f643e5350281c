import LightboxCore

/// The places at which one gzip file can be taken up, in a form that can be kept beside it or in a cache.
///
/// It is good for that very file only: whoever keeps it must see to it that the file has not changed.
public struct GzipIndex: Sendable, Equatable {
    let places: GzipPlaces
    /// The number of bytes that come out, if the file was once read to its end.
    let end: Int?

    private static let mark = Array("LBGZPL01".utf8)
    private static let entryByteCount = 44

    /// How many places there are.
    public var count: Int { places.all.count }

    init(places: GzipPlaces, end: Int?) { (self.places, self.end) = (places, end) }

    /// The index as bytes, with a checksum at their end.
    public var bytes: [UInt8] {
        var out = Self.mark
        func add(_ value: Int, _ size: Int = 8) {
            for byte in 0..<size { out.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
        }
        out.reserveCapacity(places.all.count * (Self.entryByteCount + Inflater.windowByteCount) + 64)
        add(places.spacing)
        add(end ?? -1)
        add(places.all.count)
        for place in places.all {
            add(place.output)
            add(place.input)
            add(place.memberLength)
            add(Int(place.crc), 4)
            add(place.bits, 4)
            add(Int(place.value), 4)
            add(place.window.count)
            out += place.window
        }
        add(Int(Inflater.crc32(0, out, 0..<out.count)), 4)
        return out
    }

    /// Reads what `bytes` gave, or returns `nil` if it is not that, whole and unchanged.
    public init?(bytes: [UInt8]) {
        let end = bytes.count - 4
        let span = bytes.span
        guard end > Self.mark.count, Array(bytes.prefix(Self.mark.count)) == Self.mark,
            span.integer(UInt32.self, at: end, .little) == Inflater.crc32(0, bytes, 0..<end)
        else { return nil }
        var at = Self.mark.count
        func next() -> Int? {
            guard let value = span.integer(UInt64.self, at: at, .little) else { return nil }
            at += 8
            return Int(truncatingIfNeeded: value)
        }
        func small() -> Int? {
            guard let value = span.integer(UInt32.self, at: at, .little) else { return nil }
            at += 4
            return Int(value)
        }
        guard let spacing = next(), let stated = next(), let count = next(), spacing > 0,
            (0...GzipPlaces.limit).contains(count)
        else { return nil }
        var places = GzipPlaces(spacing: spacing)
        for _ in 0..<count {
            guard let output = next(), let input = next(), let memberLength = next(), let crc = small(),
                let bits = small(), let value = small(), let window = next(), output >= 0, input >= 0,
                bits < 8, value < 256, (0...Inflater.windowByteCount).contains(window), at + window <= end
            else { return nil }
            places.restore(
                .init(
                    output: output, input: input, bits: bits, value: UInt8(value),
                    window: Array(bytes[at..<at + window]), crc: UInt32(crc), memberLength: memberLength))
            at += window
        }
        guard at == end, places.isAscending else { return nil }
        self.init(places: places, end: stated < 0 ? nil : stated)
    }
}
