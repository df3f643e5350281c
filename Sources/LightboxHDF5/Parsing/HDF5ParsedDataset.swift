import LightboxCore
import Synchronization

/// A dataset that our own reader reads.
final class HDF5ParsedDataset: HDF5Dataset {
    let info: HDF5DatasetInfo
    private let file: HDF5Bytes
    private let layout: HDF5Layout
    private let filters: [HDF5Filter]
    /// One element of what stands for those that were never written.
    private let fill: [UInt8]
    private let limits: [Int]
    private let chunkByteCount: Int
    private let state = Mutex(State())

    private struct State {
        /// All chunks, for those indexes that are read whole.
        var chunks: [HDF5Chunk]?
        /// Chunks that were undone lately, the newest last.
        var recent: [(address: UInt64, bytes: [UInt8])] = []
        var recentByteCount = 0
    }
    /// So many bytes of undone chunks are kept for the next read.
    private static let cacheLimit = 16 << 20

    init(_ header: HDF5ObjectHeader, _ path: String, _ file: HDF5Bytes) throws(HDF5Error) {
        self.file = file
        guard var typeBody = try header.message(0x03), let spaceBody = try header.message(0x01),
            let layoutBody = try header.message(0x08)
        else { throw HDF5Error(object: path, "is no dataset") }
        let type = try HDF5Datatype.parse(&typeBody)
        let space = try HDF5Space(spaceBody)
        let layout = try HDF5Layout.parse(
            layoutBody, rank: space.shape.count, elementByteCount: type.byteCount)
        filters =
            try header.message(0x0B).map { message throws(HDF5Error) in try HDF5Filter.parse(message) } ?? []
        fill = try Self.fill(header, size: type.byteCount)
        var problem: String?
        if header.messages.contains(where: { $0.type == 0x07 }) {
            problem = "its samples lie in other files, which are not followed"
        }
        var chunk: [Int]?
        var chunkSize = type.byteCount
        switch layout {
        case .virtual: problem = "its samples lie in other files (a virtual dataset), which are not followed"
        case .chunked(let shape, _):
            chunk = shape
            for length in shape {
                let (product, overflow) = chunkSize.multipliedReportingOverflow(by: length)
                guard !overflow, product <= 1 << 32 else {
                    throw layoutBody.fault("chunks have the shape \(shape), which is too large")
                }
                chunkSize = product
            }
        case .compact, .contiguous: break
        }
        chunkByteCount = chunkSize
        limits = space.limits
        self.layout = layout
        info = HDF5DatasetInfo(
            path: path, type: type, shape: space.shape, isEmpty: space.isEmpty, chunk: chunk,
            filters: filters.map(\.name), problem: problem)
    }

    /// A filter that only libhdf5 may know.
    var unknownFilter: String? { filters.first { !$0.isKnown }?.name }

    private static func fill(_ header: HDF5ObjectHeader, size: Int) throws(HDF5Error) -> [UInt8] {
        let nothing = [UInt8](repeating: 0, count: size <= 1 << 20 ? size : 0)
        if var body = try header.message(0x05) {
            let version = try body.int(1)
            var isDefined = true
            if version == 3 {
                isDefined = try body.int(1) & 0x20 != 0
            } else {
                try body.skip(2)
                isDefined = try body.int(1) != 0 || version == 1
            }
            guard isDefined, body.rest >= 4 else { return nothing }
            let count = try body.int(4)
            return count == size ? try body.take(count) : nothing
        }
        if var body = try header.message(0x04) {
            let count = try body.int(4)
            return count == size ? try body.take(count) : nothing
        }
        return nothing
    }

    func values(start: [Int], count: [Int]) throws(HDF5Error) -> HDF5Values {
        let bytes = try read(start: start, count: count)
        var heap = HDF5GlobalHeap(file)
        do { return try heap.values(info.type, count: bytes.count / info.type.byteCount, bytes) } catch {
            throw error.of(info.path)
        }
    }

