public import LightboxCore

extension Rendering {
    /// A small picture of an image: 8-bit grey or RGB, at most `side` pixels wide and high.
    ///
    /// Pictures and films are shown whole. Of volumes the middle slice of the third axis is shown, of time series
    /// the first volume's, turned as radiologists hang it: the patient's left on the right, the front or the head
    /// at the top. Pixels are averaged over their area, and unequal spacings become unequal sizes.
    public static func thumbnail(of image: any ImageSource, side: Int = 256) throws -> SampleBlock {
        let header = image.header
        let isVolume = header.shape.count > 2
        let block: SampleBlock
        if !isVolume, let averaged = image as? any AveragedSource {
            let size = Picture.size(
                header.shape[0], header.shape[1], side: max(1, side), spacing: header.pixelSpacing)
            block = try averaged.readAveraged(width: size.width, height: size.height)
            return render(block, of: header, window: window(for: block, of: header))
        } else if !isVolume, let reducible = image as? any ReducibleSource {
            block = try reducible.readReduced(atLeast: side)
        } else {
            block = try image.read(
                Region(
                    header.shape.enumerated().map { axis, length in
                        axis < 2 ? 0..<length : axis == 2 ? length / 2..<length / 2 + 1 : 0..<1
                    }))
        }
        let picture = render(block, of: header, window: window(for: block, of: header))
        var flat = Picture(
            width: block.shape[0], height: block.shape.count > 1 ? block.shape[1] : 1,
            channels: picture.channels,
            bytes: picture.bytes)
        var spacing = header.pixelSpacing
        if isVolume, let affine = header.affine {
            let hanging = Hanging(affine.axisCodes)
            flat = flat.hung(hanging)
            if hanging.isTransposed { spacing = (spacing.1, spacing.0) }
        }
        return flat.averaged(side: max(1, side), spacing: spacing) ?? picture
    }
}

/// How a slice of the third axis is turned for display.
struct Hanging: Sendable, Hashable {
    /// Whether i runs down and j to the right.
    let isTransposed: Bool
    /// Whether the picture's left and right, top and bottom are exchanged (after transposing).
    let flipsRight: Bool
    let flipsDown: Bool

    /// - Parameter codes: the patient direction of each voxel axis.
    init(_ codes: [AnatomicalDirection]) {
        let (i, j) = (codes[0], codes[1])
        // The lower patient axis (x before y before z) runs to the right.
        isTransposed = i.patientAxis > j.patientAxis
        let (right, down) = isTransposed ? (j, i) : (i, j)
        flipsRight = right != (right.patientAxis == 0 ? .left : .posterior)
        flipsDown = down != (down.patientAxis == 1 ? .posterior : .inferior)
    }
}

/// Rows of 8-bit pixels.
struct Picture: Sendable {
    let width: Int
    let height: Int
    let channels: Int
    let bytes: [UInt8]

    func hung(_ hanging: Hanging) -> Picture {
        if !hanging.isTransposed, !hanging.flipsRight, !hanging.flipsDown { return self }
        let (outWidth, outHeight) = hanging.isTransposed ? (height, width) : (width, height)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for y in 0..<outHeight {
            let row = hanging.flipsDown ? outHeight - 1 - y : y
            for x in 0..<outWidth {
                let column = hanging.flipsRight ? outWidth - 1 - x : x
                let pixel = hanging.isTransposed ? column * width + row : row * width + column
                for channel in 0..<channels { out.append(bytes[pixel * channels + channel]) }
            }
        }
        return Picture(width: outWidth, height: outHeight, channels: channels, bytes: out)
    }

    /// The size of a picture made smaller so that neither side exceeds `side`, and stretched so that its pixels are square.
    static func size(
        _ width: Int, _ height: Int, side: Int, spacing: (Double, Double)
    ) -> (width: Int, height: Int) {
        let ratio = spacing.0 / spacing.1
        let isSane = ratio.isFinite && ratio > 0.001 && ratio < 1000
        let wide = Double(width) * (isSane ? max(1, ratio) : 1)
        let high = Double(height) * (isSane ? max(1, 1 / ratio) : 1)
        let factor = min(1, Double(side) / max(wide, high))
        return (
            min(side, max(1, Int((wide * factor).rounded()))),
            min(side, max(1, Int((high * factor).rounded())))
        )
    }

    /// The picture at that size, each pixel the mean of what it covers; `nil` if there is none.
    func averaged(side: Int, spacing: (Double, Double)) -> SampleBlock? {
        let size = Self.size(width, height, side: side, spacing: spacing)
        guard width > 0, height > 0, bytes.count == width * height * channels else { return nil }
        if size == (width, height) {
            return SampleBlock(shape: [width, height], channels: channels, type: .uint8, bytes: bytes)
        }
        var means = AreaMeans<UInt8>(
            width: width, height: height, channels: channels, outWidth: size.width, outHeight: size.height)
        for row in 0..<height { means.add(bytes, at: row * width * channels) }
        return SampleBlock(
            shape: [size.width, size.height], channels: channels, type: .uint8, bytes: means.samples)
    }
}

extension ImageHeader {
    /// The distances of the first two axes, or 1 and 1 where the file states none.
    fileprivate var pixelSpacing: (Double, Double) {
        spacing.count >= 2 ? (spacing[0], spacing[1]) : (1, 1)
    }
}
