import LightboxArchive
import LightboxCodecs
import SystemPackage

/// A new file that may be gzipped, wholly or from some byte on.
struct ByteSink: ~Copyable {
    private let file: NewFile
    private var encoder: GzipEncoder?

    init(at path: FilePath, replacing: Bool) throws {
        file = try NewFile(at: path, replacing: replacing)
    }

    /// From here on, what is appended is compressed.
    mutating func startGzip(level: Int) throws { encoder = try GzipEncoder(level: level) }

    func append(_ bytes: [UInt8]) throws {
        guard let encoder else { return try file.append(bytes) }
        let ready = try encoder.append(bytes)
        if !ready.isEmpty { try file.append(ready) }
    }

    consuming func commit() throws {
        if let encoder { try file.append(encoder.finish()) }
        try file.commit()
    }
}
