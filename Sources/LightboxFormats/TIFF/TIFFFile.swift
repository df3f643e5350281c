import LightboxCore

/// The directories of a TIFF or BigTIFF file, read one by one; values that do not stand in an entry are read when
/// they are asked for (TIFF 6.0, part 1, §2).
struct TIFFFile: Sendable {
    let source: any ByteSource
    let order: ByteOrder
    let isBig: Bool
    private let first: Int

    /// The most pages that are looked at.
    static let pageLimit = 65_536
    /// The most entries of a directory.
    private static let entryLimit = 4096
    /// The most bytes of one value that are read, other than places of strips.
    static let valueLimit = 1 << 26

    init(source: any ByteSource) throws {
        let head = try source.read(at: 0, count: 16)
        let bytes = head.span
        switch (bytes.has("II", at: 0), bytes.has("MM", at: 0)) {
        case (true, _): order = .little
        case (_, true): order = .big
        default: throw FormatError(.tiff, at: 0, "the file does not begin as TIFF does")
        }
        let version = bytes.integer(UInt16.self, at: 2, order)
        guard version == 42 || version == 43 else {
            throw FormatError(.tiff, field: "version", at: 2, "is \(version ?? 0), but must be 42 or 43")
        }
        isBig = version == 43
        self.source = source
        let start: UInt64? =
            isBig ? bytes.integer(at: 8, order) : bytes.integer(UInt32.self, at: 4, order).map(UInt64.init)
        guard let start else {
            throw FormatError(.tiff, at: head.count, "the file ends inside its header", hint: Self.cutHint)
        }
        if isBig, bytes.integer(UInt16.self, at: 4, order) != 8 {
            throw FormatError(.tiff, field: "offset size", at: 4, "is not 8, as BigTIFF has it")
        }
        guard let first = Int(exactly: start), first >= 8, first < source.byteCountLimit else {
            throw FormatError(
                .tiff, field: "first directory", at: isBig ? 8 : 4,
                "lies at byte \(start), but the file has \(source.byteCountLimit)", hint: Self.cutHint)
        }
        self.first = first
    }

    static let cutHint = "the copy or download may not have been finished"

    /// The directories of the main chain; where one behind the first is damaged, those before it and the reason.
    func directories() throws -> (found: [TIFFDirectory], problem: FormatError?) {
        var found: [TIFFDirectory] = []
        var seen: Set<Int> = []
        var next = first
        while next != 0 {
            guard found.count < Self.pageLimit else {
                return (
                    found, FormatError(.tiff, at: next, "only the first \(Self.pageLimit) pages are read")
                )
            }
            guard seen.insert(next).inserted else {
                return (found, FormatError(.tiff, at: next, "the chain of pages runs in a circle"))
            }
            do {
                let (directory, after) = try directory(at: next)
                found.append(directory)
                next = after
            } catch let error as FormatError where !found.isEmpty {
                return (found, error)
            }
        }
        return (found, nil)
    }

    /// The directory at `offset`, and where the next one starts (0 for none).
    func directory(at offset: Int) throws -> (directory: TIFFDirectory, next: Int) {
        let (countSize, entrySize, wordSize) = isBig ? (8, 20, 8) : (2, 12, 4)
        let countBytes = try source.read(at: offset, count: countSize)
        let count: UInt64? =
            isBig
            ? countBytes.span.integer(at: 0, order)
            : countBytes.span.integer(UInt16.self, at: 0, order).map(UInt64.init)
        guard let count else {
            throw FormatError(.tiff, at: offset, "the file ends before the directory", hint: Self.cutHint)
        }
        guard count > 0, count <= UInt64(Self.entryLimit) else {
            throw FormatError(.tiff, at: offset, "the directory claims \(count) entries")
        }
        let size = Int(count) * entrySize
        let bytes = try source.read(at: offset + countSize, count: size + wordSize)
        guard bytes.count >= size else {
            throw FormatError(
                .tiff, at: offset + countSize + bytes.count,
                "the file ends inside the directory at byte \(offset), which has \(count) entries",
                hint: Self.cutHint)
        }
        var fields: [UInt16: TIFFField] = [:]
        let span = bytes.span
        for entry in 0..<Int(count) {
            let at = entry * entrySize
            guard let tag: UInt16 = span.integer(at: at, order),
                let type: UInt16 = span.integer(at: at + 2, order), let width = TIFFField.widths[type],
                let number: UInt64 = isBig
                    ? span.integer(at: at + 4, order)
                    : span.integer(UInt32.self, at: at + 4, order).map(UInt64.init)
            else { continue }
            let place = at + (isBig ? 12 : 8)
            let (total, overflow) = number.multipliedReportingOverflow(by: UInt64(width))
            guard !overflow, let total = Int(exactly: total), let number = Int(exactly: number) else {
                continue
            }
            var start = offset + countSize + place
            if total > wordSize {
                let far: UInt64? =
                    isBig
                    ? span.integer(at: place, order)
                    : span.integer(UInt32.self, at: place, order).map(UInt64.init)
                guard let far = far.flatMap({ Int(exactly: $0) }) else { continue }
                start = far
            }
            if fields[tag] == nil {
                fields[tag] = TIFFField(tag: tag, type: type, count: number, offset: start)
            }
        }
        let next: UInt64? =
            isBig
            ? span.integer(at: size, order) : span.integer(UInt32.self, at: size, order).map(UInt64.init)
        guard let next, let after = Int(exactly: next) else {
            return (TIFFDirectory(self, offset, fields), 0)
        }
        return (TIFFDirectory(self, offset, fields), after)
    }
}

