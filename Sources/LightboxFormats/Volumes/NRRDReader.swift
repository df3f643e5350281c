import LightboxArchive
import LightboxCodecs
import LightboxCore

/// Reads NRRD: attached and detached (`.nhdr`), raw, gzipped, bzipped and as text.
///
/// Source: teem.sourceforge.net/nrrd/format.html.
public struct NRRDReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.nrrd] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let plan = try NRRDPlan(file)
        _ = try plan.samples(file)
        return HeaderReport(header: plan.header, notes: plan.notes, facts: plan.facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let plan = try NRRDPlan(file)
        return StoredImage(header: plan.header, samples: try plan.samples(file))
    }
}

/// How the samples of an NRRD file are laid out and where they are.
struct NRRDPlan {
    let fields: NRRDHeader
    let header: ImageHeader
    let byteOrder: ByteOrder
    let notes: [String]

    init(_ file: OpenFile) throws {
        // A header may be longer than what was looked at: keys hold whole protocols.
        var head = file.head
        if head.count >= FrontDoor.headByteCount { head = try file.content.read(at: 0, count: 8 << 20) }
        fields = try NRRDHeader(head, format: file.format)
        let fields = fields
        func refuse(_ field: String, _ problem: String) -> FormatError {
            FormatError(file.format, field: field, problem)
        }
        guard let dimension = fields.numbers("dimension")?.first.flatMap({ Int(exactly: $0) }),
            (1...16).contains(dimension)
        else { throw refuse("dimension", "is no number from 1 to 16") }
        let sizes = (fields.numbers("sizes") ?? []).compactMap { Int(exactly: $0) }.filter { $0 > 0 }
        guard sizes.count == dimension else {
            throw refuse("sizes", "does not have \(dimension) whole numbers above 0")
        }
        guard let word = fields["type"]?.lowercased(), let type = Self.types[word] else {
            throw refuse("type", "is '\(fields["type"] ?? "")', which is no type that Lightbox reads")
        }
        let order = fields["endian"]?.lowercased()
        if type.byteCount > 1, order == nil, !["text", "txt", "ascii", "hex"].contains(Self.encoding(fields))
        {
            throw refuse("endian", "is missing, and samples have \(type.byteCount) bytes")
        }
        byteOrder = order == "big" ? .big : .little
        var notes: [String] = []
        let kinds = fields.words("kinds").map { $0.lowercased() }
        // A fastest axis that counts components of a vector or a colour is no axis of space.
        let componentKinds = [
            "vector", "covariant-vector", "normal", "list", "rgb-color", "rgba-color", "hsv-color",
            "xyz-color", "3-color",
            "4-color", "2-vector", "3-vector", "4-vector", "3-gradient", "3-normal", "complex", "point",
            "3d-symmetric-matrix", "3d-masked-symmetric-matrix", "3d-matrix", "3d-masked-matrix",
            "2d-symmetric-matrix",
            "2d-matrix", "quaternion",
        ]
        let directions = fields.vectors("space directions")
        let hasComponents =
            dimension > 1 && sizes[0] <= 4096
            && (kinds.first.map { componentKinds.contains($0) } ?? false
                || directions?.first.map { $0 == nil } ?? false)
        let first = hasComponents ? 1 : 0
        let shape = Array(sizes.dropFirst(first))
        let affine = Self.affine(fields, directions, first, shape.count, &notes)
        var spacing = affine?.spacing ?? []
        if spacing.isEmpty, let stated = fields.numbers("spacings"), stated.count == dimension {
            let own = stated.dropFirst(first).prefix(3)
            if own.allSatisfy({ $0.isFinite && $0 > 0 }) { spacing = Array(own) }
        }
        let isColour =
            hasComponents && [3, 4].contains(sizes[0]) && (kinds.first?.contains("color") ?? false)
        header = ImageHeader(
            shape: shape, channels: hasComponents ? sizes[0] : 1, storedType: type,
            spacing: Array(spacing.prefix(shape.count)),
            affine: affine,
            timeStepSeconds: shape.count == 4
                ? Self.timeStep(fields, dimension, isTime: kinds.last == "time") : nil,
            colour: isColour ? .rgb : .grey)
        guard header.byteCount != nil else {
            throw refuse("sizes", "asks for more than this machine can address")
        }
        if let frame = fields["measurement frame"] {
            notes.append("A measurement frame is stated and not applied: \(frame).")
        }
        self.notes = notes
    }

