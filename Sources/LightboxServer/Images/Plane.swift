import LightboxCore
import LightboxFormats

/// The samples of one slice, as they lie on the screen: row by row from the top, each from the left.
struct Plane: Sendable {
    let width: Int
    let height: Int
    let channels: Int
    let type: SampleType
    /// Stored values, little endian, channels fastest.
    let bytes: [UInt8]

    /// The smallest step at which a picture has no more than `limit` samples; every step-th sample is taken.
    static func step(width: Int, height: Int, limit: Int = 24_000_000) -> Int {
        var step = 1
        while (width / step + 1) * (height / step + 1) > limit, step < 64 { step += 1 }
        return step
    }

    /// The box of `header`'s image that holds slice `index` at time `time`.
    static func region(_ layout: PlaneLayout, index: Int, time: Int, header: ImageHeader) -> Region {
        Region(
            header.shape.enumerated().map { axis, count in
                if axis == layout.sliceAxis { return index..<index + 1 }
                return axis < 3 ? 0..<count : Self.range(axis, time: time, shape: header.shape)
            })
    }

    /// The box that holds the whole volume at time `time`.
    static func volume(time: Int, header: ImageHeader) -> Region {
        Region(
            header.shape.enumerated().map { axis, count in
                axis < 3 ? 0..<count : Self.range(axis, time: time, shape: header.shape)
            })
    }

    /// Axes beyond the third count as one, the fourth fastest.
    private static func range(_ axis: Int, time: Int, shape: [Int]) -> Range<Int> {
        let before = shape[3..<axis].reduce(1, *)
        let index = time / max(1, before) % max(1, shape[axis])
        return index..<index + 1
    }

    /// Lays out a slice of `block`, a block that holds it at `index` along the slice axis.
    init?(_ block: SampleBlock, _ layout: PlaneLayout, index: Int, step: Int = 1) {
        let size = block.channels * block.type.byteCount
        let axes = block.shape + Array(repeating: 1, count: max(0, 3 - block.shape.count))
        var strides = [size]
        for count in axes.dropLast() { strides.append((strides.last ?? size) * count) }
        let (across, down) = (layout.columns, layout.rows)
        guard axes[across.axis] == across.count, axes[down.axis] == down.count, step > 0 else { return nil }
        let start = layout.sliceAxis.map { index * strides[$0] } ?? 0
        width = (across.count + step - 1) / step
        height = (down.count + step - 1) / step
        (channels, type) = (block.channels, block.type)

        let last =
            start + (across.count - 1) * strides[across.axis] + (down.count - 1) * strides[down.axis] + size
        guard start >= 0, last <= block.bytes.count else { return nil }
        if step == 1, !across.isFlipped, !down.isFlipped, strides[across.axis] == size,
            strides[down.axis] == size * across.count
        {
            bytes = start == 0 && last == block.bytes.count ? block.bytes : Array(block.bytes[start..<last])
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * size)
        let source = block.bytes.span
        for row in 0..<height {
            let j = down.isFlipped ? down.count - 1 - row * step : row * step
            let line = start + j * strides[down.axis]
            for column in 0..<width {
                let i = across.isFlipped ? across.count - 1 - column * step : column * step
                let offset = line + i * strides[across.axis]
                for byte in offset..<offset + size { bytes.append(source[byte]) }
            }
        }
        self.bytes = bytes
    }

    /// The same as a block of two axes.
    var block: SampleBlock? {
        SampleBlock(shape: [width, height], channels: channels, type: type, bytes: bytes)
    }

    /// The plane with colours that are coded (a palette, luma and differences) turned into RGB.
    func inColour(_ header: ImageHeader) -> Plane {
        guard let block, let rgb = header.colour.rgb(block) else { return self }
        return Plane(width: width, height: height, channels: rgb.channels, type: rgb.type, bytes: rgb.bytes)
    }

    private init(width: Int, height: Int, channels: Int, type: SampleType, bytes: [UInt8]) {
        (self.width, self.height, self.channels, self.type, self.bytes) = (
            width, height, channels, type, bytes
        )
    }

    /// The type in which samples of `type` are sent: one that a browser's arrays hold.
    static func sentType(_ type: SampleType) -> SampleType {
        switch type {
        case .uint8, .int8, .uint16, .int16, .uint32, .int32, .float32, .float64: type
        case .int64, .uint64, .float16, .complex64, .complex128: .float64
        }
    }

    /// The samples in a type that a browser's arrays hold; of complex numbers the magnitude.
    var browserBytes: (type: SampleType, bytes: [UInt8]) {
        block.map(Self.browserSamples) ?? (type, bytes)
    }

    static func browserSamples(_ block: SampleBlock) -> (type: SampleType, bytes: [UInt8]) {
        guard sentType(block.type) != block.type else { return (block.type, block.bytes) }
        let count = block.bytes.count / block.type.byteCount
        var out: [UInt8] = []
        out.reserveCapacity(count * 8)
        for index in 0..<count {
            var bits = block.value(at: index).bitPattern
            for _ in 0..<8 {
                out.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
            }
        }
        return (.float64, out)
    }
}
