import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `Lossless JPEG` {
    /// Samples over the whole range, with steps that wrap around.
    private func samples(_ count: Int, precision: Int, seed: UInt64) -> [Int] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { index in
            index % 5 == 0
                ? Int(random.next() & UInt64((1 << precision) - 1)) : index & ((1 << precision) - 1)
        }
    }

    private func values(_ picture: DecodedPicture) -> [Int] {
        (0..<(picture.width * picture.height * picture.channels)).map { Int(picture.block.value(at: $0)) }
    }

    @Test(arguments: 1...7) func `gives back what was written with predictor`(_ predictor: Int) throws {
        for (precision, channels, restarts) in [
            (2, 1, 0), (8, 1, 2), (8, 3, 0), (12, 1, 3), (16, 1, 0), (16, 3, 1),
        ] {
            let original = samples(9 * 7 * channels, precision: precision, seed: 4)
            var writer = LosslessJPEGWriter(predictor: predictor, rowsBetweenRestarts: restarts)
            let file = writer.write(original, width: 9, height: 7, channels: channels, precision: precision)
            let picture = try LosslessJPEG.decode(file)
            #expect(values(picture) == original, "\(precision) bits, \(channels) components")
            #expect(picture.precision == precision)
            #expect(picture.block.type == (precision > 8 ? .uint16 : .uint8))
        }
    }

    @Test func `puts the bits back that a point transform took`() throws {
        let original = samples(12, precision: 12, seed: 1).map { $0 & ~7 }
        var writer = LosslessJPEGWriter(predictor: 4, pointTransform: 3)
        let file = writer.write(original, width: 4, height: 3, channels: 1, precision: 12)
        #expect(try values(LosslessJPEG.decode(file)) == original)
    }

    @Test func `says where a stream ends that is cut off anywhere`() throws {
        var writer = LosslessJPEGWriter(predictor: 7, rowsBetweenRestarts: 2)
        let file = writer.write(
            samples(63, precision: 12, seed: 2), width: 9, height: 7, channels: 1, precision: 12)
        // The last two bytes are the end mark, and the byte before may be padding alone.
        for count in 0..<(file.count - 3) {
            let error = #expect(throws: CodecError.self) {
                try LosslessJPEG.decode(Array(file.prefix(count)))
            }
            #expect(error?.offset.map { $0 <= count } == true, "\(count)")
        }
    }

    @Test func `survives damage`() {
        var writer = LosslessJPEGWriter(predictor: 5, rowsBetweenRestarts: 2)
        let file = writer.write(
            samples(189, precision: 10, seed: 3), width: 9, height: 7, channels: 3, precision: 10)
        let scan = (0..<file.count - 1).first { file[$0] == 0xFF && file[$0 + 1] == 0xDA } ?? 0
        var pastHeader = 0
        for seed in 0..<300 {
            do {
                _ = try LosslessJPEG.decode(file.damaged(seed: UInt64(seed)))
                pastHeader += 1
            } catch { pastHeader += (error.offset ?? 0) > scan ? 1 : 0 }
        }
        #expect(pastHeader > 150, "most damage should come past the header")
    }

    @Test func `allocates nothing for a picture that cannot be in the data`() {
        var writer = LosslessJPEGWriter()
        var file = writer.write([1, 2], width: 2, height: 1, channels: 1, precision: 16)
        // Height and width of the frame header: 65,535 each.
        file.replaceSubrange(7..<11, with: [0xFF, 0xFF, 0xFF, 0xFF])
        let error = #expect(throws: CodecError.self) { try LosslessJPEG.decode(file) }
        #expect(error?.description.contains("65535 × 65535") == true)
    }
}
