import LightboxCore

/// How the elements of one chunk lie, and what was then done with their bytes.
struct ZarrCoding: Sendable, Hashable {
    /// Which axis of the array is the slowest in a chunk, which the next, and so on.
    var order: [Int]
    var byteOrder: ByteOrder
    /// In the order in which they were done.
    var codecs: [ZarrCodec]

    /// Strides of a chunk's axes in elements, the array's slowest first; `nil` where they exceed `Int`.
    func strides(of shape: [Int]) -> [Int]? {
        guard let stored = BoxCopy.strides(of: order.reversed().map { shape[$0] }) else { return nil }
        var strides = shape.map { _ in 0 }
        for (axis, stride) in zip(order.reversed(), stored) { strides[axis] = stride }
        return strides
    }

    /// The bytes of a chunk's elements.
    func undo(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        // Checksums add a few bytes to what comes out in the end.
        try codecs.reversed().reduce(bytes) { try $1.undo($0, limit: limit + 16) }
    }
}

/// What the metadata of an array say, whatever the version.
struct ZarrArray: Sendable {
    /// Where a chunk's file is.
    enum Keys: Sendable, Hashable {
        /// `0.1.2`, or with `/` a folder for each axis but the last.
        case plain(separator: String)
        /// `c/0/1/2`.
        case prefixed(separator: String)
        /// `2/1/0`: the fastest axis first.
        case n5
    }
    /// The slowest axis first.
    var shape: [Int]
    var chunk: [Int]
    var type: ZarrType
    /// What stands for elements that were never written, little endian.
    var fill: [UInt8]
    var coding: ZarrCoding
    var keys: Keys
    var axisNames: [String] = []
    var attributes: JSONValue?

    /// The name of a chunk's file below the array's folder.
    func key(_ place: [Int]) -> String {
        switch keys {
        case .plain(let separator):
            place.isEmpty ? "0" : place.map(String.init).joined(separator: separator)
        case .prefixed(let separator): (["c"] + place.map(String.init)).joined(separator: separator)
        case .n5: place.reversed().map(String.init).joined(separator: "/")
        }
    }

    /// The codings in words, for people.
    var codecNames: [String] {
        coding.codecs.map { codec in
            switch codec {
            case .deflate: "deflate"
            case .blosc: "blosc"
            case .zstd: "zstd"
            case .lz4, .lz4Blocks: "lz4"
            case .shuffle: "shuffle"
            case .crc32c: "crc32c"
            case .delta: "delta"
            case .shards(let shards): "shards of \(shards.chunk)"
            }
        }
    }
}

extension ZarrArray {
    private static func lengths(_ value: JSONValue?, _ field: String, least: Int) throws -> [Int] {
        guard case .array(let list)? = value, list.count <= 32 else {
            throw ArrayFault("'\(field)' is no list of at most 32 lengths")
        }
        return try list.map {
            guard case .integer(let length) = $0, length >= Int64(least), length < 1 << 56 else {
                throw ArrayFault("'\(field)' holds \($0.text), which is no length")
            }
            return Int(length)
        }
    }

    /// Reads `.zarray`.
    init(v2 json: JSONValue) throws {
        shape = try Self.lengths(json["shape"], "shape", least: 0)
        chunk = try Self.lengths(json["chunks"], "chunks", least: 1)
        guard case .string(let name)? = json["dtype"] else {
            throw ArrayFault(
                "the array holds records, no samples (dtype is \(json["dtype"]?.text ?? "missing"))")
        }
        guard let type = ZarrType(numPy: name) else {
            throw ArrayFault("the array holds elements of type '\(name)', no samples")
        }
        self.type = type
        guard let fill = type.fill(json["fill_value"]) else {
            throw ArrayFault("'fill_value' is \(json["fill_value"]?.text ?? ""), which \(name) cannot hold")
        }
        self.fill = fill
        var codecs: [ZarrCodec] = []
        var steps: [JSONValue] = if case .array(let filters)? = json["filters"] { filters } else { [] }
        if let compressor = json["compressor"], compressor != .null { steps.append(compressor) }
        for step in steps {
            guard let codec = ZarrCodec(v2: step, type: type) else {
                throw ArrayFault("chunks are coded by \(step.text), which is not read")
            }
            codecs.append(codec)
        }
        let axes = Array(shape.indices)
        let isFortran = json["order"] == .string("F")
        coding = ZarrCoding(
            order: isFortran ? axes.reversed() : axes, byteOrder: type.byteOrder, codecs: codecs)
        keys = .plain(separator: json["dimension_separator"] == .string("/") ? "/" : ".")
        try check()
    }

    /// Reads `zarr.json`.
    init(v3 json: JSONValue) throws {
        shape = try Self.lengths(json["shape"], "shape", least: 0)
        let grid = json["chunk_grid"]
        guard grid?["name"] == .string("regular") else {
            throw ArrayFault("chunks lie on the grid \(grid?["name"]?.text ?? "?"), which is not read")
        }
        chunk = try Self.lengths(grid?["configuration"]?["chunk_shape"], "chunk_shape", least: 1)
        guard case .string(let name)? = json["data_type"], let type = ZarrType(word: name, .little) else {
            throw ArrayFault("the array holds elements of type \(json["data_type"]?.text ?? "?"), no samples")
        }
        self.type = type
        guard let fill = type.fill(json["fill_value"]) else {
            throw ArrayFault("'fill_value' is \(json["fill_value"]?.text ?? ""), which \(name) cannot hold")
        }
        self.fill = fill
        coding = try Self.coding(json["codecs"], rank: shape.count, depth: 0)
        let encoding = json["chunk_key_encoding"]
        let separator = encoding?["configuration"]?["separator"]
        switch encoding?["name"] {
        case .string("v2")?: keys = .plain(separator: separator == .string("/") ? "/" : ".")
        case .string("default")?, nil: keys = .prefixed(separator: separator == .string(".") ? "." : "/")
        default: throw ArrayFault("chunks are named by \(encoding?.text ?? "?"), which is not known")
        }
        if case .array(let names)? = json["dimension_names"] {
            axisNames = names.map { if case .string(let name) = $0 { name } else { "" } }
        }
        attributes = json["attributes"]
        try check()
    }

