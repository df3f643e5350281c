import LightboxCore

/// Goes through a legacy VTK file, word by word.
struct VTKParser {
    private var cursor: BigEndianCursor
    private var isBinary = false
    private var points: (type: SampleType, bytes: [UInt8])?
    private var triangles: [UInt8] = []
    private var lengths: [Int] = []
    private var spacing: [Double] = []
    private var origin: [Double] = []
    private var list = PartList()

    init(_ bytes: [UInt8], format: FileFormat) { cursor = BigEndianCursor(bytes, format: format) }

    private static let types: [String: SampleType] = [
        "unsigned_char": .uint8, "char": .int8, "unsigned_short": .uint16, "short": .int16,
        "unsigned_int": .uint32, "int": .int32, "unsigned_long": .uint64, "long": .int64,
        "float": .float32, "double": .float64, "vtktypeint64": .int64, "vtkIdType": .int32,
        "vtktypeint32": .int32,
    ]

    mutating func parse() throws -> PartList {
        _ = line()
        let title = line()
        if !title.isEmpty { list.facts.append(FileFact("title", .string(title), label: "title")) }
        switch line().uppercased() {
        case "BINARY": isBinary = true
        case "ASCII": isBinary = false
        default: throw cursor.fault("the third line", "must be ASCII or BINARY")
        }
        while let word = word() {
            switch word.uppercased() {
            case "DATASET":
                let kind = self.word() ?? ""
                guard ["POLYDATA", "STRUCTURED_POINTS"].contains(kind.uppercased()) else {
                    throw cursor.fault(
                        "DATASET", "is '\(kind.withoutControlCharacters)', of which Lightbox reads no arrays")
                }
                list.facts.append(FileFact("dataset", .string(kind.uppercased()), label: "dataset"))
            case "POINTS":
                let count = try integer("POINTS")
                let type = try type("POINTS")
                guard type.isFloatingPoint else { throw cursor.fault("POINTS", "must be float or double") }
                points = (type, try numbers(count, times: 3, type, "POINTS"))
            case "POLYGONS": triangles += try polygons("POLYGONS")
            case "VERTICES", "LINES", "TRIANGLE_STRIPS":
                _ = try polygons(word.uppercased())
                list.notes.append("\(word.uppercased()) are there as well, and not read.")
            case "DIMENSIONS": lengths = try [integer(word), integer(word), integer(word)]
            case "SPACING", "ASPECT_RATIO": spacing = try [real(word), real(word), real(word)]
            case "ORIGIN": origin = try [real(word), real(word), real(word)]
            case "POINT_DATA":
                try pointData(integer("POINT_DATA"))
                return try finished()
            case "METADATA": skipMetadata()
            default:
                list.notes.append(
                    "What follows '\(String(word.prefix(40)).withoutControlCharacters)' is not read.")
                return try finished()
            }
        }
        return try finished()
    }

    private mutating func finished() throws -> PartList {
        if let points {
            let count = points.bytes.count / (3 * points.type.byteCount)
            for index in 0..<triangles.count / 4 {
                let corner = triangles.span.integer(UInt32.self, at: 4 * index, .little) ?? .max
                guard Int(corner) < count else {
                    throw FormatError(
                        cursor.format, field: "POLYGONS", "name point \(corner), but there are \(count)")
                }
            }
            list.addSurface(points: points.bytes, type: points.type, triangles: triangles)
        }
        return list
    }

    // Values at points.

