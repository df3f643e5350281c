public import LightboxCore

/// What the images of one series mostly have in common: all that does not tell one slice from the next.
public struct ImageTraits: Sendable, Hashable {
    // What the samples are.
    /// The number of samples along each axis.
    public var shape: [Int]
    /// The distance between neighbours along the space axes, in mm; empty where the file states none.
    public var spacing: [Double] = []
    public var axisCodes: String?
    public var timeStepSeconds: Double?
    /// Values per voxel or pixel; this and the type are `nil` for a DICOM object whose pixels cannot be read.
    public var channels: Int?
    public var storedType: SampleType?
    public var rescaleUnit: String?
    public var bitsStored: Int?
    public var frames: Int?
    public var photometric: String?
    public var transferSyntax: String?

    // Who and when.
    public var patientID: String?
    public var patientSex: String?
    public var patientAge: String?
    public var studyInstanceUID: String?
    public var studyDate: String?
    public var studyDescription: String?

    // Which series, and what it shows.
    public var seriesInstanceUID: String?
    public var seriesNumber: Int?
    public var seriesDescription: String?
    public var bodyPart: String?
    public var view: String?
    public var laterality: String?

    public init(shape: [Int]) { self.shape = shape }

    /// The number of samples along each axis, as people write it: `512x512x120`.
    public var shapeText: String { shape.map { String($0) }.joined(separator: "x") }
}

/// A value that many records share, compared by what it is only where it is not the same.
public final class Common<Value: Sendable & Hashable>: Sendable, Hashable {
    public let value: Value
    public init(_ value: Value) { self.value = value }

    public static func == (a: Common, b: Common) -> Bool { a === b || a.value == b.value }
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
