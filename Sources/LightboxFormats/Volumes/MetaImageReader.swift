import LightboxArchive
import LightboxCodecs
import LightboxCore

/// Reads MetaImage: `.mha` with the samples behind the header, `.mhd` with the samples in another file, several files,
/// or a pattern of names; plain or compressed by zlib.
public struct MetaImageReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.metaImage] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let plan = try Plan(file)
        _ = try plan.source(file)
        let known: Set<String> = [
            "NDims", "DimSize", "ElementType", "ElementDataFile", "ObjectType", "BinaryData",
            "TransformMatrix", "Offset",
            "CenterOfRotation", "ElementSpacing", "CompressedData", "BinaryDataByteOrderMSB",
            "CompressedDataSize",
        ]
        let others = plan.fields.fields.filter { !known.contains($0.key) }
        let facts =
            [
                FileFact("fields", .object(plan.fields.fields.map { .init($0.key, .string($0.value)) }))
            ] + others.map { FileFact($0.key, .string($0.value), label: $0.key) }
        return HeaderReport(header: plan.header, notes: plan.notes, facts: facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let plan = try Plan(file)
        let (source, start) = try plan.source(file)
        let samples = StoredSamples(
            source: source, path: file.path, format: file.format, start: start, layout: plan.header,
            byteOrder: plan.byteOrder)
        try samples.checkExtent()
        return StoredImage(header: plan.header, samples: samples)
    }

    private struct Plan {
        let fields: MetaImageHeader
        let header: ImageHeader
        let byteOrder: ByteOrder
        let notes: [String]

        init(_ file: OpenFile) throws(FormatError) {
            let fields = try MetaImageHeader(file.head, format: file.format)
            func refuse(_ field: String, _ problem: String) -> FormatError {
                FormatError(file.format, field: field, problem)
            }
            guard let sizes = fields.numbers("DimSize"), let axes = fields.numbers("NDims")?.first,
                Int(exactly: axes) == sizes.count, (1...10).contains(sizes.count)
            else { throw refuse("DimSize", "does not have as many numbers as NDims says") }
            let shape = sizes.compactMap { Int(exactly: $0) }.filter { $0 > 0 }
            guard shape.count == sizes.count else {
                throw refuse("DimSize", "holds a size that is no whole number above 0")
            }
            let word = fields["ElementType"] ?? ""
            let isArray = word.hasSuffix("_ARRAY")
            let types: [String: SampleType] = [
                "MET_CHAR": .int8, "MET_UCHAR": .uint8, "MET_SHORT": .int16, "MET_USHORT": .uint16,
                "MET_INT": .int32,
                "MET_UINT": .uint32, "MET_LONG": .int32, "MET_ULONG": .uint32, "MET_LONG_LONG": .int64,
                "MET_ULONG_LONG": .uint64, "MET_FLOAT": .float32, "MET_DOUBLE": .float64,
            ]
            guard let type = types[isArray ? String(word.dropLast(6)) : word] else {
                throw refuse("ElementType", "is '\(word)', which is no type that Lightbox reads")
            }
            let channels = Int(exactly: fields.numbers("ElementNumberOfChannels")?.first ?? 1) ?? 0
            guard (1...4096).contains(channels) else {
                throw refuse("ElementNumberOfChannels", "is no number of channels")
            }
            var notes: [String] = []
            // MetaIO takes ElementSize where ElementSpacing is missing.
            let spacing =
                fields.numbers("ElementSpacing", "ElementSize") ?? Array(repeating: 1, count: shape.count)
            guard spacing.count == shape.count, spacing.allSatisfy({ $0.isFinite && $0 != 0 }) else {
                throw refuse("ElementSpacing", "does not have a number other than 0 for each axis")
            }
            let affine = Self.affine(fields, spacing, &notes)
            let space = Array(spacing.prefix(3)).map(abs)
            let rescale = Rescale(
                slope: fields.numbers("ElementToIntensityFunctionSlope")?.first ?? 1,
                intercept: fields.numbers("ElementToIntensityFunctionOffset")?.first ?? 0)
            header = ImageHeader(
                shape: shape, channels: channels, storedType: type, spacing: space, affine: affine,
                timeStepSeconds: nil, rescale: rescale, colour: channels == 3 && type == .uint8 ? .rgb : .grey
            )
            guard header.byteCount != nil else {
                throw refuse("DimSize", "asks for more than this machine can address")
            }
            byteOrder =
                fields["BinaryData"]?.lowercased() != "false"
                    && fields.flag("BinaryDataByteOrderMSB", "ElementByteOrderMSB") ? .big : .little
            self.fields = fields
            self.notes = notes
        }

        // MetaIO speaks LPS+: x and y are turned. The rows of TransformMatrix are the directions of the axes.
        private static func affine(_ fields: MetaImageHeader, _ spacing: [Double], _ notes: inout [String])
            -> Affine?
        {
            let n = spacing.count
            guard n >= 3 else { return nil }
            let identity = (0..<n * n).map { $0 % (n + 1) == 0 ? 1.0 : 0 }
            let matrix = fields.numbers("TransformMatrix", "Rotation", "Orientation") ?? identity
            let origin = fields.numbers("Offset", "Position", "Origin") ?? Array(repeating: 0, count: n)
            guard matrix.count == n * n, origin.count == n else {
                notes.append(
                    "TransformMatrix or Offset has not the size that NDims asks for, so no place is given.")
                return nil
            }
            if fields["TransformMatrix"] == nil, fields["Offset"] == nil {
                notes.append("The header states no orientation; that of the axes is taken for the patient's.")
            }
            return Affine(
                rows: (0..<3).map { row in
                    let sign: Double = row < 2 ? -1 : 1
                    return (0..<3).map { sign * matrix[$0 * n + row] * spacing[$0] } + [sign * origin[row]]
                })
        }

        /// Where the samples are, and at which byte they start.
        func source(_ file: OpenFile) throws -> (any ByteSource, start: Int) {
            let size = header.byteCount ?? .max
            let name = fields["ElementDataFile"] ?? ""
            let isCompressed = fields.flag("CompressedData")
            if isText {
                return (try textSamples(name == "LOCAL" ? nil : name, file), 0)
            }
            if name == "LOCAL" {
                guard isCompressed else { return (file.content, fields.end) }
                return (try ZlibBytes(file.content, at: fields.end, byteCount: size), 0)
            }
            let skip = fields.numbers("HeaderSize")?.first.flatMap { Int(exactly: $0) } ?? 0
            let pieces = try DetachedPieces(
                names: names(name, file), count: pieceCount(name), file: file, bytes: size)
            return try pieces.source(skip: skip, compressed: isCompressed)
        }

        /// Whether the samples are numbers written as text.
        private var isText: Bool { fields["BinaryData"]?.lowercased() == "false" }

        private func textSamples(_ name: String?, _ file: OpenFile) throws -> MemoryBytes {
            let start = name == nil ? fields.end : 0
            guard let source = try name.map({ try file.folder.open($0) }) ?? file.content else {
                throw FormatError(
                    file.format, field: "ElementDataFile",
                    "names '\((name ?? "").withoutControlCharacters)', which is not beside the header",
                    hint: "the copy or download may not have been finished")
            }
            let text = try source.readAll(limit: source.byteCountLimit)
            let count = header.sampleCount ?? .max
            guard start <= text.count,
                let bytes = TextSamples.decimal(
                    text.span.extracting(start...), type: header.storedType, count: count)
            else {
                throw FormatError(
                    file.format, at: start,
                    "the text from here on does not hold \(count) numbers of the type \(header.storedType.rawValue)"
                )
            }
            return MemoryBytes(bytes)
        }

        private func names(_ name: String, _ file: OpenFile) throws -> [String] {
            let words = name.split(separator: " ").map(String.init)
            if words.first == "LIST" {
                let text = try file.content.read(at: fields.end, count: 1 << 20)
                return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .map { $0.filter { $0 != "\r" } }.filter { !$0.allSatisfy(\.isWhitespace) }
            }
            guard words.count > 1, words[0].contains("%") else { return [name] }
            return try NumberedNames(words, format: file.format).all
        }

        private func pieceCount(_ name: String) -> Int? {
            name.hasPrefix("LIST") || name.contains("%") ? nil : 1
        }
    }
}
