import LightboxCore
import LightboxDICOM

extension HeaderReport {
    /// Adds the volumes that an object's frames make as parts.
    mutating func add(_ volumes: ObjectVolumes) {
        parts += volumes.all.map { FilePart(name: $0.name, header: $0.header, facts: $0.facts) }
        notes += volumes.notes
        mainPart = volumes.main
    }
}

extension ObjectVolume {
    /// What is worth knowing of a volume beside its header.
    fileprivate var facts: [FileFact] {
        var facts: [FileFact] = []
        if !notes.isEmpty {
            facts.append(
                FileFact("notes", .strings(notes), label: "note", text: notes.joined(separator: " ")))
        }
        return facts
    }
}

/// A volume made of the frames of a DICOM object, which names its file when something goes wrong.
struct DICOMPartSource: ImageSource {
    let volume: ObjectVolume
    let image: DICOMImage
    let file: OpenFile

    var header: ImageHeader { volume.header }
    func read(_ region: Region) throws -> SampleBlock {
        try FormatError.naming(file) { try volume.read(region, from: image) }
    }
}