    private static func coding(_ json: JSONValue?, rank: Int, depth: Int) throws -> ZarrCoding {
        guard case .array(let steps)? = json, depth < 3 else { throw ArrayFault("'codecs' is no list") }
        var coding = ZarrCoding(order: Array(0..<rank), byteOrder: .little, codecs: [])
        for step in steps {
            let configuration = step["configuration"]
            let name: String =
                if case .string(let name)? = step["name"] { name } else if case .string(let name) = step {
                    name
                } else {
                    "?"
                }
            switch name {
            case "bytes", "endian":
                coding.byteOrder = configuration?["endian"] == .string("big") ? .big : .little
            case "transpose":
                switch configuration?["order"] {
                case .string("F")?: coding.order.reverse()
                case .string("C")?: break
                case .some(let order):
                    let axes = try lengths(order, "order", least: 0)
                    guard axes.sorted() == Array(0..<rank) else {
                        throw ArrayFault("'order' is \(order.text), no order of \(rank) axes")
                    }
                    coding.order = axes.map { coding.order[$0] }
                case nil: throw ArrayFault("a transposition has no order")
                }
            case "gzip", "zlib", "numcodecs.zlib", "numcodecs.gzip": coding.codecs.append(.deflate)
            case "blosc", "numcodecs.blosc": coding.codecs.append(.blosc)
            case "zstd", "numcodecs.zstd": coding.codecs.append(.zstd)
            case "lz4", "numcodecs.lz4": coding.codecs.append(.lz4)
            case "crc32c": coding.codecs.append(.crc32c)
            case "sharding_indexed":
                let index: [JSONValue] =
                    if case .array(let list)? = configuration?["index_codecs"] { list } else { [] }
                guard index.count <= 2, index.first?["name"] == .string("bytes"),
                    index.first?["configuration"]?["endian"] != .string("big"),
                    index.count < 2 || index[1]["name"] == .string("crc32c"), coding.codecs.isEmpty,
                    coding.order == Array(0..<rank)
                else { throw ArrayFault("the index of shards is coded in a way that is not read") }
                coding.codecs.append(
                    .shards(
                        ZarrShards(
                            chunk: try lengths(configuration?["chunk_shape"], "chunk_shape", least: 1),
                            inner: try self.coding(configuration?["codecs"], rank: rank, depth: depth + 1),
                            indexHasChecksum: index.count == 2,
                            indexIsAtEnd: configuration?["index_location"] != .string("start"))))
            default:
                throw ArrayFault("chunks are coded by '\(name.withoutControlCharacters)', which is not read")
            }
        }
        return coding
    }

    /// Reads the `attributes.json` of an N5 array.
    init(n5 json: JSONValue) throws {
        shape = try Self.lengths(json["dimensions"], "dimensions", least: 0).reversed()
        chunk = try Self.lengths(json["blockSize"], "blockSize", least: 1).reversed()
        guard case .string(let name)? = json["dataType"], let type = ZarrType(word: name, .big) else {
            throw ArrayFault("the array holds elements of type \(json["dataType"]?.text ?? "?"), no samples")
        }
        self.type = type
        fill = [UInt8](repeating: 0, count: type.sample.byteCount)
        coding = ZarrCoding(order: Array(shape.indices), byteOrder: .big, codecs: [])
        // The oldest files name their compression in another place.
        let compression = json["compression"]?["type"] ?? json["compressionType"]
        switch compression {
        case .string("raw")?, nil: break
        case .string("gzip")?: coding.codecs = [.deflate]
        case .string("blosc")?: coding.codecs = [.blosc]
        case .string("zstd")?, .string("zstandard")?: coding.codecs = [.zstd]
        case .string("lz4")?: coding.codecs = [.lz4Blocks]
        case .some(let other): throw ArrayFault("blocks are coded by \(other.text), which is not read")
        }
        keys = .n5
        attributes = json
        try check()
    }

    /// Bytes that a chunk may take: more is not read at once.
    static let chunkLimit = 1 << 31

    private func check() throws {
        guard shape.count == chunk.count, shape.count <= 32 else {
            throw ArrayFault("the array has \(shape.count) axes, but its chunks have \(chunk.count)")
        }
        var bytes = type.sample.byteCount
        for length in chunk {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
            guard !overflow, product <= Self.chunkLimit else {
                throw ArrayFault("chunks have the shape \(chunk), which is too large")
            }
            bytes = product
        }
        guard header().byteCount != nil else {
            throw ArrayFault("the array has more samples than can be counted")
        }
        for case .shards(let shards) in coding.codecs {
            guard shards.chunk.count == chunk.count, zip(chunk, shards.chunk).allSatisfy({ $0 % $1 == 0 })
            else {
                throw ArrayFault(
                    "shards of the shape \(chunk) cannot hold chunks of the shape \(shards.chunk)")
            }
        }
    }

    /// - Parameter spacing: along the fastest axes, in mm.
    func header(spacing: [Double] = [], timeStep: Double? = nil) -> ImageHeader {
        ImageHeader(
            shape: shape.reversed(), storedType: type.sample, spacing: spacing, timeStepSeconds: timeStep)
    }
}
