public import LightboxCore

/// A made-up image on a grid: 16-bit values that are meant as they stand.
public struct PhantomVolume: Sendable {
    /// (i, j, k) or (i, j, k, t).
    public let shape: [Int]
    public let affine: Affine
    public let timeStepSeconds: Double?
    /// As many as the shape asks for, i fastest.
    public let values: [Int16]

    init(shape: [Int], affine: Affine, timeStepSeconds: Double? = nil, values: [Int16]) {
        self.shape = shape
        self.affine = affine
        self.timeStepSeconds = timeStepSeconds
        self.values = values
    }

    /// Fills a grid with a function of the patient position, rounded.
    public init(shape: [Int], affine: Affine, value: (Vector3) -> Double) {
        var values: [Int16] = []
        values.reserveCapacity(shape.reduce(1, *))
        for k in 0..<shape[2] {
            for j in 0..<shape[1] {
                for i in 0..<shape[0] {
                    let position = affine.position(ofVoxel: Vector3(Double(i), Double(j), Double(k)))
                    values.append(Int16(max(-32768, min(32767, value(position).rounded()))))
                }
            }
        }
        self.init(shape: shape, affine: affine, values: values)
    }

    var littleEndianBytes: [UInt8] { Self.littleEndianBytes(values[...]) }

    /// The samples of slice `k`, as DICOM stores them.
    func bytes(ofSlice k: Int, adding offset: Int16 = 0) -> [UInt8] {
        let size = shape[0] * shape[1]
        let slice = values[k * size..<(k + 1) * size]
        return Self.littleEndianBytes(offset == 0 ? slice : ArraySlice(slice.map { $0 &+ offset }))
    }

    private static func littleEndianBytes(_ values: ArraySlice<Int16>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 2)
        for value in values {
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }
        return bytes
    }
}
