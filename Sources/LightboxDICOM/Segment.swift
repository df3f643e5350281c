public import LightboxCore

/// One segment of a segmentation (PS3.3 §C.8.20.4): what it stands for.
public struct Segment: Sendable, Hashable {
    public let number: Int
    public let label: String
    public let category: CodedConcept?
    public let type: CodedConcept?
    public let anatomicRegion: CodedConcept?
    public let algorithmType: String?
    public let algorithmName: String?
    public let trackingID: String?
    public let trackingUID: String?
    /// The colour that the object proposes, in CIELab as DICOM scales it; empty where it proposes none.
    public let cieLab: [Int]

    /// A segment that frames show and nothing describes.
    init(number: Int) {
        (self.number, label, cieLab) = (number, "", [])
        (category, type, anatomicRegion) = (nil, nil, nil)
        (algorithmType, algorithmName, trackingID, trackingUID) = (nil, nil, nil, nil)
    }

    init(
        number: Int, label: String, category: CodedConcept?, type: CodedConcept?,
        anatomicRegion: CodedConcept?, algorithmType: String?, algorithmName: String?, trackingID: String?,
        trackingUID: String?, cieLab: [Int]
    ) {
        (self.number, self.label, self.cieLab) = (number, label, cieLab)
        (self.category, self.type, self.anatomicRegion) = (category, type, anatomicRegion)
        (self.algorithmType, self.algorithmName) = (algorithmType, algorithmName)
        (self.trackingID, self.trackingUID) = (trackingID, trackingUID)
    }

    public static func all(of set: DICOMDataSet) -> [Segment] {
        set.items("SegmentSequence").map { item in
            Segment(
                number: item.integer("SegmentNumber") ?? 0, label: item.text("SegmentLabel") ?? "",
                category: item.concept("SegmentedPropertyCategoryCodeSequence"),
                type: item.concept("SegmentedPropertyTypeCodeSequence"),
                anatomicRegion: item.concept("AnatomicRegionSequence"),
                algorithmType: item.text("SegmentAlgorithmType"),
                algorithmName: item.text("SegmentAlgorithmName"), trackingID: item.text("TrackingID"),
                trackingUID: item.text("TrackingUID"),
                cieLab: item.numbers("RecommendedDisplayCIELabValue").compactMap { Int(exactly: $0) })
        }
    }

    public var json: JSONValue {
        [
            "number": .integer(number), "label": .string(label), "category": category?.json ?? .null,
            "type": type?.json ?? .null, "anatomicRegion": anatomicRegion?.json ?? .null,
            "algorithmType": .string(algorithmType), "algorithmName": .string(algorithmName),
            "trackingID": .string(trackingID), "trackingUID": .string(trackingUID),
            "cieLab": cieLab.isEmpty ? .null : .array(cieLab.map { .integer($0) }),
        ]
    }
}
