import LightboxArchive
import LightboxCodecs
import LightboxCore

/// One `DataArray` of a GIFTI file.
struct GIFTIArray: Sendable {
    var attributes: [String: String] = [:]
    /// Where the text of its `Data` stands in the XML.
    var data: Range<Int>?
    var metadata: [(String, String)] = []
    var dataSpace: String?
    var transformedSpace: String?
    var matrix: [Double] = []
    /// Where its tag ends, in bytes.
    var place = 0

    /// What the numbers are, such as `POINTSET` or `TRIANGLE`.
    var intent: String { (attributes["Intent"] ?? "").droppingPrefix("NIFTI_INTENT_") }

    /// The lengths of the axes as the file lists them: for an array in rows the slowest first.
    var dimensions: [Int] {
        let count = attributes["Dimensionality"].flatMap { Int($0) } ?? 0
        guard (1...6).contains(count) else { return [] }
        return (0..<count).map { attributes["Dim\($0)"].flatMap { Int($0) } ?? 0 }
    }
    private var isInColumns: Bool { attributes["ArrayIndexingOrder"] == "ColumnMajorOrder" }

    func header(_ format: FileFormat) throws -> ImageHeader {
        let types: [String: (SampleType, Int)] = [
            "UINT8": (.uint8, 1), "INT32": (.int32, 1), "FLOAT32": (.float32, 1), "INT8": (.int8, 1),
            "INT16": (.int16, 1), "UINT16": (.uint16, 1), "UINT32": (.uint32, 1), "INT64": (.int64, 1),
            "UINT64": (.uint64, 1), "FLOAT64": (.float64, 1), "COMPLEX64": (.complex64, 1),
            "COMPLEX128": (.complex128, 1), "RGB24": (.uint8, 3), "RGBA32": (.uint8, 4),
        ]
        let name = (attributes["DataType"] ?? "").droppingPrefix("NIFTI_TYPE_")
        guard let (type, channels) = types[name] else {
            throw FormatError(
                format, field: "DataType", at: place,
                "is '\(name.withoutControlCharacters)', which Lightbox does not read")
        }
        let lengths = dimensions
        guard !lengths.isEmpty, lengths.allSatisfy({ $0 > 0 }) else {
            throw FormatError(
                format, field: "Dimensionality", at: place,
                "is '\((attributes["Dimensionality"] ?? "missing").withoutControlCharacters)', with the lengths \(lengths)"
            )
        }
        let header = ImageHeader(
            shape: lengths.reversed(), channels: channels, storedType: type,
            colour: channels > 1 ? .rgb : .grey)
        guard header.byteCount != nil else {
            throw FormatError(
                format, field: "Dim0", at: place, "multiplies to more bytes than there are addresses")
        }
        return header
    }

    /// The word for the coding; early writers used the names in the specification's C header.
    private var encoding: String {
        let word = attributes["Encoding"] ?? ""
        return [
            "GIFTI_ENCODING_ASCII": "ASCII", "GIFTI_ENCODING_B64BIN": "Base64Binary",
            "GIFTI_ENCODING_B64GZ": "GZipBase64Binary", "GIFTI_ENCODING_EXTBIN": "ExternalFileBinary",
        ][word] ?? word
    }
    private var externalName: String? {
        encoding == "ExternalFileBinary" ? attributes["ExternalFileName"] ?? "" : nil
    }

    /// Whether the samples can be there, without decoding them.
    func check(_ file: OpenFile) throws {
        if externalName != nil { _ = try stored(header(file.format), file).checkExtent() }
    }

    private func stored(_ header: ImageHeader, _ file: OpenFile) throws -> StoredSamples {
        let name = externalName ?? ""
        guard let source = try file.folder.open(name) else {
            throw FormatError(
                file.format, field: "ExternalFileName", at: place,
                "names '\(name.withoutControlCharacters)', which holds the samples, but it is not beside the file",
                hint: "get that file as well, and put it where the GIFTI file expects it")
        }
        let start = attributes["ExternalFileOffset"].flatMap { Int($0) } ?? 0
        guard start >= 0 else {
            throw FormatError(file.format, field: "ExternalFileOffset", at: place, "is below zero")
        }
        return StoredSamples(
            source: source, path: file.path, format: file.format, start: start, layout: header,
            byteOrder: order)
    }

