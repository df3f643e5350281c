/// Builds small HDF5 files of the kind that most programs write: superblock 0, object headers 1, one group.
struct HDF5Builder {
    struct Dataset {
        var name: String
        var type: [UInt8]
        var shape: [Int]
        var data: [UInt8]
        /// The chunk's shape, its filters, and the chunks in order as they lie in the file.
        var chunk: (shape: [Int], filters: [[Int]], pieces: [[UInt8]])?
        var attributes: [(name: String, type: [UInt8], shape: [Int], data: [UInt8])] = []
        var elementByteCount: Int

        init(
            _ name: String, _ type: [UInt8], _ shape: [Int], _ data: [UInt8], elementByteCount: Int,
            chunk: (shape: [Int], filters: [[Int]], pieces: [[UInt8]])? = nil,
            attributes: [(name: String, type: [UInt8], shape: [Int], data: [UInt8])] = []
        ) {
            (self.name, self.type, self.shape, self.data) = (name, type, shape, data)
            (self.elementByteCount, self.chunk, self.attributes) = (elementByteCount, chunk, attributes)
        }
    }
    var datasets: [Dataset] = []

    // Types, as their messages spell them.
    static func integer(_ size: Int, signed: Bool = true, big: Bool = false) -> [UInt8] {
        [0x10, (signed ? 8 : 0) | (big ? 1 : 0), 0, 0] + number(size, 4) + [0, 0] + number(size * 8, 2)
    }
    static let float32: [UInt8] =
        [0x11, 0x20, 31, 0] + number(4, 4) + [0, 0, 32, 0, 23, 8, 0, 23] + number(127, 4)
    static func text(_ size: Int) -> [UInt8] { [0x13, 0, 0, 0] + number(size, 4) }
    static var complex64: [UInt8] {
        func member(_ name: UInt8, _ offset: Int) -> [UInt8] {
            [name, 0, 0, 0, 0, 0, 0, 0] + number(offset, 4) + [UInt8](repeating: 0, count: 28) + float32
        }
        return [0x16, 2, 0, 0] + number(8, 4) + member(0x72, 0) + member(0x69, 4)
    }

