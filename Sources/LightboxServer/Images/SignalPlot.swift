import LightboxCore
import LightboxFormats

/// A signal as a drawing: of each stretch of samples the range from the smallest to the largest, so that no peak is
/// lost however long it is.
struct SignalPlot: Sendable {
    /// The smallest and largest value of each stretch; line by line.
    private let lines: [[ClosedRange<Double>?]]

    static let stretches = 1000
    /// The most lines that are drawn.
    static let lineLimit = 16
    /// The most samples that are read at once, and the most that are looked at in all.
    private static let pieceLimit = 1 << 20
    private static let sampleLimit = 200_000_000

    /// How samples lie that are better drawn as lines than as a picture; `nil` where they are an image.
    ///
    /// One axis is the course of the lines, and one, if any, tells them apart.
    /// What lies in the patient or has pixels of a stated size is an image, however narrow.
    static func lines(of header: ImageHeader) -> (course: Int, across: Int?)? {
        guard header.colour == .grey else { return nil }
        let long = header.shape.indices.filter { header.shape[$0] > 1 }
        if long == [0] { return header.shape[0] > 64 ? (0, nil) : nil }
        guard long.count == 2, header.channels == 1, header.affine == nil, header.spacing.isEmpty else {
            return nil
        }
        let (first, second) = (header.shape[long[0]], header.shape[long[1]])
        guard min(first, second) <= 64, max(first, second) >= 40 * min(first, second) else { return nil }
        return first > second ? (long[0], long[1]) : (long[1], long[0])
    }

    /// - Throws: `PageError` where the image is no signal.
    init(_ image: any ImageSource) throws {
        let header = image.header
        guard let (course, across) = Self.lines(of: header) else {
            throw PageError.notFound("The image is no signal.")
        }
        let lineCount = min(Self.lineLimit, across.map { header.shape[$0] } ?? header.channels)
        let count = min(header.shape[course], Self.sampleLimit / max(1, lineCount))
        let stretches = min(Self.stretches, max(1, count))
        var ranges = [[ClosedRange<Double>?]](
            repeating: Array(repeating: nil, count: stretches), count: lineCount)
        let piece = max(1, Self.pieceLimit / max(1, lineCount))
        for start in stride(from: 0, to: count, by: piece) {
            let end = min(count, start + piece)
            let block = try image.read(
                Region(
                    header.shape.indices.map { axis in
                        axis == course ? start..<end : axis == across ? 0..<lineCount : 0..<1
                    }))
            // The samples of one channel after another, or the values of one line, lie `step` apart.
            let isInterleaved = across.map { $0 < course } ?? true
            let width = across == nil ? header.channels : lineCount
            for index in 0..<(end - start) {
                let place = (start + index) * stretches / count
                for line in 0..<lineCount {
                    let at = isInterleaved ? index * width + line : line * (end - start) + index
                    let value = header.rescale(block.value(at: at))
                    guard value.isFinite else { continue }
                    let known = ranges[line][place] ?? value...value
                    ranges[line][place] = min(known.lowerBound, value)...max(known.upperBound, value)
                }
            }
        }
        lines = ranges
    }

    /// The same drawn small: dark lines on white, `side` pixels either way.
    func picture(side: Int) -> SampleBlock? {
        let strip = max(1, side / max(1, lines.count))
        let known = lines.joined().compactMap { $0 }
        let low = known.map(\.lowerBound).min() ?? 0
        let span = max((known.map(\.upperBound).max() ?? 0) - low, .leastNormalMagnitude)
        var bytes = [UInt8](repeating: 255, count: side * side)
        for (number, ranges) in lines.enumerated() where (number + 1) * strip <= side {
            for (place, range) in ranges.enumerated() {
                guard let range else { continue }
                func row(_ value: Double) -> Int {
                    number * strip + Int((1 - (value - low) / span) * Double(strip - 1))
                }
                let columns =
                    place * side
                    / ranges.count...max(
                        place * side / ranges.count, (place + 1) * side / ranges.count - 1)
                for column in columns {
                    for row in row(range.upperBound)...row(range.lowerBound) {
                        bytes[row * side + column] = 60
                    }
                }
            }
        }
        return SampleBlock(shape: [side, side], channels: 1, type: .uint8, bytes: bytes)
    }

    /// One strip for each line, all on one scale.
    var svg: String {
        let (width, strip, shown) = (1000.0, 180.0, lines)
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
