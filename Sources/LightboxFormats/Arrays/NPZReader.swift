import LightboxArchive
import LightboxContainers
import LightboxCore

/// Reads NumPy's `.npz`: a zip file of arrays, each of which is a part.
public struct NPZReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.npz] }

    public func report(_ file: OpenFile) throws -> HeaderReport {
        let members = try ZipArchive(file.content, path: file.path)
        var report = HeaderReport()
        for name in members.fileNames { report.parts += Self.parts(name, members, file) }
        let images = report.parts.filter { ($0.header?.shape.count ?? 0) >= 2 }
        if images.count == 1 { report.header = images[0].header }
        return report
    }

    /// As `numpy.load` calls it.
    private static func partName(_ member: String) -> String {
        member.hasSuffix(".npy") ? String(member.dropLast(4)) : member
    }

    private static func array(_ member: String, _ members: ZipArchive, _ file: OpenFile) throws -> NPYArray? {
        guard let source = try members.open(member) else { return nil }
        let head = try source.read(at: 0, count: 4096)
        guard head.span.has([0x93], at: 0), head.span.has("NUMPY", at: 1) else { return nil }
        return try NPYArray(source, head: head, in: file)
    }

    /// The array in a member, and the fields of one of records.
    private static func parts(_ member: String, _ members: ZipArchive, _ file: OpenFile) -> [FilePart] {
        let name = partName(member)
        do {
            guard let found = try array(member, members, file)?.report else {
                return [
                    FilePart(name: name, header: nil, facts: [FileFact("kind", "no array", label: "kind")])
                ]
            }
            let fields = found.parts.map {
                FilePart(name: name + "." + $0.name, header: $0.header, error: $0.error, facts: $0.facts)
            }
            return [
                FilePart(name: name, header: found.header, error: found.error?.sentence, facts: found.facts)
            ] + fields
        } catch let error as FormatError {
            return [FilePart(name: name, header: nil, error: error.sentence)]
        } catch {
            let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            return [FilePart(name: name, header: nil, error: text)]
        }
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        let names = try report(file).parts.filter { ($0.header?.shape.count ?? 0) >= 2 }.map(\.name)
        guard names.count == 1 else {
            throw FormatError(
                file.format,
                names.isEmpty ? "the file holds no array that is an image" : "the file holds several arrays",
                hint: names.isEmpty
                    ? nil
                    : "open one of its parts: "
                        + names.prefix(8).map(\.withoutControlCharacters).joined(separator: ", "))
        }
        return try open(file, part: names[0])
    }

    public func open(_ file: OpenFile, part: String) throws -> any ImageSource {
        let members = try ZipArchive(file.content, path: file.path)
        for member in members.fileNames {
            let name = Self.partName(member)
            if name == part, let array = try Self.array(member, members, file) {
                return file.naming(try array.image())
            }
            if part.hasPrefix(name + "."), let array = try Self.array(member, members, file),
                array.header.fields.contains(where: { name + "." + $0.name == part })
            {
                return file.naming(try array.field(String(part.dropFirst(name.count + 1))))
            }
        }
        throw FormatError(file.format, "the file has no array called '\(part.withoutControlCharacters)'")
    }
}
