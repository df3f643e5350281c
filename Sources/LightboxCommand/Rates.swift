import LightboxArchive
import LightboxCatalogue
import LightboxCore
import SystemPackage

/// How fast each kind of host was the last time, for estimates.
enum Rates {
    /// What is shorter says nothing of a long run.
    private static let leastBytes = 1_000_000

    static func last(for kind: HostKind) -> Int? {
        read()[kind.rawValue]?.integer.map(Int.init)
    }

    /// Notes a rate; where that cannot be done, estimates are missing and nothing else.
    static func note(_ bytes: Int, in seconds: Double, for kind: HostKind) {
        guard bytes >= leastBytes, seconds > 0, let path else { return }
        var members = read().members.filter { $0.name != kind.rawValue }
        members.append(.init(kind.rawValue, .integer(Int64(Double(bytes) / seconds))))
        guard let folder = try? Places.current().cache,
            (try? CopyFolder(at: FilePath(folder), creating: true)) != nil,
            let file = try? NewFile(at: path, replacing: true)
        else { return }
        try? file.append(Array(JSONValue.object(members).text.utf8))
        try? file.commit()
    }

    private static var path: FilePath? { (try? Places.current()).map { FilePath($0.cache + "/rates.json") } }

    private static func read() -> JSONValue {
        guard let path, let bytes = try? FileBytes(path: path).all(),
            let json = try? JSONValue(parsing: bytes)
        else { return [:] }
        return json
    }
}