    /// What lies between two steps along the last axis, in seconds, where it is stated in a unit of
    /// time, or in none and the axis is said to be time.
    private static func timeStep(_ fields: NRRDHeader, _ dimension: Int, isTime: Bool) -> Double? {
        guard let spacings = fields.numbers("spacings"), spacings.count == dimension,
            let step = spacings.last,
            step.isFinite, step > 0
        else { return nil }
        switch fields.words("units").last?.lowercased() {
        case nil: return isTime ? step : nil
        case "s", "sec", "second", "seconds": return step
        case "ms", "msec", "millisecond", "milliseconds": return step / 1000
        default: return nil
        }
    }

    private static let types: [String: SampleType] = [
        "signed char": .int8, "int8": .int8, "int8_t": .int8, "uchar": .uint8, "unsigned char": .uint8,
        "uint8": .uint8,
        "uint8_t": .uint8, "short": .int16, "short int": .int16, "signed short": .int16,
        "signed short int": .int16,
        "int16": .int16, "int16_t": .int16, "ushort": .uint16, "unsigned short": .uint16,
        "unsigned short int": .uint16,
        "uint16": .uint16, "uint16_t": .uint16, "int": .int32, "signed int": .int32, "int32": .int32,
        "int32_t": .int32,
        "uint": .uint32, "unsigned int": .uint32, "uint32": .uint32, "uint32_t": .uint32, "longlong": .int64,
        "long long": .int64, "long long int": .int64, "signed long long": .int64,
        "signed long long int": .int64,
        "int64": .int64, "int64_t": .int64, "ulonglong": .uint64, "unsigned long long": .uint64,
        "unsigned long long int": .uint64, "uint64": .uint64, "uint64_t": .uint64, "float": .float32,
        "double": .float64,
    ]

    private static func encoding(_ fields: NRRDHeader) -> String { fields["encoding"]?.lowercased() ?? "raw" }

    /// The place in the patient, where `space` names one; RAS+ from what the file speaks.
    private static func affine(
        _ fields: NRRDHeader, _ directions: [[Double]?]?, _ first: Int, _ axes: Int, _ notes: inout [String]
    ) -> Affine? {
        guard let directions, directions.count >= first + 3 else { return nil }
        let own = directions.dropFirst(first).prefix(3).map { $0 ?? [] }
        guard axes >= 3, own.allSatisfy({ $0.count == 3 }) else { return nil }
        let space = fields["space"]?.lowercased() ?? ""
        let signs: [Double]
        switch space {
        case "right-anterior-superior", "ras": signs = [1, 1, 1]
        case "left-anterior-superior", "las": signs = [-1, 1, 1]
        case "left-posterior-superior", "lps": signs = [-1, -1, 1]
        default:
            notes.append(
                space.isEmpty
                    ? "The file states directions, but not in which space, so no place is given."
                    : "The space '\(space)' says nothing of the patient, so no place is given.")
            return nil
        }
        let origin = fields.vectors("space origin")?.first.flatMap { $0 } ?? [0, 0, 0]
        guard origin.count == 3 else { return nil }
        if fields["space origin"] == nil {
            notes.append("No origin is stated; the first voxel is taken to lie at 0, 0, 0.")
        }
        return Affine(
            rows: (0..<3).map { row in own.map { signs[row] * $0[row] } + [signs[row] * origin[row]] })
    }

    var facts: [FileFact] {
        var facts = [FileFact("encoding", .string(Self.encoding(fields)), label: "encoding")]
        if let space = fields["space"] { facts.append(FileFact("space", .string(space), label: "space")) }
        let kinds = fields.words("kinds")
        if !kinds.isEmpty {
            facts.append(
                FileFact("kinds", .strings(kinds), label: "kinds", text: kinds.joined(separator: ", ")))
        }
        if let content = fields["content"] {
            facts.append(FileFact("content", .string(content), label: "content"))
        }
        if !fields.keys.isEmpty {
            facts.append(FileFact("keys", .object(fields.keys.map { .init($0.key, .string($0.value)) })))
        }
        return facts
    }

