public import LightboxCore

/// The content of a structured report (PS3.3 §C.17.3): a tree of named values.
public struct StructuredReport: Sendable {
    public struct Item: Sendable {
        /// `CONTAINER`, `NUM`, `CODE`, `TEXT` and others.
        public let type: String
        /// How it belongs to the item above: `CONTAINS`, `HAS PROPERTIES` and others.
        public let relationship: String?
        public let concept: CodedConcept?
        public let value: JSONValue
        public let unit: CodedConcept?
        public let children: [Item]

        /// The tree as JSON.
        public var json: JSONValue {
            var members: [JSONValue.Member] = [.init("type", .string(type))]
            if let relationship { members.append(.init("relationship", .string(relationship))) }
            if let concept { members.append(.init("concept", concept.json)) }
            if value != .null { members.append(.init("value", value)) }
            if let unit { members.append(.init("unit", unit.json)) }
            if !children.isEmpty { members.append(.init("content", .array(children.map(\.json)))) }
            return .object(members)
        }
    }

    /// A number that was measured, and what it is the measure of (PS3.16 TID 1500 and its like).
    public struct Measurement: Sendable {
        public let name: CodedConcept?
        public let value: Double?
        public let unit: CodedConcept?
        /// The names of the containers around it, the outermost first.
        public let path: [String]
        /// What the measurement group around it says: finding, site, tracking, references.
        public let context: [(name: String, value: JSONValue)]

        public var json: JSONValue {
            [
                "name": .string(name?.description), "code": name?.json ?? .null, "value": .number(value),
                "unit": .string(unit?.value), "path": .strings(path),
                "context": .object(context.map { .init($0.name, $0.value) }),
            ]
        }
    }

    public let root: Item

    /// Takes a structured report, or returns `nil` where the data set is none.
    public init?(_ set: DICOMDataSet) {
        guard set.contains(Tag(0x0040, 0xA730)), set.text("ValueType") != nil else { return nil }
        root = Self.item(set)
    }

    /// All numbers of the tree, each with what the nearest group says of it.
    public var measurements: [Measurement] {
        var found: [Measurement] = []
        Self.collect(root, path: [], context: [], into: &found)
        return found
    }

    private static func collect(
        _ item: Item, path: [String], context: [(name: String, value: JSONValue)],
        into found: inout [Measurement]
    ) {
        if item.type == "NUM" {
            let own = item.children.compactMap(statement)
            found.append(
                Measurement(
                    name: item.concept, value: item.value["number"].flatMap(\.asNumber), unit: item.unit,
                    path: path, context: context + own))
        }
        guard item.type == "CONTAINER" else { return }
        let own = item.children.compactMap(statement)
        for child in item.children {
            collect(
                child, path: path + [item.concept?.description ?? ""], context: context + own, into: &found)
        }
    }

    /// What a leaf says, where it says something of what stands around it.
    private static func statement(_ item: Item) -> (name: String, value: JSONValue)? {
        guard item.type != "NUM", item.type != "CONTAINER" else { return nil }
        let name = item.concept?.description ?? item.type
        if item.type == "CODE", let meaning = item.value["meaning"] { return (name, meaning) }
        return (name, item.value)
    }

    private static func item(_ set: DICOMDataSet) -> Item {
        let type =
            set.text("ValueType") ?? (set.contains("ReferencedContentItemIdentifier") ? "BY REFERENCE" : "")
        let measured = set.items("MeasuredValueSequence").first
        return Item(
            type: type, relationship: set.text("RelationshipType"),
            concept: set.concept("ConceptNameCodeSequence"), value: value(set, type, measured),
            unit: measured?.concept("MeasurementUnitsCodeSequence"),
            children: set.items("ContentSequence").map(item))
    }

    private static func value(_ set: DICOMDataSet, _ type: String, _ measured: DICOMDataSet?) -> JSONValue {
        switch type {
        case "TEXT": return .string(set.text("TextValue"))
        case "CODE": return set.concept("ConceptCodeSequence")?.json ?? .null
        case "NUM":
            guard let measured else {
                return ["qualifier": set.concept("NumericValueQualifierCodeSequence")?.json ?? .null]
            }
            let number = measured.number("FloatingPointValue") ?? measured.number("NumericValue")
            return ["number": .number(number), "text": .string(measured.text("NumericValue"))]
        case "PNAME": return .string(set.text("PersonName"))
        case "DATE": return .string(set.text("Date"))
        case "TIME": return .string(set.text("Time"))
        case "DATETIME": return .string(set.text("DateTime"))
        case "UIDREF": return .string(set.text("UID"))
        case "IMAGE", "COMPOSITE", "WAVEFORM":
            let reference = set.items("ReferencedSOPSequence").first
            var members: [JSONValue.Member] = [
                .init("sopClassUID", .string(reference?.text("ReferencedSOPClassUID"))),
                .init("sopInstanceUID", .string(reference?.text("ReferencedSOPInstanceUID"))),
            ]
            let frames = reference?.numbers("ReferencedFrameNumber") ?? []
            if !frames.isEmpty { members.append(.init("frames", .array(frames.map { .number($0) }))) }
            let segments = reference?.numbers("ReferencedSegmentNumber") ?? []
            if !segments.isEmpty { members.append(.init("segments", .array(segments.map { .number($0) }))) }
            return .object(members)
        case "SCOORD", "SCOORD3D":
            return [
                "graphic": .string(set.text("GraphicType")),
                // Image coordinates in pixels; patient coordinates as stored, in LPS+ millimetres.
                "points": .array(set.numbers("GraphicData").map { .number($0) }),
                "frameOfReferenceUID": .string(set.text("ReferencedFrameOfReferenceUID")),
            ]
        case "TCOORD": return .string(set.text("TemporalRangeType"))
        case "BY REFERENCE":
            return .array(set.numbers("ReferencedContentItemIdentifier").map { .number($0) })
        default: return .null
        }
    }
}

extension DICOMDataSet {
    func contains(_ keyword: String) -> Bool { self[keyword] != nil }
}

extension JSONValue {
    /// The number, whole or not.
    var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
