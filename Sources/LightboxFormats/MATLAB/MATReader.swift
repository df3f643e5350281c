import LightboxArchive
import LightboxCodecs
import LightboxCore

/// Reads MATLAB files: each variable of numbers is a part, in MATLAB's own order of axes (the first is the fastest).
///
/// Versions 5 to 7 by our own code; 7.3, which is HDF5, as such.
public struct MATReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.matlab] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        if let reader = try Self.newer(file) { return try reader.report(file) }
        let content = try MATFile(file)
        var report = HeaderReport()
        report.facts = [FileFact("writtenBy", .string(content.text), label: "written by")]
        for variable in content.variables { report.parts.append(Self.part(variable)) }
        if let fault = content.fault { report.error = FormatError(file.format, fault) }
        let images = report.parts.compactMap(\.header).filter { header in
            header.shape.filter { $0 > 1 }.count >= 2
        }
        if images.count == 1, report.error == nil { report.header = images[0] }
        return report
    }

    private static func part(_ variable: MATFile.Variable) -> FilePart {
        let found = variable.found
        let header = found.header
        var facts = [
            FileFact(
                "matlabClass", .string(found.isLogical ? "logical" : found.kind.word),
                label: header == nil ? "class" : nil)
        ]
        if header == nil {
            facts.append(FileFact("arrayShape", .array(found.shape.map { .integer(Int64($0)) })))
        }
        return FilePart(
            name: variable.name, header: header, error: found.problem, facts: facts + found.detail)
    }

    /// The reader of HDF5, for files that are such.
    private static func newer(_ file: OpenFile) throws -> (any FormatReader)? {
        guard file.head.span.has([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], at: 512) else {
            return nil
        }
        #if HDF5
            return HDF5Reader()
        #else
            throw FormatError(
                file.format, "this is version 7.3, which is HDF5, and this build of Lightbox reads none",
                hint: "build it with the trait HDF5")
        #endif
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        if let reader = try Self.newer(file) { return try reader.open(file) }
        let content = try MATFile(file)
        let images = content.variables.filter { ($0.found.header?.shape.filter { $0 > 1 }.count ?? 0) >= 2 }
        if images.count == 1 { return file.naming(try content.image(images[0])) }
        throw FormatError(
            file.format,
            images.isEmpty ? "the file holds no array of numbers" : "the file holds several arrays",
            hint: images.isEmpty
                ? nil : "open one of its parts: " + images.prefix(8).map(\.name).joined(separator: ", "))
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        if let reader = try Self.newer(file) { return try reader.open(file, part: part) }
        let content = try MATFile(file)
        guard let variable = content.variables.first(where: { $0.name == part }) else {
            throw FormatError(
                file.format, "the file has no variable called '\(part.withoutControlCharacters)'")
        }
        return file.naming(try content.image(variable))
    }
}

extension MATVariable {
    /// Of an array of numbers, its header.
    var header: ImageHeader? {
        guard let first = parts.first else { return nil }
        if !isComplex { return ImageHeader(shape: shape, storedType: first.type) }
        return ImageHeader(shape: shape, storedType: kind == .single ? .complex64 : .complex128)
    }
}

/// An open MATLAB file of version 5 to 7.
struct MATFile {
    struct Variable {
        let name: String
        let found: MATVariable
        /// Where the variable's element is in the file.
        let offset: Int
        let isCompressed: Bool
    }
    let file: OpenFile
    let order: ByteOrder
    /// What the header says: who wrote the file, and when.
    let text: String
    private(set) var variables: [Variable] = []
    /// What ended the list of variables before the file did.
    private(set) var fault: String?

    /// A variable's description lies in its first bytes; so many are inflated for it.
    private static let headByteCount = 1 << 16
    private static let variableLimit = 100_000

