import LightboxCore

/// Finds the chunks of a dataset.
struct HDF5ChunkList: Sendable {
    let file: HDF5Bytes
    let index: HDF5ChunkIndex
    /// The slowest axis first.
    let chunk: [Int]
    let shape: [Int]
    /// What the axes may grow to; `Int.max` without a limit.
    let limits: [Int]
    let chunkByteCount: Int
    let isFiltered: Bool

    /// The chunks that were written and touch the box of chunks from `low` to `high`, both included.
    func chunks(from low: [Int], through high: [Int]) throws(HDF5Error) -> [HDF5Chunk] {
        var found: [HDF5Chunk] = []
        func keep(_ chunk: HDF5Chunk) {
            guard chunk.address != file.undefined else { return }
            for axis in low.indices where chunk.place[axis] < low[axis] || chunk.place[axis] > high[axis] {
                return
            }
            found.append(chunk)
        }
        switch index {
        case .tree(let address):
            guard address != file.undefined else { return [] }
            var seen: Set<UInt64> = []
            try tree(address, low, high, &seen, depth: 0, keep)
        case .single(let address, let size, let mask):
            keep(
                HDF5Chunk(
                    place: chunk.map { _ in 0 }, address: address, byteCount: size ?? chunkByteCount,
                    mask: mask))
        case .implicit(let address):
            guard address != file.undefined else { return [] }
            try implicit(address, keep)
        case .fixedArray(let address):
            guard address != file.undefined else { return [] }
            try HDF5FixedArray.read(at: address, in: self, keep)
        case .extensibleArray(let address):
            guard address != file.undefined else { return [] }
            try HDF5ExtensibleArray(at: address, in: self).read(keep)
        case .tree2(let address):
            guard address != file.undefined else { return [] }
            try tree2(address, keep)
        }
        return found
    }

    /// A version 1 tree, of which only the branches that can hold a wanted chunk are read.
    private func tree(
        _ address: UInt64, _ low: [Int], _ high: [Int], _ seen: inout Set<UInt64>, depth: Int,
        _ keep: (HDF5Chunk) -> Void
    ) throws(HDF5Error) {
        var node = try file.cursor(at: address, count: 8 + 2 * file.offsetSize)
        guard seen.insert(address).inserted, depth < 64 else {
            throw node.fault("a tree of chunks leads back to itself")
        }
        try node.expect("TREE")
        guard try node.int(1) == 1 else { throw node.fault("a dataset has a tree of another kind") }
        let level = try node.int(1)
        let count = try node.int(2)
        let keySize = 8 + 8 * (chunk.count + 1)
        var body = try file.cursor(
            at: address &+ UInt64(8 + 2 * file.offsetSize),
            count: count * (keySize + file.offsetSize) + keySize)
        var previous = try key(&body)
        for _ in 0..<count {
            let child = try body.offset()
            let next = try key(&body)
            defer { previous = next }
            // Children are in the order of their first chunks, the slowest axis first.
            if high.lexicographicallyPrecedes(previous.place) { break }
            if level > 0 {
                if !next.place.lexicographicallyPrecedes(low) {
                    try tree(child, low, high, &seen, depth: depth + 1, keep)
                }
            } else {
                keep(
                    HDF5Chunk(
                        place: previous.place, address: child, byteCount: previous.size, mask: previous.mask))
            }
        }
    }

    private func key(_ body: inout HDF5Cursor) throws(HDF5Error) -> (place: [Int], size: Int, mask: UInt32) {
        let size = try body.int(4)
        let mask = UInt32(truncatingIfNeeded: try body.int(4))
        var place: [Int] = []
        for length in chunk {
            // The last key of all may count past every chunk.
            place.append(Int(clamping: try body.unsigned(8)) / length)
        }
        try body.skip(8)
        return (place, size, mask)
    }

    private func tree2(_ address: UInt64, _ keep: (HDF5Chunk) -> Void) throws(HDF5Error) {
        let tree = try HDF5BTree2(at: address, in: file)
        let sizeBytes = tree.recordSize - file.offsetSize - 4 - 8 * chunk.count
        guard tree.type == 10 || tree.type == 11 && (1...8).contains(sizeBytes) else {
            throw HDF5Error("a tree of chunks has records of the unknown kind \(tree.type)")
        }
        try tree.forEach { record throws(HDF5Error) in
            let address = try record.offset()
            var (size, mask) = (chunkByteCount, UInt32(0))
            if tree.type == 11 {
                size = try record.int(sizeBytes)
                mask = UInt32(truncatingIfNeeded: try record.int(4))
            }
            var place: [Int] = []
            for _ in chunk { place.append(Int(clamping: try record.unsigned(8))) }
            keep(HDF5Chunk(place: place, address: address, byteCount: size, mask: mask))
            return true
        }
    }

