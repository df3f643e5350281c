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
            imageCount: files.count - problems, fileCount: files.count, problemCount: problems, activity: nil)
    }

    private var folderName: String { files.count == 1 ? Self.name(files[0]) : "Files" }

    private static func name(_ path: FilePath) -> String { path.lastComponent?.string ?? path.string }

    func entries(problems wantsProblems: Bool, matching filter: String?) -> [ShelfEntry] {
        files.enumerated().compactMap { index, path in
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
        let words = id.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count == 2 || words.count == 3, words[0] == "file", let index = Int(words[1]),
            files.indices.contains(index)
        else { return nil }
        let path = files[index]
        let report = door.thorough.report(path)
        var part = report.mainPart
        if words.count == 3 {
            guard words[2].hasPrefix("p"), let number = Int(words[2].dropFirst()),
                report.parts.indices.contains(number - 1)
            else { return nil }
            part = report.parts[number - 1]
        }
        let name = Self.name(path)
        let header = part == nil ? report.header : part?.header
        let (chosen, siblings, door) = (part?.name, Self.siblings(report, index, except: part?.name), door)
        return ShelfItem(
            id: id, title: part.map { "\(name): \($0.name)" } ?? name,
            facts: ImageFacts.facts(report, header: header), modality: nil,
            folder: .init(name: folderName, address: "/folders/\(Self.folderID)"),
            identity: FileIdentity.of(path) + (chosen ?? ""),
            document: header == nil ? FileDocument(path: path, report: report) : nil
        ) {
            ShelfItem.Opened(source: try door.open(path, part: chosen), siblings: siblings)
        }
    }

    /// Links to the other parts of a file that can be looked at.
    private static func siblings(_ report: FileReport, _ index: Int, except shown: String?) -> [ShelfItem
        .Link]
    {
        let whole =
            report.header != nil && shown != nil
            ? [ShelfItem.Link(name: "The image itself", address: "/view/file-\(index)")] : []
        return whole
            + report.parts.enumerated().compactMap { number, part in
                guard let header = part.header, part.name != shown else { return nil }
                return ShelfItem.Link(
                    name: "\(part.name): \(Words.shape(header))",
                    address: "/view/file-\(index)-p\(number + 1)")
            }
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