    func read(start: [Int], count: [Int]) throws(HDF5Error) -> [UInt8] {
        do throws(HDF5Error) {
            if let problem = info.problem { throw HDF5Error(problem) }
            guard let size = info.byteCount(start: start, count: count) else {
                throw HDF5Error("the region asked for lies outside its shape, \(info.shape)")
            }
            if info.isEmpty || size == 0 { return [] }
            return try box(start, count, size)
        } catch {
            throw error.of(info.path)
        }
    }

    private func filled(_ size: Int) -> [UInt8] {
        guard fill.contains(where: { $0 != 0 }) else { return [UInt8](repeating: 0, count: size) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        while bytes.count < size { bytes.append(contentsOf: fill) }
        return bytes
    }

    private func box(_ start: [Int], _ count: [Int], _ size: Int) throws(HDF5Error) -> [UInt8] {
        switch layout {
        case .virtual: throw HDF5Error("its samples lie in other files")
        case .compact(let all):
            var result = [UInt8](repeating: 0, count: size)
            guard copy(all, origin: info.shape.map { _ in 0 }, of: info.shape, start, count, into: &result)
            else {
                throw HDF5Error("holds fewer bytes than its shape asks for")
            }
            return result
        case .contiguous(let address, let stated):
            guard address != file.undefined else { return filled(size) }
            guard let whole = info.byteCount(start: info.shape.map { _ in 0 }, count: info.shape),
                stated == nil || whole <= stated ?? 0
            else { throw HDF5Error("holds fewer bytes than its shape asks for") }
            // Checked before room is made for what a damaged header may claim.
            guard let place = Int(exactly: address), place <= file.source.byteCountLimit - file.base,
                whole <= file.source.byteCountLimit - file.base - place
            else { throw HDF5Error(at: Int(clamping: address), "its samples reach past the end of the file") }
            var result = [UInt8](repeating: 0, count: size)
            try contiguous(place, start, count, into: &result)
            return result
        case .chunked(let chunk, let index): return try chunks(chunk, index, start, count, size)
        }
    }

    /// Copies what `count` elements from `start` on and an array at `origin` of the given shape have in common.
    private func copy(
        _ source: [UInt8], origin: [Int], of shape: [Int], _ start: [Int], _ count: [Int],
        into target: inout [UInt8]
    ) -> Bool {
        guard let from = BoxCopy.strides(of: shape.reversed()), let to = BoxCopy.strides(of: count.reversed())
        else { return false }
        var (sourceStart, targetStart, common) = (0, 0, [Int]())
        for axis in shape.indices.reversed() {
            let low = max(origin[axis], start[axis])
            let high = min(origin[axis] + shape[axis], start[axis] + count[axis])
            guard low < high else { return true }
            let fast = shape.count - 1 - axis
            sourceStart += (low - origin[axis]) * from[fast]
            targetStart += (low - start[axis]) * to[fast]
            common.append(high - low)
        }
        return BoxCopy(
            shape: common, elementByteCount: info.type.byteCount, sourceStart: sourceStart,
            sourceStrides: from,
            targetStart: targetStart, targetStrides: to
        ).copy(from: source, into: &target)
    }

    /// Reads what lies between a box's first and last byte where that is not much, or else one by one what the
    /// slowest axis divides it into.
    private func contiguous(_ place: Int, _ start: [Int], _ count: [Int], into result: inout [UInt8])
        throws(HDF5Error)
    {
        let size = info.type.byteCount
        guard let strides = BoxCopy.strides(of: info.shape.reversed()),
            let targets = BoxCopy.strides(of: count.reversed())
        else { throw HDF5Error("has more elements than can be counted") }
        let rank = count.count
        /// Along the axes from `axis` on (the slowest first), from element `at` of the file to `target` of the result.
        func read(_ axis: Int, _ at: Int, _ target: Int) throws(HDF5Error) {
            var span = 1
            for inner in axis..<rank { span += (count[inner] - 1) * strides[rank - 1 - inner] }
            if axis < rank, span * size > 4 << 20, count[axis...].reduce(1, *) < span || axis < rank - 1 {
                let (step, targetStep) = (strides[rank - 1 - axis], targets[rank - 1 - axis])
                for i in 0..<count[axis] { try read(axis + 1, at + i * step, target + i * targetStep) }
                return
            }
            let bytes = try file.read(at: UInt64(place + at * size), count: span * size)
            let inner = Array(count[axis...].reversed())
            guard
                BoxCopy(
                    shape: inner, elementByteCount: size, sourceStrides: Array(strides.prefix(inner.count)),
                    targetStart: target, targetStrides: Array(targets.prefix(inner.count))
                ).copy(from: bytes, into: &result)
            else { throw HDF5Error("has more elements than can be counted") }
        }
        var first = 0
        for axis in 0..<rank { first += start[axis] * strides[rank - 1 - axis] }
        try read(0, first, 0)
    }

    private func chunks(
        _ chunk: [Int], _ index: HDF5ChunkIndex, _ start: [Int], _ count: [Int], _ size: Int
    ) throws(HDF5Error) -> [UInt8] {
        let low = zip(start, chunk).map { $0 / $1 }
        let high = chunk.indices.map { (start[$0] + count[$0] - 1) / chunk[$0] }
        let found = try chunks(index, chunk, low, high)
        var result = filled(size)
        guard result.count == size else { throw HDF5Error("has elements too large to read") }
        for piece in found {
            let bytes = try undone(piece)
            guard bytes.count == chunkByteCount else {
                throw HDF5Error(
                    at: file.base &+ Int(clamping: piece.address),
                    "a chunk holds \(bytes.count) bytes, but its shape takes \(chunkByteCount)")
            }
            var origin: [Int] = []
            for axis in chunk.indices {
                let (place, overflow) = piece.place[axis].multipliedReportingOverflow(by: chunk[axis])
                guard !overflow else { throw HDF5Error("a chunk lies outside the dataset") }
                origin.append(place)
            }
            guard copy(bytes, origin: origin, of: chunk, start, count, into: &result) else {
                throw HDF5Error("a chunk lies outside the dataset")
            }
        }
        return result
    }

    private func chunks(_ index: HDF5ChunkIndex, _ chunk: [Int], _ low: [Int], _ high: [Int])
        throws(HDF5Error)
        -> [HDF5Chunk]
    {
        let list = HDF5ChunkList(
            file: file, index: index, chunk: chunk, shape: info.shape, limits: limits,
            chunkByteCount: chunkByteCount, isFiltered: !filters.isEmpty)
        if case .tree = index { return try list.chunks(from: low, through: high) }
        let all: [HDF5Chunk]
        if let known = state.withLock({ $0.chunks }) {
            all = known
        } else {
            all = try list.chunks(from: low.map { _ in 0 }, through: high.map { _ in .max })
            state.withLock { $0.chunks = all }
        }
        return all.filter { piece in
            low.indices.allSatisfy { piece.place[$0] >= low[$0] && piece.place[$0] <= high[$0] }
        }
    }

    /// A chunk's elements, all filters undone.
    private func undone(_ piece: HDF5Chunk) throws(HDF5Error) -> [UInt8] {
        let kept = state.withLock { state in state.recent.first { $0.address == piece.address }?.bytes }
        if let kept { return kept }
        var bytes = try file.read(at: piece.address, count: piece.byteCount)
        for (number, filter) in filters.enumerated().reversed() {
            // An optional filter that could not shrink a chunk was left out for that chunk.
            if number < 32, piece.mask & (1 << UInt32(number)) != 0 { continue }
            do { bytes = try filter.undo(bytes, size: chunkByteCount) } catch {
                var error = error
                if error.offset == nil, !error.isUnsupported {
                    error = HDF5Error(
                        object: error.object, at: file.base &+ Int(clamping: piece.address), error.problem)
                }
                throw error
            }
        }
        guard bytes.count <= Self.cacheLimit / 2, !filters.isEmpty else { return bytes }
        state.withLock { state in
            state.recent.append((piece.address, bytes))
            state.recentByteCount += bytes.count
            while state.recentByteCount > Self.cacheLimit, !state.recent.isEmpty {
                state.recentByteCount -= state.recent.removeFirst().bytes.count
            }
        }
        return bytes
    }
}
