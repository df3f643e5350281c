import LightboxCodecs
import LightboxCore
import SystemPackage

/// Samples that lie one after another, the first axis fastest, from `start` on.
///
/// A region is cut out with as few reads as its shape allows: runs that lie close together come in with one
/// read, and nothing is held but that read and the result.
struct StoredSamples: Sendable {
    let source: any ByteSource
    let path: FilePath
    let format: FileFormat
    /// The offset of the first sample, in bytes.
    let start: Int
    /// Gives shape, channels and type.
    let layout: ImageHeader
    let byteOrder: ByteOrder

    /// Runs closer together than this come in with one read: going on is cheaper than asking again.
    private static let gapLimit = 65_536
    /// The most that one read brings in.
    private static let readLimit = 1 << 20

    /// Checks that the source is long enough, or can be, where only reading it all would tell its length.
    func checkExtent() throws(FormatError) {
        let (needed, available) = (layout.byteCount ?? .max, source.byteCountLimit)
        guard start <= available, needed <= available - start else {
            throw truncated(available: available, needed: needed)
        }
    }

    private func truncated(available: Int, needed: Int) -> FormatError {
        FormatError(
            format, path: path, at: available,
            "the file ends too early: the samples take \(needed) bytes from byte \(start) on, but "
                + "\(max(0, available - start)) are there",
            hint: "the copy or download may not have been finished")
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: layout.shape) else {
            throw FormatError(
                format, path: path,
                "the region asked for lies outside the image, whose shape is \(layout.shape)")
        }
        let voxel = layout.channels * layout.storedType.byteCount
        var strides: [Int] = []
        var stride = voxel
        for length in layout.shape {
            strides.append(stride)
            stride *= length  // Cannot overflow: `byteCount` was checked when the header was made.
        }
        // The leading axes that are wanted whole, and the first that is not, lie in one run.
        var inner = 0
        var run = voxel
        while inner < region.ranges.count {
            run *= region.ranges[inner].count
            inner += 1
            if region.ranges[inner - 1].count != layout.shape[inner - 1] { break }
        }
        let first = zip(region.ranges, strides).reduce(start) { $0 + $1.0.lowerBound * $1.1 }
        let outer = zip(region.ranges, strides).dropFirst(inner).map { (count: $0.count, stride: $1) }
        let total = region.shape.reduce(voxel, *)

        var bytes: [UInt8] = []
        // A region of a gzipped file may be as large as a damaged header claims: more room comes with the bytes.
        bytes.reserveCapacity(min(total, source.knownByteCount == nil ? 1 << 26 : total))
        var runs = RunOffsets(first: first, outer: outer)
        var pending: [Int] = []
        while let offset = runs.next() {
            if let head = pending.first, let last = pending.last,
                offset - (last + run) > Self.gapLimit || offset + run - head > Self.readLimit
            {
                try fetch(pending, run: run, into: &bytes)
                pending.removeAll(keepingCapacity: true)
            }
            pending.append(offset)
        }
        try fetch(pending, run: run, into: &bytes)
        // Whoever reads the last sample is told if the checksum behind it is wrong.
        let end = first + zip(region.ranges, strides).reduce(voxel) { $0 + ($1.0.count - 1) * $1.1 }
        if source.knownByteCount == nil, end == start + (layout.byteCount ?? 0) {
            _ = try stored(at: end, count: 1)
        }
        if byteOrder == .big { bytes.reverseEach(layout.storedType.componentByteCount) }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: layout.channels, type: layout.storedType, bytes: bytes)
        else {
            throw truncated(available: start + bytes.count, needed: layout.byteCount ?? total)
        }
        return block
    }

    private func stored(at offset: Int, count: Int) throws -> [UInt8] {
        do { return try source.read(at: offset, count: count) } catch let error as CodecError {
            throw FormatError(format, path: path, describing: error)
        }
    }

    /// Reads from the first of `offsets` to the end of the last run, and appends the runs alone.
    private func fetch(_ offsets: [Int], run: Int, into bytes: inout [UInt8]) throws {
        guard let first = offsets.first, let last = offsets.last else { return }
        if offsets.count == 1 {
            // One long run: in pieces, so that the result is the only large thing held.
            var done = 0
            while done < run {
                let piece = try stored(at: first + done, count: min(Self.readLimit, run - done))
                guard !piece.isEmpty else {
                    throw truncated(available: first + done, needed: layout.byteCount ?? run)
                }
                bytes.append(contentsOf: piece)
                done += piece.count
            }
            return
        }
        let span = last + run - first
        let piece = try stored(at: first, count: span)
        guard piece.count == span else {
            throw truncated(available: first + piece.count, needed: layout.byteCount ?? span)
        }
        for offset in offsets { bytes.append(contentsOf: piece[offset - first..<offset - first + run]) }
    }
}

/// The offsets of a region's runs, in file order.
private struct RunOffsets {
    private let outer: [(count: Int, stride: Int)]
    private var index: [Int]
    private var offset: Int
    private var isDone = false

    init(first: Int, outer: [(count: Int, stride: Int)]) {
        self.outer = outer
        index = Array(repeating: 0, count: outer.count)
        offset = first
    }

    mutating func next() -> Int? {
        guard !isDone else { return nil }
        let result = offset
        var axis = 0
        while axis < outer.count {
            index[axis] += 1
            offset += outer[axis].stride
            if index[axis] < outer[axis].count { return result }
            offset -= outer[axis].stride * outer[axis].count
            index[axis] = 0
            axis += 1
        }
        isDone = true
        return result
    }
}
