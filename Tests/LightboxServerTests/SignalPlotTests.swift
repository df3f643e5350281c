import LightboxCore
import LightboxFormats
import Testing

@testable import LightboxServer

/// Values in memory, given in file order.
private struct Values: ImageSource {
    let header: ImageHeader
    let bytes: [UInt8]

    init(_ shape: [Int], channels: Int = 1, spacing: [Double] = [], _ value: (Int) -> UInt8) {
        header = ImageHeader(shape: shape, channels: channels, storedType: .uint8, spacing: spacing)
        bytes = (0..<shape.reduce(channels, *)).map(value)
    }

    func read(_ region: Region) throws -> SampleBlock {
        var out: [UInt8] = []
        let ranges = region.ranges + Array(repeating: 0..<1, count: max(0, 2 - region.ranges.count))
        for j in ranges[1] {
            for i in ranges[0] {
                let at = (j * header.shape[0] + i) * header.channels
                out += bytes[at..<at + header.channels]
            }
        }
        return try #require(
            SampleBlock(shape: region.shape, channels: header.channels, type: .uint8, bytes: out))
    }
}

@Suite struct `A drawing of a signal` {
    @Test func `is made of what has one long side, or a few lines of one`() {
        #expect(SignalPlot.lines(of: Values([1000]) { _ in 0 }.header)?.course == 0)
        let wide = SignalPlot.lines(of: Values([1000, 2]) { _ in 0 }.header)
        #expect(wide?.course == 0 && wide?.across == 1)
        let tall = SignalPlot.lines(of: Values([3, 1000]) { _ in 0 }.header)
        #expect(tall?.course == 1 && tall?.across == 0)
        // Pictures: too square, too short, and one whose pixels have a size.
        #expect(SignalPlot.lines(of: Values([64, 64]) { _ in 0 }.header) == nil)
        #expect(SignalPlot.lines(of: Values([64]) { _ in 0 }.header) == nil)
        #expect(SignalPlot.lines(of: Values([3, 1000], spacing: [1, 1]) { _ in 0 }.header) == nil)
    }

    /// Line 0 is 0 but for one peak of 200, line 1 is 100 throughout.
    @Test(arguments: [true, false])
    func `keeps each line apart and every peak`(isInterleaved: Bool) throws {
        let count = 5000
        func value(_ line: Int, _ place: Int) -> UInt8 { line == 1 ? 100 : place == 4321 ? 200 : 0 }
        let image =
            isInterleaved
            ? Values([2, count]) { value($0 % 2, $0 / 2) }
            : Values([count, 2]) { value($0 / count, $0 % count) }
        let picture = try #require(try SignalPlot(image).picture(side: 200))
        func darkRows(_ column: Int) -> [Int] { (0..<200).filter { picture.bytes[$0 * 200 + column] < 255 } }
        // Two strips of 100 rows; the peak is at column 4321 / 5000 of 200.
        #expect(darkRows(172) == Array(0...99) + [149])
        #expect(darkRows(10) == [99, 149])
        #expect(try SignalPlot(image).svg.contains("viewBox=\"0 0 1000 360\""))
    }
}
