import LightboxCodecs
import LightboxTesting
import Testing

@Suite struct `A coded chunk` {
    let text = Array("lightbox, light box, lightbox: boxes of light; lightbox, light box, lightbox".utf8)

    @Test func `that is deflated comes out up to a limit`() throws {
        let coded = try Gzip.compress(text)
        #expect(try Deflate.inflate(coded, limit: text.count) == text)
        #expect(try Deflate.inflate(coded, limit: 1 << 40) == text)
        #expect(throws: CodecError.self) { try Deflate.inflate(coded, limit: text.count - 1) }
        #expect(try Deflate.inflateHead(coded, count: 8) == Array(text[..<8]))
        var wrong = coded
        wrong[wrong.count - 6] ^= 1
        #expect(throws: CodecError.self) { try Deflate.inflate(wrong, limit: text.count) }
        for count in 0..<coded.count {
            #expect(throws: CodecError.self, "cut at \(count)") {
                try Deflate.inflate(Array(coded[..<count]), limit: text.count)
            }
        }
    }

    @Test(arguments: [1, 77, 70_000, 3_000_000])
    func `that is deflated comes out alike with zlib's header, gzip's and none`(count: Int) throws {
        var random = SeededGenerator(seed: 7)
        // Half of it noise, half of it one byte: the first and the second way of undoing it both have to work.
        for plain in [
            (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) },
            [UInt8](repeating: 9, count: count),
        ] {
            let gzip = try Gzip.compress(plain)
            let bare = Array(gzip[10..<gzip.count - 8])
            var (a, b) = (UInt32(1), UInt32(0))
            for byte in plain {
                a = (a + UInt32(byte)) % 65521
                b = (b + a) % 65521
            }
            let sum = [b >> 8, b, a >> 8, a].map { UInt8(truncatingIfNeeded: $0) }
            let zlib = [0x78, 0x9C] + bare + sum
            #expect(try Deflate.inflate(gzip, limit: count) == plain)
            #expect(try Deflate.inflate(bare, limit: count, isBare: true) == plain)
            #expect(try Deflate.inflate(zlib, limit: count) == plain)
            for coded in [gzip, zlib] {
                var wrong = coded
                wrong[wrong.count - 5 + (coded == zlib ? 4 : 0)] ^= 0x40
                #expect(throws: CodecError.self) { try Deflate.inflate(wrong, limit: count) }
                #expect(throws: CodecError.self) { try Deflate.inflate(coded, limit: count - 1) }
            }
            #expect(throws: CodecError.self) { try Deflate.inflate(bare, limit: count - 1, isBare: true) }
        }
    }

    @Test func `of LZ4 comes out, and looks back no further than it may`() throws {
        // "abcd", then eight bytes from four back, then "e".
        let coded: [UInt8] = [0x44, 0x61, 0x62, 0x63, 0x64, 4, 0, 0x10, 0x65]
        #expect(try LZ4.decode(coded, limit: 13) == Array("abcdabcdabcde".utf8))
        #expect(throws: CodecError.self) { try LZ4.decode(coded, limit: 12) }
        for (place, byte): (Int, UInt8) in [(5, 5), (5, 0), (0, 0xF4), (7, 0x70)] {
            var wrong = coded
            wrong[place] = byte
            #expect(throws: CodecError.self, "byte \(place)") { try LZ4.decode(wrong, limit: 100) }
        }
    }

    @Test func `of Zstandard comes out`() throws {
        // A frame of one raw block, as RFC 8878 §3.1.1 has it.
        let coded: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 3, 0x19, 0, 0, 7, 8, 9]
        #expect(try Zstandard.decode(coded, limit: 3) == [7, 8, 9])
        #expect(throws: CodecError.self) { try Zstandard.decode(coded, limit: 2) }
        #expect(throws: CodecError.self) { try Zstandard.decode(Array(coded.dropLast()), limit: 3) }
    }

    @Test func `of Blosc comes out, and never more than its header may claim`() throws {
        // Version 2, no coding: 16 bytes of header, then the bytes themselves.
        let coded: [UInt8] = [2, 1, 2, 1, 4, 0, 0, 0, 4, 0, 0, 0, 20, 0, 0, 0, 5, 6, 7, 8]
        #expect(try Blosc.decode(coded, limit: 4) == [5, 6, 7, 8])
        #expect(throws: CodecError.self) { try Blosc.decode(coded, limit: 3) }
        for seed: UInt64 in 0..<2000 { _ = try? Blosc.decode(coded.damaged(seed: seed), limit: 1 << 16) }
    }
}
