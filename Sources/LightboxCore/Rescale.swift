/// Turns a stored value into a physical one: `value * slope + intercept`.
public struct Rescale: Sendable, Hashable {
    public let slope: Double
    public let intercept: Double
    /// The unit of the result as the file states it (`HU`, `OD`), or `nil` where it states none.
    public let unit: String?

    public init(slope: Double = 1, intercept: Double = 0, unit: String? = nil) {
        (self.slope, self.intercept, self.unit) = (slope, intercept, unit)
    }

    /// Leaves every value as it is stored.
    public static let identity = Rescale()

    /// Whether `callAsFunction` returns its argument.
    public var isIdentity: Bool { slope == 1 && intercept == 0 }

    @inlinable
    public func callAsFunction(_ stored: Double) -> Double { stored * slope + intercept }
}
