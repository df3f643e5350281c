import LightboxCore

/// How the elements of a dataset lie in the file.
///
/// Source: HDF5 File Format Specification 3.0, IV.A.2.i.
enum HDF5Layout: Sendable {
    case compact([UInt8])
    case contiguous(address: UInt64, byteCount: Int?)
    /// The chunk's shape, the slowest axis first.
    case chunked([Int], HDF5ChunkIndex)
    case virtual

    static func parse(_ message: HDF5Cursor, rank: Int, elementByteCount: Int) throws(HDF5Error) -> HDF5Layout
    {
        var cursor = message
        switch try cursor.int(1) {
        case 1, 2: return try old(&cursor, rank: rank)
        case 3: return try third(&cursor, rank: rank)
        case 4, 5: return try fourth(&cursor, rank: rank, elementByteCount)
        case let version: throw cursor.fault("a layout has the unknown version \(version)")
        }
    }

    private static func old(_ cursor: inout HDF5Cursor, rank: Int) throws(HDF5Error) -> HDF5Layout {
        let axes = try cursor.int(1)
        let kind = try cursor.int(1)
        try cursor.skip(5)
        let address = kind == 0 ? 0 : try cursor.offset()
        var shape: [Int] = []
        for _ in 0..<axes { shape.append(try cursor.int(4)) }
        switch kind {
        case 0: return .compact(try cursor.take(try cursor.int(4)))
        case 1: return .contiguous(address: address, byteCount: nil)
        case 2: return .chunked(try chunk(shape, rank, cursor), .tree(address))
        default: throw cursor.fault("a layout has the unknown kind \(kind)")
        }
    }

    /// Of a chunk's shape the last number is the size of an element.
    private static func chunk(_ shape: [Int], _ rank: Int, _ cursor: HDF5Cursor) throws(HDF5Error) -> [Int] {
        guard shape.count == rank + 1, shape.allSatisfy({ $0 > 0 }) else {
            throw cursor.fault("chunks have the shape \(shape.dropLast()), which does not fit the dataset")
        }
        return shape.dropLast()
    }

    private static func third(_ cursor: inout HDF5Cursor, rank: Int) throws(HDF5Error) -> HDF5Layout {
        switch try cursor.int(1) {
        case 0: return .compact(try cursor.take(try cursor.int(2)))
        case 1: return .contiguous(address: try cursor.offset(), byteCount: try cursor.length())
        case 2:
            let axes = try cursor.int(1)
            let address = try cursor.offset()
            var shape: [Int] = []
            for _ in 0..<axes { shape.append(try cursor.int(4)) }
            return .chunked(try chunk(shape, rank, cursor), .tree(address))
        case let kind: throw cursor.fault("a layout has the unknown kind \(kind)")
        }
    }

    private static func fourth(_ cursor: inout HDF5Cursor, rank: Int, _ elementByteCount: Int)
        throws(HDF5Error) -> HDF5Layout
    {
        switch try cursor.int(1) {
        case 0: return .compact(try cursor.take(try cursor.int(2)))
        case 1: return .contiguous(address: try cursor.offset(), byteCount: try cursor.length())
        case 2: break
        case 3: return .virtual
        case let kind: throw cursor.fault("a layout has the unknown kind \(kind)")
        }
        let flags = try cursor.int(1)
        let axes = try cursor.int(1)
        let width = try cursor.int(1)
        var shape: [Int] = []
        for _ in 0..<axes { shape.append(try cursor.int(width)) }
        let chunk = try chunk(shape, rank, cursor)
        switch try cursor.int(1) {
        case 1:
            guard flags & 2 != 0 else {
                return .chunked(chunk, .single(try cursor.offset(), byteCount: nil, mask: 0))
            }
            let size = try cursor.length()
            let mask = UInt32(truncatingIfNeeded: try cursor.int(4))
            return .chunked(chunk, .single(try cursor.offset(), byteCount: size, mask: mask))
        case 2: return .chunked(chunk, .implicit(try cursor.offset()))
        case 3:
            try cursor.skip(1)
            return .chunked(chunk, .fixedArray(try cursor.offset()))
        case 4:
            try cursor.skip(5)
            return .chunked(chunk, .extensibleArray(try cursor.offset()))
        case 5:
            try cursor.skip(6)
            return .chunked(chunk, .tree2(try cursor.offset()))
        case let kind: throw cursor.fault("chunks are found by an index of the unknown kind \(kind)")
        }
    }
}

/// Where the chunks of a dataset are written down.
enum HDF5ChunkIndex: Sendable {
    case tree(UInt64)
    case single(UInt64, byteCount: Int?, mask: UInt32)
    case implicit(UInt64)
    case fixedArray(UInt64)
    case extensibleArray(UInt64)
    case tree2(UInt64)
}

/// A chunk as it lies in the file.
struct HDF5Chunk: Sendable {
    /// Which chunk it is along each axis, the slowest first.
    let place: [Int]
    let address: UInt64
    let byteCount: Int
    /// A bit for each filter that this chunk did not go through.
    let mask: UInt32
}