    private mutating func pointData(_ count: Int) throws {
        var number = 0
        while let word = word() {
            let field = word.uppercased()
            var components = 1
            let type: SampleType
            let name: String
            switch field {
            case "SCALARS":
                (name, type) = (self.word() ?? "", try self.type(field))
                let start = cursor.place
                if let next = self.word(), let stated = Int(next) {
                    components = stated
                } else {
                    cursor.place = start
                }
                if self.word()?.uppercased() == "LOOKUP_TABLE" { _ = self.word() }
            case "VECTORS", "NORMALS":
                (name, type, components) = (self.word() ?? "", try self.type(field), 3)
            case "METADATA":
                skipMetadata()
                continue
            default:
                list.notes.append(
                    "What follows '\(String(word.prefix(40)).withoutControlCharacters)' is not read.")
                return
            }
            guard (1...16).contains(components) else {
                throw cursor.fault(field, "has \(components) numbers for each point")
            }
            let bytes = try numbers(count, times: components, type, field)
            guard !bytes.isEmpty else { continue }
            number += 1
            list.parts.append(
                .init(
                    name: "values \(number)", header: try header(count, components, type), bytes: bytes,
                    facts: [FileFact("name", .string(name.withoutControlCharacters), label: "name")]))
        }
    }

    private mutating func header(_ count: Int, _ components: Int, _ type: SampleType) throws -> ImageHeader {
        let isColour = components == 3 && type == .uint8
        guard lengths.count == 3 else {
            return ImageHeader(
                shape: [count], channels: components, storedType: type, colour: isColour ? .rgb : .grey)
        }
        var voxels = 1
        for length in lengths {
            let (product, overflow) = voxels.multipliedReportingOverflow(by: length)
            guard length > 0, !overflow else { throw cursor.fault("DIMENSIONS", "are \(lengths)") }
            voxels = product
        }
        guard voxels == count else {
            throw cursor.fault("POINT_DATA", "is for \(count) points, but DIMENSIONS make \(voxels)")
        }
        if list.facts.allSatisfy({ $0.key != "origin" }) {
            list.facts.append(FileFact("origin", .array(origin.map { .number($0) }), label: "origin"))
            list.notes.append("VTK does not say which side is left, so that no position is given.")
        }
        return ImageHeader(
            shape: lengths, channels: components, storedType: type,
            spacing: spacing.allSatisfy { $0.isFinite && $0 > 0 } ? spacing : [],
            colour: isColour ? .rgb : .grey)
    }

    // Faces.

    private mutating func polygons(_ field: String) throws -> [UInt8] {
        let (first, second) = (try integer(field), try integer(field))
        let start = cursor.place
        // Version 5 has offsets and corners apart; before, each face began with its number of corners.
        if let next = word(), next.uppercased() == "OFFSETS" {
            let offsets = try indices(first, field)
            guard word()?.uppercased() == "CONNECTIVITY" else {
                throw cursor.fault(field, "has no CONNECTIVITY behind OFFSETS")
            }
            let corners = try indices(second, field)
            return try fans(
                zip(offsets, offsets.dropFirst()).map { from, to in
                    guard from >= 0, from <= to, to <= corners.count else {
                        throw cursor.fault(field, "has an offset outside CONNECTIVITY")
                    }
                    return corners[from..<to]
                })
        }
        cursor.place = start
        let all = try integers(second, .int32, field)
        var faces: [ArraySlice<Int>] = []
        var place = 0
        while place < all.count, faces.count < first {
            guard all[place] >= 0, all[place] < all.count - place else {
                throw cursor.fault(field, "has a face of \(all[place]) corners, more than there are")
            }
            faces.append(all[place + 1..<place + all[place] + 1])
            place += all[place] + 1
        }
        guard faces.count == first else { throw cursor.fault(field, "are \(faces.count), not \(first)") }
        return try fans(faces)
    }

    private mutating func fans(_ faces: [ArraySlice<Int>]) throws -> [UInt8] {
        var out: [UInt8] = []
        var isCut = false
        for face in faces where face.count >= 3 {
            isCut = isCut || face.count > 3
            let corners = Array(face)
            for index in 1..<corners.count - 1 {
                for corner in [corners[0], corners[index], corners[index + 1]] {
                    guard let number = Int32(exactly: corner), number >= 0 else {
                        throw cursor.fault("a face", "names point \(corner)")
                    }
                    out.append(littleEndian: UInt32(number))
                }
            }
        }
        if isCut {
            list.notes.append("Faces of more than three corners are given as triangles around the first.")
        }
        return out
    }

