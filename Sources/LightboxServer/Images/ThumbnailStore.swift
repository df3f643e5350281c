import Foundation
import LightboxCodecs
import LightboxCore
import LightboxFormats

/// Small pictures of images: made when first asked for, then kept in memory and, where there is a place for
/// them, on the disk.
struct ThumbnailStore: Sendable {
    /// Where they are kept between runs, or `nil` to keep them in memory alone.
    let folder: String?
    private let memory = BoundedCache<String, [UInt8]>(limit: 24 << 20)
    private let workers = Workers(name: "thumbnails", limit: 2)

    static let side = 256
    /// The most files that are left in the folder when a server starts.
    static let keptFiles = 20_000

    /// A JPEG of at most `side` pixels either way.
    func picture(of item: ShelfItem) async throws -> (bytes: [UInt8], tag: String) {
        let tag = Fingerprint.of("\(item.id) \(item.identity) \(Self.side)".utf8)
        let bytes = try await memory.value(tag) {
            $0.count
        } make: {
            try await workers.run {
                if let kept = read(tag) { return kept }
                let source = try item.openForThumbnail?() ?? item.open().source
                let small = try Self.signal(source) ?? Rendering.thumbnail(of: source, side: Self.side)
                let made = try JPEG.encode(small)
                write(made, tag)
                return made
            }
        }
        return (bytes, tag)
    }

    private static func signal(_ source: any ImageSource) throws -> SampleBlock? {
        guard SignalPlot.lines(of: source.header) != nil else { return nil }
        return try SignalPlot(source).picture(side: side)
    }

    private func path(_ tag: String) -> String? { folder.map { $0 + "/" + tag + ".jpg" } }

    private func read(_ tag: String) -> [UInt8]? {
        guard let path = path(tag), let data = FileManager.default.contents(atPath: path) else { return nil }
        // Half a file, as a full disk leaves it, is made anew.
        guard data.prefix(2) == Data([0xFF, 0xD8]), data.suffix(2) == Data([0xFF, 0xD9]) else { return nil }
        return Array(data)
    }

    private func write(_ bytes: [UInt8], _ tag: String) {
        guard let folder, let path = path(tag) else { return }
        // A picture that cannot be kept is made again the next time.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }

    /// Removes the pictures that were made first, where there are too many.
    func prune() {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder),
            names.count > Self.keptFiles
        else { return }
        let dated = names.filter { $0.hasSuffix(".jpg") }.map { name in
            let made = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)[
                .modificationDate]
            return (name, (made as? Date) ?? .distantPast)
        }
        for (name, _) in dated.sorted(by: { $0.1 < $1.1 }).prefix(max(0, dated.count - Self.keptFiles / 2)) {
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }
}
