public import LightboxCore

/// Where a frame lies in the patient: RAS+ space, in millimetres.
public struct ImagePlane: Sendable, Hashable {
    /// The centre of the first pixel of the first row.
    public let position: Vector3
    /// The direction of a row, of length 1: where i grows.
    public let right: Vector3
    /// The direction of a column, of length 1: where j grows.
    public let down: Vector3

    /// The direction in which i, j and the normal turn as the fingers of the right hand do.
    public var normal: Vector3 { right.cross(down) }

    /// How far along the normal the plane lies.
    public var depth: Double { position.dot(normal) }

    /// Creates a plane from ImagePositionPatient and ImageOrientationPatient (LPS+), or returns `nil` if they
    /// are not six and three finite numbers with two directions at right angles.
    public init?(position: [Double], orientation: [Double]) {
        guard position.count >= 3, orientation.count >= 6,
            position.prefix(3).allSatisfy({ $0.isFinite && abs($0) < 1e9 }),
            orientation.prefix(6).allSatisfy({ $0.isFinite && abs($0) < 1e9 })
        else { return nil }
        func toRAS(_ v: ArraySlice<Double>) -> Vector3 {
            let at = v.startIndex
            return Vector3(-v[at], -v[at + 1], v[at + 2])
        }
        let (row, column) = (toRAS(orientation[0..<3]), toRAS(orientation[3..<6]))
        guard row.length > 0.5, column.length > 0.5 else { return nil }
        let (right, down) = (row * (1 / row.length), column * (1 / column.length))
        // Real files are off by rounding; more than half a degree is no right angle.
        guard abs(right.dot(down)) < 0.01 else { return nil }
        (self.position, self.right, self.down) = (toRAS(position[0..<3]), right, down)
    }

    /// A plane that faces the same way elsewhere.
    func moved(to position: Vector3) -> ImagePlane {
        ImagePlane(position: position, right: right, down: down)
    }
    private init(position: Vector3, right: Vector3, down: Vector3) {
        (self.position, self.right, self.down) = (position, right, down)
    }

    /// Whether both planes face the same way, to within what rounding makes of directions.
    public func isParallel(to other: ImagePlane) -> Bool {
        right.dot(other.right) > 0.9999 && down.dot(other.down) > 0.9999
    }
}

extension DICOMHeader {
    /// Where a frame lies, or `nil` where the object does not say.
    public func plane(frame: Int = 0) -> ImagePlane? {
        ImagePlane(
            position: numbers(.imagePositionPatient, frame: frame),
            orientation: numbers(.imageOrientationPatient, frame: frame))
    }

    /// The distance between pixel centres, and which element states it.
    public func pixelSpacing(frame: Int = 0) -> PixelSpacing? {
        for tag in [Tag.pixelSpacing, .imagerPixelSpacing, .nominalScannedPixelSpacing] {
            let values = numbers(tag, frame: frame)
            // The first value is the distance between rows.
            guard values.count >= 2, values[0] > 0, values[1] > 0, values[0].isFinite, values[1].isFinite
            else { continue }
            return PixelSpacing(i: values[1], j: values[0], tag: tag)
        }
        return nil
    }

    /// The distance from slice to slice as the header has it: SpacingBetweenSlices, else SliceThickness.
    public func statedSliceSpacing(frame: Int = 0) -> Double? {
        for tag in [Tag.spacingBetweenSlices, .sliceThickness] {
            if let value = numbers(tag, frame: frame).first, value.isFinite, value > 0 { return value }
        }
        return nil
    }
}

/// The distance between pixel centres in millimetres.
public struct PixelSpacing: Sendable, Hashable {
    /// Along a row.
    public let i: Double
    /// Along a column.
    public let j: Double
    /// The element that states it: only `pixelSpacing` is surely meant in the patient.
    public let tag: Tag
}
