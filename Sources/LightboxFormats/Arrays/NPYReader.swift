import LightboxArchive
import LightboxCore

/// Reads NumPy's `.npy`: one array of numbers, or of records whose fields are parts.
public struct NPYReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.npy] }

    public func report(_ file: OpenFile) throws -> HeaderReport { try NPYArray(file).report }

    public func open(_ file: OpenFile) throws -> any ImageSource { file.naming(try NPYArray(file).image()) }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        file.naming(try NPYArray(file).field(part))
    }
}

/// One array as NumPy stores it, in a file or a member of an `.npz`.
struct NPYArray {
    let header: NPYHeader
    private let content: any ByteSource
    private let file: OpenFile

    init(_ file: OpenFile) throws {
        try self.init(file.content, head: file.head, in: file)
    }

    /// - Parameter file: what errors are to name.
    init(_ content: any ByteSource, head: [UInt8], in file: OpenFile) throws {
        (self.content, self.file) = (content, file)
        header = try NPYHeader(head, content: content, format: file.format)
    }

    var report: HeaderReport {
        get throws {
            var facts = [
                FileFact("dtype", .string(header.descr), label: "type"),
                FileFact("fortranOrder", .bool(header.isFortranOrder)),
                FileFact("numpyShape", .array(header.shape.map { .integer(Int64($0)) })),
            ]
            if header.type?.kind == "b" { facts.append(FileFact("elements", "boolean")) }
            if header.isFortranOrder, header.shape.count > 1 {
                facts[1] = FileFact(
                    "fortranOrder", true, label: "order", text: "Fortran's, reversed when read")
            }
            if let type = header.type, type.sampleType == nil {
                return HeaderReport(notes: ["The array holds \(type.words), no samples."], facts: facts)
            }
            if header.type == nil {
                let parts = header.fields.map { field in
                    let header = imageHeader(of: field)
                    let fact = FileFact("dtype", .string(field.typeName), label: header == nil ? "type" : nil)
                    return FilePart(name: field.name, header: header, facts: [fact])
                }
                if header.elementByteCount != nil { try samples().checkExtent() }
                return HeaderReport(facts: facts, parts: parts)
            }
            let samples = try samples()
            try samples.checkExtent()
            return HeaderReport(header: shown(samples.layout), facts: facts)
        }
    }

    func image() throws -> any ImageSource {
        guard let type = header.type else {
            throw FormatError(
                file.format, field: "descr", "says that the elements are records",
                hint: "open one of the fields: "
                    + header.fields.map(\.name.withoutControlCharacters).joined(separator: ", "))
        }
        guard type.sampleType != nil else {
            throw FormatError(file.format, field: "descr", "says that the array holds \(type.words)")
        }
        return try whole()
    }

    func field(_ name: String) throws -> any ImageSource {
        guard let field = header.fields.first(where: { $0.name == name }) else {
            throw FormatError(file.format, "the array has no field called '\(name.withoutControlCharacters)'")
        }
        guard let layout = imageHeader(of: field), let type = field.type else {
            throw FormatError(
                file.format, field: field.name.withoutControlCharacters, "holds no numbers that can be read")
        }
        return FieldOfRecords(
            header: layout, records: try whole(), offset: field.offset, byteOrder: type.byteOrder)
    }

    /// The elements; records as bytes, of which each record is one more, fastest axis.
    private func whole() throws -> any ImageSource {
        let samples = try samples()
        try samples.checkExtent()
        let stored = StoredImage(header: samples.layout, samples: samples)
        guard header.isFortranOrder, header.shape.count > 1 else { return stored }
        return AxesReversed(stored, keeping: header.type == nil ? 1 : 0)
    }

    private func shown(_ layout: ImageHeader) -> ImageHeader {
        guard header.isFortranOrder else { return layout }
        return ImageHeader(shape: layout.shape.reversed(), storedType: layout.storedType)
    }

    /// A scalar field of every record.
    private func imageHeader(of field: NPYHeader.Field) -> ImageHeader? {
        guard field.shape.isEmpty, field.offset >= 0, header.elementByteCount != nil,
            let type = field.type?.sampleType
        else { return nil }
        return ImageHeader(shape: header.shape.reversed(), storedType: type)
    }

    /// The elements in the order in which they lie.
    private func samples() throws -> StoredSamples {
        // In C's order the last axis is the fastest, in Fortran's the first.
        var shape: [Int] = header.isFortranOrder ? header.shape : header.shape.reversed()
        var type = SampleType.uint8
        if let known = header.type {
            guard let sampleType = known.sampleType else {
                throw FormatError(file.format, field: "descr", "says that the array holds \(known.words)")
            }
            type = sampleType
        } else {
            guard let size = header.elementByteCount, size > 0 else {
                throw FormatError(file.format, field: "descr", "holds fields whose size is not known")
            }
            shape.insert(size, at: 0)
        }
        let layout = ImageHeader(shape: shape, storedType: type)
        guard layout.byteCount != nil else {
            throw FormatError(file.format, field: "shape", "asks for more samples than can be counted")
        }
        return StoredSamples(
            source: content, path: file.path, format: file.format, start: header.dataOffset, layout: layout,
            byteOrder: header.type?.byteOrder ?? .little)
    }
}
