import LightboxArchive
import LightboxCore
import LightboxFormats
import SystemPackage

/// Files that were named one by one: they are shown as they are, and nothing of them is kept.
struct FileShelf: Sendable {
    static let folderID = "files"
    private let files: [FilePath]
    private let door: FrontDoor

    init(_ files: [FilePath], door: FrontDoor = .standard) { (self.files, self.door) = (files, door) }

    var isEmpty: Bool { files.isEmpty }

    var folder: ShelfFolder {
        let problems = files.count { door.report($0).problem != nil }
        return ShelfFolder(
            id: Self.folderID, name: folderName,
            path: Words.count(files.count, "file that was named", "files that were named"),
            imageCount: files.count - problems, fileCount: files.count, otherCount: 0, problemCount: problems,
            activity: nil)
    }

    private var folderName: String { files.count == 1 ? Self.name(files[0]) : "Files" }

    private static func name(_ path: FilePath) -> String { path.lastComponent?.string ?? path.string }

    func entries(_ view: ShelfView, matching filter: String?) -> [ShelfEntry] {
        // Few were named: those that are no images stand among those that are.
        guard view != .others else { return [] }
        let wantsProblems = view == .problems
        return files.enumerated().compactMap { index, path in
            let report = door.report(path)
            let name = Self.name(path)
            if let filter, !name.lowercased().contains(filter.lowercased()) { return nil }
            if let problem = report.problem {
                return wantsProblems ? ShelfEntry(id: nil, title: name, lines: [], problem: problem) : nil
            }
            if wantsProblems { return nil }
            let header = report.mainHeader
            return ShelfEntry(
                id: "file-\(index)", title: name,
                lines: [report.format.name] + (header.map { [Words.shape($0)] } ?? []), problem: nil,
                hasPicture: header != nil)
        }
    }

    func item(_ id: String) -> ShelfItem? {
        guard let (file, part) = FileItem.split(id), file.hasPrefix("file-"),
            let index = Int(file.dropFirst(5)), files.indices.contains(index)
        else { return nil }
        let folder = ShelfItem.Link(name: folderName, address: "/folders/\(Self.folderID)")
        return FileItem(path: files[index], id: file, folder: folder, door: door).item(part: part)
    }
}

/// A word that changes when a file's content may have changed.
enum FileIdentity {
    static func of(_ path: FilePath) -> String {
        // A member of an archive is the same as long as the archive is.
        var outer = path
        while !outer.components.isEmpty, (try? FileStatus(of: outer)) == nil { outer.removeLastComponent() }
        let inner = path.string.dropFirst(outer.string.count)
        guard let status = try? FileStatus(of: outer), inner.isEmpty || status.kind == .regular else {
            return "gone"
        }
        return Fingerprint.of(
            "\(status.device) \(status.inode) \(status.byteCount) \(status.modifiedNanoseconds) \(status.changedNanoseconds)\(inner)"
                .utf8)
    }
}
