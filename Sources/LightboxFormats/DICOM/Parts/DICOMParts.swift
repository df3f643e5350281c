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

extension HeaderReport {
    /// Adds the signals of a waveform object as parts.
    mutating func add(_ waveforms: [Waveform]) {
        parts += waveforms.map { waveform in
            let channels = waveform.channels.map(\.label)
            var facts = [
                FileFact(
                    "channelLabels", .strings(channels), label: "channels",
                    text: channels.joined(separator: ", "))
            ]
            if let rate = waveform.samplingFrequencyHz {
                facts.append(
                    FileFact("samplingFrequencyHz", .number(rate), label: "rate", text: "\(rate) Hz"))
            }
            return FilePart(name: waveform.name, header: waveform.header, facts: facts)
        }
        mainPart = waveforms.first?.name
    }
}

extension ObjectVolume {
    /// What is worth knowing of a volume beside its header.
    fileprivate var facts: [FileFact] {
        var facts: [FileFact] = []
        if let segment {
            let words = [segment.label, segment.type?.description].compactMap { $0 }.filter { !$0.isEmpty }
            facts.append(
                FileFact(
                    "segment", segment.json, label: words.isEmpty ? nil : "of",
                    text: words.joined(separator: ", ")))
        }
        if let timeAxis {
            let values = timeAxis.values
            facts.append(
                FileFact(
                    "fourthAxis", ["name": .string(timeAxis.name), "values": .strings(values)],
                    label: "fourth axis",
                    text: timeAxis.name + ": " + values.prefix(8).joined(separator: "; ")
                        + (values.count > 8 ? "; …" : "")))
        }
        if let mapping {
            facts.append(
                FileFact("realWorldValue", mapping.json, label: "values are", text: mapping.description))
        }
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
