import LightboxArchive
import LightboxCodecs
import LightboxCore

/// Reads GIFTI: surfaces and values on them, as arrays in XML.
///
/// Each array is a part of the file.
/// Source: the GIFTI specification, version 1.0 (2011).
public struct GIFTIReader: FormatReader {
    public init() {}
    public var formats: Set<FileFormat> { [.gifti, .giftiGzipped, .giftiBzipped] }

    /// The most of a file that is read: all of the XML is held while its arrays are found.
    private static let limit = 1 << 30

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let document = try document(of: file)
        var parts: [FilePart] = []
        for (index, array) in document.arrays.enumerated() {
            let name = "array \(index + 1)"
            do {
                let header = try array.header(file.format)
                try array.check(file)
                parts.append(FilePart(name: name, header: header, facts: array.facts))
            } catch let error as FormatError {
                parts.append(FilePart(name: name, header: nil, error: error.sentence, facts: array.facts))
            }
        }
        return HeaderReport(facts: document.facts + surfaceFacts(document, file), parts: parts)
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(
            file.format, "the file holds arrays, of which one must be named: 'array 1' is the first")
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        let document = try document(of: file)
        guard part.hasPrefix("array "), let number = Int(part.dropFirst(6)), number >= 1,
            number <= document.arrays.count
        else {
            throw FormatError(
                file.format, "the file has no part called '\(part.withoutControlCharacters)'")
        }
        return try document.arrays[number - 1].image(document.xml, file)
    }

    private func document(of file: OpenFile) throws -> GIFTIDocument {
        let xml =
            file.format == .giftiBzipped
            ? try Bzip2.decompress(file.stored, limit: min(Self.limit, Bzip2.byteCountLimit))
            : try file.content.readAll(limit: Self.limit)
        guard xml.count < Self.limit else {
            throw FormatError(file.format, at: Self.limit, "the XML is longer than Lightbox reads, 1 GiB")
        }
        do { return try GIFTIDocument(xml, file.format) } catch let fault as XMLFault {
            throw FormatError(file.format, at: fault.offset, fault.problem)
        }
    }

    /// Of a surface, how many vertices and faces it has, and where they lie.
    private func surfaceFacts(_ document: GIFTIDocument, _ file: OpenFile) -> [FileFact] {
        guard let points = document.arrays.first(where: { $0.intent == "POINTSET" }),
            let block = try? points.image(document.xml, file).readAll(), block.shape.first == 3
        else { return [] }
        let faces = document.arrays.first { $0.intent == "TRIANGLE" }?.dimensions.first
        return Surface.facts(points: block, faces: faces)
    }
}
