/// The places at which a gzip file can be taken up, in the order of the file.
struct GzipPlaces: Sendable, Equatable {
    /// A place between two blocks at which inflating can start.
    struct Place: Sendable, Equatable {
        /// Bytes of output before it.
        let output: Int
        /// Bytes of input before it; of the last one, `bits` bits, whose number is `value`, are still to come.
        let input: Int
        let bits: Int
        let value: UInt8
        let window: [UInt8]
        /// CRC-32 and length of the member up to here.
        let crc: UInt32
        let memberLength: Int
    }

    static let limit = 512

    private(set) var all: [Place] = []
    /// The bytes of output between two places.
    private(set) var spacing: Int

    init(spacing: Int) { self.spacing = max(1, spacing) }

    /// Whether the last place lies so far back that another is wanted at `position`.
    func wantsOne(at position: Int) -> Bool { position >= next(after: position) }

    /// Where the next place is wanted; places are only ever added behind the last one.
    func next(after position: Int) -> Int { (all.last?.output ?? 0) + spacing }

    /// Keeps a place behind all others; where there are too many, every other one is dropped.
    mutating func keep(_ place: Place) {
        guard place.output >= next(after: place.output) else { return }
        all.append(place)
        if all.count > Self.limit {
            all = all.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            spacing *= 2
        }
    }

    /// The last place from which `offset` can be reached.
    func last(notAfter offset: Int) -> Place? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].output <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? all[low - 1] : nil
    }

    /// Adds a place that was kept elsewhere, as it stood.
    mutating func restore(_ place: Place) { all.append(place) }

    /// Whether every place lies behind the one before it.
    var isAscending: Bool {
        zip(all, all.dropFirst()).allSatisfy { $0.output < $1.output && $0.input < $1.input }
    }
}