    /// How many chunks there can be along each axis, for arrays that count chunks one by one.
    private func counts(upTo lengths: [Int]) -> [Int] {
        zip(lengths, chunk).map { $0 == .max ? .max : ($0 + $1 - 1) / $1 }
    }

    private func implicit(_ address: UInt64, _ keep: (HDF5Chunk) -> Void) throws(HDF5Error) {
        let most = (file.source.byteCountLimit / max(1, chunkByteCount)) + 1
        for number in 0..<most {
            guard let place = place(ofChunk: number) else { break }
            keep(
                HDF5Chunk(
                    place: place, address: address &+ UInt64(number) &* UInt64(chunkByteCount),
                    byteCount: chunkByteCount, mask: 0))
        }
    }

    /// Which chunk an array's entry stands for, or `nil` past the last.
    ///
    /// Where one axis may grow without end, it counts as the slowest.
    func place(ofChunk number: Int) -> [Int]? {
        var order = Array(chunk.indices)
        if let endless = limits.firstIndex(of: .max) {
            order.remove(at: endless)
            order.insert(endless, at: 0)
        }
        let counts = counts(upTo: limits)
        var place = chunk.map { _ in 0 }
        var rest = number
        for axis in order.reversed() {
            guard counts[axis] > 0 else { return nil }
            place[axis] = counts[axis] == .max ? rest : rest % counts[axis]
            rest = counts[axis] == .max ? 0 : rest / counts[axis]
        }
        return rest == 0 ? place : nil
    }

    /// An entry of an array of chunks: an address, and of chunks that went through filters size and mask.
    func entry(_ cursor: inout HDF5Cursor, size: Int, number: Int) throws(HDF5Error) -> HDF5Chunk? {
        let address = try cursor.offset()
        var (bytes, mask) = (chunkByteCount, UInt32(0))
        let sizeBytes = size - file.offsetSize - 4
        if isFiltered {
            guard (1...8).contains(sizeBytes) else { throw cursor.fault("a chunk's entry has no size") }
            bytes = try cursor.int(sizeBytes)
            mask = UInt32(truncatingIfNeeded: try cursor.int(4))
        } else if size > file.offsetSize {
            try cursor.skip(size - file.offsetSize)
        }
        guard address != file.undefined, let place = place(ofChunk: number) else { return nil }
        return HDF5Chunk(place: place, address: address, byteCount: bytes, mask: mask)
    }
}

/// The chunks of a dataset whose axes cannot grow.
///
/// Source: HDF5 File Format Specification 3.0, VII.B.
enum HDF5FixedArray {
    static func read(at address: UInt64, in list: HDF5ChunkList, _ keep: (HDF5Chunk) -> Void)
        throws(HDF5Error)
    {
        let file = list.file
        var header = try file.cursor(at: address, count: 8 + file.lengthSize + file.offsetSize)
        try header.expect("FAHD")
        try header.skip(2)
        let size = try header.int(1)
        let pageBits = try header.int(1)
        let count = try header.length()
        let block = try header.offset()
        guard block != file.undefined, count > 0 else { return }
        guard size >= file.offsetSize, count <= file.source.byteCountLimit / size, pageBits < 40 else {
            throw header.fault("an array of chunks is larger than the file")
        }
        let prefix = 6 + file.offsetSize
        let page = 1 << pageBits
        if count <= page {
            var entries = try file.cursor(at: block &+ UInt64(prefix), count: count * size)
            for number in 0..<count {
                if let chunk = try list.entry(&entries, size: size, number: number) { keep(chunk) }
            }
            return
        }
        let pages = (count + page - 1) / page
        let bitmap = try file.read(at: block &+ UInt64(prefix), count: (pages + 7) / 8)
        var at = block &+ UInt64(prefix + bitmap.count + 4)
        for number in 0..<pages {
            let first = number * page
            let length = min(page, count - first)
            defer { at = at &+ UInt64(page * size + 4) }
            // The bits of a page map begin with the highest.
            guard bitmap[number / 8] & (0x80 >> UInt8(number % 8)) != 0 else { continue }
            var entries = try file.cursor(at: at, count: length * size)
            for i in 0..<length {
                if let chunk = try list.entry(&entries, size: size, number: first + i) { keep(chunk) }
            }
        }
    }
}