/// Where the values of an entry lie.
struct TIFFField: Sendable, Hashable {
    let tag: UInt16
    let type: UInt16
    let count: Int
    let offset: Int

    /// The size of a value by its type.
    static let widths: [UInt16: Int] = [
        1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8,
    ]
    var width: Int { Self.widths[type] ?? 1 }
}

/// One directory: the fields of a page.
struct TIFFDirectory: Sendable {
    let file: TIFFFile
    /// Where it starts, in bytes from the start of the file.
    let offset: Int
    let fields: [UInt16: TIFFField]

    init(_ file: TIFFFile, _ offset: Int, _ fields: [UInt16: TIFFField]) {
        (self.file, self.offset, self.fields) = (file, offset, fields)
    }

    func has(_ tag: TIFFTag) -> Bool { fields[tag.rawValue] != nil }
    func place(of tag: TIFFTag) -> Int { fields[tag.rawValue]?.offset ?? offset }

    /// The value at `index` of a field of whole numbers, or `nil` where there is none.
    ///
    /// - Throws: where the value lies beyond the end of the file, or is no whole number below 2^63.
    func integer(_ tag: TIFFTag, at index: Int = 0) throws -> Int? {
        guard let field = fields[tag.rawValue], index >= 0, index < field.count else { return nil }
        let (start, overflow) = field.offset.addingReportingOverflow(index * field.width)
        let bytes = overflow ? [] : try file.source.read(at: start, count: field.width)
        let span = bytes.span
        func word<T: FixedWidthInteger & UnsignedInteger>(_: T.Type) -> T? { span.integer(at: 0, file.order) }
        guard bytes.count == field.width else {
            throw FormatError(
                .tiff, field: tag.name, at: field.offset,
                "has its value \(index) beyond the end of the file", hint: TIFFFile.cutHint)
        }
        switch field.type {
        case 1, 7: return word(UInt8.self).map(Int.init)
        case 6: return word(UInt8.self).map { Int(Int8(bitPattern: $0)) }
        case 3: return word(UInt16.self).map(Int.init)
        case 8: return word(UInt16.self).map { Int(Int16(bitPattern: $0)) }
        case 4, 13: return word(UInt32.self).map(Int.init)
        case 9: return word(UInt32.self).map { Int(Int32(bitPattern: $0)) }
        case 16, 17, 18:
            guard let value = word(UInt64.self), let value = Int(exactly: value) else {
                throw FormatError(.tiff, field: tag.name, at: field.offset, "is larger than can be addressed")
            }
            return value
        default:
            throw FormatError(
                .tiff, field: tag.name, at: field.offset, "is of type \(field.type), not a whole number")
        }
    }

    /// All values of a field of whole numbers, at most `limit`.
    func integers(_ tag: TIFFTag, limit: Int) throws -> [Int] {
        let count = min(limit, fields[tag.rawValue]?.count ?? 0)
        var values: [Int] = []
        for index in 0..<count { if let value = try integer(tag, at: index) { values.append(value) } }
        return values
    }

    /// A rational or floating-point number, or `nil` where there is none that makes sense.
    func number(_ tag: TIFFTag) throws -> Double? {
        guard let field = fields[tag.rawValue], field.count > 0 else { return nil }
        let bytes = try file.source.read(at: field.offset, count: field.width)
        let span = bytes.span
        switch field.type {
        case 5:
            guard let up: UInt32 = span.integer(at: 0, file.order),
                let down: UInt32 = span.integer(at: 4, file.order), down != 0
            else { return nil }
            return Double(up) / Double(down)
        case 11: return span.integer(UInt32.self, at: 0, file.order).map { Double(Float(bitPattern: $0)) }
        case 12: return span.integer(UInt64.self, at: 0, file.order).map { Double(bitPattern: $0) }
        default: return try integer(tag).map(Double.init)
        }
    }

    /// A text up to its first zero, bytes that are no UTF-8 taken for Latin-1.
    func text(_ tag: TIFFTag) throws -> String? {
        guard let field = fields[tag.rawValue], field.type == 2 || field.type == 1 || field.type == 7,
            field.count <= TIFFFile.valueLimit
        else { return nil }
        let bytes = try file.source.read(at: field.offset, count: field.count).prefix { $0 != 0 }
        if bytes.isEmpty { return nil }
        return String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

/// The tags that are looked at, by the names of TIFF 6.0.
enum TIFFTag: UInt16 {
    case newSubfileType = 254, subfileType = 255
    case imageWidth = 256, imageLength = 257, bitsPerSample = 258, compression = 259
    case photometricInterpretation = 262, fillOrder = 266, imageDescription = 270, make = 271, model = 272
    case stripOffsets = 273, orientation = 274, samplesPerPixel = 277, rowsPerStrip = 278
    case stripByteCounts = 279, xResolution = 282, yResolution = 283, planarConfiguration = 284
    case resolutionUnit = 296, software = 305, dateTime = 306, predictor = 317, colorMap = 320
    case tileWidth = 322, tileLength = 323, tileOffsets = 324, tileByteCounts = 325, subIFDs = 330
    case extraSamples = 338, sampleFormat = 339, yCbCrSubSampling = 530
    case imageDepth = 32_997

    /// The name as the standard writes it.
    var name: String {
        let word = "\(self)"
        return word.prefix(1).uppercased() + word.dropFirst()
    }
}
