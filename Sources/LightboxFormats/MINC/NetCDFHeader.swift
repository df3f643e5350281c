import LightboxCore

/// The header of a netCDF file, classic or with 64-bit offsets.
///
/// Source: the NetCDF user's guide, "The NetCDF classic format specification".
struct NetCDFHeader: Sendable {
    struct Attribute: Sendable {
        var text: String?
        var numbers: [Double] = []
    }
    struct Variable: Sendable {
        let name: String
        /// Places in `dimensions`, the slowest first.
        let dimensions: [Int]
        let attributes: [String: Attribute]
        let type: Int
        let start: Int
    }
    private(set) var dimensions: [(name: String, length: Int)] = []
    private(set) var variables: [String: Variable] = [:]

    private static let limit = 1 << 24
    /// Of the types 1 to 6: byte, char, short, int, float, double.
    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8]

    private init() {}

    /// Reads a header, however long it is (to 16 MiB).
    static func read(_ source: any ByteSource, format: FileFormat) throws -> NetCDFHeader {
        var count = 1 << 16
        var bytes = try source.read(at: 0, count: count)
        while true {
            var header = NetCDFHeader()
            var cursor = NetCDFCursor(bytes: bytes, format: format)
            let fault = header.fault(reading: &cursor)
            guard let fault else { return header }
            // The header may go on where this piece of it ends.
            guard cursor.isShort, bytes.count == count, count < limit else { throw fault }
            count *= 4
            bytes = try source.read(at: 0, count: count)
        }
    }

    private mutating func fault(reading cursor: inout NetCDFCursor) -> (any Error)? {
        do {
            try read(&cursor)
            return nil
        } catch { return error }
    }

    private mutating func read(_ cursor: inout NetCDFCursor) throws {
        cursor.place = 3
        let isWide = try cursor.byte() == 2
        let records = try cursor.int("numrecs")
        let dimCount = try cursor.list(10, "dim_list")
        for _ in 0..<dimCount {
            let name = try cursor.name()
            let length = try cursor.int("dim_length")
            // Length 0 marks the axis of records, which MINC files do not use for images.
            dimensions.append((name, length == 0 ? records : length))
        }
        _ = try attributes(&cursor)
        let varCount = try cursor.list(11, "var_list")
        for _ in 0..<varCount {
            let name = try cursor.name()
            let rank = try cursor.int("nelems")
            guard rank >= 0, rank <= 1024 else { throw cursor.fault("nelems", "is \(rank)") }
            var axes: [Int] = []
            for _ in 0..<rank {
                let axis = try cursor.int("dimid")
                guard dimensions.indices.contains(axis) else {
                    throw cursor.fault("dimid", "is \(axis), but there are \(dimensions.count) dimensions")
                }
                axes.append(axis)
            }
            let own = try attributes(&cursor)
            let type = try cursor.int("nc_type")
            guard Self.sizes[type] != nil else {
                throw cursor.fault("nc_type", "is \(type), but must be 1 to 6")
            }
            _ = try cursor.int("vsize")
            let start = isWide ? try cursor.long("begin") : try cursor.int("begin")
            guard start >= 0 else { throw cursor.fault("begin", "is \(start), which is no place in a file") }
            variables[name] = Variable(
                name: name, dimensions: axes, attributes: own, type: type, start: start)
        }
    }

    private func attributes(_ cursor: inout NetCDFCursor) throws -> [String: Attribute] {
        var found: [String: Attribute] = [:]
        let attCount = try cursor.list(12, "att_list")
        for _ in 0..<attCount {
            let name = try cursor.name()
            let type = try cursor.int("nc_type")
            let count = try cursor.int("nelems")
            guard let size = Self.sizes[type], count >= 0, count < Self.limit else {
                throw cursor.fault("nelems", "is \(count) of the type \(type)")
            }
            let bytes = try cursor.take(count * size)
            var attribute = Attribute()
            if type == 2 {
                attribute.text = String(decoding: bytes, as: UTF8.self).filter { $0 != "\0" }
            } else {
                attribute.numbers = (0..<count).map { Self.number(bytes.span, size * $0, type) }
            }
            found[name] = attribute
        }
        return found
    }

    private static func number(_ bytes: Span<UInt8>, _ place: Int, _ type: Int) -> Double {
        switch type {
        case 1: Double(Int8(bitPattern: bytes.integer(UInt8.self, at: place, .big) ?? 0))
        case 3: Double(Int16(bitPattern: bytes.integer(UInt16.self, at: place, .big) ?? 0))
        case 4: Double(Int32(bitPattern: bytes.integer(UInt32.self, at: place, .big) ?? 0))
        case 5: Double(bytes.float32(at: place, .big) ?? .nan)
        default: bytes.float64(at: place, .big) ?? .nan
        }
    }
}

/// A place in the bytes of a netCDF header.
private struct NetCDFCursor {
    let bytes: [UInt8]
    let format: FileFormat
    var place = 0
    /// Whether the bytes ended before what was asked for did.
    private(set) var isShort = false

    init(bytes: [UInt8], format: FileFormat) { (self.bytes, self.format) = (bytes, format) }

    func fault(_ field: String, _ problem: String) -> FormatError {
        FormatError(format, field: field, at: place, problem)
    }

    /// `count` bytes; the next thing begins at a multiple of four.
    mutating func take(_ count: Int) throws -> [UInt8] {
        guard count >= 0, count <= bytes.count - place else {
            isShort = true
            throw FormatError(format, at: bytes.count, "the file ends inside the header")
        }
        let found = Array(bytes[place..<place + count])
        place = min(bytes.count, (place + count + 3) & ~3)
        return found
    }
    mutating func byte() throws -> UInt8 {
        let found = try take(1)
        return found.first ?? 0
    }
    mutating func int(_ field: String) throws -> Int {
        let word = try take(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Int(Int32(bitPattern: word))
    }
    mutating func long(_ field: String) throws -> Int {
        let word = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(Int64(bitPattern: word))
    }
    mutating func name() throws -> String {
        String(decoding: try take(try int("name")), as: UTF8.self)
    }
    /// How many elements a list has that begins here, which an absent one begins with 0.
    mutating func list(_ tag: Int, _ field: String) throws -> Int {
        let (found, count) = (try int(field), try int(field))
        guard found == tag || found == 0 && count == 0, count >= 0, count < 1 << 20 else {
            throw fault(field, "begins with \(found), but must with \(tag)")
        }
        return count
    }
}
