import LightboxCore
import LightboxFormats

/// A signal as a drawing: of each stretch of samples the range from the smallest to the largest, so that no peak is
/// lost however long it is.
struct SignalPlot: Sendable {
    /// The smallest and largest value of each stretch; channel by channel.
    private let channels: [[ClosedRange<Double>?]]

    static let stretches = 1000
    /// The most samples that are read at once, and the most that are looked at in all.
    private static let pieceLimit = 1 << 20
    private static let sampleLimit = 200_000_000

    init(_ image: any ImageSource) throws {
        let header = image.header
        let count = min(header.shape.first ?? 0, Self.sampleLimit)
        let stretches = min(Self.stretches, max(1, count))
        var ranges = [[ClosedRange<Double>?]](
            repeating: Array(repeating: nil, count: stretches), count: header.channels)
        for start in stride(from: 0, to: count, by: Self.pieceLimit) {
            let end = min(count, start + Self.pieceLimit)
            let block = try image.read(Region([start..<end] + header.shape.dropFirst().map { _ in 0..<1 }))
            for index in 0..<(end - start) {
                let place = (start + index) * stretches / count
                for channel in 0..<header.channels {
                    let value = header.rescale(block.value(at: index * header.channels + channel))
                    guard value.isFinite else { continue }
                    let known = ranges[channel][place] ?? value...value
                    ranges[channel][place] = min(known.lowerBound, value)...max(known.upperBound, value)
                }
            }
        }
        channels = ranges
    }

    /// One strip for each channel, all on one scale.
    var svg: String {
        let (width, strip, shown) = (1000.0, 180.0, channels.prefix(16))
        let known = shown.joined().compactMap { $0 }
        let low = known.map(\.lowerBound).min() ?? 0
        let high = known.map(\.upperBound).max() ?? 0
        let span = high > low ? high - low : 1
        var out =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 \(Int(strip) * shown.count)\">"
        out += "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        for (number, ranges) in shown.enumerated() {
            let top = Double(number) * strip + 10
            func y(_ value: Double) -> Double { top + (strip - 20) * (1 - (value - low) / span) }
            func text(_ value: Double) -> String { String((value * 10).rounded() / 10) }
            var (upper, lower) = ("", "")
            for (place, range) in ranges.enumerated() {
                guard let range else { continue }
                let x = text((Double(place) + 0.5) * width / Double(ranges.count))
                upper += "\(x),\(text(y(range.upperBound))) "
                lower = "\(x),\(text(y(range.lowerBound))) " + lower
            }
            out +=
                "<polygon points=\"\(upper)\(lower)\" fill=\"#1d6fb8\" stroke=\"#1d6fb8\" stroke-width=\"1\"/>"
        }
        for (value, place) in [(high, 12.0), (low, strip - 4)] {
            out +=
                "<text x=\"4\" y=\"\(place)\" font-size=\"12\" fill=\"#444\">\(Words.decimal(value))</text>"
        }
        return out + "</svg>"
    }
}

extension ImageDesk {
    func plot(_ image: OpenImage) async throws -> SignalPlot {
        try await workers.run { try SignalPlot(image.source) }
    }
}
