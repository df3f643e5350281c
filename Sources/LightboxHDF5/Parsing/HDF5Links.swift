import LightboxCore

/// A named way from a group to an object.
struct HDF5Link: Sendable, Hashable {
    let name: String
    /// The object's header, or `nil` for a link by path or into another file.
    let address: UInt64?
}

extension HDF5ObjectHeader {
    /// The links of a group in the order of their names, or `nil` where this is no group.
    func links(_ file: HDF5Bytes, limit: Int) throws(HDF5Error) -> [HDF5Link]? {
        var links: [HDF5Link] = []
        if var table = try message(0x11) {
            let (tree, heap) = (try table.offset(), try table.offset())
            let names = try HDF5LocalHeap(at: heap, in: file)
            var seen: Set<UInt64> = []
            try Self.symbols(tree, names, file, &seen, limit: limit, into: &links)
        } else if var info = try message(0x02) {
            try info.skip(1)
            let flags = try info.int(1)
            if flags & 1 != 0 { try info.skip(8) }
            let (heapAddress, tree) = (try info.offset(), try info.offset())
            for message in messages where message.type == 6 {
                guard links.count < limit else { break }
                var body = try Self.resolved(message)
                links.append(try Self.link(&body))
            }
            if heapAddress != file.undefined, tree != file.undefined {
                let heap = try HDF5FractalHeap(at: heapAddress, in: file)
                try HDF5BTree2(at: tree, in: file).forEach { record throws(HDF5Error) in
                    try record.skip(4)
                    let place = record
                    var body = try heap.object(try record.take(record.rest), place)
                    links.append(try Self.link(&body))
                    return links.count < limit
                }
            }
        } else {
            return nil
        }
        return links.sorted { $0.name < $1.name }
    }

    private static func symbols(
        _ address: UInt64, _ names: HDF5LocalHeap, _ file: HDF5Bytes, _ seen: inout Set<UInt64>, limit: Int,
        into links: inout [HDF5Link], depth: Int = 0
    ) throws(HDF5Error) {
        var node = try file.cursor(at: address, upTo: 8 + 2 * file.offsetSize)
        guard seen.insert(address).inserted, depth < 64 else {
            throw node.fault("a group's tree leads back to itself")
        }
        guard links.count < limit else { return }
        try node.expect("TREE")
        guard try node.int(1) == 0 else { throw node.fault("a group has a tree of another kind") }
        let level = try node.int(1)
        let count = try node.int(2)
        let (k, o) = (file.lengthSize, file.offsetSize)
        var body = try file.cursor(
            at: address &+ UInt64(8 + 2 * o), count: count * (k + o) + k)
        for _ in 0..<count {
            try body.skip(k)
            let child = try body.offset()
            if level > 0 {
                try symbols(child, names, file, &seen, limit: limit, into: &links, depth: depth + 1)
                continue
            }
            var table = try file.cursor(at: child, count: 8)
            guard seen.insert(child).inserted else {
                throw table.fault("a group's tree leads back to itself")
            }
            try table.expect("SNOD")
            try table.skip(2)
            let entries = try table.int(2)
            var list = try file.cursor(at: child &+ 8, count: entries * (2 * o + 24))
            for _ in 0..<entries {
                guard links.count < limit else { return }
                let name = try names.text(at: try list.offset(), list)
                let header = try list.offset()
                let kind = try list.int(4)
                try list.skip(20)
                links.append(HDF5Link(name: name, address: kind == 2 ? nil : header))
            }
        }
    }

    private static func link(_ body: inout HDF5Cursor) throws(HDF5Error) -> HDF5Link {
        let version = try body.int(1)
        guard version == 1 else { throw body.fault("a link has the unknown version \(version)") }
        let flags = try body.int(1)
        let type = flags & 8 != 0 ? try body.int(1) : 0
        if flags & 4 != 0 { try body.skip(8) }
        if flags & 16 != 0 { try body.skip(1) }
        let length = try body.int(1 << (flags & 3))
        let name = String(decoding: try body.take(length), as: UTF8.self)
        return HDF5Link(name: name, address: type == 0 ? try body.offset() : nil)
    }
}

/// The names of an old group's members.
struct HDF5LocalHeap {
    private let segment: HDF5Cursor

    init(at address: UInt64, in file: HDF5Bytes) throws(HDF5Error) {
        var head = try file.cursor(at: address, count: 8 + 2 * file.lengthSize + file.offsetSize)
        try head.expect("HEAP")
        try head.skip(4)
        let size = try head.length()
        try head.skip(file.lengthSize)
        segment = try file.cursor(at: try head.offset(), count: size)
    }

    func text(at offset: UInt64, _ place: HDF5Cursor) throws(HDF5Error) -> String {
        guard let offset = Int(exactly: offset), offset < segment.bytes.count else {
            throw place.fault("a name lies outside its heap")
        }
        var cursor = segment
        cursor.at = offset
        return try cursor.text()
    }
}
