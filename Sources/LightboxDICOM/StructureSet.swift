public import LightboxCore

/// The regions of an RT Structure Set (PS3.3 §A.19), their contours in RAS+ millimetres.
public struct StructureSet: Sendable {
    public struct Region: Sendable {
        public let number: Int
        public let name: String
        /// Red, green, blue; empty where none is stated.
        public let colour: [Int]
        /// What the region is for: `GTV`, `ORGAN`, `EXTERNAL`.
        public let interpretedType: String?
        public let generationAlgorithm: String?
        public let frameOfReferenceUID: String?
        public let contours: [Contour]

        public var pointCount: Int { contours.reduce(0) { $0 + $1.points.count } }
        /// The smallest box around all points, or `nil` where there are none.
        public var bounds: (lower: Vector3, upper: Vector3)? {
            let points = contours.flatMap(\.points)
            guard let first = points.first else { return nil }
            return points.reduce((first, first)) { box, point in
                (
                    Vector3(min(box.0.x, point.x), min(box.0.y, point.y), min(box.0.z, point.z)),
                    Vector3(max(box.1.x, point.x), max(box.1.y, point.y), max(box.1.z, point.z))
                )
            }
        }
    }
    public struct Contour: Sendable {
        /// `CLOSED_PLANAR`, `POINT` and others.
        public let kind: String
        public let points: [Vector3]
        /// The image that it was drawn on.
        public let referencedSOPInstanceUID: String?
    }
    public let label: String?
    public let regions: [Region]
    public let referencedSeries: [String]
    /// What a careful user should know, a sentence each.
    public let notes: [String]

    /// Takes an RT Structure Set, or returns `nil` where the file is none.
    ///
    /// - Throws: what reading the points throws.
    public init?(_ file: DICOMFile) throws {
        let set = file.dataSet
        guard set.contains(Tag(0x3006, 0x0020)) else { return nil }
        label = set.text("StructureSetLabel")
        var notes: [String] = []
        var contours: [Int: (colour: [Int], contours: [Contour])] = [:]
        for item in set.items("ROIContourSequence") {
            guard let number = item.integer("ReferencedROINumber") else { continue }
            let colour = item.numbers("ROIDisplayColor").compactMap { Int(exactly: $0) }
            var all: [Contour] = []
            for contour in item.items("ContourSequence") {
                let numbers = try contour["ContourData"].map(file.numbers) ?? []
                if numbers.count % 3 != 0 {
                    notes.append(
                        "A contour of ROI \(number) has \(numbers.count) coordinates, which are no threes.")
                }
                let points = stride(from: 0, to: numbers.count - numbers.count % 3, by: 3).map { at in
                    Vector3(-numbers[at], -numbers[at + 1], numbers[at + 2])
                }
                if let stated = contour.integer("NumberOfContourPoints"), stated != points.count {
                    notes.append(
                        "A contour of ROI \(number) states \(stated) points and has \(points.count).")
                }
                all.append(
                    Contour(
                        kind: contour.text("ContourGeometricType") ?? "", points: points,
                        referencedSOPInstanceUID: contour.items("ContourImageSequence").first?
                            .text("ReferencedSOPInstanceUID")))
            }
            contours[number] = (colour, (contours[number]?.contours ?? []) + all)
        }
        var types: [Int: String] = [:]
        for item in set.items("RTROIObservationsSequence") {
            if let number = item.integer("ReferencedROINumber") {
                types[number] = item.text("RTROIInterpretedType")
            }
        }
        regions = set.items("StructureSetROISequence").map { item in
            let number = item.integer("ROINumber") ?? 0
            return Region(
                number: number, name: item.text("ROIName") ?? "", colour: contours[number]?.colour ?? [],
                interpretedType: types[number], generationAlgorithm: item.text("ROIGenerationAlgorithm"),
                frameOfReferenceUID: item.text("ReferencedFrameOfReferenceUID"),
                contours: contours[number]?.contours ?? [])
        }
        let known = Set(regions.map(\.number))
        for number in contours.keys.sorted() where !known.contains(number) {
            notes.append("There are contours of ROI \(number), which the structure set does not name.")
        }
        referencedSeries = set.items("ReferencedFrameOfReferenceSequence").flatMap { frame in
            frame.items("RTReferencedStudySequence").flatMap { study in
                study.items("RTReferencedSeriesSequence").compactMap { $0.text("SeriesInstanceUID") }
            }
        }
        self.notes = notes
    }
}
