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
    /// The most that is read at once to be converted: what a core's own cache holds beside the result.
    private static let floatPieceLimit = 1 << 18
    /// The most values of a gzipped file that are given room before they have come.
    private static let floatLimit = 1 << 28

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
        let plan = try RegionPlan(region, of: layout, from: start) ?? { throw outside }()
        var bytes: [UInt8] = []
        // A region of a gzipped file may be as large as a damaged header claims: more room comes with the bytes.
        bytes.reserveCapacity(min(plan.total, source.knownByteCount == nil ? 1 << 26 : plan.total))
        bytes.adviseHugePages()
        var pieces = Pieces(plan, of: self, limit: Self.readLimit)
        while let piece = try pieces.next() {
            for start in piece.starts { bytes.append(contentsOf: piece.bytes[start..<start + piece.run]) }
        }
        try checkEnd(of: plan)
        if byteOrder == .big { bytes.reverseEach(layout.storedType.componentByteCount) }
        guard
            let block = SampleBlock(
                shape: region.shape, channels: layout.channels, type: layout.storedType, bytes: bytes)
        else {
            throw truncated(available: start + bytes.count, needed: layout.byteCount ?? plan.total)
        }
        return block
    }

    /// The rescaled values of a region; its stored samples are never held all at once.
    func readFloats(_ region: Region, _ rescale: Rescale) throws -> [Float] {
        let plan = try RegionPlan(region, of: layout, from: start) ?? { throw outside }()
        let count = plan.total / layout.storedType.byteCount
        // What a gzipped file claims is not sure before it has come.
        guard source.knownByteCount != nil || count <= Self.floatLimit else {
            return try read(region).floats(rescale)
        }
        let kernel = FloatKernel(layout.storedType, rescale)
        let values = try [Float](capacity: count) { output in
            output.adviseHugePages()
            var pieces = Pieces(plan, of: self, limit: Self.floatPieceLimit)
            while var piece = try pieces.next() {
                if byteOrder == .big { piece.bytes.reverseEach(layout.storedType.componentByteCount) }
                for start in piece.starts {
                    kernel.append(piece.bytes, start..<start + piece.run, to: &output)
                }
            }
        }
        try checkEnd(of: plan)
        guard values.count == count else {
            throw truncated(available: start, needed: layout.byteCount ?? plan.total)
        }
        return values
    }

    private var outside: FormatError {
        FormatError(
            format, path: path, "the region asked for lies outside the image, whose shape is \(layout.shape)")
    }

    /// Tells whoever read the last sample if the checksum behind it is wrong.
    private func checkEnd(of plan: RegionPlan) throws {
        if source.knownByteCount == nil, plan.end == start + (layout.byteCount ?? 0) {
            _ = try stored(at: plan.end, count: 1)
        }
    }

    private func stored(at offset: Int, count: Int) throws -> [UInt8] {
        do { return try source.read(at: offset, count: count) } catch let error as CodecError {
            throw FormatError(format, path: path, describing: error)
        }
    }

    /// Some bytes of the file, and where in them runs of wanted samples begin.
    private struct Piece {
        var bytes: [UInt8]
        let starts: [Int]
        let run: Int
    }

    /// The reads that a region takes, in file order.
    private struct Pieces {
        private let samples: StoredSamples
        private let plan: RegionPlan
        private let limit: Int
        private var runs: RunOffsets
        /// Where the run begins that no longer fitted into the last piece.
        private var carried: Int?
        /// What is left of a run that takes several pieces.
        private var rest = 0..<0

        init(_ plan: RegionPlan, of samples: StoredSamples, limit: Int) {
            (self.samples, self.plan, self.limit) = (samples, plan, limit)
            runs = plan.runs
        }

        mutating func next() throws -> Piece? {
            if rest.isEmpty {
                guard let head = carried ?? runs.next() else { return nil }
                carried = nil
                if plan.run <= limit { return try gather(from: head) }
                rest = head..<head + plan.run
            }
            let bytes = try samples.stored(at: rest.lowerBound, count: min(limit, rest.count))
            // Samples are never torn: the limit is a multiple of their size.
            guard bytes.count == min(limit, rest.count) else {
                throw samples.truncated(
                    available: rest.lowerBound + bytes.count, needed: samples.layout.byteCount ?? plan.total)
            }
            rest = rest.lowerBound + bytes.count..<rest.upperBound
            return Piece(bytes: bytes, starts: [0], run: bytes.count)
        }

        /// Reads from `head` to the end of the last run that lies near enough.
        private mutating func gather(from head: Int) throws -> Piece {
            var starts = [0]
            var last = head
            while let offset = runs.next() {
                guard offset - (last + plan.run) <= StoredSamples.gapLimit, offset + plan.run - head <= limit
                else {
                    carried = offset
                    break
                }
                starts.append(offset - head)
                last = offset
            }
            let count = last + plan.run - head
            let bytes = try samples.stored(at: head, count: count)
            guard bytes.count == count else {
                throw samples.truncated(
                    available: head + bytes.count, needed: samples.layout.byteCount ?? plan.total)
            }
            return Piece(bytes: bytes, starts: starts, run: plan.run)
        }
    }
}

/// Where the samples of a region lie.
private struct RegionPlan {
    /// The size of all of them in bytes.
    let total: Int
    /// The size of one run of samples that lie together.
    let run: Int
    let runs: RunOffsets
    /// Where the last one ends.
    let end: Int

    /// Returns `nil` for a region that does not lie in the image.
    init?(_ region: Region, of layout: ImageHeader, from start: Int) {
        guard region.lies(within: layout.shape) else { return nil }
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
        self.run = run
        total = region.shape.reduce(voxel, *)
        end = first + zip(region.ranges, strides).reduce(voxel) { $0 + ($1.0.count - 1) * $1.1 }
        runs = RunOffsets(
            first: first,
            outer: zip(region.ranges, strides).dropFirst(inner).map { (count: $0.count, stride: $1) })
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
