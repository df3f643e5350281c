/// Three numbers: a position or a step, in patient space (mm) or in voxels.
public struct Vector3: Sendable, Hashable {
    public let x: Double
    public let y: Double
    public let z: Double

    public init(_ x: Double, _ y: Double, _ z: Double) { (self.x, self.y, self.z) = (x, y, z) }

    public var length: Double { dot(self).squareRoot() }
    public func dot(_ other: Vector3) -> Double { x * other.x + y * other.y + z * other.z }
    public func cross(_ other: Vector3) -> Vector3 {
        Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }
    public static func + (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x + b.x, a.y + b.y, a.z + b.z) }
    public static func - (a: Vector3, b: Vector3) -> Vector3 { Vector3(a.x - b.x, a.y - b.y, a.z - b.z) }
    public static func * (a: Vector3, scale: Double) -> Vector3 {
        Vector3(a.x * scale, a.y * scale, a.z * scale)
    }
}
