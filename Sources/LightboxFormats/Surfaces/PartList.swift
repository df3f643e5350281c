import LightboxCore

/// Arrays that are held in memory, each a part of a file: points, triangles, values.
struct PartList {
    struct Part {
        let name: String
        let header: ImageHeader
        /// Little endian.
        let bytes: [UInt8]
        var facts: [FileFact] = []
    }
    var parts: [Part] = []
    var facts: [FileFact] = []
    var notes: [String] = []

    /// Adds the points and triangles of a surface, and what is to be said of them.
    mutating func addSurface(points: [UInt8], type: SampleType = .float32, triangles: [UInt8]) {
        let header = ImageHeader(shape: [3, points.count / (3 * type.byteCount)], storedType: type)
        let faces = ImageHeader(shape: [3, triangles.count / 12], storedType: .int32)
        if let block = SampleBlock(shape: header.shape, channels: 1, type: type, bytes: points) {
            facts = Surface.facts(points: block, faces: triangles.count / 12) + facts
        }
        if !points.isEmpty { parts.append(Part(name: "points", header: header, bytes: points)) }
        if !triangles.isEmpty { parts.append(Part(name: "triangles", header: faces, bytes: triangles)) }
    }

    var report: HeaderReport {
        HeaderReport(
            notes: notes, facts: facts,
            parts: parts.map { FilePart(name: $0.name, header: $0.header, facts: $0.facts) })
    }

    func open(_ name: String, of file: OpenFile) throws -> any ImageSource {
        guard let part = parts.first(where: { $0.name == name }) else {
            throw FormatError(
                file.format, "the file has no part called '\(name.withoutControlCharacters)'",
                hint: "its parts: " + parts.map(\.name).joined(separator: ", "))
        }
        return StoredImage(
            header: part.header,
            samples: StoredSamples(
                source: MemoryBytes(part.bytes), path: file.path, format: file.format, start: 0,
                layout: part.header, byteOrder: .little))
    }
}

/// Walks through big-endian bytes; every step is checked.
struct BigEndianCursor {
    let bytes: [UInt8]
    let format: FileFormat
    var place = 0

    init(_ bytes: [UInt8], format: FileFormat) { (self.bytes, self.format) = (bytes, format) }

    func fault(_ field: String, _ problem: String) -> FormatError {
        FormatError(format, field: field, at: place, problem)
    }

    /// `count` things of `size` bytes each, as they stand.
    mutating func take(_ count: Int, of size: Int = 1, _ field: String) throws -> [UInt8] {
        let (total, overflow) = count.multipliedReportingOverflow(by: size)
        guard count >= 0, !overflow, total <= bytes.count - place else {
            throw fault(field, "takes \(count) × \(size) bytes, but \(bytes.count - place) are left")
        }
        defer { place += total }
        return Array(bytes[place..<place + total])
    }
    mutating func int32(_ field: String) throws -> Int {
        let word = try take(4, field).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Int(Int32(bitPattern: word))
    }
    mutating func int24(_ field: String) throws -> Int {
        try take(3, field).reduce(0) { $0 << 8 | Int($1) }
    }
    /// A length and as many characters, the last of which may be a zero.
    mutating func text(_ field: String) throws -> String {
        let count = try int32(field)
        let characters = try take(count, field).prefix { $0 != 0 }
        return String(decoding: characters, as: UTF8.self).withoutControlCharacters
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: UInt32) {
        for shift in [UInt32(0), 8, 16, 24] { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
