public import LightboxCore
public import LightboxFormats

/// An image as a display shows it through a window: 8 bits, grey or RGB.
public struct DisplayedImage: ImageSource {
    public let header: ImageHeader
    private let base: any ImageSource
    private let window: Window

    public init(_ base: any ImageSource, window: Window) {
        (self.base, self.window) = (base, window)
        let isColour = base.header.colour != .grey || base.header.channels >= 3
        header = base.header.with(
            channels: isColour ? 3 : 1, storedType: .uint8, rescale: .identity, isInverted: false,
            window: .some(nil), colour: isColour ? .rgb : .grey, paddingValue: .some(nil))
    }

    public func read(_ region: Region) throws -> SampleBlock {
        Rendering.render(try base.read(region), of: base.header, window: window)
    }
}

/// An image whose coded colours, a palette's, luma with differences or four inks, have become red, green and blue.
public struct RGBImage: ImageSource {
    public let header: ImageHeader
    private let base: any ImageSource

    /// Takes an image whose colours are coded; `nil` for others.
    public init?(_ base: any ImageSource) {
        switch base.header.colour {
        case .grey, .rgb: return nil
        case .ybrFull: guard base.header.channels == 3, base.header.storedType == .uint8 else { return nil }
        case .cmyk: guard base.header.channels == 4, base.header.storedType == .uint8 else { return nil }
        case .palette: guard base.header.channels == 1 else { return nil }
        }
        self.base = base
        header = base.header.with(
            channels: 3, storedType: .uint8, rescale: .identity, window: .some(nil), colour: .rgb,
            paddingValue: .some(nil))
    }

    public func read(_ region: Region) throws -> SampleBlock {
        let block = try base.read(region)
        return base.header.colour.rgb(block) ?? block
    }
}