    init(_ file: OpenFile) throws {
        self.file = file
        let head = file.head
        guard head.count >= 128 else {
            throw FormatError(file.format, at: head.count, "the file ends inside its header")
        }
        switch (head[126], head[127]) {
        case (0x49, 0x4D): order = .little
        case (0x4D, 0x49): order = .big
        default:
            throw FormatError(
                file.format, field: "endian indicator", at: 126, "is neither 'IM' nor 'MI'")
        }
        text = String(decoding: head[..<116].prefix { $0 != 0 }, as: UTF8.self).withoutControlCharacters
        let end = file.content.byteCountLimit
        var elements = MATElements(bytes: file.content, order: order, at: 128, end: end)
        while !elements.isAtEnd, variables.count < Self.variableLimit {
            let offset = elements.at
            do {
                let element = try elements.next()
                switch element.type {
                case 15:
                    let coded = try file.content.read(
                        at: element.start, count: min(element.byteCount, Self.headByteCount))
                    let plain = try Deflate.inflateHead(coded, count: Self.headByteCount)
                    var inner = MATElements(bytes: MemoryBytes(plain), order: order, at: 0, end: .max / 2)
                    guard try inner.peek().type == 14 else {
                        throw elements.fault("a compressed element holds no variable")
                    }
                    inner.at = 8
                    add(try inner.variable(), offset, isCompressed: true)
                case 14:
                    var inner = MATElements(
                        bytes: file.content, order: order, at: element.start, end: element.next)
                    add(try inner.variable(), offset, isCompressed: false)
                default: break
                }
            } catch {
                fault =
                    "variable \(variables.count + 1), at byte \(offset): "
                    + ((error as? ArrayFault)?.problem ?? (error as? CodecError)?.problem ?? "\(error)")
                break
            }
        }
    }

    private mutating func add(_ found: MATVariable, _ offset: Int, isCompressed: Bool) {
        // The last one without a name is MATLAB's own table of classes.
        let name = found.name.isEmpty ? "(unnamed \(variables.count + 1))" : found.name
        variables.append(Variable(name: name, found: found, offset: offset, isCompressed: isCompressed))
    }

    func image(_ variable: Variable) throws -> any ImageSource {
        guard let header = variable.found.header else {
            throw FormatError(
                file.format, field: variable.name.withoutControlCharacters,
                "holds no numbers that can be read: it is of class \(variable.found.kind.word)")
        }
        var source = file.content
        if variable.isCompressed {
            let elements = MATElements(
                bytes: file.content, order: order, at: variable.offset, end: file.content.byteCountLimit)
            let coded = try elements.read(elements.peek(), limit: .max)
            let needed = variable.found.parts.map { $0.start + $0.byteCount }.max() ?? 0
            // Behind the last numbers there is padding at most.
            let plain = try Deflate.inflateHead(coded, count: needed)
            source = MemoryBytes(plain)
        }
        func part(_ numbers: MATNumbers) throws -> StoredImage {
            let layout = ImageHeader(shape: variable.found.shape, storedType: numbers.type)
            let samples = StoredSamples(
                source: source, path: file.path, format: file.format, start: numbers.start, layout: layout,
                byteOrder: order)
            try samples.checkExtent()
            return StoredImage(header: layout, samples: samples)
        }
        let parts = try variable.found.parts.map(part)
        guard parts.count == 2 else { return parts[0] }
        return PairedParts(header: header, real: parts[0], imaginary: parts[1])
    }
}

/// Complex numbers whose real and imaginary parts lie apart.
private struct PairedParts: ImageSource {
    let header: ImageHeader
    let real: any ImageSource
    let imaginary: any ImageSource

    func read(_ region: Region) throws -> SampleBlock {
        let (a, b) = (try real.read(region), try imaginary.read(region))
        let count = a.bytes.count / a.type.byteCount
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * header.storedType.byteCount)
        func append<T: FixedWidthInteger>(_ bits: T) {
            for shift in stride(from: 0, to: T.bitWidth, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> T(shift)))
            }
        }
        for index in 0..<count {
            for block in [a, b] {
                let value = block.value(at: index)
                if header.storedType == .complex64 {
                    append(Float(value).bitPattern)
                } else {
                    append(value.bitPattern)
                }
            }
        }
        guard let block = SampleBlock(shape: region.shape, channels: 1, type: header.storedType, bytes: bytes)
        else { throw ArrayFault("the parts of the complex numbers are not as many") }
        return block
    }
}