    // MARK: Samples

    func samples(_ file: OpenFile) throws -> StoredSamples {
        let size = header.byteCount ?? .max
        let encoding = Self.encoding(fields)
        var (source, start) = try data(file, size)
        let lines = fields.numbers("line skip")?.first.flatMap { Int(exactly: $0) } ?? 0
        let skip = fields.numbers("byte skip")?.first.flatMap { Int(exactly: $0) } ?? 0
        guard lines >= 0, lines <= 1 << 20, skip >= -1 else {
            throw FormatError(
                file.format, field: lines < 0 ? "line skip" : "byte skip",
                "is no number of bytes to leave out")
        }
        if lines > 0 { start = try Self.skipping(lines, in: source, from: start, file) }
        var layoutOrder = byteOrder
        switch encoding {
        case "raw":
            if skip == -1 {
                guard let all = source.knownByteCount, all - size >= start else {
                    guard source.knownByteCount == nil else { break }
                    let all = try Self.length(of: source)
                    guard all >= size else { break }
                    start = all - size
                    break
                }
                start = all - size
            } else {
                start += skip
            }
        case "gzip", "gz":
            let packed = TailBytes(source, from: start)
            source = try GzipBytes(packed)
            start = max(0, skip)
            if skip == -1 {
                start = max(0, try Self.length(of: source) - size)
            } else {
                try Self.checkEnd(of: source, packed: packed, start + size, file)
            }
        case "bzip2", "bz2":
            source = MemoryBytes(
                try Bzip2.decompress(TailBytes(source, from: start), limit: size + max(0, skip)))
            start = max(0, skip)
        case "text", "txt", "ascii":
            source = MemoryBytes(try Self.parsed(source, from: start + max(0, skip), header, file))
            (start, layoutOrder) = (0, .little)
        case "hex":
            source = MemoryBytes(try Self.hexadecimal(source, from: start + max(0, skip), size, file))
            start = 0
        default:
            throw FormatError(file.format, field: "encoding", "is '\(encoding)', which is none that NRRD has")
        }
        let samples = StoredSamples(
            source: source, path: file.path, format: file.format, start: start, layout: header,
            byteOrder: layoutOrder)
        try samples.checkExtent()
        return samples
    }

    /// Where the data block is: behind the header, or in the files that it names.
    private func data(_ file: OpenFile, _ size: Int) throws -> (any ByteSource, start: Int) {
        guard let name = fields["data file"] else { return (file.content, fields.end) }
        let words = name.split(separator: " ").map(String.init)
        var names = [name]
        if words.first?.uppercased() == "LIST" {
            names = fields.listed
        } else if words.count >= 3, words[0].contains("%") {
            names = try NumberedNames(words, format: file.format).all
        }
        if names.count == 1 {
            guard let found = try file.folder.open(names[0]) else {
                throw FormatError(
                    file.format,
                    "this is only the header: '\(names[0].withoutControlCharacters)', which holds the samples, is not beside it",
                    hint: "the copy or download may not have been finished")
            }
            return (found, 0)
        }
        return try DetachedPieces(names: names, count: nil, file: file, bytes: size).source(
            skip: 0, compressed: false)
    }

    private static func skipping(_ lines: Int, in source: any ByteSource, from start: Int, _ file: OpenFile)
        throws -> Int
    {
        var (place, left) = (start, lines)
        while left > 0 {
            let piece = try source.read(at: place, count: 65_536)
            guard !piece.isEmpty else {
                throw FormatError(
                    file.format, field: "line skip", at: place, "is \(lines), but the data has fewer lines")
            }
            for (index, byte) in piece.enumerated() where byte == UInt8(ascii: "\n") {
                left -= 1
                if left == 0 { return place + index + 1 }
            }
            place += piece.count
        }
        return place
    }

