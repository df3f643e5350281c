import LightboxCore
import LightboxDICOM

/// What a DICOM object is and says beside its pixels.
struct DICOMObjectFacts {
    private(set) var facts: [FileFact] = []
    private(set) var notes: [String] = []

    /// The facts of a data set alone, as a DICOM JSON file has it.
    init(_ set: DICOMDataSet) { addAll(of: set) }

    /// The facts of a file, those that need its long values too.
    init(_ file: DICOMFile, siblings: ((String) -> Bool)? = nil) {
        addAll(of: file.dataSet)
        do {
            if let structures = try StructureSet(file) {
                add(structures)
                notes += structures.notes
            }
        } catch { notes.append("The contours could not be read: \(error)") }
        if let directory = DICOMDirectory(file.dataSet) {
            facts += directory.facts(isThere: siblings)
            notes += directory.notes(isThere: siblings)
        }
        if let skipped = file.skipped { notes.append("An item was passed over. \(skipped)") }
        if let problem = file.problem { notes.append("\(problem)") }
    }

    private mutating func addAll(of set: DICOMDataSet) {
        if let uid = set.text(.sopClassUID), let name = Self.className(uid, set) {
            facts.append(FileFact("sopClass", .string(name), label: "object"))
        }
        addSegmentation(set)
        addReport(set)
        addWaveforms(set)
        addRadiotherapy(set)
        addFrames(set)
        addDocuments(set)
    }

    /// What the object is called; DICOM-CT-PD borrows the class of CT images for what are none.
    private static func className(_ uid: String, _ set: DICOMDataSet) -> String? {
        if isProjection(set) {
            return "CT projections (DICOM-CT-PD), stored as \(UIDNames.name(of: uid) ?? uid)"
        }
        return UIDNames.name(of: uid)
    }

    /// Whether the object holds projections of a CT rather than an image: its private group describes a detector.
    static func isProjection(_ set: DICOMDataSet) -> Bool {
        set[Tag(0x7029, 0x1010)] != nil && set[Tag(0x7029, 0x1011)] != nil
    }

    private mutating func add(_ key: String, _ values: [JSONValue], label: String, text: String) {
        guard !values.isEmpty else { return }
        facts.append(FileFact(key, .array(values), label: label, text: text))
    }

    // MARK: Segmentations

    private mutating func addSegmentation(_ set: DICOMDataSet) {
        guard let type = set.text("SegmentationType") else { return }
        facts.append(
            FileFact("segmentationType", .string(type), label: "segments are", text: type.lowercased()))
        if let fractional = set.text("SegmentationFractionalType") {
            facts.append(FileFact("segmentationFractionalType", .string(fractional)))
        }
        if let maximum = set.number("MaximumFractionalValue") {
            facts.append(FileFact("maximumFractionalValue", .number(maximum)))
        }
        let segments = Segment.all(of: set)
        add(
            "segments", segments.map(\.json), label: "segments",
            text: segments.map { "\($0.number) \($0.label)" }.joined(separator: ", "))
    }

    // MARK: Reports

    private mutating func addReport(_ set: DICOMDataSet) {
        guard let report = StructuredReport(set) else { return }
        facts.append(
            FileFact(
                "content", report.root.json, label: "report",
                text: report.root.concept?.description ?? "without a title"))
        let measurements = report.measurements
        let words = measurements.prefix(8).map { measurement in
            "\(measurement.name?.description ?? "?") \(measurement.value.map { "\($0)" } ?? "–")"
                + (measurement.unit.map { " \($0.value)" } ?? "")
        }
        add(
            "measurements", measurements.map(\.json), label: "measures",
            text: words.joined(separator: ", ") + (measurements.count > 8 ? ", …" : ""))
    }

    // MARK: Waveforms

    private mutating func addWaveforms(_ set: DICOMDataSet) {
        var channels: [JSONValue] = []
        for (index, group) in set.items("WaveformSequence").enumerated() {
            for channel in group.items("ChannelDefinitionSequence") {
                channels.append([
                    "group": .integer(index + 1), "label": .string(channel.text("ChannelLabel")),
                    "source": channel.concept("ChannelSourceSequence")?.json ?? .null,
                    "unit": .string(channel.concept("ChannelSensitivityUnitsSequence")?.value),
                    "sensitivity": .number(channel.number("ChannelSensitivity")),
                    "baseline": .number(channel.number("ChannelBaseline")),
                    "samples": .number(group.number("NumberOfWaveformSamples")),
                    "samplingFrequencyHz": .number(group.number("SamplingFrequency")),
                    "bits": .number(group.number("WaveformBitsAllocated")),
                    "interpretation": .string(group.text("WaveformSampleInterpretation")),
                ])
            }
        }
        add("channels", channels, label: "channels", text: "\(channels.count)")
    }

    // MARK: Radiotherapy