    private mutating func indices(_ count: Int, _ field: String) throws -> [Int] {
        try integers(count, type(field), field)
    }

    private mutating func integers(_ count: Int, _ type: SampleType, _ field: String) throws -> [Int] {
        let bytes = try numbers(count, times: 1, type, field)
        let isWide = type.byteCount == 8
        guard isWide || type.byteCount == 4 else { throw cursor.fault(field, "must be whole numbers") }
        return (0..<bytes.count / type.byteCount).map { index in
            isWide
                ? Int(Int64(bitPattern: bytes.span.integer(UInt64.self, at: 8 * index, .little) ?? 0))
                : Int(Int32(bitPattern: bytes.span.integer(UInt32.self, at: 4 * index, .little) ?? 0))
        }
    }

    // Words and numbers.

    private mutating func line() -> String {
        let start = cursor.place
        while cursor.place < cursor.bytes.count, cursor.bytes[cursor.place] != 0x0A { cursor.place += 1 }
        let text = String(decoding: cursor.bytes[start..<cursor.place], as: UTF8.self)
        cursor.place = min(cursor.bytes.count, cursor.place + 1)
        return text.trimmingBlanks.withoutControlCharacters
    }

    /// The next word; the byte behind it is passed over as well, for binary numbers begin there.
    private mutating func word() -> String? {
        while cursor.place < cursor.bytes.count, cursor.bytes[cursor.place] <= 0x20 { cursor.place += 1 }
        let start = cursor.place
        while cursor.place < cursor.bytes.count, cursor.bytes[cursor.place] > 0x20 { cursor.place += 1 }
        guard start < cursor.place else { return nil }
        let text = String(decoding: cursor.bytes[start..<cursor.place], as: UTF8.self)
        cursor.place = min(cursor.bytes.count, cursor.place + 1)
        return text
    }

    private mutating func skipMetadata() {
        // Its lines go on to the first empty one.
        _ = line()
        while cursor.place < cursor.bytes.count, !line().isEmpty {}
    }

    private mutating func integer(_ field: String) throws -> Int {
        let text = word() ?? ""
        guard let value = Int(text), value >= 0 else {
            throw cursor.fault(
                field, "has '\(String(text.prefix(40)).withoutControlCharacters)' where a number must be")
        }
        return value
    }
    private mutating func real(_ field: String) throws -> Double {
        let text = word() ?? ""
        guard let value = Double(text) else {
            throw cursor.fault(
                field, "has '\(String(text.prefix(40)).withoutControlCharacters)' where a number must be")
        }
        return value
    }
    private mutating func type(_ field: String) throws -> SampleType {
        let text = word() ?? ""
        guard let type = Self.types[text] ?? Self.types[text.lowercased()] else {
            throw cursor.fault(
                field,
                "is of the type '\(String(text.prefix(40)).withoutControlCharacters)', which is not read")
        }
        return type
    }

    /// Numbers as little-endian bytes.
    private mutating func numbers(_ count: Int, times: Int, _ type: SampleType, _ field: String) throws
        -> [UInt8]
    {
        let (total, overflow) = count.multipliedReportingOverflow(by: times)
        guard !overflow else { throw cursor.fault(field, "are too many") }
        if isBinary {
            var bytes = try cursor.take(total, of: type.byteCount, field)
            bytes.reverseEach(type.componentByteCount)
            return bytes
        }
        var used = 0
        guard
            let bytes = TextSamples.decimal(
                cursor.bytes.span.extracting(cursor.place...), type: type, count: total, used: &used)
        else { throw cursor.fault(field, "do not hold \(total) numbers of the type \(type.rawValue)") }
        cursor.place += used
        return bytes
    }
}
