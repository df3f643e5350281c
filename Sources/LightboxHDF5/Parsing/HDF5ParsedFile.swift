public import LightboxCore
import Synchronization

/// An HDF5 file that our own reader reads: from any source of bytes, by any number of tasks, and harmlessly
/// whatever is in it.
public final class HDF5ParsedFile: HDF5Container {
    let file: HDF5Bytes
    private let root: UInt64
    /// Where the objects are whose paths were looked up.
    private let known = Mutex<[String: UInt64]>([:])

    /// Reads the superblock and nothing more.
    public init(_ source: any ByteSource) throws(HDF5Error) {
        var start = 0
        var head: [UInt8] = []
        // The file proper may follow a block of the user's own, 512 bytes or a larger power of two.
        while true {
            do { head = try source.read(at: start, count: 128) } catch {
                throw HDF5Error(at: start, "the file's bytes cannot be read: \(error)")
            }
            if head.prefix(8).elementsEqual(HDF5File.signature) { break }
            guard head.count >= 8, start < 1 << 24 else {
                throw HDF5Error(at: 0, "the file does not begin as HDF5 files do")
            }
            start = start == 0 ? 512 : start * 2
        }
        func cursor(_ offsetSize: Int, _ lengthSize: Int) -> HDF5Cursor {
            HDF5Cursor(
                bytes: head, address: 0,
                file: HDF5Bytes(source: source, base: start, offsetSize: offsetSize, lengthSize: lengthSize))
        }
        var probe = cursor(8, 8)
        try probe.skip(8)
        let version = try probe.int(1)
        let sizes: (Int, Int)
        switch version {
        case 0, 1:
            try probe.skip(4)
            sizes = (try probe.int(1), try probe.int(1))
        case 2, 3: sizes = (try probe.int(1), try probe.int(1))
        default: throw probe.fault("the superblock has the unknown version \(version)")
        }
        guard [2, 4, 8].contains(sizes.0), [2, 4, 8].contains(sizes.1) else {
            throw probe.fault("addresses take \(sizes.0) bytes and lengths \(sizes.1), which is impossible")
        }
        var block = cursor(sizes.0, sizes.1)
        file = block.file
        let end: UInt64
        if version < 2 {
            try block.skip(version == 0 ? 24 : 28)
            try block.skip(2 * sizes.0)
            end = try block.offset()
            try block.skip(2 * sizes.0)
            root = try block.offset()
        } else {
            try block.skip(12 + 2 * sizes.0)
            end = try block.offset()
            root = try block.offset()
            try file.check(at: 0, count: block.at + 4)
        }
        // Unlike every other address, this one counts from the start of the file, the user's own block included.
        let available = source.byteCountLimit
        guard end <= UInt64(max(0, available)) || source.knownByteCount == nil else {
            throw HDF5Error(
                at: source.byteCountLimit,
                "the file ends too early: it says that it has \(end) bytes, but \(available) are there",
                hint: "the copy or download may not have been finished")
        }
    }

    public func listing() throws(HDF5Error) -> HDF5Listing {
        var walk = Walk(file: file)
        try walk.enter(HDF5ObjectHeader(at: root, in: file), at: root, "/", depth: 0)
        known.withLock { known in known.merge(walk.addresses) { first, _ in first } }
        return walk.listing
    }

    private func header(_ path: String) throws(HDF5Error) -> HDF5ObjectHeader {
        let parts = path.split(separator: "/").map(String.init)
        if parts.isEmpty { return try HDF5ObjectHeader(at: root, in: file) }
        if let address = known.withLock({ $0[path] }) { return try HDF5ObjectHeader(at: address, in: file) }
        var header = try HDF5ObjectHeader(at: root, in: file)
        for part in parts {
            guard
                let link = try header.links(file, limit: HDF5Listing.limit)?.first(where: { $0.name == part }
                ),
                let address = link.address
            else { throw HDF5Error(object: path, "is not in the file") }
            header = try HDF5ObjectHeader(at: address, in: file)
        }
        known.withLock { $0[path] = header.address }
        return header
    }

    public func attributes(of path: String) throws(HDF5Error) -> [HDF5Attribute] {
        do { return try header(path).attributes(file) } catch { throw error.of(path) }
    }

    public func dataset(_ path: String) throws(HDF5Error) -> any HDF5Dataset {
        do { return try HDF5ParsedDataset(header(path), path, file) } catch { throw error.of(path) }
    }

    /// Goes through all groups, each object once.
    private struct Walk {
        let file: HDF5Bytes
        var listing = HDF5Listing()
        var addresses: [String: UInt64] = [:]
        private var seen: Set<UInt64> = []

        init(file: HDF5Bytes) { self.file = file }

