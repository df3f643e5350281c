public import LightboxCore

/// Turns stored samples into the greys and colours of a display.
///
/// ```swift
/// let slice = try image.read(Region([0..<256, 0..<256, 90..<91]))
/// let window = Rendering.window(for: slice, of: image.header)
/// let picture = Rendering.render(slice, of: image.header, window: window)  // 8 bits, grey or RGB
/// let file = try PNG.encode(picture)
/// ```
public enum Rendering {
    /// The window that shows a block well: the file's own, or the values between the 0.5th and the 99.5th
    /// percentile, so that a few bright voxels do not darken the rest.
    ///
    /// Padding, NaN and infinities do not count. Of large blocks of wide types every n-th sample is looked at.
    public static func window(for block: SampleBlock, of header: ImageHeader) -> Window {
        header.window ?? robustWindow(for: block, of: header)
    }

    /// The percentile window, whatever the file proposes.
    public static func robustWindow(for block: SampleBlock, of header: ImageHeader) -> Window {
        let levels =
            block.type.byteCount <= 2
            ? block.countedLevels(ignoring: header.padding)
            : block.sampledLevels(ignoring: header.padding, limit: 65_536)
        guard let levels else { return Window(center: 0.5, width: 1) }
        var (low, high) = (header.rescale(levels.low), header.rescale(levels.high))
        // Masks: nearly all is 0, and the few others are what should be seen.
        if low == high { (low, high) = (header.rescale(levels.minimum), header.rescale(levels.maximum)) }
        if low > high { swap(&low, &high) }
        let width = high - low
        guard width.isFinite else { return Window(center: 0.5, width: 1) }
        // One value everywhere: it is shown as a middle grey.
        return width > 0 ? Window(center: low + width / 2, width: width) : Window(center: low, width: 1)
    }

    /// The block as 8-bit grey (1 channel) or RGB (3); transparent parts lie on black.
    ///
    /// What a grey value becomes the window says (`Window.grey`); it is inverted where the header says that small values
    /// are white. NaN is black.
    public static func render(_ block: SampleBlock, of header: ImageHeader, window: Window) -> SampleBlock {
        if let colours = header.colour.rgb(block) { return colours }
        if block.channels >= 3 {
            // Samples that do not fill their type say in the header how far they go.
            guard header.window != nil, block.type != .uint8 else { return block.asEightBitRGB }
            return block.rgb(through: GreyScale(rescale: header.rescale, window: window, isInverted: false))
        }
        let grey = GreyScale(rescale: header.rescale, window: window, isInverted: header.isInverted)
        return block.mapped(to: grey)
    }
}

/// Gives each stored value its grey.
struct GreyScale: Sendable {
    private let scale: Double
    private let offset: Double
    /// The window where it is no straight line.
    private let curve: Window?
    private let rescale: Rescale
    private let isInverted: Bool

    init(rescale: Rescale, window: Window, isInverted: Bool) {
        (self.rescale, self.isInverted) = (rescale, isInverted)
        let (low, high) = window.ends
        switch window.function {
        case .linear where high > low, .linearExact where high > low: curve = nil
        default: curve = window
        }
        let width = max(abs(high - low), .leastNormalMagnitude)
        let sign: Double = isInverted ? -1 : 1
        scale = sign * 255 * rescale.slope / width
        offset = sign * 255 * (rescale.intercept - low) / width + (isInverted ? 255 : 0)
    }

    @inline(__always)
    func callAsFunction(_ stored: Double) -> UInt8 {
        if let curve { return onCurve(stored, curve) }
        let level = (stored * scale + offset).rounded()
        // NaN fails every comparison, and comes out black.
        guard level > 0 else { return 0 }
        return level < 255 ? UInt8(level) : 255
    }

    @inline(never)
    private func onCurve(_ stored: Double, _ curve: Window) -> UInt8 {
        guard stored == stored else { return 0 }
        let grey = curve.grey(rescale(stored))
        return isInverted ? 255 - grey : grey
    }
}

/// The values at the ends of a distribution, as stored.
struct Levels: Sendable, Hashable {
    let minimum: Double
    /// The 0.5th percentile.
    let low: Double
    /// The 99.5th percentile.
    let high: Double
    let maximum: Double

    /// Finds the levels of sorted values, or `nil` if there are none.
    init?(sorted values: [Double]) {
        guard let first = values.first, let last = values.last else { return nil }
        let trim = values.count / 200
        (minimum, maximum) = (first, last)
        (low, high) = (values[trim], values[values.count - 1 - trim])
    }

    /// Finds the levels where `counts[n]` samples have the value `lowest + n`, or `nil` if all counts are 0.
    init?(counts: [Int], lowest: Int) {
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        let trim = total / 200
        func value(_ rank: Int) -> Double {
            var seen = 0
            for (index, count) in counts.enumerated() {
                seen += count
                if seen > rank { return Double(lowest + index) }
            }
            return Double(lowest + counts.count - 1)
        }
        (minimum, maximum) = (value(0), value(total - 1))
        (low, high) = (value(trim), value(total - 1 - trim))
    }
}
