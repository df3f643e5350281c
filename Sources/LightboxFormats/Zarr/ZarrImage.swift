import LightboxArchive
import LightboxCore
import Synchronization

/// An array whose chunks are files of a folder.
final class ZarrImage: ImageSource {
    let header: ImageHeader
    private let array: ZarrArray
    private let tree: any FileTree
    /// The array's folder below the tree's, with a `/` at its end unless it is the tree's own.
    private let folder: String
    private let chunkByteCount: Int
    private let recent = Mutex(Recent())

    private struct Recent {
        /// Chunks that were read lately, the newest last.
        var chunks: [(key: String, bytes: [UInt8]?)] = []
        var byteCount = 0
    }
    private static let cacheLimit = 32 << 20
    /// No region larger than this is read at once.
    private static let regionLimit = 1 << 32

    init(_ array: ZarrArray, in tree: any FileTree, at path: String, header: ImageHeader? = nil) throws {
        self.array = array
        self.tree = tree
        folder = path.isEmpty ? "" : path + "/"
        self.header = header ?? array.header()
        chunkByteCount = array.chunk.reduce(array.type.sample.byteCount, *)
        try checkPresence(path)
    }

    /// Refuses an array that claims far more than its folder can hold: a damaged shape.
    private func checkPresence(_ path: String) throws {
        guard let claimed = header.byteCount, claimed > 1 << 28 else { return }
        let names = try tree.entries(in: path).filter {
            !$0.name.hasPrefix(".") && !$0.name.hasSuffix(".json")
        }
        let grid = zip(array.shape, array.chunk).map { ($0 + $1 - 1) / $1 }
        let expected: Int
        switch array.keys {
        case .plain("/"): expected = grid.first ?? 1
        case .n5: expected = grid.last ?? 1
        case .prefixed("/"): expected = names.isEmpty ? .max : 1
        case .plain, .prefixed:
            expected = grid.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 &* $1 }
        }
        guard expected / 100_000 <= names.count else {
            throw ArrayFault(
                "the array claims \(claimed) bytes of samples, but only \(names.count) chunks are there")
        }
    }

    func read(_ region: Region) throws -> SampleBlock {
        guard region.lies(within: header.shape) else {
            throw ArrayFault("the region asked for lies outside the array, whose shape is \(header.shape)")
        }
        let size = array.type.sample.byteCount
        let total = region.shape.reduce(size) {
            $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 &* $1
        }
        guard total <= Self.regionLimit else {
            throw ArrayFault("the region asked for takes \(total) bytes", hint: "read a smaller region")
        }
        let ranges: [Range<Int>] = region.ranges.reversed()
        var bytes = [UInt8](repeating: 0, count: total)
        if array.fill.contains(where: { $0 != 0 }) {
            for index in bytes.indices { bytes[index] = array.fill[index % size] }
        }
        var place = zip(ranges, array.chunk).map { $0.lowerBound / $1 }
        let first = place
        let last = zip(ranges, array.chunk).map { ($0.upperBound - 1) / $1 }
        while true {
            try Task.checkCancellation()
            let origin = zip(place, array.chunk).map { $0 * $1 }
            if case .shards(let shards)? = array.coding.codecs.first {
                try copyShard(place, origin, shards, ranges, into: &bytes)
            } else if let chunk = try chunk(place) {
                try copy(chunk.bytes, array.coding, chunk.shape, origin, ranges, into: &bytes)
            }
            var axis = place.count - 1
            while axis >= 0 {
                place[axis] += 1
                if place[axis] <= last[axis] { break }
                place[axis] = first[axis]
                axis -= 1
            }
            if axis < 0 { break }
        }
        guard let block = SampleBlock(shape: region.shape, channels: 1, type: array.type.sample, bytes: bytes)
        else { throw ArrayFault("the region asked for has more samples than can be counted") }
        return block
    }

    /// Copies what a chunk and the region have in common.
    private func copy(
        _ source: [UInt8], _ coding: ZarrCoding, _ shape: [Int], _ origin: [Int], _ ranges: [Range<Int>],
        into target: inout [UInt8]
    ) throws {
        guard let strides = coding.strides(of: shape),
            let targets = BoxCopy.strides(of: ranges.reversed().map(\.count))
        else { throw ArrayFault("a chunk has more elements than can be counted") }
        var (from, to, common, fromStrides) = (0, 0, [Int](), [Int]())
        for axis in shape.indices.reversed() {
            let low = max(origin[axis], ranges[axis].lowerBound)
            let high = min(origin[axis] + shape[axis], ranges[axis].upperBound)
            guard low < high else { return }
            from += (low - origin[axis]) * strides[axis]
            to += (low - ranges[axis].lowerBound) * targets[shape.count - 1 - axis]
            common.append(high - low)
            fromStrides.append(strides[axis])
        }
        var source = source
        if coding.byteOrder == .big { source.reverseEach(array.type.sample.componentByteCount) }
        guard
            BoxCopy(
                shape: common, elementByteCount: array.type.sample.byteCount, sourceStart: from,
                sourceStrides: fromStrides, targetStart: to, targetStrides: targets
            ).copy(from: source, into: &target)
        else { throw ArrayFault("a chunk holds \(source.count) bytes, fewer than its shape \(shape) takes") }
    }

    private func fault(_ key: String, _ error: any Error) -> ArrayFault {
        let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
        return ArrayFault(
            "chunk '\(folder)\(key)': " + (text.hasSuffix(".") ? String(text.dropLast()) : text))
    }

    /// The bytes of a file of the array, or `nil` where it is not there.
    private func file(_ key: String) throws -> (any ByteSource)? { try tree.open(folder + key) }

    /// The elements of a chunk, or `nil` where it was never written.
    private func chunk(_ place: [Int]) throws -> (bytes: [UInt8], shape: [Int])? {
        let key = array.key(place)
        var shape = array.chunk
        if array.keys == .n5 {
            // Blocks at the edge end with the array.
            for axis in shape.indices {
                shape[axis] = min(shape[axis], array.shape[axis] - place[axis] * shape[axis])
            }
        }
        if let kept = recent.withLock({ $0.chunks.first { $0.key == key } }) {
            return kept.bytes.map { ($0, shape) }
        }
        let bytes: [UInt8]?
        do {
            bytes = try file(key).map { source in
                var stored = try source.read(at: 0, count: source.byteCountLimit)
                if array.keys == .n5 { stored = try Self.n5Body(stored, shape) }
                let plain = try array.coding.undo(stored, limit: chunkByteCount)
                guard plain.count >= shape.reduce(array.type.sample.byteCount, *) else {
                    throw ArrayFault("it holds \(plain.count) bytes, fewer than its shape \(shape) takes")
                }
                return plain
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw fault(key, error)
        }
        keep(key, bytes)
        return bytes.map { ($0, shape) }
    }

    private func keep(_ key: String, _ bytes: [UInt8]?) {
        let size = (bytes?.count ?? 0) + 64
        guard size <= Self.cacheLimit / 2 else { return }
        recent.withLock { recent in
            recent.chunks.append((key, bytes))
            recent.byteCount += size
            while recent.byteCount > Self.cacheLimit, !recent.chunks.isEmpty {
                recent.byteCount -= (recent.chunks.removeFirst().bytes?.count ?? 0) + 64
            }
        }
    }

    /// What follows the header of an N5 block, whose shape must be as expected.
    private static func n5Body(_ bytes: [UInt8], _ shape: [Int]) throws -> [UInt8] {
        let span = bytes.span
        guard let mode: UInt16 = span.integer(at: 0, .big), let rank: UInt16 = span.integer(at: 2, .big),
            mode <= 1, Int(rank) == shape.count
        else { throw ArrayFault("the block's header makes no sense") }
        for axis in 0..<Int(rank) {
            guard let length: UInt32 = span.integer(at: 4 + 4 * axis, .big),
                Int(length) == shape[Int(rank) - 1 - axis]
            else { throw ArrayFault("the block has another shape than its place asks for") }
        }
        let start = 4 + 4 * Int(rank) + (mode == 1 ? 4 : 0)
        guard start <= bytes.count else { throw ArrayFault("the block ends inside its header") }
        return Array(bytes[start...])
    }

    /// Copies from those chunks of a shard that the region touches.
    private func copyShard(
        _ place: [Int], _ origin: [Int], _ shards: ZarrShards, _ ranges: [Range<Int>],
        into target: inout [UInt8]
    ) throws {
        let key = array.key(place)
        guard let source = try file(key) else { return }
        do {
            let grid = zip(array.chunk, shards.chunk).map { $0 / $1 }
            let count = grid.reduce(1, *)
            let length = count * 16 + (shards.indexHasChecksum ? 4 : 0)
            let end = source.byteCountLimit
            guard length <= end else { throw ArrayFault("the shard is too short for its index") }
            var index = try source.read(at: shards.indexIsAtEnd ? end - length : 0, count: length)
            if shards.indexHasChecksum { index = try ZarrCodec.crc32c.undo(index, limit: length) }
            let limit = shards.chunk.reduce(array.type.sample.byteCount, *)
            let low = zip(zip(ranges, origin), shards.chunk).map { max(0, ($0.0.lowerBound - $0.1) / $1) }
            let high = zip(zip(ranges, origin), zip(shards.chunk, grid)).map {
                min($1.1 - 1, ($0.0.upperBound - 1 - $0.1) / $1.0)
            }
            var inner = low
            while true {
                let number = zip(inner, grid).reduce(0) { $0 * $1.1 + $1.0 }
                if let offset: UInt64 = index.span.integer(at: number * 16, .little),
                    let size: UInt64 = index.span.integer(at: number * 16 + 8, .little),
                    offset != .max || size != .max
                {
                    guard let start = Int(exactly: offset), let size = Int(exactly: size), start <= end,
                        size <= end - start
                    else { throw ArrayFault("the index leads past the end of the shard") }
                    let name = key + "#\(number)"
                    let kept = recent.withLock { $0.chunks.first { $0.key == name }?.bytes }
                    let bytes =
                        try kept
                        ?? shards.inner.undo(source.read(at: start, count: size), limit: limit)
                    if kept == nil { keep(name, bytes) }
                    let corner = zip(zip(origin, inner), shards.chunk).map { $0.0 + $0.1 * $1 }
                    try copy(bytes, shards.inner, shards.chunk, corner, ranges, into: &target)
                }
                var axis = inner.count - 1
                while axis >= 0 {
                    inner[axis] += 1
                    if inner[axis] <= high[axis] { break }
                    inner[axis] = low[axis]
                    axis -= 1
                }
                if axis < 0 { break }
            }
        } catch {
            throw fault(key, error)
        }
    }
}
