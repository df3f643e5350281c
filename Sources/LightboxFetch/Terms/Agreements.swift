import LightboxArchive
public import LightboxCore
public import SystemPackage

/// What the user has agreed to, on this machine: one JSON object a line in the user's data folder.
public struct Agreements: Sendable {
    /// One agreement.
    public struct Entry: Sendable, Hashable {
        public let dataset: String
        /// `TermsSheet.version` of what was shown.
        public let version: String
        /// `2026-11-24`.
        public let date: String
        /// The terms as they were shown.
        public let terms: [String]

        public init(dataset: String, version: String, date: String, terms: [String]) {
            (self.dataset, self.version, self.date, self.terms) = (dataset, version, date, terms)
        }

        public var json: JSONValue {
            [
                "dataset": .string(dataset), "version": .string(version), "date": .string(date),
                "terms": .array(terms.map { .string($0) }),
            ]
        }
    }
    public let entries: [Entry]
    private let folder: FilePath
    private static let name = "agreements.jsonl"

    /// Reads what was noted in the user's data folder; nothing where nothing was.
    public init(in folder: FilePath) throws {
        self.folder = folder
        let copy = try CopyFolder(at: folder, creating: true)
        guard try copy.status(of: Self.name) != nil else {
            entries = []
            return
        }
        let file = try copy.openFile(Self.name)
        defer { try? file.close() }
        var entries: [Entry] = []
        try LineReader.forEachLine(of: file) { line, _ in
            guard let json = try? JSONValue(parsing: line), let dataset = json["dataset"]?.string,
                let version = json["version"]?.string, let date = json["date"]?.string
            else { return }
            let terms = (json["terms"]?.elements ?? []).compactMap(\.string)
            entries.append(Entry(dataset: dataset, version: version, date: date, terms: terms))
        }
        self.entries = entries
    }

    /// The latest agreement to exactly these terms.
    public func entry(for dataset: String, version: String) -> Entry? {
        entries.last { $0.dataset == dataset && $0.version == version }
    }

    /// Notes an agreement for good.
    public func note(_ entry: Entry) throws {
        let copy = try CopyFolder(at: folder, creating: true)
        let file = try copy.appendToFile(Self.name)
        defer { try? file.close() }
        _ = try file.writeAll(Array(entry.json.text.utf8) + [10])
    }
}
