import Foundation
import LightboxCodecs
import LightboxCore
import LightboxTesting

/// A valid file, or a folder that is one image, in a place of its own where damaged copies of it are written.
struct Subject {
    let name: String
    private let place: String
    /// The files that may be damaged, below `place`, with their sound content.
    private let files: [(path: String, bytes: [UInt8])]

    /// Copies the file with what lies beside it, since a header may name another file.
    init(_ path: String, into work: String) throws {
        let manager = FileManager.default
        let source = URL(fileURLWithPath: path)
        name = source.lastPathComponent
        place = work + "/" + UUID().uuidString
        try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
        if manager.isFolder(path) {
            let copy = place + "/" + name
            try manager.copyItem(atPath: path, toPath: copy)
            let names = manager.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            files = try names.sorted().compactMap { inner in
                let file = copy + "/" + inner
                guard !manager.isFolder(file) else { return nil }
                return (file, [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
            }
        } else {
            let folder = source.deletingLastPathComponent()
            let stem = name.prefix { $0 != "." }
            for beside in try manager.contentsOfDirectory(atPath: folder.path)
            where beside != name && beside.hasPrefix(stem) {
                try? manager.copyItem(atPath: folder.path + "/" + beside, toPath: place + "/" + beside)
            }
            try manager.copyItem(at: source, to: URL(fileURLWithPath: place + "/" + name))
            files = [(place + "/" + name, [UInt8](try Data(contentsOf: source)))]
        }
    }

    var path: String { place + "/" + name }

    /// Writes a damaged copy, has it looked at, and makes it sound again.
    func withMutant<T>(seed: UInt64, _ body: (String) throws -> T) throws -> T {
        var random = SeededGenerator(seed: ~seed)
        guard let file = files.randomElement(using: &random) else { return try body(path) }
        try Data(Self.mutant(of: file.bytes, seed: seed)).write(to: URL(fileURLWithPath: file.path))
        defer { if files.count > 1 { try? Data(file.bytes).write(to: URL(fileURLWithPath: file.path)) } }
        return try body(path)
    }
}

extension Subject {
    /// Of a gzipped file, three in four are damaged inside and packed again: what unpacks nothing proves little.
    private static func mutant(of bytes: [UInt8], seed: UInt64) -> [UInt8] {
        guard seed % 4 != 0, bytes.starts(with: [0x1F, 0x8B]),
            let content = try? GzipBytes(MemoryBytes(bytes)),
            let inner = try? content.read(at: 0, count: 4 << 20)
        else { return Mutation.of(bytes, seed: seed) }
        return (try? Gzip.compress(Mutation.of(inner, seed: seed))) ?? bytes
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        (try? attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
    }
}