    static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
    }
    private static func space(_ shape: [Int]) -> [UInt8] {
        [1, UInt8(shape.count), 0, 0, 0, 0, 0, 0] + shape.flatMap { number($0, 8) }
    }
    private static func message(_ type: Int, _ body: [UInt8]) -> [UInt8] {
        let body = padded(body)
        return number(type, 2) + number(body.count, 2) + [0, 0, 0, 0] + body
    }
    private static func header(_ messages: [[UInt8]]) -> [UInt8] {
        let body = messages.flatMap { $0 }
        return [1, 0] + number(messages.count, 2) + number(1, 4) + number(body.count, 4) + [0, 0, 0, 0] + body
    }

    var bytes: [UInt8] {
        // The root group's header, tree, heap and table of symbols have their places; all else follows.
        let (rootAt, treeAt, heapAt, namesAt) = (96, 136, 136 + 544, 136 + 544 + 32)
        let sorted = datasets.sorted { $0.name < $1.name }
        var names: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
        let nameOffsets = sorted.map { dataset in
            defer { names += Self.padded(Array(dataset.name.utf8) + [0]) }
            return names.count
        }
        let tableAt = namesAt + names.count
        var body: [UInt8] = []
        let bodyAt = tableAt + 8 + 40 * 8
        var headers: [Int] = []
        for dataset in sorted {
            let dataAt = bodyAt + body.count
            var layout: [UInt8] = [3, 1] + Self.number(dataAt, 8) + Self.number(dataset.data.count, 8)
            var filters: [[UInt8]] = []
            if let chunk = dataset.chunk {
                var addresses: [Int] = []
                for piece in chunk.pieces {
                    addresses.append(bodyAt + body.count)
                    body += piece
                }
                let nodeAt = bodyAt + body.count
                let grid = zip(dataset.shape, chunk.shape).map { ($0 + $1 - 1) / $1 }
                func key(_ number: Int, _ size: Int) -> [UInt8] {
                    var (rest, place) = (number, [Int]())
                    for count in grid.reversed() {
                        place.insert(rest % count, at: 0)
                        rest /= count
                    }
                    if rest > 0 { place[0] += rest * grid[0] }
                    return Self.number(size, 4) + [0, 0, 0, 0]
                        + zip(place, chunk.shape).flatMap { Self.number($0 * $1, 8) } + Self.number(0, 8)
                }
                body += Array("TREE".utf8) + [1, 0] + Self.number(chunk.pieces.count, 2)
                body += [UInt8](repeating: 0xFF, count: 16)
                for (index, piece) in chunk.pieces.enumerated() {
                    body += key(index, piece.count) + Self.number(addresses[index], 8)
                }
                body += key(chunk.pieces.count, 0)
                layout = [3, 2, UInt8(dataset.shape.count + 1)] + Self.number(nodeAt, 8)
                layout += (chunk.shape + [dataset.elementByteCount]).flatMap { Self.number($0, 4) }
                if !chunk.filters.isEmpty {
                    var list: [UInt8] = [1, UInt8(chunk.filters.count), 0, 0, 0, 0, 0, 0]
                    for filter in chunk.filters {
                        list += Self.number(filter[0], 2) + [0, 0, 0, 0] + Self.number(filter.count - 1, 2)
                        list += filter.dropFirst().flatMap { Self.number($0, 4) }
                        if filter.count % 2 == 0 { list += [0, 0, 0, 0] }
                    }
                    filters = [Self.message(0x0B, list)]
                }
            } else {
                body += dataset.data
            }
            body += [UInt8](repeating: 0, count: (8 - body.count % 8) % 8)
            headers.append(bodyAt + body.count)
            let attributes = dataset.attributes.map { attribute -> [UInt8] in
                let name = Array(attribute.name.utf8) + [0]
                let space = Self.space(attribute.shape)
                return Self.message(
                    0x0C,
                    [1, 0] + Self.number(name.count, 2) + Self.number(attribute.type.count, 2)
                        + Self.number(space.count, 2) + Self.padded(name) + Self.padded(attribute.type)
                        + Self.padded(space) + attribute.data)
            }
            body += Self.header(
                [
                    Self.message(1, Self.space(dataset.shape)), Self.message(3, dataset.type),
                    Self.message(8, layout),
                ]
                    + filters + attributes)
        }
        let end = bodyAt + body.count
        var out: [UInt8] = [
            0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0,
        ]
        out += Self.number(0, 8) + [UInt8](repeating: 0xFF, count: 8) + Self.number(end, 8)
        out += [UInt8](repeating: 0xFF, count: 8)
        out += Self.number(0, 8) + Self.number(rootAt, 8) + Self.number(1, 4) + [0, 0, 0, 0]
        out += Self.number(treeAt, 8) + Self.number(heapAt, 8)
        out += Self.header([Self.message(0x11, Self.number(treeAt, 8) + Self.number(heapAt, 8))])
        var tree = Array("TREE".utf8) + [0, 0, 1, 0] + [UInt8](repeating: 0xFF, count: 16)
        tree += Self.number(0, 8) + Self.number(tableAt, 8) + Self.number(nameOffsets.last ?? 0, 8)
        out += tree + [UInt8](repeating: 0, count: 544 - tree.count)
        out += Array("HEAP".utf8) + [0, 0, 0, 0] + Self.number(names.count, 8) + Self.number(1, 8)
        out += Self.number(namesAt, 8) + names
        var table = Array("SNOD".utf8) + [1, 0] + Self.number(sorted.count, 2)
        for (name, header) in zip(nameOffsets, headers) {
            table += Self.number(name, 8) + Self.number(header, 8) + [UInt8](repeating: 0, count: 24)
        }
        return out + table + [UInt8](repeating: 0, count: 8 + 40 * 8 - table.count) + body
    }
}