    /// Refuses packed data that is longer than the samples: nobody could tell which part of it they are.
    private static func checkEnd(
        of source: any ByteSource, packed: any ByteSource, _ end: Int, _ file: OpenFile
    ) throws {
        // A gzip member ends with its content's size, so most files need no unpacking here.
        let stored = packed.knownByteCount ?? packed.byteCountLimit
        let trailer = try packed.read(at: max(0, stored - 4), count: 4)
        if let size = trailer.span.integer(UInt32.self, at: 0, .little),
            size == UInt32(truncatingIfNeeded: end)
        {
            return
        }
        guard try !source.read(at: end, count: 1).isEmpty else { return }
        throw FormatError(
            file.format, at: end, "the unpacked data is longer than the samples, which end here",
            hint: "if other bytes stand before the samples, 'byte skip: -1' in the header leaves them out")
    }

    private static func length(of source: any ByteSource) throws -> Int {
        var place = 0
        while true {
            let piece = try source.read(at: place, count: 1 << 20)
            if piece.isEmpty { return place }
            place += piece.count
        }
    }

    /// Numbers as text become samples.
    private static func parsed(
        _ source: any ByteSource, from start: Int, _ header: ImageHeader, _ file: OpenFile
    ) throws -> [UInt8] {
        let count = header.sampleCount ?? .max
        // A number and what parts it from the next take two bytes at least.
        guard count <= max(0, source.byteCountLimit - start) / 2 + 1 else {
            throw FormatError(
                file.format, at: start, "\(count) numbers cannot stand in what is left of the file")
        }
        let text = try source.read(at: start, count: max(0, source.byteCountLimit - start))
        var out: [UInt8] = []
        out.reserveCapacity(count * header.storedType.byteCount)
        var (found, at) = (0, 0)
        while found < count {
            while at < text.count, text[at] <= 0x20 || text[at] == UInt8(ascii: ",") { at += 1 }
            let begin = at
            while at < text.count, text[at] > 0x20, text[at] != UInt8(ascii: ",") { at += 1 }
            let word = String(decoding: text[begin..<at], as: UTF8.self)
            guard !word.isEmpty else {
                throw FormatError(
                    file.format, at: start + at, "the text ends after \(found) of \(count) numbers")
            }
            guard header.storedType.append(word, to: &out) else {
                throw FormatError(
                    file.format, at: start + begin,
                    "'\(word.withoutControlCharacters)' is no \(header.storedType.rawValue)")
            }
            found += 1
        }
        return out
    }

    private static func hexadecimal(_ source: any ByteSource, from start: Int, _ size: Int, _ file: OpenFile)
        throws -> [UInt8]
    {
        guard size <= max(0, source.byteCountLimit - start) / 2 else {
            throw FormatError(
                file.format, at: start, "\(size) bytes cannot stand in what is left of the file")
        }
        var out: [UInt8] = []
        var high: UInt8?
        for (index, byte) in try source.read(at: start, count: max(0, source.byteCountLimit - start))
            .enumerated()
        {
            guard byte > 0x20, out.count < size else { continue }
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) else {
                throw FormatError(file.format, at: start + index, "this is no hexadecimal digit")
            }
            if let first = high {
                out.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return out
    }
}

extension SampleType {
    /// Appends the number that a word states, little endian; returns false where it is none of this type.
    func append(_ word: String, to bytes: inout [UInt8]) -> Bool {
        func whole<T: FixedWidthInteger>(_: T.Type) -> Bool {
            guard let value = T(word) ?? Double(word).flatMap({ T(exactly: $0) }) else { return false }
            for byte in 0..<T.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: value >> T(byte * 8))) }
            return true
        }
        switch self {
        case .uint8: return whole(UInt8.self)
        case .int8: return whole(Int8.self)
        case .uint16: return whole(UInt16.self)
        case .int16: return whole(Int16.self)
        case .uint32: return whole(UInt32.self)
        case .int32: return whole(Int32.self)
        case .uint64: return whole(UInt64.self)
        case .int64: return whole(Int64.self)
        case .float32:
            guard let value = Float(word) else { return false }
            for byte in 0..<4 {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(byte * 8)))
            }
            return true
        case .float64:
            guard let value = Double(word) else { return false }
            for byte in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(byte * 8)))
            }
            return true
        case .float16, .complex64, .complex128: return false
        }
    }
}
