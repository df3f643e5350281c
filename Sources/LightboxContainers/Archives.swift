public import LightboxCore
public import SystemPackage

/// Opens archives of any kind that Lightbox reads.
public enum Archives {
    /// The archive in `source`, by what its first bytes and its name tell; `nil` where it is none.
    ///
    /// - Parameters:
    ///   - source: the file as it is stored.
    ///   - content: what comes out of it, where it is gzipped.
    ///   - kind: the kind of file as the front door names it: `zip`, `tar`, `tar-gz`, `7z`, …
    public static func open(
        _ source: any ByteSource, content: any ByteSource, kind: String, path: FilePath
    ) throws -> (any MemberArchive)? {
        switch kind {
        case "zip": return try ZipArchive(source, path: path)
        case "tar": return try TarArchive(source, isCompressed: false)
        case "tar-gz": return try TarArchive(content, isCompressed: true)
        case "7z": return try StreamedArchive(source, kind: "7-Zip")
        case "rar": return try StreamedArchive(source, kind: "RAR")
        case "xz", "bzip2", "zstd":
            let name = (path.lastComponent?.string ?? "").lowercased()
            let endings = [".tar.", ".txz", ".tbz", ".tbz2", ".tzst"]
            guard endings.contains(where: { $0 == ".tar." ? name.contains($0) : name.hasSuffix($0) }) else {
                return nil
            }
            return try StreamedArchive(source, kind: "tar, \(kind)")
        default: return nil
        }
    }
}
