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
    var version = ""
    var maps: [Map] = []

    /// Reads the XML, or returns `nil` where it is none of CIFTI.
    init?(xml: [UInt8]) {
        var scanner = XMLScanner(xml)
        var isCIFTI = false
        var path: [String] = []
        var mapName = ""
        while let event = try? scanner.next() {
            switch event {
            case .start(let name, let attributes, let isEmpty):
                if name == "CIFTI" {
                    isCIFTI = true
                    version = attributes["Version"] ?? ""
                } else if name == "MatrixIndicesMap" {
                    var map = Map()
                    map.axes = (attributes["AppliesToMatrixDimension"] ?? "").split(separator: ",")
                        .compactMap { Int($0.filter { !$0.isWhitespace }) }
                    map.type = (attributes["IndicesMapToDataType"] ?? "")
                        .droppingPrefix("CIFTI_INDEX_TYPE_").lowercased()
                    for key in [
                        "NumberOfSeriesPoints", "SeriesStart", "SeriesStep", "SeriesExponent", "SeriesUnit",
                    ] {
                        if let value = attributes[key] { map.series.append((key, value)) }
                    }
                    maps.append(map)
                } else if name == "BrainModel", !maps.isEmpty {
                    maps[maps.count - 1].brainModels.append(
                        (
                            (attributes["BrainStructure"] ?? "").droppingPrefix("CIFTI_STRUCTURE_"),
                            (attributes["ModelType"] ?? "").droppingPrefix("CIFTI_MODEL_TYPE_").lowercased(),
                            attributes["IndexOffset"].flatMap { Int($0) },
                            attributes["IndexCount"].flatMap { Int($0) }
                        ))
                } else if name == "Parcel", !maps.isEmpty {
                    maps[maps.count - 1].names.append(attributes["Name"] ?? "")
                }
                if !isEmpty { path.append(name) }
                mapName = ""
            case .text(let range):
                if path.suffix(2) == ["NamedMap", "MapName"] { mapName += scanner.string(range) }
            case .end(let name):
                if name == "MapName", path.suffix(2).first == "NamedMap", !maps.isEmpty {
                    maps[maps.count - 1].names.append(mapName.trimmingBlanks)
                }
                if !path.isEmpty { path.removeLast() }
            case .finished:
                if !isCIFTI { return nil }
                return
            }
        }
        // The XML is damaged; what came before may still tell nothing but half of the truth.
        return nil
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
        // People read the kinds of the axes and the structures in facts of their own.
        let names = maps.flatMap(\.names)
        var facts = [
            FileFact("cifti", ["version": .string(version), "maps": .array(list)])
        ]
        if !names.isEmpty {
            facts.append(
                FileFact(
                    "ciftiNames", .strings(names), label: "maps",
                    text: names.prefix(6).map(\.withoutControlCharacters).joined(separator: ", ")
                        + (names.count > 6 ? ", …" : "")))
        }
        return facts
    }
}
