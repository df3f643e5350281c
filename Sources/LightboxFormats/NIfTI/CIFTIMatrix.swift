import LightboxCore

/// What the XML of a CIFTI-2 file says of the matrix's axes.
///
/// Source: the CIFTI-2 specification (2014), "XML format".
struct CIFTIMatrix: Sendable {
    /// One `MatrixIndicesMap`: what the indices along some axes stand for.
    struct Map: Sendable {
        var axes: [Int] = []
        var type = ""
        var series: [(String, String)] = []
        var brainModels: [(structure: String, model: String, offset: Int?, count: Int?)] = []
        /// Of scalars, labels and parcels.
        var names: [String] = []
    }
    let version: String
    let maps: [Map]

    /// Reads the XML, or returns `nil` where it is damaged or none of CIFTI: half of it would tell half of the truth.
    init?(xml: [UInt8]) {
        let reading = Reading()
        let handler = XMLEvents.Handler(
            start: { reading.start($0, Dictionary($1.map { ($0.name, $0.value) }) { first, _ in first }) },
            end: { reading.end($0) }, text: { reading.words += $0 })
        guard (try? XMLEvents.read(MemoryBytes(xml), handler)) != nil, let version = reading.version else {
            return nil
        }
        (self.version, maps) = (version, reading.maps)
    }

    /// What has been met of the XML so far.
    private final class Reading {
        var version: String?
        var maps: [Map] = []
        var words: [UInt8] = []
        private var isInNamedMap = false

        func start(_ name: String, _ attributes: [String: String]) {
            words = []
            switch name {
            case "CIFTI": version = attributes["Version"] ?? ""
            case "MatrixIndicesMap":
                var map = Map()
                map.axes = (attributes["AppliesToMatrixDimension"] ?? "").split(separator: ",")
                    .compactMap { Int($0.filter { !$0.isWhitespace }) }
                map.type = (attributes["IndicesMapToDataType"] ?? "").droppingPrefix("CIFTI_INDEX_TYPE_")
                    .lowercased()
                for key in [
                    "NumberOfSeriesPoints", "SeriesStart", "SeriesStep", "SeriesExponent", "SeriesUnit",
                ] {
                    if let value = attributes[key] { map.series.append((key, value)) }
                }
                maps.append(map)
            case "BrainModel" where !maps.isEmpty:
                maps[maps.count - 1].brainModels.append(
                    (
                        (attributes["BrainStructure"] ?? "").droppingPrefix("CIFTI_STRUCTURE_"),
                        (attributes["ModelType"] ?? "").droppingPrefix("CIFTI_MODEL_TYPE_").lowercased(),
                        attributes["IndexOffset"].flatMap { Int($0) },
                        attributes["IndexCount"].flatMap { Int($0) }
                    ))
            case "Parcel" where !maps.isEmpty: maps[maps.count - 1].names.append(attributes["Name"] ?? "")
            case "NamedMap": isInNamedMap = true
            default: break
            }
        }

        func end(_ name: String) {
            if name == "NamedMap" { isInNamedMap = false }
            if name == "MapName", isInNamedMap, !maps.isEmpty {
                maps[maps.count - 1].names.append(String(decoding: words, as: UTF8.self).trimmingBlanks)
            }
            words = []
        }
    }

    var facts: [FileFact] {
        let list = maps.map { map -> JSONValue in
            var members: [JSONValue.Member] = [
                .init("dimensions", .array(map.axes.map { .integer($0) })), .init("type", .string(map.type)),
            ]
            if !map.series.isEmpty {
                members.append(
                    .init("series", .object(map.series.map { .init($0.0, .string($0.1)) })))
            }
            if !map.brainModels.isEmpty {
                members.append(
                    .init(
                        "brainModels",
                        .array(
                            map.brainModels.map {
                                [
                                    "structure": .string($0.structure), "model": .string($0.model),
                                    "offset": .integer($0.offset), "count": .integer($0.count),
                                ]
                            })))
            }
            if !map.names.isEmpty { members.append(.init("names", .strings(map.names))) }
            return .object(members)
        }
        let names = maps.flatMap(\.names)
        let axes = maps.map(\.type)
        var seen: Set<String> = []
        let structures = maps.flatMap(\.brainModels).map(\.structure).filter { seen.insert($0).inserted }
        func short(_ words: [String]) -> String {
            words.prefix(6).map(\.withoutControlCharacters).joined(separator: ", ")
                + (words.count > 6 ? ", …" : "")
        }
        var facts = [
            FileFact("cifti", ["version": .string(version), "maps": .array(list)]),
            FileFact("ciftiAxes", .strings(axes), label: "CIFTI axes", text: axes.joined(separator: " × ")),
        ]
        if !structures.isEmpty {
            facts.append(
                FileFact(
                    "brainStructures", .strings(structures), label: "structures", text: short(structures)))
        }
        if !names.isEmpty {
            facts.append(FileFact("ciftiNames", .strings(names), label: "maps", text: short(names)))
        }
        return facts
    }
}
