import LightboxCodecs
import LightboxCore

/// One step that each chunk went through when it was written.
struct HDF5Filter: Sendable, Hashable {
    let id: Int
    let name: String
    let values: [UInt32]

    /// Reads a filter pipeline message.
    static func parse(_ message: HDF5Cursor) throws(HDF5Error) -> [HDF5Filter] {
        var cursor = message
        let version = try cursor.int(1)
        let count = try cursor.int(1)
        guard version == 1 || version == 2, count <= 32 else {
            throw cursor.fault("the list of filters has the unknown version \(version)")
        }
        if version == 1 { try cursor.skip(6) }
        var filters: [HDF5Filter] = []
        for _ in 0..<count {
            let id = try cursor.int(2)
            let length = version == 1 || id >= 256 ? try cursor.int(2) : 0
            try cursor.skip(2)
            let valueCount = try cursor.int(2)
            let stated = HDF5Values.text(try cursor.take(length))
            var values: [UInt32] = []
            for _ in 0..<valueCount { values.append(UInt32(truncatingIfNeeded: try cursor.int(4))) }
            if version == 1, valueCount % 2 == 1 { try cursor.skip(4) }
            filters.append(
                HDF5Filter(
                    id: id, name: Self.names[id] ?? (stated.isEmpty ? "filter \(id)" : stated), values: values
                ))
        }
        return filters
    }

    private static let names = [
        1: "deflate", 2: "shuffle", 3: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset", 32000: "lzf",
    ]

    /// Whether our own reader can undo it.
    var isKnown: Bool { [1, 2, 3, 4, 6, 32000].contains(id) }

    /// Undoes the step.
    ///
    /// - Parameter size: how many bytes a whole chunk has before all filters.
    func undo(_ bytes: [UInt8], size: Int) throws(HDF5Error) -> [UInt8] {
        switch id {
        case 1:
            // Filters before this one may have added a checksum.
            do {
                return try Deflate.inflate(bytes, limit: size.addingReportingOverflow(64).partialValue)
            } catch {
                throw HDF5Error("a chunk is damaged: \(error.problem)")
            }
        case 2: return unshuffled(bytes)
        case 3: return try checked(bytes)
        case 4: return try HDF5Szip(values).decode(bytes, size: size)
        case 6: return try HDF5ScaleOffset(values).decode(bytes, size: size)
        case 32000: return try LZF.decode(bytes, size: size)
        default: throw HDF5Error(unsupported: "its chunks are coded by \(name)")
        }
    }

    private func unshuffled(_ bytes: [UInt8]) -> [UInt8] {
        let size = Int(values.first ?? 1)
        guard size > 1, bytes.count >= size else { return bytes }
        let count = bytes.count / size
        var result = bytes
        // The bytes that fill no element stay where they are.
        _ = BoxCopy(
            shape: [count, size], elementByteCount: 1, sourceStrides: [1, count], targetStrides: [size, 1]
        ).copy(from: bytes, into: &result)
        return result
    }

    /// The bytes without the Fletcher checksum behind them, which must be right.
    private func checked(_ bytes: [UInt8]) throws(HDF5Error) -> [UInt8] {
        guard bytes.count >= 4 else { throw HDF5Error("a chunk is too short for its checksum") }
        let end = bytes.count - 4
        var stored: UInt32 = 0
        for i in 0..<4 { stored |= UInt32(bytes[end + i]) << UInt32(8 * i) }
        var (first, second): (UInt32, UInt32) = (0, 0)
        var at = 0
        while at < end {
            // Up to 360 sums of 16 bits fit into 32.
            for _ in 0..<min(360, (end - at + 1) / 2) {
                let low = at + 1 < end ? UInt32(bytes[at + 1]) : 0
                first &+= UInt32(bytes[at]) << 8 | low
                second &+= first
                at += 2
            }
            first = (first & 0xFFFF) + (first >> 16)
            second = (second & 0xFFFF) + (second >> 16)
        }
        first = (first & 0xFFFF) + (first >> 16)
        second = (second & 0xFFFF) + (second >> 16)
        let sum = second << 16 | first
        // Libraries before 1.6.3 swapped the bytes of each half.
        let swapped = (sum & 0x00FF_00FF) << 8 | (sum & 0xFF00_FF00) >> 8
        guard sum == stored || swapped == stored else {
            throw HDF5Error("a chunk does not have the checksum that was written with it")
        }
        return Array(bytes[..<end])
    }
}

/// The coding that h5py brings along, by Marc Lehmann.
enum LZF {
    static func decode(_ bytes: [UInt8], size: Int) throws(HDF5Error) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(min(size, bytes.count &* 8))
        var at = 0
        func next() throws(HDF5Error) -> Int {
            guard at < bytes.count else {
                throw HDF5Error("a chunk is damaged: its LZF coding ends too early")
            }
            defer { at += 1 }
            return Int(bytes[at])
        }
        while at < bytes.count {
            let control = try next()
            if control < 32 {
                guard control + 1 <= bytes.count - at else {
                    throw HDF5Error("a chunk is damaged: its LZF coding ends too early")
                }
                out.append(contentsOf: bytes[at..<at + control + 1])
                at += control + 1
            } else {
                var length = control >> 5
                if length == 7 { length += try next() }
                let distance = ((control & 31) << 8 | (try next())) + 1
                guard distance <= out.count else {
                    throw HDF5Error("a chunk is damaged: its LZF coding looks back too far")
                }
                for _ in 0..<length + 2 { out.append(out[out.count - distance]) }
            }
            guard out.count <= size else {
                throw HDF5Error("a chunk is damaged: it holds more than it should")
            }
        }
        return out
    }
}
