import CLightboxOpenJPEG
import LightboxCore

extension JPEG2000 {
    /// Packs the components, which OpenJPEG keeps in planes of 32 bits.
    static func collect(_ image: opj_image_t) throws(CodecError) -> DecodedPicture {
        let components = unsafe UnsafeBufferPointer(start: image.comps, count: Int(image.numcomps))
        guard let first = unsafe components.first else {
            throw CodecError(name, "the picture has no components")
        }
        let (width, height) = unsafe (Int(first.w), Int(first.h))
        let precision = unsafe components.map { unsafe Int($0.prec) }.max() ?? 8
        let isSigned = unsafe first.sgnd != 0
        let size = precision <= 8 ? 1 : precision <= 16 ? 2 : 4
        let channels = components.count
        let byteCount = try DecodedPicture.byteCount(
            name, width: width, height: height, channels: channels, sampleSize: size)
        var out = [UInt8](repeating: 0, count: byteCount)
        for channel in 0..<channels {
            let component = unsafe components[channel]
            guard let data = unsafe component.data, unsafe component.w > 0 && component.h > 0 else {
                throw CodecError(name, "component \(channel + 1) was not decoded")
            }
            let (w, h) = unsafe (Int(component.w), Int(component.h))
            // Components with fewer samples (4:2:0) have each stand for several pixels.
            let (stepX, stepY) = (max(1, (width + w - 1) / w), max(1, (height + h - 1) / h))
            // SAFETY: OpenJPEG's plane has `w * h` samples and indices are held below that; `out` has `size` bytes for each
            // channel of each pixel.
            unsafe out.withUnsafeMutableBufferPointer { target in
                guard let base = target.baseAddress else { return }
                if stepX == 1, stepY == 1, w >= width, h >= height, size <= 2 {
                    // What nearly all pictures are: a sample for each pixel, of one or two bytes.
                    for y in 0..<height {
                        let (row, first) = unsafe (data + y * w, y * width * channels + channel)
                        if size == 1 {
                            let line = unsafe base + first
                            for x in 0..<width {
                                unsafe line[x * channels] = UInt8(truncatingIfNeeded: row[x])
                            }
                        } else {
                            let line = unsafe UnsafeMutableRawPointer(base + first * 2)
                                .assumingMemoryBound(to: UInt16.self)
                            for x in 0..<width {
                                unsafe line[x * channels] = UInt16(truncatingIfNeeded: row[x]).littleEndian
                            }
                        }
                    }
                    return
                }
                var to = unsafe base + channel * size
                let step = channels * size
                for y in 0..<height {
                    let row = unsafe data + min(y / stepY, h - 1) * w
                    for x in 0..<width {
                        let value = unsafe row[stepX == 1 ? min(x, w &- 1) : min(x / stepX, w - 1)]
                        unsafe to[0] = UInt8(truncatingIfNeeded: value)
                        if size > 1 { unsafe to[1] = UInt8(truncatingIfNeeded: value >> 8) }
                        if size > 2 {
                            unsafe to[2] = UInt8(truncatingIfNeeded: value >> 16)
                            unsafe to[3] = UInt8(truncatingIfNeeded: value >> 24)
                        }
                        unsafe to += step
                    }
                }
            }
        }
        return try DecodedPicture(
            name, width: width, height: height, channels: channels,
            type: size == 1
                ? (isSigned ? .int8 : .uint8)
                : size == 2 ? (isSigned ? .int16 : .uint16) : (isSigned ? .int32 : .uint32),
            precision: precision, bytes: out)
    }
}
