import LightboxCore

/// A fractal heap, in which large groups keep their links and objects their many attributes.
///
/// Source: HDF5 File Format Specification 3.0, III.G.
struct HDF5FractalHeap {
    private let file: HDF5Bytes
    private let idLength: Int
    private let hasChecksums: Bool
    private let width: Int
    private let startSize: Int
    private let largestDirect: Int
    private let offsetBytes: Int
    private let lengthBytes: Int
    private let root: UInt64
    private let rows: Int

    init(at address: UInt64, in file: HDF5Bytes) throws(HDF5Error) {
        let (o, l) = (file.offsetSize, file.lengthSize)
        var header = try file.cursor(at: address, count: 22 + 12 * l + 3 * o)
        try header.expect("FRHP")
        try header.skip(1)
        idLength = try header.int(2)
        let filters = try header.int(2)
        let flags = try header.int(1)
        let largestManaged = try header.int(4)
        try header.skip(2 * l + 2 * o + 8 * l)
        width = try header.int(2)
        startSize = try header.length()
        largestDirect = try header.length()
        let bits = try header.int(2)
        try header.skip(2)
        root = try header.offset()
        rows = try header.int(2)
        guard filters == 0 else { throw HDF5Error(unsupported: "a heap of names is compressed") }
        guard width > 0, width <= 1024, startSize > 0, startSize <= largestDirect, largestDirect <= 1 << 32,
            bits > 0, bits <= 64, rows <= 64
        else { throw header.fault("a heap of names has impossible sizes") }
        self.file = file
        hasChecksums = flags & 2 != 0
        offsetBytes = (bits + 7) / 8
        let most = min(largestDirect, largestManaged)
        lengthBytes = max(1, (Int.bitWidth - most.leadingZeroBitCount + 7) / 8)
    }

    /// The object that an identifier stands for.
    func object(_ id: [UInt8], _ place: HDF5Cursor) throws(HDF5Error) -> HDF5Cursor {
        var id = HDF5Cursor(bytes: id, address: place.address, file: file)
        let first = try id.int(1)
        switch first >> 4 & 3 {
        case 0:
            let offset = try id.int(offsetBytes)
            let length = try id.int(lengthBytes)
            return try managed(offset, length, id)
        case 2:
            // Tiny ones lie in the identifier itself.
            let length: Int
            if idLength <= 18 {
                length = (first & 15) + 1
            } else {
                length = ((first & 15) << 8 | (try id.int(1))) + 1
            }
            return try id.part(length)
        default:
            throw HDF5Error(unsupported: "an attribute or link is so large that it lies outside its heap")
        }
    }

    private func size(row: Int) -> Int { row < 2 ? startSize : startSize << min(row - 1, 40) }

    private func managed(_ offset: Int, _ length: Int, _ id: HDF5Cursor) throws(HDF5Error) -> HDF5Cursor {
        var (block, blockRows, start) = (root, rows, 0)
        for _ in 0..<32 {
            guard block != file.undefined else {
                throw id.fault("a heap of names has no block for an object")
            }
            guard blockRows > 0 else {
                // A direct block: offsets count from its first byte, header and all.
                let (address, overflow) = block.addingReportingOverflow(UInt64(offset - start))
                guard !overflow else { throw id.fault("a heap of names has no block for an object") }
                return try file.cursor(at: address, count: length)
            }
            (block, blockRows, start) = try child(
                of: block, rows: blockRows, start: start, holding: offset, id)
        }
        throw id.fault("a heap of names is nested without end")
    }

    /// The block in an indirect one that holds `offset`; with no rows where it is a direct one.
    private func child(
        of block: UInt64, rows: Int, start: Int, holding offset: Int, _ id: HDF5Cursor
    ) throws(HDF5Error) -> (UInt64, Int, Int) {
        var entry = 0
        var at = start
        for row in 0..<rows {
            let size = size(row: row)
            let (whole, overflow) = size.multipliedReportingOverflow(by: width)
            let (end, past) = at.addingReportingOverflow(whole)
            guard !overflow, !past else { break }
            guard offset < end else {
                entry += width
                at = end
                continue
            }
            let column = (offset - at) / size
            let prefix = 5 + file.offsetSize + offsetBytes
            let address = block &+ UInt64(prefix + (entry + column) * file.offsetSize)
            var head = try file.cursor(at: block, count: 5)
            try head.expect("FHIB")
            var pointer = try file.cursor(at: address, count: file.offsetSize)
            let child = try pointer.offset()
            if size <= largestDirect { return (child, 0, at + column * size) }
            // As many rows as make up the size of an indirect block.
            var (childRows, sum) = (0, 0)
            while sum < size, childRows < 64 {
                sum += self.size(row: childRows) * width
                childRows += 1
            }
            return (child, childRows, at + column * size)
        }
        throw id.fault("a heap of names has no block for an object")
    }
}
