public import LightboxCore

/// How stored values become values of the real world (PS3.3 §C.7.6.16.2.11).
public struct RealWorldMapping: Sendable, Hashable, CustomStringConvertible {
    public let label: String?
    public let unit: CodedConcept?
    /// What is measured.
    public let quantity: CodedConcept?
    /// Slope and intercept, or `nil` where a table maps.
    public let slope: Double?
    public let intercept: Double?
    /// The stored values that it is for.
    public let first: Double?
    public let last: Double?

    init(_ item: DICOMDataSet) {
        label = item.text("LUTLabel") ?? item.text("LUTExplanation")
        unit = item.concept("MeasurementUnitsCodeSequence")
        quantity =
            item.items("QuantityDefinitionSequence").first?.concept("ConceptCodeSequence")
        slope = item.number("RealWorldValueSlope")
        intercept = item.number("RealWorldValueIntercept")
        first =
            item.number("RealWorldValueFirstValueMapped")
            ?? item.number("DoubleFloatRealWorldValueFirstValueMapped")
        last =
            item.number("RealWorldValueLastValueMapped")
            ?? item.number("DoubleFloatRealWorldValueLastValueMapped")
    }

    /// The mappings of an object: its own, else those that its frames share, else the first frame's.
    public static func all(of set: DICOMDataSet) -> [RealWorldMapping] {
        let places =
            [set] + set.items(.sharedFunctionalGroupsSequence)
            + set.items(.perFrameFunctionalGroupsSequence).prefix(1)
        return places.lazy.map { $0.items("RealWorldValueMappingSequence") }.first { !$0.isEmpty }?.map(
            Self.init) ?? []
    }

    public var description: String {
        let words = [
            quantity?.description ?? label, slope.map { "stored × \($0) + \(intercept ?? 0)" },
            unit?.description,
        ]
        return words.compactMap { $0 }.joined(separator: " ")
    }

    public var json: JSONValue {
        [
            "label": .string(label), "unit": unit?.json ?? .null, "quantity": quantity?.json ?? .null,
            "slope": .number(slope), "intercept": .number(intercept), "first": .number(first),
            "last": .number(last),
        ]
    }
}

extension DICOMDataSet {
    /// The tag that an element of VR AT names.
    public func attributeTag(_ element: DICOMElement) -> Tag? {
        guard case .string(let digits) = values(of: element).first else { return nil }
        return UInt32(digits, radix: 16).map(Tag.init(code:))
    }
}
