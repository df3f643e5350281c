import LightboxArchive
import LightboxCore
import LightboxFormats
import SystemPackage

/// Files that were named one by one: they are shown as they are, and nothing of them is kept.
struct FileShelf: Sendable {
    static let folderID = "files"
    private let files: [FilePath]

    init(_ files: [FilePath]) { self.files = files }

    var isEmpty: Bool { files.isEmpty }

    var folder: ShelfFolder {
        let problems = files.count { FrontDoor.standard.report($0).header == nil }
        return ShelfFolder(
            id: Self.folderID, name: folderName,
            path: Words.count(files.count, "file that was named", "files that were named"),
            imageCount: files.count - problems, fileCount: files.count, problemCount: problems, activity: nil)
    }

    private var folderName: String { files.count == 1 ? Self.name(files[0]) : "Files" }

    private static func name(_ path: FilePath) -> String { path.lastComponent?.string ?? path.string }

    func entries(problems wantsProblems: Bool, matching filter: String?) -> [ShelfEntry] {
        files.enumerated().compactMap { index, path in
            let report = FrontDoor.standard.report(path)
            let name = Self.name(path)
            if let filter, !name.lowercased().contains(filter.lowercased()) { return nil }
            guard let header = report.header else {
                let reason = report.problem ?? "Lightbox reads no image from \(report.format.name)."
                return wantsProblems ? ShelfEntry(id: nil, title: name, lines: [], problem: reason) : nil
            }
            if wantsProblems { return nil }
            let shape = header.shape.map { String($0) }.joined(separator: " × ")
            return ShelfEntry(
                id: "file-\(index)", title: name, lines: [report.format.name, shape], problem: nil)
        }
    }

    func item(_ id: String) -> ShelfItem? {
        guard id.hasPrefix("file-"), let index = Int(id.dropFirst(5)), files.indices.contains(index) else {
            return nil
        }
        let path = files[index]
        let report = FrontDoor.standard.report(path)
        return ShelfItem(
            id: id, title: Self.name(path), facts: ImageFacts.facts(report),
            modality: nil,
            folder: .init(name: folderName, address: "/folders/\(Self.folderID)"),
            identity: FileIdentity.of(path)
        ) { ShelfItem.Opened(source: try FrontDoor.standard.open(path)) }
    }
}

/// A word that changes when a file's content may have changed.
enum FileIdentity {
    static func of(_ path: FilePath) -> String {
        guard let status = try? FileStatus(of: path) else { return "gone" }
        return Fingerprint.of(
            "\(status.device) \(status.inode) \(status.byteCount) \(status.modifiedNanoseconds) \(status.changedNanoseconds)"
                .utf8)
    }
}
