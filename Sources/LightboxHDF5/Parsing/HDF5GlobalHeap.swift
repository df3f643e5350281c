import LightboxCore

/// The heap in which elements of varying length lie.
///
/// Source: HDF5 File Format Specification 3.0, III.E.
struct HDF5GlobalHeap {
    private let file: HDF5Bytes
    /// The collection that was read last: neighbours mostly lie in the same one.
    private var collection: (address: UInt64, objects: [Int: Range<Int>], bytes: [UInt8])?
    /// What may still be taken out, in bytes.
    private var room = 1 << 31

    init(_ file: HDF5Bytes) { self.file = file }

    /// Elements with all that they refer to.
    mutating func values(_ type: HDF5Datatype, count: Int, _ bytes: [UInt8]) throws(HDF5Error) -> HDF5Values {
        guard type.hasBlobs else { return HDF5Values(type: type, count: count, bytes: bytes, blobs: []) }
        var (bytes, blobs) = (bytes, [[UInt8]]())
        try collect(type, in: &bytes, into: &blobs, depth: 0)
        return HDF5Values(type: type, count: count, bytes: bytes, blobs: blobs)
    }

    private mutating func collect(
        _ type: HDF5Datatype, in bytes: inout [UInt8], into blobs: inout [[UInt8]], depth: Int
    ) throws(HDF5Error) {
        let size = type.byteCount
        guard type.hasBlobs, size > 0, bytes.count >= size else { return }
        for start in stride(from: 0, through: bytes.count - size, by: size) {
            try collect(type, in: &bytes, at: start, into: &blobs, depth: depth)
        }
    }

    private mutating func collect(
        _ type: HDF5Datatype, in bytes: inout [UInt8], at offset: Int, into blobs: inout [[UInt8]], depth: Int
    ) throws(HDF5Error) {
        switch type {
        case .compound(_, let members):
            for member in members where member.type.hasBlobs {
                try collect(member.type, in: &bytes, at: offset + member.offset, into: &blobs, depth: depth)
            }
        case .array(let element, let shape):
            guard element.hasBlobs else { return }
            for i in 0..<shape.reduce(1, *) {
                try collect(
                    element, in: &bytes, at: offset + i * element.byteCount, into: &blobs, depth: depth)
            }
        case .variableText, .sequence:
            var element = 1
            if case .sequence(let type, _) = type { element = type.byteCount }
            var reference = HDF5Cursor(
                bytes: Array(bytes[offset..<offset + type.byteCount]), address: 0, file: file)
            let count = try reference.int(4)
            let address = try reference.offset()
            let index = try reference.int(4)
            let (size, overflow) = count.multipliedReportingOverflow(by: element)
            guard !overflow, size <= room else {
                throw HDF5Error("elements of varying length take more than can be read at once")
            }
            var blob = count == 0 ? [] : try object(index, at: address, count: size)
            room -= blob.count
            if case .sequence(let type, _) = type, type.hasBlobs {
                guard depth < 8 else { throw HDF5Error("elements of varying length are nested without end") }
                try collect(type, in: &blob, into: &blobs, depth: depth + 1)
            }
            let number = UInt64(blobs.count)
            for i in 0..<8 { bytes[offset + i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * i)) }
            blobs.append(blob)
        case .number, .oddNumber, .text, .words, .other: return
        }
    }

    private mutating func object(_ index: Int, at address: UInt64, count: Int) throws(HDF5Error) -> [UInt8] {
        if collection?.address != address { collection = try read(address) }
        guard let collection, let range = collection.objects[index], count <= range.count else {
            throw HDF5Error(
                at: file.base &+ Int(clamping: address),
                "an element of varying length is not where it is said to be")
        }
        return Array(collection.bytes[range.lowerBound..<range.lowerBound + count])
    }

    private func read(_ address: UInt64) throws(HDF5Error) -> (UInt64, [Int: Range<Int>], [UInt8]) {
        var head = try file.cursor(at: address, count: 8 + file.lengthSize)
        try head.expect("GCOL")
        try head.skip(4)
        let size = try head.length()
        var body = try file.cursor(at: address, count: size)
        try body.skip(8 + file.lengthSize)
        var objects: [Int: Range<Int>] = [:]
        while body.rest >= 8 + file.lengthSize {
            let index = try body.int(2)
            try body.skip(6)
            let length = try body.length()
            // Object 0 is what is still free.
            guard index > 0, length <= body.rest else { break }
            objects[index] = body.at..<body.at + length
            try body.skip(length)
            try body.skip(min(body.rest, (8 - length % 8) % 8))
        }
        return (address, objects, body.bytes)
    }
}
