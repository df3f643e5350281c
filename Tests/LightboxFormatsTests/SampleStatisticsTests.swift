import LightboxCore
import LightboxFormats
import Testing

@Suite struct `Sample statistics` {
    @Test func `count each type's numbers as they are`() throws {
        for type in SampleType.allCases where !type.isFloatingPoint {
            // The bytes of -1 in a signed type are those of the largest number in an unsigned one.
            let ones = [UInt8](repeating: 0xFF, count: type.byteCount)
            let bytes = ones + [UInt8](repeating: 0, count: type.byteCount)
            let block = try #require(SampleBlock(shape: [2, 1], channels: 1, type: type, bytes: bytes))
            var statistics = SampleStatistics()
            statistics.add(block)
            let values = [block.value(at: 0), block.value(at: 1)]
            #expect(statistics.minimum == values.min(), "\(type)")
            #expect(statistics.maximum == values.max(), "\(type)")
            #expect(statistics.mean == (values[0] + values[1]) / 2, "\(type)")
        }
    }

    @Test func `leave out what is not finite, and follow a rescale that turns the order round`() throws {
        let values: [Float] = [1, .nan, 3, -.infinity]
        let bytes = values.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
        let block = try #require(SampleBlock(shape: [4, 1], channels: 1, type: .float32, bytes: bytes))
        var statistics = SampleStatistics()
        statistics.add(block)
        let rescaled = statistics.rescaled(by: Rescale(slope: -2, intercept: 1))
        #expect(statistics.mean == 2 && statistics.nonFiniteCount == 2)
        #expect(rescaled.minimum == -5 && rescaled.maximum == -1 && rescaled.mean == -3)
    }
}