        mutating func enter(_ header: HDF5ObjectHeader, at address: UInt64, _ path: String, depth: Int)
            throws(HDF5Error)
        {
            seen.insert(address)
            guard let links = try header.links(file, limit: HDF5Listing.limit) else {
                throw HDF5Error(object: path, "is no group")
            }
            for link in links {
                let full = (path == "/" ? "" : path) + "/" + link.name
                guard let address = link.address else {
                    listing.unfollowed.append(full)
                    continue
                }
                guard seen.insert(address).inserted else { continue }
                guard seen.count <= HDF5Listing.limit, depth < 128 else {
                    listing.isCut = true
                    return
                }
                addresses[full] = address
                do throws(HDF5Error) {
                    let header = try HDF5ObjectHeader(at: address, in: file)
                    if try header.message(0x08) != nil {
                        listing.datasets.append(try HDF5ParsedDataset(header, full, file).info)
                    } else if header.messages.contains(where: { $0.type == 0x11 || $0.type == 0x02 }) {
                        listing.groups.append(full)
                        try enter(header, at: address, full, depth: depth + 1)
                    }
                } catch {
                    listing.faults.append(error.of(full))
                }
            }
        }
    }
}

extension HDF5ObjectHeader {
    /// The attributes of this object, in the order of their names.
    func attributes(_ file: HDF5Bytes) throws(HDF5Error) -> [HDF5Attribute] {
        var found: [HDF5Attribute] = []
        var heap = HDF5GlobalHeap(file)
        for message in messages where message.type == 0x0C {
            var body = try Self.resolved(message)
            if let attribute = try? Self.attribute(&body, &heap) { found.append(attribute) }
        }
        if var info = try message(0x15) {
            try info.skip(1)
            if try info.int(1) & 1 != 0 { try info.skip(2) }
            let (heapAddress, tree) = (try info.offset(), try info.offset())
            if heapAddress != file.undefined, tree != file.undefined {
                let names = try HDF5FractalHeap(at: heapAddress, in: file)
                try HDF5BTree2(at: tree, in: file).forEach { record throws(HDF5Error) in
                    let place = record
                    var body = try names.object(
                        try record.take(record.rest >= 17 ? record.rest - 9 : 0), place)
                    if let attribute = try? Self.attribute(&body, &heap) { found.append(attribute) }
                    return found.count < HDF5Listing.limit
                }
            }
        }
        return found.sorted { $0.name < $1.name }
    }

    private static func attribute(_ body: inout HDF5Cursor, _ heap: inout HDF5GlobalHeap) throws(HDF5Error)
        -> HDF5Attribute
    {
        let version = try body.int(1)
        guard (1...3).contains(version) else {
            throw body.fault("an attribute has the unknown version \(version)")
        }
        let flags = try body.int(1)
        let (nameSize, typeSize, spaceSize) = (try body.int(2), try body.int(2), try body.int(2))
        if version == 3 { try body.skip(1) }
        func field(_ size: Int) throws(HDF5Error) -> HDF5Cursor {
            let part = try body.part(size)
            // The last one may lack its padding.
            if version == 1, size % 8 > 0 { try body.skip(min(8 - size % 8, body.rest)) }
            return part
        }
        let name = HDF5Values.name(try field(nameSize).bytes)
        var typeBody = try field(typeSize)
        if version > 1, flags & 1 != 0 { typeBody = try shared(typeBody, type: 0x03) }
        var spaceBody = try field(spaceSize)
        if version > 1, flags & 2 != 0 { spaceBody = try shared(spaceBody, type: 0x01) }
        let type = try HDF5Datatype.parse(&typeBody)
        let space = try HDF5Space(spaceBody)
        guard let count = space.count, count <= HDF5Attribute.countLimit, type.byteCount <= 1 << 20 else {
            return HDF5Attribute(name: name, shape: space.shape, value: nil, type: type)
        }
        let bytes = try body.take(count * type.byteCount)
        let values = try heap.values(type, count: count, bytes)
        return HDF5Attribute(name: name, shape: space.shape, isEmpty: space.isEmpty, values: values)
    }
}

/// A dataspace message: how many elements there are along each axis.
struct HDF5Space {
    var shape: [Int] = []
    /// What the axes may grow to; `Int.max` without a limit.
    var limits: [Int] = []
    var isEmpty = false

    init(_ message: HDF5Cursor) throws(HDF5Error) {
        var cursor = message
        let version = try cursor.int(1)
        guard version == 1 || version == 2 else {
            throw cursor.fault("a shape has the unknown version \(version)")
        }
        let rank = try cursor.int(1)
        let flags = try cursor.int(1)
        guard rank <= 32 else { throw cursor.fault("a shape has \(rank) axes, more than 32") }
        if version == 1 {
            try cursor.skip(5)
        } else {
            isEmpty = try cursor.int(1) == 2
        }
        for _ in 0..<rank { shape.append(try cursor.length()) }
        limits = shape
        if flags & 1 != 0 {
            for axis in 0..<rank {
                let limit = try cursor.unsigned(cursor.file.lengthSize)
                limits[axis] = Int(clamping: limit)
                if cursor.file.lengthSize < 8, limit == (1 << UInt64(8 * cursor.file.lengthSize)) - 1 {
                    limits[axis] = .max
                }
            }
        }
    }

    /// The number of elements, or `nil` if it exceeds `Int`.
    var count: Int? {
        if isEmpty { return 0 }
        var count = 1
        for length in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            if overflow { return nil }
            count = product
        }
        return count
    }
}
