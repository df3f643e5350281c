import LightboxCore
import Testing

@Suite struct `Samples that are no plain numbers` {
    @Test func `a half float reads as IEEE 754 says`() {
        let known: [(UInt16, Double)] = [
            (0x3C00, 1), (0xC000, -2), (0x7BFF, 65_504), (0x0400, 0x1p-14), (0x0001, 0x1p-24),
            (0x8000, -0.0), (0x3555, 0.333251953125), (0x7C00, .infinity), (0xFC00, -.infinity),
        ]
        for (bits, number) in known { #expect(Double(half: bits) == number) }
        #expect(Double(half: 0x7E00).isNaN)
    }

    @Test func `a complex sample stands for its magnitude`() throws {
        var bytes: [UInt8] = []
        for part: Float in [3, -4, .nan, 0, 0, 0] {
            let bits = part.bitPattern
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
        }
        let block = try #require(SampleBlock(shape: [3], channels: 1, type: .complex64, bytes: bytes))
        #expect(block.value(at: 0) == 5)
        #expect(block.value(at: 1).isNaN)
        #expect(block.value(at: 2) == 0)
        #expect(abs(Double(magnitudeOf: 3e200, 4e200) - 5e200) < 1e186)
    }
}
