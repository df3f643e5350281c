import LightboxCore

/// A version 2 B-tree, of which only all records in order are wanted.
///
/// Source: HDF5 File Format Specification 3.0, III.A.2.
struct HDF5BTree2 {
    let type: Int
    let recordSize: Int
    private let nodeSize: Int
    private let depth: Int
    private let root: UInt64
    private let rootCount: Int
    private let file: HDF5Bytes
    /// For each level above the leaves: the most records of a node, and of all below it.
    private var most: [(node: Int, all: Int)] = []

    init(at address: UInt64, in file: HDF5Bytes) throws(HDF5Error) {
        var header = try file.cursor(at: address, count: 22 + file.offsetSize + file.lengthSize)
        try header.expect("BTHD")
        try file.check(at: address, count: header.bytes.count)
        try header.skip(1)
        type = try header.int(1)
        nodeSize = try header.int(4)
        recordSize = try header.int(2)
        depth = try header.int(2)
        try header.skip(2)
        root = try header.offset()
        rootCount = try header.int(2)
        self.file = file
        guard recordSize > 0, nodeSize > 16 + recordSize, depth < 32 else {
            throw header.fault("a tree's nodes have impossible sizes")
        }
        let leaf = (nodeSize - 10) / recordSize
        most = [(leaf, leaf)]
        for level in 0..<depth {
            let pointer = pointerSize(level: level)
            let node = (nodeSize - 10 - pointer) / (recordSize + pointer)
            guard node > 0 else { throw header.fault("a tree's nodes have impossible sizes") }
            let (below, overflow) = (node + 1).multipliedReportingOverflow(by: most[level].all)
            most.append((node, overflow ? .max : below.addingReportingOverflow(node).partialValue))
        }
    }

    /// The size of a pointer to a node of `level`.
    private func pointerSize(level: Int) -> Int {
        file.offsetSize + Self.byteCount(most[level].node) + (level > 0 ? Self.byteCount(most[level].all) : 0)
    }

    private static func byteCount(_ value: Int) -> Int {
        max(1, (Int.bitWidth - value.leadingZeroBitCount + 7) / 8)
    }

    /// Hands every record to `body`, in order, until it returns `false`.
    func forEach(_ body: (inout HDF5Cursor) throws(HDF5Error) -> Bool) throws(HDF5Error) {
        guard root != file.undefined, rootCount > 0 else { return }
        var seen: Set<UInt64> = []
        _ = try visit(root, count: rootCount, level: depth, &seen, body)
    }

    private func visit(
        _ address: UInt64, count: Int, level: Int, _ seen: inout Set<UInt64>,
        _ body: (inout HDF5Cursor) throws(HDF5Error) -> Bool
    ) throws(HDF5Error) -> Bool {
        var node = try file.cursor(at: address, count: nodeSize)
        guard seen.insert(address).inserted else { throw node.fault("a tree leads back to itself") }
        guard count <= most[level].node else { throw node.fault("a tree's node claims \(count) records") }
        try node.expect(level > 0 ? "BTIN" : "BTLF")
        try node.skip(2)
        var records: [HDF5Cursor] = []
        for _ in 0..<count { records.append(try node.part(recordSize)) }
        if level == 0 {
            for var record in records {
                if try !body(&record) { return false }
            }
            return true
        }
        for index in 0...count {
            let child = try node.offset()
            let childCount = try node.int(Self.byteCount(most[level - 1].node))
            if level > 1 { try node.skip(Self.byteCount(most[level - 1].all)) }
            if try !visit(child, count: childCount, level: level - 1, &seen, body) { return false }
            if index < count, try !body(&records[index]) { return false }
        }
        return true
    }
}
