import LightboxArchive
import LightboxCore

/// Says what is in an XML file: its root, its namespaces and how often each element occurs.
public struct XMLReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.xml] }

    private final class Survey {
        var root: String?
        var counts: [String: Int] = [:]
        var order: [String] = []
        var depth = 0
        var deepest = 0
    }

    /// There is no header: all that can be said takes reading the text, which `details` does.
    public func report(_ file: OpenFile) -> HeaderReport { HeaderReport() }

    public func details(_ file: OpenFile) throws -> HeaderReport {
        let survey = Survey()
        try XMLEvents.read(
            file.content, format: file.format,
            .init(
                start: { name, _ in
                    if survey.root == nil { survey.root = name }
                    if survey.counts[name] == nil { survey.order.append(name) }
                    survey.counts[name, default: 0] += 1
                    survey.depth += 1
                    survey.deepest = max(survey.deepest, survey.depth)
                }, end: { _ in survey.depth -= 1 }))
        func short(_ name: String) -> String {
            name.split(separator: "}").last.map { String($0).withoutControlCharacters } ?? ""
        }
        let namespaces = Set(
            survey.order.compactMap { name in
                name.hasPrefix("{") ? name.split(separator: "}").first.map { String($0.dropFirst()) } : nil
            })
        let words = survey.order.prefix(8).map { "\(survey.counts[$0] ?? 0) \(short($0))" }
        return HeaderReport(facts: [
            FileFact("root", .string(survey.root), label: "root", text: short(survey.root ?? "")),
            FileFact("namespaces", .strings(namespaces.sorted())),
            FileFact(
                "elements",
                .object(survey.order.prefix(1000).map { .init($0, .integer(Int64(survey.counts[$0] ?? 0))) }),
                label: "elements",
                text: words.joined(separator: ", ") + (survey.order.count > 8 ? ", …" : "")),
            FileFact("depth", .integer(Int64(survey.deepest))),
        ])
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(file.format, "an XML file is no image")
    }
}