    private mutating func add(_ structures: StructureSet) {
        if let label = structures.label { facts.append(FileFact("structureSetLabel", .string(label))) }
        let regions = structures.regions.map { region -> JSONValue in
            let bounds = region.bounds
            func corner(_ v: Vector3?) -> JSONValue {
                v.map { [.number($0.x), .number($0.y), .number($0.z)] } ?? .null
            }
            return [
                "number": .integer(region.number), "name": .string(region.name),
                "colour": .array(region.colour.map { .integer($0) }),
                "type": .string(region.interpretedType), "algorithm": .string(region.generationAlgorithm),
                "contours": .integer(region.contours.count), "points": .integer(region.pointCount),
                "kinds": .strings(Set(region.contours.map(\.kind)).sorted()),
                "lower": corner(bounds?.lower), "upper": corner(bounds?.upper),
                "frameOfReferenceUID": .string(region.frameOfReferenceUID),
            ]
        }
        add(
            "regions", regions, label: "regions",
            text: structures.regions.map { "\($0.name) (\($0.contours.count) contours)" }.joined(
                separator: ", "))
        add(
            "referencedSeries", structures.referencedSeries.map { .string($0) }, label: "drawn on",
            text: structures.referencedSeries.joined(separator: ", "))
    }

    private mutating func addRadiotherapy(_ set: DICOMDataSet) {
        if let type = set.text("DoseSummationType") {
            let unit = set.text("DoseUnits")
            facts.append(
                FileFact(
                    "dose",
                    [
                        "unit": .string(unit), "type": .string(set.text("DoseType")), "of": .string(type),
                        "gridScaling": .number(set.number("DoseGridScaling")),
                    ], label: "dose", text: "of \(type.lowercased()), in \(unit ?? "no stated unit")"))
        }
        let beams = (set.items("BeamSequence") + set.items("IonBeamSequence")).map { beam -> JSONValue in
            [
                "number": .integer(beam.integer("BeamNumber")), "name": .string(beam.text("BeamName")),
                "type": .string(beam.text("BeamType")), "radiation": .string(beam.text("RadiationType")),
                "machine": .string(beam.text("TreatmentMachineName")),
                "controlPoints": .integer(beam.integer("NumberOfControlPoints")),
            ]
        }
        add("beams", beams, label: "beams", text: "\(beams.count)")
        let groups = set.items("FractionGroupSequence").map { group -> JSONValue in
            [
                "number": .integer(group.integer("FractionGroupNumber")),
                "fractions": .integer(group.integer("NumberOfFractionsPlanned")),
                "beams": .integer(group.integer("NumberOfBeams")),
            ]
        }
        add("fractionGroups", groups, label: "fractions", text: "\(groups.count) groups")
    }

    // MARK: Many frames

    private mutating func addFrames(_ set: DICOMDataSet) {
        let dimensions = set.items("DimensionIndexSequence").map { item -> JSONValue in
            let pointer = item["DimensionIndexPointer"].flatMap { item.attributeTag($0) }
            return [
                "label": .string(item.text("DimensionDescriptionLabel")),
                "element": .string(pointer.map { DataDictionary.entry(for: $0)?.keyword ?? "\($0)" }),
            ]
        }
        add(
            "dimensions", dimensions, label: "dimensions",
            text: dimensions.compactMap { if case .string(let word) = $0["element"] { word } else { nil } }
                .joined(separator: ", "))
        if let columns = set.integer("TotalPixelMatrixColumns"),
            let rows = set.integer("TotalPixelMatrixRows")
        {
            facts.append(
                FileFact(
                    "totalPixelMatrix", [.integer(columns), .integer(rows)], label: "whole slide",
                    text:
                        "\(columns) × \(rows), \(set.text("DimensionOrganizationType")?.lowercased() ?? "tiled")"
                ))
        }
        let mappings = RealWorldMapping.all(of: set)
        add(
            "realWorldValues", mappings.map(\.json), label: "real values",
            text: mappings.map(\.description).joined(separator: "; "))
    }

    // MARK: Documents

    private mutating func addDocuments(_ set: DICOMDataSet) {
        if let type = set.text("MIMETypeOfEncapsulatedDocument") {
            let size = set["EncapsulatedDocument"]?.length
            facts.append(
                FileFact(
                    "document",
                    [
                        "type": .string(type), "title": .string(set.text("DocumentTitle")),
                        "bytes": .integer(size),
                    ],
                    label: "document", text: type + (set.text("DocumentTitle").map { ": \($0)" } ?? "")))
        }
        if let points = set.integer("DataPointColumns"), set.contains(Tag(0x5600, 0x0020)) {
            facts.append(
                FileFact(
                    "spectrum",
                    [
                        "points": .integer(points), "rows": .integer(set.integer("DataPointRows")),
                        "type": .string(set.text("SignalDomainColumns")),
                    ], label: "spectrum", text: "\(points) points"))
        }
        if let label = set.text("ContentLabel"), set.contains(Tag(0x0070, 0x0080)) {
            facts.append(FileFact("contentLabel", .string(label), label: "labelled"))
        }
    }
}
