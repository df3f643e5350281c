import LightboxCore

extension PNGRows {
    /// Moves what was not yet taken to the front.
    func keepRest() {
        let rest = filled - taken
        // SAFETY: both places lie inside the array, and `update(from:)` allows them to overlap.
        unsafe packed.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, taken > 0, rest > 0 else { return }
            unsafe base.update(from: base + taken, count: rest)
        }
        (taken, filled) = (0, rest)
    }

    /// Inflates `input[start...]` behind what is there; says how much of it was consumed.
    func inflateStep(_ inflater: Inflater, _ input: [UInt8], from start: Int) -> (Int, Inflater.Status) {
        let before = filled
        // SAFETY: the span is the whole array, of which all bytes are initialized.
        let (step, count) = unsafe packed.withUnsafeMutableBufferPointer { buffer -> (Inflater.Step, Int) in
            var crc: UInt32 = 0
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: before)
            let step = inflater.step(
                input, from: start, into: &output, limit: .max, crc: &crc, huntingForBlocks: false)
            return (step, unsafe output.finalize(for: buffer))
        }
        filled = count
        return (step.consumed, step.status)
    }

    /// Undoes the filter of the row at `packed[taken]`, with `above` and into `current` (ISO/IEC 15948 §9); false where
    /// there is no such filter.
    func unfilterRow() -> Bool {
        let (count, step) = (current.count, step)
        precondition(above.count == count && filled - taken > count)
        let filter = packed[taken]
        // SAFETY: all three have `count` bytes from where they start, and no index below is outside 0 ..< count.
        unsafe packed.withUnsafeBufferPointer { packed in
            unsafe above.withUnsafeBufferPointer { above in
                unsafe current.withUnsafeMutableBufferPointer { current in
                    guard let to = current.baseAddress, let up = above.baseAddress,
                        let base = packed.baseAddress
                    else { return }
                    let from = unsafe base + taken + 1
                    switch filter {
                    case 1: unsafe Self.left(from, to, count, step)
                    case 2: for i in 0..<count { unsafe to[i] = from[i] &+ up[i] }
                    case 3: unsafe Self.mean(from, up, to, count, step)
                    case 4: unsafe Self.paeth(from, up, to, count, step)
                    default: unsafe to.update(from: from, count: count)
                    }
                }
            }
        }
        return filter <= 4
    }

    private typealias Bytes = UnsafePointer<UInt8>
    private typealias Target = UnsafeMutablePointer<UInt8>

    @inline(__always)
    private static func left(_ from: Bytes, _ to: Target, _ count: Int, _ step: Int) {
        for i in 0..<min(step, count) { unsafe to[i] = from[i] }
        var i = step
        while i < count {
            unsafe to[i] = from[i] &+ to[i &- step]
            i &+= 1
        }
    }

    private static func mean(_ from: Bytes, _ up: Bytes, _ to: Target, _ count: Int, _ step: Int) {
        for i in 0..<min(step, count) { unsafe to[i] = from[i] &+ up[i] >> 1 }
        var i = step
        while i < count {
            let sum = unsafe UInt16(to[i &- step]) &+ UInt16(up[i])
            unsafe to[i] = from[i] &+ UInt8(truncatingIfNeeded: sum >> 1)
            i &+= 1
        }
    }

    private static func paeth(_ from: Bytes, _ up: Bytes, _ to: Target, _ count: Int, _ step: Int) {
        for i in 0..<min(step, count) { unsafe to[i] = from[i] &+ up[i] }
        // The bytes of a pixel do not depend on each other: a lane for each.
        for lane in 0..<min(step, count) {
            var (a, c) = unsafe (Int32(to[lane]), Int32(up[lane]))
            var i = lane &+ step
            while i < count {
                let b = unsafe Int32(up[i])
                let (toA, toB) = (abs(b &- c), abs(a &- c))
                let toC = abs(a &+ b &- c &- c)
                let near = toA <= toB && toA <= toC ? a : toB <= toC ? b : c
                let value = unsafe from[i] &+ UInt8(truncatingIfNeeded: near)
                unsafe to[i] = value
                (a, c) = (Int32(value), b)
                i &+= step
            }
        }
    }

    /// Turns the row in `current` into samples, as `PNG` describes them.
    func expand(into target: inout [UInt8], at start: Int) {
        precondition(start >= 0 && rowByteCount <= target.count - start)
        let (width, depth, channels) = (header.width, header.bitDepth, header.channels)
        // SAFETY: `target` has `rowByteCount` bytes from `start` on: for each pixel its channels, of one or two bytes. The
        // coded row has the bits of `width` pixels, and the table 256 colours.
        unsafe current.withUnsafeBufferPointer { source in
            unsafe target.withUnsafeMutableBufferPointer { whole in
                guard let from = source.baseAddress, let base = whole.baseAddress else { return }
                let to = unsafe base + start
                if depth == 16 {
                    var i = 0
                    while i &+ 1 < source.count {
                        let (high, low) = unsafe (from[i], from[i &+ 1])
                        unsafe to[i] = low
                        unsafe to[i &+ 1] = high
                        i &+= 2
                    }
                } else if header.colour == .palette {
                    unsafe palette.withUnsafeBufferPointer { table in
                        for pixel in 0..<width {
                            let number = unsafe Self.number(from, pixel, depth)
                            for channel in 0..<channels {
                                unsafe to[pixel &* channels &+ channel] =
                                    table[number &* channels &+ channel]
                            }
                        }
                    }
                } else if depth < 8 {
                    let scale = 255 / ((1 << depth) - 1)
                    for pixel in 0..<width {
                        unsafe to[pixel] = UInt8(
                            truncatingIfNeeded: Self.number(from, pixel, depth) &* scale)
                    }
                } else {
                    unsafe to.update(from: from, count: source.count)
                }
            }
        }
    }

    /// The number of a pixel of 1 to 8 bits, the first in the highest bits.
    @inline(__always)
    private static func number(_ from: Bytes, _ pixel: Int, _ depth: Int) -> Int {
        let bit = pixel &* depth
        return unsafe Int(from[bit >> 3]) >> (8 &- depth &- bit & 7) & (1 << depth &- 1)
    }
}
