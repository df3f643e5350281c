import LightboxArchive
import SystemPackage

/// The style sheet, scripts and icon, read once when the server starts.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        /// Changes when the bytes do.
        let tag: String
    }
    private let assets: [String: Asset]

    subscript(name: String) -> Asset? { assets[name] }

    /// The address of an asset, which changes with its content so that browsers may keep it for good.
    func address(_ name: String) -> String { "/assets/\(name)?v=\(assets[name]?.tag ?? "0")" }

    static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    private static let names = [
        "lightbox.css", "search.js", "viewer.js", "plane.js", "detail.js", "mesh.js", "paint.js", "icon.svg",
    ]

    /// Reads the files in `folder`.
    init(folder: FilePath) throws {
        var assets: [String: Asset] = [:]
        for name in Self.names {
            let file = try FileBytes(path: folder.appending(name))
            let bytes = try file.read(at: 0, count: file.byteCount)
            let type = Self.types[String(name.split(separator: ".").last ?? "")] ?? "text/plain"
            assets[name] = Asset(bytes: bytes, type: type, tag: Fingerprint.of(bytes))
        }
        self.assets = assets
    }
}

/// A short name for a content, to tell versions apart (FNV-1a; not for secrets).
enum Fingerprint {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }
}
