import LightboxCodecs
import LightboxCore

/// One step that a chunk went through when it was written.
indirect enum ZarrCodec: Sendable, Hashable {
    /// zlib or gzip.
    case deflate
    case blosc
    case zstd
    /// LZ4 as numcodecs writes it: behind the size.
    case lz4
    /// Blocks as lz4-java writes them, which N5 takes.
    case lz4Blocks
    /// Bytes of elements, put together by their place in the element.
    case shuffle(Int)
    /// A CRC-32C behind the bytes.
    case crc32c
    /// Differences between neighbours, of elements of that type.
    case delta(ZarrType)
    case shards(ZarrShards)

    /// The codec that version 2's metadata name, or `nil` for none of ours.
    init?(v2 metadata: JSONValue, type: ZarrType) {
        guard case .string(let id)? = metadata["id"] else { return nil }
        switch id {
        case "zlib", "gzip": self = .deflate
        case "blosc": self = .blosc
        case "zstd": self = .zstd
        case "lz4": self = .lz4
        case "crc32c": self = .crc32c
        case "shuffle":
            guard case .integer(let size)? = metadata["elementsize"], (1...64).contains(size) else {
                return nil
            }
            self = .shuffle(Int(size))
        case "delta":
            guard case .string(let name)? = metadata["dtype"], let of = ZarrType(numPy: name),
                metadata["astype"] == nil || metadata["astype"] == .string(name), of.byteOrder == .little,
                !of.sample.isFloatingPoint
            else { return nil }
            self = .delta(of)
        default: return nil
        }
    }

    /// Undoes the step.
    ///
    /// - Parameter limit: the most that may come out.
    func undo(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        switch self {
        case .deflate: return try Deflate.inflate(bytes, limit: limit)
        case .blosc: return try Blosc.decode(bytes, limit: limit)
        case .zstd: return try Zstandard.decode(bytes, limit: limit)
        case .lz4:
            guard bytes.count >= 4 else { throw ArrayFault("the chunk ends too early") }
            return try LZ4.decode(Array(bytes[4...]), limit: limit)
        case .lz4Blocks: return try Self.lz4Blocks(bytes, limit: limit)
        case .shuffle(let size):
            let count = bytes.count / size
            guard size > 1, count > 0 else { return bytes }
            var result = bytes
            _ = BoxCopy(
                shape: [count, size], elementByteCount: 1, sourceStrides: [1, count],
                targetStrides: [size, 1]
            ).copy(from: bytes, into: &result)
            return result
        case .crc32c:
            guard bytes.count >= 4 else { throw ArrayFault("the chunk ends too early") }
            let end = bytes.count - 4
            guard let stored: UInt32 = bytes.span.integer(at: end, .little),
                CRC32C.of(bytes[..<end]) == stored
            else { throw ArrayFault("the chunk does not have the checksum that was written with it") }
            return Array(bytes[..<end])
        case .delta(let type): return Self.summed(bytes, size: type.sample.byteCount)
        case .shards: throw ArrayFault("a shard lies inside another coding")
        }
    }

    private static func summed(_ bytes: [UInt8], size: Int) -> [UInt8] {
        var (bytes, sum) = (bytes, UInt64(0))
        for start in stride(from: 0, through: bytes.count - size, by: size) {
            var value: UInt64 = 0
            for i in 0..<size { value |= UInt64(bytes[start + i]) << UInt64(8 * i) }
            sum = sum &+ value
            for i in 0..<size { bytes[start + i] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * i)) }
        }
        return bytes
    }

    private static func lz4Blocks(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        var (out, at) = ([UInt8](), 0)
        let span = bytes.span
        while at < bytes.count {
            // "LZ4Block", a token, both sizes and a checksum.
            guard span.has("LZ4Block", at: at), let coded: UInt32 = span.integer(at: at + 9, .little),
                let plain: UInt32 = span.integer(at: at + 13, .little), bytes.count - at >= 21
            else { throw ArrayFault("the chunk holds no LZ4 block at byte \(at)") }
            let start = at + 21
            guard Int(coded) <= bytes.count - start, Int(plain) <= limit - out.count else {
                throw ArrayFault("the chunk's LZ4 block at byte \(at) claims too much")
            }
            let block = Array(bytes[start..<start + Int(coded)])
            out += bytes[at + 8] & 0xF0 == 0x10 ? block : try LZ4.decode(block, limit: Int(plain))
            at = start + Int(coded)
            if plain == 0 { break }
        }
        return out
    }
}

/// A chunk that holds smaller ones, each of which can be read by itself (Zarr 3's `sharding_indexed`).
struct ZarrShards: Sendable, Hashable {
    /// The shape of the inner chunks, the slowest axis first.
    let chunk: [Int]
    let inner: ZarrCoding
    let indexHasChecksum: Bool
    let indexIsAtEnd: Bool
}

/// CRC-32C (Castagnoli), a byte at a time.
enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
        return value
    }
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes { crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
        return ~crc
    }
}
