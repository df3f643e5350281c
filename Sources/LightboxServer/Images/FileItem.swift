import LightboxCore
import LightboxFormats
import SystemPackage

/// What there is to look at in one file: its image, one of its parts, or what its reader says of it.
struct FileItem {
    let path: FilePath
    /// Names the file in addresses; `-p2` behind it names its second part.
    let id: String
    let folder: ShelfItem.Link
    let door: FrontDoor
    /// What is known of the file already; what its reader says under the same name is left out.
    var known: [ShelfItem.Fact] = []
    var modality: String?

    /// - Parameter part: the number of a part from 1 on, or `nil` for what is best looked at first.
    /// - Returns: `nil` where the file has no such part.
    func item(part number: Int? = nil) -> ShelfItem? {
        // Every slice asks for its item: what takes reading the whole file is left to what is no image.
        let quick = door.report(path)
        let report = quick.mainHeader == nil ? door.thorough.report(path) : quick
        var part = report.mainPart
        if let number {
            guard report.parts.indices.contains(number - 1) else { return nil }
            part = report.parts[number - 1]
        }
        let name = path.lastComponent?.string ?? path.string
        let header = part == nil ? report.header : part?.header
        var names = Set(known.map(\.name))
        if names.contains("Holds") { names.formUnion(["Shape", "Spacing"]) }
        var facts = known + ImageFacts.facts(report, header: header).filter { !names.contains($0.name) }
        if header == nil { facts += report.notes.map { .init("Note", $0) } }
        let (path, chosen, siblings, door) = (
            path, part?.name, Self.links(report, id, except: part?.name), door
        )
        return ShelfItem(
            id: number.map { "\(id)-p\($0)" } ?? id, title: part.map { "\(name): \($0.name)" } ?? name,
            facts: facts, modality: modality, folder: folder,
            identity: FileIdentity.of(path) + (chosen ?? ""),
            document: header == nil ? FileDocument(path: path, report: report, door: door) : nil
        ) {
            ShelfItem.Opened(
                source: try door.open(path, part: chosen), notes: report.notes, siblings: siblings)
        }
    }

    /// Splits `file-3-p2` into `file-3` and 2.
    static func split(_ id: String) -> (file: String, part: Int?)? {
        guard let dash = id.lastIndex(of: "-"), id[dash...].hasPrefix("-p") else { return (id, nil) }
        guard let number = Int(id[dash...].dropFirst(2)), number > 0 else { return nil }
        return (String(id[..<dash]), number)
    }

    /// Links to the other parts that can be looked at.
    static func links(_ report: FileReport, _ id: String, except shown: String?) -> [ShelfItem.Link] {
        let whole =
            report.header != nil && shown != nil
            ? [ShelfItem.Link(name: "The image itself", address: "/view/\(id)")] : []
        return whole
            + report.parts.enumerated().compactMap { number, part in
                guard let header = part.header, part.name != shown else { return nil }
                return ShelfItem.Link(
                    name: "\(part.name): \(Words.shape(header))", address: "/view/\(id)-p\(number + 1)")
            }
    }
}
