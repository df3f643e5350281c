/// Writes lossless JPEG for tests, by T.81 Annex H and with one Huffman table of 17 codes of 5 bits.
struct LosslessJPEGWriter {
    var predictor = 1
    var pointTransform = 0
    var rowsBetweenRestarts = 0
    private var bytes: [UInt8] = []
    private var bits: (value: UInt64, count: Int) = (0, 0)

    init(predictor: Int = 1, pointTransform: Int = 0, rowsBetweenRestarts: Int = 0) {
        (self.predictor, self.pointTransform) = (predictor, pointTransform)
        self.rowsBetweenRestarts = rowsBetweenRestarts
    }

    private mutating func put(_ value: Int, _ count: Int) {
        bits.value = bits.value << UInt64(count) | UInt64(bitPattern: Int64(value)) & (1 << UInt64(count) - 1)
        bits.count += count
        while bits.count >= 8 {
            let byte = UInt8(truncatingIfNeeded: bits.value >> UInt64(bits.count - 8))
            bytes.append(byte)
            if byte == 0xFF { bytes.append(0) }
            bits.count -= 8
        }
    }

    private mutating func flush() {
        if bits.count > 0 { put(0xFF, 8 - bits.count) }
        bits = (0, 0)
    }

    private mutating func segment(_ marker: UInt8, _ content: [UInt8]) {
        let length = content.count + 2
        bytes += [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }

    /// The stream of a picture whose components are interleaved.
    mutating func write(_ samples: [Int], width: Int, height: Int, channels: Int, precision: Int) -> [UInt8] {
        bytes = [0xFF, 0xD8]
        let size = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        let components = (0..<channels).flatMap { channel -> [UInt8] in [UInt8(channel + 1), 0x11, 0] }
        segment(0xC3, [UInt8(precision)] + size + [UInt8(channels)] + components)
        segment(0xC4, [0, 0, 0, 0, 0, 17] + [UInt8](repeating: 0, count: 11) + (0..<17).map { UInt8($0) })
        if rowsBetweenRestarts > 0 {
            let interval = rowsBetweenRestarts * width
            segment(0xDD, [UInt8(interval >> 8), UInt8(interval & 255)])
        }
        segment(
            0xDA,
            [UInt8(channels)] + (0..<channels).flatMap { channel -> [UInt8] in [UInt8(channel + 1), 0] }
                + [UInt8(predictor), 0, UInt8(pointTransform)])
        let shifted = samples.map { $0 >> pointTransform }
        var isFirst = true
        for y in 0..<height {
            if rowsBetweenRestarts > 0, y > 0, y % rowsBetweenRestarts == 0 {
                flush()
                bytes += [0xFF, 0xD0 + UInt8((y / rowsBetweenRestarts - 1) % 8)]
                isFirst = true
            }
            for x in 0..<width {
                for channel in 0..<channels {
                    func at(_ dx: Int, _ dy: Int) -> Int {
                        shifted[((y - dy) * width + x - dx) * channels + channel]
                    }
                    let prediction =
                        isFirst
                        ? x == 0 ? 1 << (precision - pointTransform - 1) : at(1, 0)
                        : x == 0 ? at(0, 1) : predict(at(1, 0), at(0, 1), at(1, 1))
                    put(difference: (at(0, 0) - prediction) & 0xFFFF)
                }
            }
            isFirst = false
        }
        flush()
        return bytes + [0xFF, 0xD9]
    }

    private mutating func put(difference modulo: Int) {
        if modulo == 32_768 { return put(16, 5) }
        let value = modulo > 32_768 ? modulo - 65_536 : modulo
        let category = value == 0 ? 0 : 64 - abs(value).leadingZeroBitCount
        put(category, 5)
        if category > 0 { put(value > 0 ? value : value - 1, category) }
    }

    private func predict(_ a: Int, _ b: Int, _ c: Int) -> Int {
        switch predictor {
        case 1: a
        case 2: b
        case 3: c
        case 4: a + b - c
        case 5: a + (b - c) >> 1
        case 6: b + (a - c) >> 1
        default: (a + b) >> 1
        }
    }
}
