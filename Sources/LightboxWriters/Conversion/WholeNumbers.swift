import LightboxCore
import LightboxFormats

/// Whether all samples of an image are whole numbers, and which integers hold them.
struct WholeNumbers {
    private(set) var areWhole = true
    private(set) var statistics = SampleStatistics()

    /// Reads the image once.
    init(of image: any ImageSource) throws {
        try image.forEachSlab { block in
            statistics.add(block)
            guard areWhole, block.type.isFloatingPoint else { return }
            for index in 0..<block.bytes.count / block.type.byteCount {
                let value = block.value(at: index)
                if value != value.rounded() || !value.isFinite {
                    areWhole = false
                    return
                }
            }
        }
        if statistics.nonFiniteCount > 0 { areWhole = false }
    }

    /// The 16-bit type that all lie in, if there is one.
    var narrowType: SampleType? {
        if statistics.count == 0 { return .uint16 }
        if statistics.minimum >= 0, statistics.maximum <= 65_535 { return .uint16 }
        return statistics.minimum >= -32_768 && statistics.maximum <= 32_767 ? .int16 : nil
    }
}

extension SampleStatistics {
    /// Reads an image once.
    init(of image: any ImageSource) throws {
        self.init()
        var statistics = SampleStatistics()
        try image.forEachSlab { statistics.add($0) }
        self = statistics
    }
}

extension ImageHeader {
    /// The smallest integers that hold every rescaled value that the stored type can give, or `nil` where slope and
    /// intercept are no whole numbers or no type is wide enough.
    var wholeTypeOfRescaled: SampleType? {
        let range: (Double, Double)
        switch storedType {
        case .uint8: range = (0, 255)
        case .int8: range = (-128, 127)
        case .uint16: range = (0, 65_535)
        case .int16: range = (-32_768, 32_767)
        default: return nil
        }
        guard rescale.slope == rescale.slope.rounded(), rescale.intercept == rescale.intercept.rounded()
        else {
            return nil
        }
        let ends = [rescale(range.0), rescale(range.1)]
        guard let low = ends.min(), let high = ends.max() else { return nil }
        let types: [(SampleType, Double, Double)] = [
            (.int16, -32_768, 32_767), (.uint16, 0, 65_535), (.int32, -2_147_483_648, 2_147_483_647),
        ]
        return types.first { low >= $0.1 && high <= $0.2 }?.0
    }
}
