public import LightboxCore

/// A DICOM file in full: its meta header and all elements of its data set, those behind the pixels as well.
///
///     let file = try DICOMFile(FileBytes(path: "report.dcm"))
///     print(file.dataSet.text(Tag(0x0010, 0x0010)) ?? "?")
///
/// `DICOMHeader` is much quicker where only the elements that it names are wanted.
public struct DICOMFile: Sendable {
    /// The elements of group 2; none where the file has no meta header.
    public let meta: DICOMDataSet
    public let dataSet: DICOMDataSet
    /// How the data set is coded, found from its bytes.
    public let isExplicit: Bool
    public let byteOrder: ByteOrder
    public let hasPreamble: Bool
    /// What ended reading before the end of the file; all that stands before it was read.
    public let problem: DICOMError?
    /// What is wrong with an item that was passed over, the first if there are several.
    public let skipped: DICOMError?
    private let content: any ByteSource

    /// Reads all elements but the long values.
    ///
    /// - Throws: `DICOMError` where the bytes do not begin as DICOM does; what the source throws.
    public init(_ source: any ByteSource, start: [UInt8] = []) throws {
        var size = source.knownByteCount ?? source.byteCountLimit
        let head = try start.count >= min(size, 512) ? start : source.read(at: 0, count: min(size, 1 << 14))
        guard let begin = DICOMHeader.dataSetOffset(in: head.span, fileSize: size) else {
            throw DICOMError(.notDICOM)
        }
        var content = source
        var reader = DataSetReader(source, size: size, offset: begin, start: head)
        var meta = DICOMDataSet(characterSet: CharacterSet(names: nil))
        var problem: DICOMError?
        if try reader.integer(UInt16.self, at: begin, .little) == 0x0002 {
            do { try reader.metaElements(into: &meta) } catch let error as DICOMError { problem = error }
        }
        let syntax = meta.text(.transferSyntaxUID).map(TransferSyntax.init(uid:))
        if syntax?.isDeflated == true, problem == nil {
            content = try DICOMHeader.inflated(source, from: reader.offset)
            size = content.knownByteCount ?? content.byteCountLimit
            reader = DataSetReader(content, size: size, offset: reader.offset)
        }
        let first = try reader.integer(UInt16.self, at: reader.offset, .little) ?? 0
        let order: ByteOrder =
            syntax.map(\.byteOrder) ?? (first > 0x00FF && first & 0xFF == 0 ? .big : .little)
        let isExplicit = try reader.hasVR(at: reader.offset)
        var dataSet = DICOMDataSet(characterSet: CharacterSet(names: nil))
        if problem == nil {
            try reader.elements(
                .init(isExplicit: isExplicit, order: order, end: nil, limit: size), into: &dataSet)
            problem = reader.problem
        }
        (self.meta, self.dataSet, self.isExplicit, byteOrder) = (meta, dataSet, isExplicit, order)
        (hasPreamble, self.problem, skipped, self.content) = (begin != 0, problem, reader.skipped, content)
    }

    /// Takes a data set from the DICOM JSON model; values that it keeps elsewhere cannot be read.
    public init(jsonModel: JSONValue) throws(DICOMJSONError) {
        dataSet = try DICOMDataSet(jsonModel: jsonModel)
        meta = DICOMDataSet(characterSet: CharacterSet(names: nil))
        (isExplicit, byteOrder, hasPreamble, problem, skipped) = (true, .little, false, nil, nil)
        content = MemoryBytes([])
    }

    /// The bytes of an element's value, read from the file where they are not at hand; `nil` for sequences and
    /// encapsulated pixels.
    public func bytes(of element: DICOMElement) throws -> [UInt8]? {
        switch element.value {
        case .bytes(let bytes): return bytes
        case .unread:
            let bytes = try content.read(at: element.offset, count: element.length)
            guard bytes.count == element.length else {
                let problem = DICOMError.Problem.valuePastEnd(length: element.length, available: bytes.count)
                throw DICOMError(problem, tag: element.tag, offset: element.offset)
            }
            return bytes
        case .items, .fragments: return nil
        }
    }

    /// The numbers of an element, read from the file where they are not at hand.
    public func numbers(of element: DICOMElement) throws -> [Double] {
        guard let bytes = try bytes(of: element) else { return [] }
        let type: SampleType? =
            switch element.vr {
            case .OW: .uint16
            case .OF: .float32
            case .OD: .float64
            case .OL: .uint32
            case .OV: .uint64
            case .OB, .UN: .uint8
            default: element.vr.numberType
            }
        if let type { return bytes.numbers(type, element.order) }
        return bytes[...].latin1.split(separator: "\\").compactMap { Double(String($0.trimmingSpaces)) }
    }
}

extension DataSetReader {
    /// Reads the elements of group 2, whatever the length that their first one claims.
    mutating func metaElements(into set: inout DICOMDataSet) throws {
        let isExplicit = try hasVR(at: offset)
        while offset < size, try integer(UInt16.self, at: offset, .little) == 0x0002 {
            try oneElement(
                .init(isExplicit: isExplicit, order: .little, end: nil, limit: size), into: &set)
        }
    }
}
