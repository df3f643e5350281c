import LightboxArchive
import LightboxCore

/// Says what is in a JSON file, or in one that has a value on each line.
public struct JSONReader: FormatReader {
    public init() {}

    public var formats: Set<FileFormat> { [.json] }

    /// The largest text that is held in memory.
    static let wholeLimit = 1 << 30

    /// There is no header: all that can be said takes reading the text, which `details` does.
    public func report(_ file: OpenFile) -> HeaderReport { HeaderReport() }

    public func details(_ file: OpenFile) throws -> HeaderReport {
        let bytes = try file.content.read(at: 0, count: Self.wholeLimit + 1)
        guard bytes.count <= Self.wholeLimit else {
            return HeaderReport(notes: [
                "A JSON text of more than \(Self.wholeLimit) bytes is not looked into."
            ])
        }
        do { return HeaderReport(facts: Self.facts(try JSONValue(parsing: bytes))) } catch {
            if let lines = Self.lines(bytes) { return HeaderReport(facts: lines) }
            throw FormatError(
                file.format, at: error.offset, "the text is no JSON: \(error.problem)",
                hint: "the file may not have been copied whole")
        }
    }

    private static func facts(_ value: JSONValue) -> [FileFact] {
        switch value {
        case .object(let members):
            let names = members.map(\.name)
            return [
                FileFact("value", "object", label: "holds", text: "an object of \(names.count) members"),
                FileFact(
                    "keys", .strings(Array(names.prefix(1000))), label: "keys",
                    text: names.prefix(12).map(\.withoutControlCharacters).joined(separator: ", ")
                        + (names.count > 12 ? ", …" : "")),
            ]
        case .array(let values):
            return [
                FileFact("value", "array", label: "holds", text: "a list of \(values.count)"),
                FileFact("rows", .integer(Int64(values.count))), columns(values),
            ]
        default: return [FileFact("value", "scalar", label: "holds", text: "a single value")]
        }
    }

    /// The names of members that the objects of a list have, in the order in which they come up.
    private static func columns(_ values: [JSONValue]) -> FileFact {
        var seen: Set<String> = []
        var names: [String] = []
        for value in values {
            guard case .object(let members) = value else { continue }
            for member in members where names.count < 1000 && seen.insert(member.name).inserted {
                names.append(member.name)
            }
        }
        return FileFact(
            "columns", .strings(names), label: names.isEmpty ? nil : "columns",
            text: names.prefix(12).map(\.withoutControlCharacters).joined(separator: ", ")
                + (names.count > 12 ? ", …" : ""))
    }

    /// What is in JSON lines, or `nil` where some line is no value.
    private static func lines(_ bytes: [UInt8]) -> [FileFact]? {
        var values: [JSONValue] = []
        for line in bytes.split(separator: 0x0A) {
            let text = line.filter { $0 != 0x0D }
            if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            guard let value = try? JSONValue(parsing: text) else { return nil }
            values.append(value)
        }
        guard values.count > 1 else { return nil }
        return [
            FileFact("value", "lines", label: "holds", text: "a value on each of \(values.count) lines"),
            FileFact("rows", .integer(Int64(values.count))), columns(values),
        ]
    }

    public func open(_ file: OpenFile) throws -> any ImageSource {
        throw FormatError(file.format, "a JSON file is no image")
    }
}
