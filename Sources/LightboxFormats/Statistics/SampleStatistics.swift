public import LightboxCore

/// The smallest, largest and mean value of samples, gathered block by block.
public struct SampleStatistics: Sendable, Hashable {
    /// The number of finite samples.
    public private(set) var count = 0
    /// The number of samples that are NaN or infinite; they count for nothing else.
    public private(set) var nonFiniteCount = 0
    public private(set) var minimum = Double.infinity
    public private(set) var maximum = -Double.infinity
    private var sum = 0.0

    public init() {}

    /// The mean, or `nil` if there is no finite sample.
    public var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// Adds all samples of a block, of every channel.
    public mutating func add(_ block: SampleBlock) {
        let part = block.summary
        count += part.count
        nonFiniteCount += part.nonFinite
        sum += part.sum
        minimum = min(minimum, part.minimum)
        maximum = max(maximum, part.maximum)
    }

    /// The statistics of the same samples after a rescale.
    public func rescaled(by rescale: Rescale) -> SampleStatistics {
        guard count > 0 else { return self }
        var result = self
        let ends = [rescale(minimum), rescale(maximum)]
        result.minimum = ends.min() ?? minimum
        result.maximum = ends.max() ?? maximum
        result.sum = sum * rescale.slope + Double(count) * rescale.intercept
        return result
    }
}

/// What one block adds.
struct SampleSummary {
    var count = 0
    var nonFinite = 0
    var sum = 0.0
    var minimum = Double.infinity
    var maximum = -Double.infinity
}
