import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `The JPEG codec` {
    /// A smooth picture, which JPEG keeps nearly as it is.
    static func block(_ width: Int, _ height: Int, channels: Int) throws -> SampleBlock {
        var bytes: [UInt8] = []
        for j in 0..<height {
            for i in 0..<width { for c in 0..<channels { bytes.append(UInt8((i + 2 * j + 40 * c) % 200)) } }
        }
        return try #require(
            SampleBlock(shape: [width, height], channels: channels, type: .uint8, bytes: bytes))
    }
    static func header(_ file: [UInt8]) throws -> JPEG.Header {
        try JPEG.header { Array(file.dropFirst($0).prefix($1)) }
    }

    @Test(arguments: [1, 3]) func `gives back nearly what it wrote`(_ channels: Int) throws {
        let block = try Self.block(61, 37, channels: channels)
        let file = try JPEG.encode(block, quality: 95)
        let header = try Self.header(file)
        #expect(header.width == 61 && header.height == 37 && header.channels == channels)
        let back = try JPEG.decode(file)
        #expect(back.shape == block.shape)
        let errors = zip(back.bytes, block.bytes).map { abs(Int($0) - Int($1)) }
        #expect(errors.reduce(0, +) < 4 * errors.count)
    }

    @Test func `decodes at a half, a quarter and an eighth of the size`() throws {
        let file = try JPEG.encode(Self.block(61, 37, channels: 1))
        for (reduction, shape) in [(2, [31, 19]), (4, [16, 10]), (8, [8, 5])] {
            #expect(try JPEG.decode(file, reduction: reduction).shape == shape)
        }
    }

    @Test func `finds how EXIF asks to turn the picture`() throws {
        let tiff: [UInt8] = [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ]
        let data = Array("Exif\0\0".utf8) + tiff
        let segment = [0xFF, 0xE1, 0, UInt8(data.count + 2)] + data
        let plain = try JPEG.encode(Self.block(8, 8, channels: 1))
        #expect(try Self.header(plain).orientation == nil)
        #expect(try Self.header(Array(plain[..<2]) + segment + plain[2...]).orientation == 6)
    }

    @Test(arguments: [
        (UInt8(0xC5), UInt8(8), UInt8(1), "hierarchical"), (0xC0, 8, 0, "0 components"),
        (0xC0, 7, 1, "7 bits"),
        (0xC9, 12, 1, "arithmetic"), (0xCB, 8, 1, "lossless"),
    ])
    func `refuses other kinds by name`(_ marker: UInt8, _ bits: UInt8, _ parts: UInt8, _ word: String) throws
    {
        let file: [UInt8] =
            [0xFF, 0xD8, 0xFF, marker, 0, 17, bits, 0, 8, 0, 8, parts] + [UInt8](repeating: 0, count: 20)
        let error = try #require(throws: CodecError.self) { try Self.header(file) }
        #expect(error.problem.contains(word))
        #expect(throws: CodecError.self) { try JPEG.decode(file) }
    }

    @Test func `gives four inks with 0 for none, and undoes arithmetic codes`() throws {
        let inks = try JPEG.decode(SmallStreams.fourInks)
        #expect(inks.channels == 4 && Array(inks.bytes[..<8]) == [200, 40, 90, 30, 200, 40, 90, 30])
        #expect(try JPEG.decode(SmallStreams.arithmetic).bytes == [UInt8](repeating: 77, count: 64))
    }

    @Test func `decodes a part as it is in the whole`() throws {
        let file = try JPEG.encode(Self.block(61, 37, channels: 3))
        let whole = try JPEG.decode(file)
        for (columns, rows) in [(0..<61, 5..<6), (17..<60, 0..<37), (60..<61, 36..<37), (8..<16, 20..<31)] {
            let expected = rows.flatMap { row in
                Array(whole.bytes[(row * 61 + columns.lowerBound) * 3..<(row * 61 + columns.upperBound) * 3])
            }
            #expect(try JPEG.decode(file, columns: columns, rows: rows).bytes == expected)
        }
        #expect(throws: CodecError.self) { try JPEG.decode(file, columns: 0..<62, rows: 0..<1) }
    }

    @Test func `says so wherever a file is cut off`() throws {
        let file = try JPEG.encode(Self.block(40, 40, channels: 1))
        // The last bytes fill up the entropy-coded data; without them every row may still be whole.
        for count in 0..<file.count - 8 {
            #expect(throws: CodecError.self, "cut at \(count)") { try JPEG.decode(Array(file[..<count])) }
        }
    }

    @Test func `survives damage`() throws {
        let file = try JPEG.encode(Self.block(40, 40, channels: 3))
        for seed in 0..<2000 {
            guard let block = try? JPEG.decode(file.damaged(seed: UInt64(seed))) else { continue }
            #expect(block.bytes.count == block.shape[0] * block.shape[1] * block.channels)
        }
    }
}
