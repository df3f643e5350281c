import LightboxCore
import LightboxFormats
import SystemPackage

/// What became of a damaged file.
enum Outcome: String, CaseIterable {
    /// It was taken for another kind of file.
    case elsewhere
    /// Its reader refused it before it could say anything.
    case headerRefused
    /// The header was read, some samples were refused.
    case samplesRefused
    /// All was read, be it other than before.
    case read
}

enum Trial {
    /// The most samples that are read of one image: a header may claim more than a run has time for.
    static let byteLimit = 32 << 20

    /// Does with a file what `info --pixels` does.
    static func of(_ path: String, expecting format: String) -> Outcome {
        let door = FrontDoor.standard.thorough
        let report = door.report(FilePath(path))
        guard report.format.rawValue == format else { return .elsewhere }
        if report.header == nil, report.parts.isEmpty, report.dicom == nil, report.facts.isEmpty {
            return report.problem == nil ? .read : .headerRefused
        }
        var refused = report.problem != nil
        func look(_ header: ImageHeader, part: String?) {
            do {
                let image = try door.open(FilePath(path), part: part)
                guard let count = image.header.byteCount, count <= byteLimit else {
                    // A plane of it, if a plane is small enough.
                    let region = Region(
                        image.header.shape.enumerated().map { $0 < 2 ? 0..<min($1, 512) : 0..<min($1, 1) })
                    if region.lies(within: image.header.shape) { _ = try image.read(region) }
                    return
                }
                _ = try PixelFacts(of: image)
            } catch {
                refused = true
            }
        }
        if let header = report.header { look(header, part: nil) }
        for part in report.parts.prefix(6) { if let header = part.header { look(header, part: part.name) } }
        return refused ? .samplesRefused : .read
    }
}