/// The chunks of a dataset of which one axis can grow without end.
///
/// Source: HDF5 File Format Specification 3.0, VII.C.
struct HDF5ExtensibleArray {
    private let list: HDF5ChunkList
    private let entrySize: Int
    private let countBits: Int
    private let inIndex: Int
    private let smallest: Int
    private let pointers: Int
    private let pageBits: Int
    private let indexBlock: UInt64

    init(at address: UInt64, in list: HDF5ChunkList) throws(HDF5Error) {
        let file = list.file
        var header = try file.cursor(at: address, count: 12 + 6 * file.lengthSize + file.offsetSize)
        try header.expect("EAHD")
        try header.skip(2)
        entrySize = try header.int(1)
        countBits = try header.int(1)
        inIndex = try header.int(1)
        smallest = try header.int(1)
        pointers = try header.int(1)
        pageBits = try header.int(1)
        try header.skip(6 * file.lengthSize)
        indexBlock = try header.offset()
        self.list = list
        func isPower(_ value: Int) -> Bool { value > 0 && value & (value - 1) == 0 }
        guard entrySize >= file.offsetSize, countBits <= 64, isPower(smallest), isPower(pointers),
            pointers > 1,
            pageBits < 40
        else { throw header.fault("an array of chunks has impossible sizes") }
    }

    func read(_ keep: (HDF5Chunk) -> Void) throws(HDF5Error) {
        let file = list.file
        guard indexBlock != file.undefined else { return }
        let direct = 2 * (pointers - 1)
        let supers = 1 + countBits - smallest.trailingZeroBitCount
        let inBlock = 2 * pointers.trailingZeroBitCount
        let superCount = max(0, supers - inBlock)
        var index = try file.cursor(
            at: indexBlock,
            count: 6 + file.offsetSize + inIndex * entrySize + (direct + superCount) * file.offsetSize)
        try index.expect("EAIB")
        try index.skip(2 + file.offsetSize)
        var number = 0
        for _ in 0..<inIndex {
            if let chunk = try list.entry(&index, size: entrySize, number: number) { keep(chunk) }
            number += 1
        }
        for level in 0..<supers {
            let blocks = 1 << (level / 2)
            let (length, overflow) = smallest.multipliedReportingOverflow(by: 1 << ((level + 1) / 2))
            guard !overflow, level < 60 else { break }
            if level < inBlock {
                for _ in 0..<blocks {
                    try block(try index.offset(), length: length, number: number, isPaged: false, keep)
                    number += length
                }
                continue
            }
            let address = try index.offset()
            let (all, tooMany) = blocks.multipliedReportingOverflow(by: length)
            let (end, past) = number.addingReportingOverflow(all)
            guard !tooMany, !past else { break }
            defer { number = end }
            guard address != file.undefined else { continue }
            let page = 1 << pageBits
            let pages = length > page ? length / page : 0
            let bitmap = blocks * ((pages + 7) / 8)
            let prefix = 6 + file.offsetSize + (countBits + 7) / 8
            var block = try file.cursor(at: address, count: prefix + bitmap + blocks * file.offsetSize)
            try block.expect("EASB")
            try block.skip(prefix - 4 + bitmap)
            for i in 0..<blocks {
                try self.block(
                    try block.offset(), length: length, number: number + i * length, isPaged: pages > 0, keep)
            }
        }
    }

    private func block(
        _ address: UInt64, length: Int, number: Int, isPaged: Bool, _ keep: (HDF5Chunk) -> Void
    ) throws(HDF5Error) {
        let file = list.file
        guard address != file.undefined else { return }
        let prefix = 6 + file.offsetSize + (countBits + 7) / 8
        var head = try file.cursor(at: address, count: prefix)
        try head.expect("EADB")
        guard length <= file.source.byteCountLimit / entrySize else {
            throw head.fault("an array of chunks is larger than the file")
        }
        guard isPaged else {
            var entries = try file.cursor(at: address &+ UInt64(prefix), count: length * entrySize)
            for i in 0..<length {
                if let chunk = try list.entry(&entries, size: entrySize, number: number + i) { keep(chunk) }
            }
            return
        }
        let page = 1 << pageBits
        var at = address &+ UInt64(prefix + 4)
        for first in stride(from: 0, to: length, by: page) {
            var entries = try file.cursor(at: at, count: page * entrySize)
            for i in 0..<page {
                if let chunk = try list.entry(&entries, size: entrySize, number: number + first + i) {
                    keep(chunk)
                }
            }
            at = at &+ UInt64(page * entrySize + 4)
        }
    }
}
