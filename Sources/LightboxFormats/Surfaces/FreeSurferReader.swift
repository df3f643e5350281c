import LightboxCore

/// Reads FreeSurfer's surfaces, values on them, annotations and labels.
///
/// Source: FreeSurfer's wiki, "FileFormats", and its documents of surface, annotation and label files.
public struct FreeSurferReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> {
        [.freeSurferSurface, .freeSurferCurvature, .freeSurferAnnotation, .freeSurferLabel]
    }

    private static let limit = 1 << 30

    public func report(_ file: OpenFile) throws -> HeaderReport { try parts(of: file).report }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "the file holds no image, but arrays, of which one must be named",
            hint: "its parts: " + (try parts(of: file).parts.map(\.name).joined(separator: ", ")))
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        try parts(of: file).open(part, of: file)
    }

    private func parts(of file: OpenFile) throws -> PartList {
        let bytes = try file.content.readAll(limit: Self.limit)
        guard bytes.count < Self.limit else {
            throw FormatError(file.format, at: Self.limit, "the file is longer than Lightbox reads, 1 GiB")
        }
        var cursor = BigEndianCursor(bytes, format: file.format)
        switch file.format {
        case .freeSurferCurvature: return try values(&cursor)
        case .freeSurferAnnotation: return try annotation(&cursor)
        case .freeSurferLabel: return try label(bytes, file)
        default:
            return bytes.starts(with: [0xFF, 0xFF, 0xFE]) ? try triangles(&cursor) : try quads(&cursor)
        }
    }

    private func triangles(_ cursor: inout BigEndianCursor) throws -> PartList {
        _ = try cursor.take(3, "magic")
        // One or two lines that say who made it; the second is empty.
        var remark: [UInt8] = []
        var ends = 0
        while ends < 2 {
            let byte = try cursor.take(1, "the remark")[0]
            ends = byte == 0x0A ? ends + 1 : 0
            if byte != 0x0A { remark.append(byte) }
            if remark.count > 65_536 { throw cursor.fault("the remark", "does not end") }
        }
        let (vertices, faces) = (try cursor.int32("vertex count"), try cursor.int32("face count"))
        let points = try cursor.swapped(vertices, of: 12, "the vertices", elements: 4)
        let triangles = try cursor.swapped(faces, of: 12, "the faces", elements: 4)
        try check(triangles, vertices, cursor)
        var list = PartList()
        let words = String(decoding: remark, as: UTF8.self).withoutControlCharacters
        if !words.isEmpty { list.facts.append(FileFact("remark", .string(words), label: "remark")) }
        // Behind the faces may stand, as text, the volume that the surface was made of.
        let rest = String(decoding: cursor.bytes[cursor.place...], as: UTF8.self)
        for line in rest.split(separator: "\n") where line.hasPrefix("cras") || line.hasPrefix("filename") {
            let pair = line.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let key = pair[0].hasPrefix("cras") ? "cras" : "volume"
            let value = String(pair[1]).trimmingBlanks.withoutControlCharacters
            list.facts.append(FileFact(key, .string(value), label: key == "cras" ? "centre" : key))
        }
        list.addSurface(points: points, triangles: triangles)
        return list
    }

    /// The old files of four-sided faces, each of which becomes two triangles, as FreeSurfer cuts them.
    private func quads(_ cursor: inout BigEndianCursor) throws -> PartList {
        let isOld = try cursor.int24("magic") == 0xFF_FFFF
        let (vertices, faces) = (try cursor.int24("vertex count"), try cursor.int24("face count"))
        var points: [UInt8] = []
        if isOld {
            let numbers = try cursor.take(vertices, of: 6, "the vertices")
            for index in 0..<vertices * 3 {
                let hundredths = Int16(
                    bitPattern: numbers.span.integer(UInt16.self, at: 2 * index, .big) ?? 0)
                points.append(littleEndian: (Float(hundredths) / 100).bitPattern)
            }
        } else {
            points = try cursor.swapped(vertices, of: 12, "the vertices", elements: 4)
        }
        var triangles: [UInt8] = []
        guard faces <= (cursor.bytes.count - cursor.place) / 12 else {
            throw cursor.fault("the faces", "are \(faces), for which the file is too short")
        }
        for _ in 0..<faces {
            let q = [
                try cursor.int24("a face"), try cursor.int24("a face"), try cursor.int24("a face"),
                try cursor.int24("a face"),
            ]
            let order = q[0] % 2 == 0 ? [0, 1, 3, 2, 3, 1] : [0, 1, 2, 0, 2, 3]
            for corner in order { triangles.append(littleEndian: UInt32(q[corner])) }
        }
        try check(triangles, vertices, cursor)
        var list = PartList()
        list.notes.append("The faces have four corners; each is given as two triangles.")
        list.addSurface(points: points, triangles: triangles)
        return list
    }

    private func check(_ triangles: [UInt8], _ vertices: Int, _ cursor: BigEndianCursor) throws {
        for index in 0..<triangles.count / 4 {
            let corner = triangles.span.integer(UInt32.self, at: 4 * index, .little) ?? .max
            guard Int(corner) < vertices else {
                throw FormatError(
                    cursor.format, field: "face \(index / 3)",
                    "names vertex \(corner), but there are \(vertices)")
            }
        }
    }

    private func values(_ cursor: inout BigEndianCursor) throws -> PartList {
        _ = try cursor.take(3, "magic")
        let (vertices, faces) = (try cursor.int32("vertex count"), try cursor.int32("face count"))
        _ = try cursor.int32("values per vertex")
        let bytes = try cursor.swapped(vertices, of: 4, "the values", elements: 4)
        var list = PartList()
        list.facts = [
            FileFact("vertices", .integer(vertices), label: "vertices"),
            FileFact("faces", .integer(faces), label: "faces"),
        ]
        guard !bytes.isEmpty else { return list }
        list.parts = [
            .init(
                name: "values", header: ImageHeader(shape: [vertices], storedType: .float32), bytes: bytes)
        ]
        return list
    }

    /// A label for each vertex: red + 256 green + 65536 blue of the table's entry.
    private func annotation(_ cursor: inout BigEndianCursor) throws -> PartList {
        let count = try cursor.int32("vertex count")
        let pairs = try cursor.take(count, of: 8, "the labels")
        var labels = [UInt8](repeating: 0, count: count * 4)
        for index in 0..<count {
            let vertex = Int(pairs.span.integer(UInt32.self, at: 8 * index, .big) ?? 0)
            guard vertex < count else {
                throw cursor.fault("the labels", "name vertex \(vertex), but there are \(count)")
            }
            for byte in 0..<4 { labels[4 * vertex + byte] = pairs[8 * index + 7 - byte] }
        }
        var list = PartList()
        list.facts = [FileFact("vertices", .integer(count), label: "vertices")]
        if cursor.place < cursor.bytes.count, try cursor.int32("table mark") != 0 {
            let entries = try table(&cursor)
            list.facts.append(
                FileFact(
                    "labels", .array(entries), label: "labels", text: "\(entries.count) in the table"))
        }
        guard count > 0 else { return list }
        list.parts = [
            .init(name: "labels", header: ImageHeader(shape: [count], storedType: .int32), bytes: labels)
        ]
        return list
    }

    private func table(_ cursor: inout BigEndianCursor) throws -> [JSONValue] {
        let first = try cursor.int32("table size")
        var count = first
        if first < 0 {
            guard first == -2 else { throw cursor.fault("table version", "is \(-first), but must be 2") }
            _ = try cursor.int32("largest index")
        }
        _ = try cursor.text("table name")
        if first < 0 { count = try cursor.int32("entry count") }
        guard count >= 0, count <= cursor.bytes.count / 20 else {
            throw cursor.fault("entry count", "is \(count), for which the file is too short")
        }
        var entries: [JSONValue] = []
        for index in 0..<count {
            let key = first < 0 ? try cursor.int32("entry") : index
            let name = try cursor.text("entry name")
            var colour: [JSONValue] = []
            for _ in 0..<4 { colour.append(.integer(Int64(try cursor.int32("entry colour")))) }
            entries.append(["key": .integer(key), "name": .string(name), "colour": .array(colour)])
        }
        return entries
    }

    private func label(_ bytes: [UInt8], _ file: OpenFile) throws -> PartList {
        let lines = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3,
            let count = Int(String(decoding: lines[1].prefix(32), as: UTF8.self).trimmingBlanks), count >= 0,
            count <= bytes.count / 10
        else {
            throw FormatError(
                file.format, field: "the number of vertices", at: lines.first.map { $0.count + 1 },
                "is not in the second line, or larger than the file can hold")
        }
        let start = lines[2].startIndex
        guard
            let numbers = TextSamples.decimal(
                bytes.span.extracting(start...), type: .float64, count: count * 5)
        else {
            throw FormatError(
                file.format, at: start,
                "the lines from here on do not hold five numbers for each of \(count) vertices")
        }
        var (vertices, points, values) = ([UInt8](), [UInt8](), [UInt8]())
        for row in 0..<count {
            func number(_ column: Int) -> Double {
                numbers.span.float64(at: 8 * (5 * row + column), .little) ?? 0
            }
            guard let vertex = Int32(exactly: number(0)) else {
                throw FormatError(file.format, field: "row \(row + 1)", at: start, "names no vertex")
            }
            vertices.append(littleEndian: UInt32(bitPattern: vertex))
            for column in 1...3 { points.append(littleEndian: Float(number(column)).bitPattern) }
            values.append(littleEndian: Float(number(4)).bitPattern)
        }
        var list = PartList()
        list.addSurface(points: points, triangles: [])
        list.facts.removeAll { $0.key == "faces" }
        guard count > 0 else { return list }
        list.parts += [
            .init(name: "vertices", header: ImageHeader(shape: [count], storedType: .int32), bytes: vertices),
            .init(name: "values", header: ImageHeader(shape: [count], storedType: .float32), bytes: values),
        ]
        return list
    }
}

extension BigEndianCursor {
    /// `count` groups of `size` bytes, of numbers of `elements` bytes, turned into little endian.
    mutating func swapped(_ count: Int, of size: Int, _ field: String, elements: Int) throws -> [UInt8] {
        var found = try take(count, of: size, field)
        found.reverseEach(elements)
        return found
    }
}