    private var order: ByteOrder {
        ["BigEndian", "GIFTI_ENDIAN_BIG"].contains(attributes["Endian"]) ? .big : .little
    }

    /// The samples, the last of the file's axes fastest whatever order they are stored in.
    func image(_ xml: [UInt8], _ file: OpenFile) throws -> any ImageSource {
        let header = try header(file.format)
        guard let byteCount = header.byteCount else { return try failing("is too large", file) }
        let bytes: [UInt8]
        if externalName != nil {
            let samples = try stored(header, file)
            try samples.checkExtent()
            bytes = try samples.read(Region(header.shape.map { 0..<$0 })).bytes
        } else {
            bytes = try inlineBytes(xml, header, byteCount, file)
        }
        guard bytes.count == byteCount else {
            return try failing("takes \(byteCount) bytes, but \(bytes.count) are there", file)
        }
        let ordered = isInColumns ? inRows(bytes, header) : bytes
        return StoredImage(
            header: header,
            samples: StoredSamples(
                source: MemoryBytes(ordered), path: file.path, format: file.format, start: 0, layout: header,
                byteOrder: .little))
    }

    private func failing(_ problem: String, _ file: OpenFile) throws -> any ImageSource {
        throw FormatError(file.format, field: "Data", at: data?.lowerBound ?? place, problem)
    }

    private func inlineBytes(_ xml: [UInt8], _ header: ImageHeader, _ byteCount: Int, _ file: OpenFile) throws
        -> [UInt8]
    {
        let range = data ?? 0..<0
        let text = xml.span.extracting(range)
        let encoding = encoding
        switch encoding {
        case "ASCII":
            let count = byteCount / header.storedType.byteCount
            guard let bytes = TextSamples.decimal(text, type: header.storedType, count: count) else {
                throw FormatError(
                    file.format, field: "Data", at: range.lowerBound,
                    "does not hold \(count) numbers of the type \(header.storedType.rawValue)")
            }
            return bytes
        case "Base64Binary", "GZipBase64Binary":
            guard var bytes = Base64.decode(text) else {
                throw FormatError(file.format, field: "Data", at: range.lowerBound, "is not Base64")
            }
            if encoding.hasPrefix("GZip") { bytes = try Deflate.inflate(bytes, limit: byteCount) }
            if order == .big { bytes.reverseEach(header.storedType.componentByteCount) }
            return bytes
        default:
            throw FormatError(
                file.format, field: "Encoding", at: place,
                "is '\(encoding.withoutControlCharacters)', which the format does not know")
        }
    }

    /// Turns samples whose first axis is the fastest into those whose last is.
    private func inRows(_ bytes: [UInt8], _ header: ImageHeader) -> [UInt8] {
        let size = header.storedType.byteCount * header.channels
        let lengths = dimensions
        guard lengths.count > 1 else { return bytes }
        var strides: [Int] = []
        var stride = size
        for length in lengths {
            strides.append(stride)
            stride *= length  // Cannot overflow: it stays below the size of the whole.
        }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = [Int](repeating: 0, count: lengths.count)
        var place = 0
        for _ in 0..<bytes.count / size {
            out += bytes[place..<place + size]
            var axis = lengths.count - 1
            while axis >= 0 {
                index[axis] += 1
                place += strides[axis]
                if index[axis] < lengths[axis] { break }
                place -= strides[axis] * lengths[axis]
                index[axis] = 0
                axis -= 1
            }
        }
        return out
    }

    var facts: [FileFact] {
        var facts = [FileFact("intent", .string(intent), label: "intent")]
        for key in ["Encoding", "Endian", "ArrayIndexingOrder", "ExternalFileName"] {
            if let value = attributes[key], !value.isEmpty {
                facts.append(FileFact(key, .string(value.withoutControlCharacters)))
            }
        }
        if let dataSpace { facts.append(FileFact("dataSpace", .string(dataSpace), label: "space")) }
        if let transformedSpace {
            facts.append(FileFact("transformedSpace", .string(transformedSpace)))
        }
        if matrix.count == 16 {
            facts.append(FileFact("transform", .array(matrix.map { .number($0) })))
        }
        if !metadata.isEmpty {
            facts.append(
                FileFact("metadata", .object(metadata.map { .init($0.0, .string($0.1)) })))
        }
        return facts
    }
}
