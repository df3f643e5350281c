import LightboxCore
public import LightboxDICOM
public import SystemPackage

/// Reads data sets in the DICOM JSON model (PS3.18 Annex F), as DICOMweb servers send them: one object, or several.
public struct DICOMJSONReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.dicomJSON] }

    /// The most bytes of text that are read.
    private static let limit = 1 << 28

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let objects = try Self.objects(file)
        let attributes = objects.map(\.dataSet.attributes)
        var facts = [FileFact("objects", .integer(objects.count), label: "objects")]
        if let only = objects.first?.dataSet, objects.count == 1 {
            facts += DICOMObjectFacts(only).facts
            facts.append(FileFact("attributes", attributes[0]))
        } else {
            facts.append(FileFact("attributes", .array(attributes)))
        }
        return HeaderReport(facts: facts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(file.format, "holds no pixels, only where to find them")
    }

    static func objects(_ file: OpenFile) throws -> [DICOMFile] {
        let text = try file.content.read(at: 0, count: Self.limit)
        guard text.count < Self.limit else {
            throw FormatError(file.format, "is larger than \(ByteCount(Int64(Self.limit)))")
        }
        do {
            let value = try JSONValue(parsing: text)
            if case .array(let objects) = value { return try objects.map { try DICOMFile(jsonModel: $0) } }
            return [try DICOMFile(jsonModel: value)]
        } catch let fault as JSONFault {
            throw FormatError(file.format, "\(fault.problem) (at byte \(fault.offset))")
        } catch let error as DICOMJSONError { throw FormatError(file.format, error.description) }
    }
}

extension FrontDoor {
    /// All elements of the DICOM file, or of the DICOM JSON file, at `path`.
    ///
    /// - Throws: `FileError`, or `FormatError` where it is neither, or where a JSON file holds several objects.
    public func dicomFile(_ path: FilePath) throws -> DICOMFile {
        let file = try look(path)
        return try FormatError.naming(file) {
            switch file.format {
            case .dicom, .dicomGzipped: return try DICOMFile(file.content, start: file.head)
            case .dicomJSON:
                let objects = try DICOMJSONReader.objects(file)
                guard let only = objects.first, objects.count == 1 else {
                    throw FormatError(file.format, "holds \(objects.count) objects, not one")
                }
                return only
            default: throw FormatError(file.format, "is no DICOM file")
            }
        }
    }
}
