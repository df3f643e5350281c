import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `JPEG by DCT` {
    /// A stream of 12 bits whose blocks of 8 × 8 are flat, from their DC values.
    private func flat(_ values: [Int], quantum: UInt8, restarts: Bool = false) -> [UInt8] {
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
        }
        var bytes: [UInt8] = [0xFF, 0xD8] + segment(0xDB, [0] + [UInt8](repeating: quantum, count: 64))
        bytes += segment(0xC1, [12, 0, 8, 0, UInt8(8 * values.count), 1, 1, 0x11, 0])
        let counts: [UInt8] = [0, 0, 0, 0, 17] + [UInt8](repeating: 0, count: 11)
        bytes += segment(0xC4, [0] + counts + (0..<17).map { UInt8($0) })
        bytes += segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
        if restarts { bytes += segment(0xDD, [0, 1]) }
        bytes += segment(0xDA, [1, 1, 0, 0, 63, 0])
        var (bits, last) = ("", 0)
        func bytesOfBits() -> [UInt8] {
            let padded = bits + String(repeating: "1", count: (8 - bits.count % 8) % 8)
            let all = Array(padded)
            return stride(from: 0, to: all.count, by: 8).flatMap { start -> [UInt8] in
                let byte = UInt8(String(all[start..<(start + 8)]), radix: 2) ?? 0
                return byte == 0xFF ? [0xFF, 0] : [byte]
            }
        }
        func binary(_ value: Int, _ width: Int) -> String {
            let digits = String(value, radix: 2)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        for (index, value) in values.enumerated() {
            if restarts, index > 0 {
                bytes += bytesOfBits() + [0xFF, 0xD0 + UInt8((index - 1) % 8)]
                (bits, last) = ("", 0)
            }
            let difference = value - last
            let category = difference == 0 ? 0 : 64 - abs(difference).leadingZeroBitCount
            bits += binary(category, 5)
            if category > 0 {
                bits += binary(difference > 0 ? difference : difference + (1 << category) - 1, category)
            }
            bits += "0"
            last = value
        }
        return bytes + bytesOfBits() + [0xFF, 0xD9]
    }

    @Test(arguments: [false, true])
    func `gives 12-bit samples`(restarts: Bool) throws {
        let picture = try ExtendedJPEG.decode(flat([100, -50, 0, 2000], quantum: 16, restarts: restarts))
        #expect(picture.block.shape == [32, 8])
        #expect(picture.precision == 12)
        // An eighth of the dequantized value, around 2048, held within 12 bits.
        #expect([0, 8, 16, 24].map { picture.block.value(at: $0) } == [2248, 1948, 2048, 4095])
    }

    @Test func `agrees bit for bit with libjpeg in 8 bits`() throws {
        var random = SeededGenerator(seed: 7)
        for channels in [1, 3] {
            let bytes = (0..<(37 * 21 * channels)).map {
                UInt8(truncatingIfNeeded: $0 / 3 + Int(random.next() % 40))
            }
            let block = try #require(
                SampleBlock(shape: [37, 21], channels: channels, type: .uint8, bytes: bytes))
            for quality in [30, 80, 100] {
                let file = try JPEG.encode(block, quality: quality)
                let theirs = try JPEG.decodeComponents(file)
                #expect(try ExtendedJPEG.decode(file) == theirs, "\(channels) components, quality \(quality)")
            }
        }
    }

    @Test func `leaves colours as they are coded`() throws {
        // A red picture: in YCbCr its first component is dark, and its third is large.
        let block = try #require(
            SampleBlock(
                shape: [8, 8], channels: 3, type: .uint8,
                bytes: (0..<64).flatMap { _ in [UInt8(255), 0, 0] }))
        let picture = try JPEG.decodeComponents(JPEG.encode(block, quality: 100))
        #expect(picture.block.value(at: 0) == 76)
        #expect(picture.block.value(at: 2) == 255)
    }

    @Test func `refuses what is cut off, and survives damage`() {
        let file = flat((0..<20).map { $0 * 37 % 300 - 100 }, quantum: 9, restarts: true)
        for count in 0..<(file.count - 5) {
            #expect(throws: CodecError.self, "\(count)") {
                try ExtendedJPEG.decode(Array(file.prefix(count)))
            }
        }
        var decoded = 0
        for seed in 0..<300 {
            let damaged = file.damaged(seed: UInt64(seed))
            if (try? JPEG.decodeAny(damaged)) != nil { decoded += 1 }
        }
        #expect(decoded > 20, "some damaged streams should decode")
    }
}
