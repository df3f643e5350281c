/// What the channels of stored samples mean as colours.
public enum ColourModel: Sendable, Hashable {
    /// One channel (or one with alpha) from dark to bright, or as a window says.
    case grey
    /// Red, green and blue, perhaps with alpha.
    case rgb
    /// Luma, blue and red difference, as DICOM's `YBR_FULL` defines them.
    case ybrFull
    /// Cyan, magenta, yellow and black, 0 for no ink.
    case cmyk
    /// One channel of numbers that stand for colours.
    case palette(Palette)

    /// Eight-bit red, green and blue of samples that are stored otherwise; `nil` where they can be shown as they
    /// are.
    ///
    /// Only coded colours are turned: grey and RGB samples are left to windows.
    public func rgb(_ block: SampleBlock) -> SampleBlock? {
        switch self {
        case .grey, .rgb: return nil
        case .ybrFull:
            guard block.channels == 3, block.type == .uint8 else { return nil }
            var bytes = block.bytes
            var at = 0
            while at + 2 < bytes.count {
                // PS3.3 §C.7.6.3.1.2, solved for R, G and B.
                let (y, b, r) = (Double(bytes[at]), Double(bytes[at + 1]) - 128, Double(bytes[at + 2]) - 128)
                bytes[at] = Self.byte(y + 1.402 * r)
                bytes[at + 1] = Self.byte(y - 0.114 * 1.772 / 0.587 * b - 0.299 * 1.402 / 0.587 * r)
                bytes[at + 2] = Self.byte(y + 1.772 * b)
                at += 3
            }
            return SampleBlock(shape: block.shape, channels: 3, type: .uint8, bytes: bytes)
        case .cmyk:
            guard block.channels == 4, block.type == .uint8 else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(block.bytes.count / 4 * 3)
            var at = 0
            while at + 3 < block.bytes.count {
                // Inks take light away one after the other; no profile is asked.
                let black = 255 - Int(block.bytes[at + 3])
                for ink in 0..<3 {
                    bytes.append(UInt8(((255 - Int(block.bytes[at + ink])) * black + 127) / 255))
                }
                at += 4
            }
            return SampleBlock(shape: block.shape, channels: 3, type: .uint8, bytes: bytes)
        case .palette(let palette):
            guard block.channels == 1 else { return nil }
            var bytes: [UInt8] = []
            let count = block.bytes.count / block.type.byteCount
            bytes.reserveCapacity(count * 3)
            for index in 0..<count {
                let colour = palette[block.value(at: index)]
                bytes.append(colour.red)
                bytes.append(colour.green)
                bytes.append(colour.blue)
            }
            return SampleBlock(shape: block.shape, channels: 3, type: .uint8, bytes: bytes)
        }
    }

    private static func byte(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
}

/// Colours that stored numbers stand for.
public struct Palette: Sendable, Hashable {
    /// The number that stands for the first colour; smaller ones do so too, larger ones than the last stand for
    /// the last.
    public let first: Int
    public let red: [UInt8]
    public let green: [UInt8]
    public let blue: [UInt8]

    /// Creates a palette, or returns `nil` if the colours are not complete or there are none.
    public init?(first: Int, red: [UInt8], green: [UInt8], blue: [UInt8]) {
        guard !red.isEmpty, red.count == green.count, red.count == blue.count else { return nil }
        (self.first, self.red, self.green, self.blue) = (first, red, green, blue)
    }

    public subscript(value: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let index = value.isFinite ? Int(max(0, min(Double(red.count - 1), value - Double(first)))) : 0
        return (red[index], green[index], blue[index])
    }
}
