import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `JPEG 2000 and JPEG-LS` {
    private func values(_ picture: DecodedPicture) -> [Int] {
        (0..<(picture.width * picture.height * picture.channels)).map { Int(picture.block.value(at: $0)) }
    }

    @Test func `give back the samples that went in`() throws {
        let j2k = try JPEG2000.decode(SmallStreams.jpeg2000)
        #expect(values(j2k) == SmallStreams.samples)
        #expect((j2k.width, j2k.height, j2k.precision) == (8, 6, 12))
        let jls = try JPEGLS.decode(SmallStreams.jpegLS)
        #expect(values(jls) == SmallStreams.samples)
        #expect(jls.block.type == .uint16)
    }

    @Test func `say so where a stream has no smaller size`() {
        #expect(throws: CodecError.self) { try JPEG2000.decode(SmallStreams.jpeg2000, reduction: 2) }
    }

    @Test func `refuse streams that are cut off, without crash or invented samples`() {
        for count in 0..<(SmallStreams.jpeg2000.count - 4) {
            #expect(throws: CodecError.self, "JPEG 2000, \(count)") {
                try JPEG2000.decode(Array(SmallStreams.jpeg2000.prefix(count)))
            }
        }
        for count in 0..<(SmallStreams.jpegLS.count - 3) {
            #expect(throws: CodecError.self, "JPEG-LS, \(count)") {
                try JPEGLS.decode(Array(SmallStreams.jpegLS.prefix(count)))
            }
        }
    }

    @Test func `survive damage`() {
        var decoded = 0
        for seed in 0..<400 {
            let j2k = SmallStreams.jpeg2000.damaged(seed: UInt64(seed))
            if (try? JPEG2000.decode(j2k)) != nil { decoded += 1 }
            let jls = SmallStreams.jpegLS.damaged(seed: UInt64(seed))
            if (try? JPEGLS.decode(jls)) != nil { decoded += 1 }
        }
        #expect(decoded > 20, "some damage should come past the header")
    }

    @Test func `survive damage to blocks of high throughput, which OpenJPEG answers by ending the program`() {
        // Threads that the user asks OpenJPEG for would end it all the same; the library reads this at each picture.
        withEnvironment("OPJ_NUM_THREADS", "4") {
            var (decoded, refused) = (0, 0)
            for seed in 0..<3000 {
                let bytes = SmallStreams.highThroughput.damaged(seed: UInt64(seed))
                if (try? JPEG2000.decode(bytes)) != nil { decoded += 1 } else { refused += 1 }
            }
            #expect(decoded > 50 && refused > 50)
        }
    }
}
