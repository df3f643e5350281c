import LightboxCodecs
import LightboxTesting
import Testing

@Suite struct `DICOM's RLE` {
    /// A frame of segments packed as given.
    private func frame(_ segments: [[UInt8]]) -> [UInt8] {
        func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var (offset, header) = (64, word(segments.count))
        for segment in segments {
            header += word(offset)
            offset += segment.count
        }
        return header + [UInt8](repeating: 0, count: 64 - header.count) + segments.flatMap { $0 }
    }

    @Test func `unpacks runs, literals and bytes that mean nothing`() throws {
        // Four times 7; three literals; a byte 80, which is skipped; two times 9.
        let packed = frame([[0xFD, 7, 2, 1, 2, 3, 0x80, 0xFF, 9]])
        let out = try RLE.decode(packed, pixels: 9, samplesPerPixel: 1, sampleSize: 1)
        #expect(out == [7, 7, 7, 7, 1, 2, 3, 9, 9])
    }

    @Test func `puts the high byte of each sample last and the components together`() throws {
        // Two pixels of two components of 16 bits: high and low bytes of each component in a segment.
        let packed = frame([[1, 0x11, 0x12], [1, 0x21, 0x22], [1, 0x31, 0x32], [1, 0x41, 0x42]])
        let out = try RLE.decode(packed, pixels: 2, samplesPerPixel: 2, sampleSize: 2)
        #expect(out == [0x21, 0x11, 0x41, 0x31, 0x22, 0x12, 0x42, 0x32])
    }

    @Test func `says which segment is short or missing`() {
        let short = #expect(throws: CodecError.self) {
            try RLE.decode(frame([[1, 5, 6]]), pixels: 3, samplesPerPixel: 1, sampleSize: 1)
        }
        #expect(short?.sentence == "RLE: segment 1 of 1 ends after 2 of 3 bytes (at byte 67).")
        let few = #expect(throws: CodecError.self) {
            try RLE.decode(frame([[1, 5, 6]]), pixels: 2, samplesPerPixel: 1, sampleSize: 2)
        }
        #expect(few?.sentence == "RLE: the frame has 1 segments, but its pixels need 2 (at byte 0).")
    }

    @Test func `survives damage and cuts`() {
        let packed = frame([[0xFD, 7, 2, 1, 2, 3, 0xFF, 9], [5, 1, 2, 3, 4, 5, 6, 0xFE, 0]])
        for count in 0..<packed.count {
            #expect(throws: CodecError.self) {
                try RLE.decode(Array(packed.prefix(count)), pixels: 9, samplesPerPixel: 1, sampleSize: 2)
            }
        }
        for seed in 0..<2000 {
            _ = try? RLE.decode(
                packed.damaged(seed: UInt64(seed)), pixels: 9, samplesPerPixel: 1, sampleSize: 2)
        }
    }
}
