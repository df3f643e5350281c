import LightboxCodecs
import LightboxCore
import LightboxTesting
import Testing

@Suite struct `The PNG codec` {
    static func block(_ width: Int, _ height: Int, channels: Int, _ type: SampleType) throws -> SampleBlock {
        var random = SeededGenerator(seed: 3)
        let count = width * height * channels * type.byteCount
        let bytes = (0..<count).map {
            UInt8(truncatingIfNeeded: $0 / 7) ^ UInt8.random(in: 0...15, using: &random)
        }
        return try #require(
            SampleBlock(shape: [width, height], channels: channels, type: type, bytes: bytes))
    }

    @Test(arguments: [(1, 1), (7, 3), (64, 33)], [SampleType.uint8, .uint16])
    func `gives back what it wrote`(_ size: (Int, Int), _ type: SampleType) throws {
        for channels in 1...4 {
            let block = try Self.block(size.0, size.1, channels: channels, type)
            let file = try PNG.encode(block, texts: [("Comment", "SYNTHETIC")])
            let header = try PNG.header(file)
            #expect(header.width == size.0 && header.height == size.1 && header.channels == channels)
            #expect(header.type == type)
            #expect(try PNG.decode(file) == block)
        }
    }

    @Test func `refuses what is no picture`() throws {
        let volume = try #require(
            SampleBlock(shape: [2, 2, 2], channels: 1, type: .uint8, bytes: [UInt8](repeating: 0, count: 8)))
        #expect(throws: CodecError.self) { try PNG.encode(volume) }
        let floats = try #require(
            SampleBlock(shape: [1, 1], channels: 1, type: .float32, bytes: [0, 0, 0, 0]))
        #expect(throws: CodecError.self) { try PNG.encode(floats) }
    }

    @Test func `spreads grey of few bits over all of 0 to 255`() throws {
        // Two pixels of 4 bits, 0 and 15, and of 1 bit, 0 and 1.
        for (depth, byte) in [(UInt8(4), UInt8(0x0F)), (1, 0x40)] {
            let block = try PNG.decode(Self.tiny(depth: depth, row: [byte]))
            #expect(block.bytes == [0, 255])
        }
    }

    @Test func `turns numbers of a palette into its colours`() throws {
        let colours: [UInt8] = [10, 20, 30, 40, 50, 60]
        let plain = try PNG.decode(Self.tiny(depth: 8, colour: 3, row: [1, 0], extra: [("PLTE", colours)]))
        #expect(plain.channels == 3)
        #expect(plain.bytes == [40, 50, 60, 10, 20, 30])
        let clear = Self.tiny(
            depth: 8, colour: 3, row: [1, 0], extra: [("PLTE", colours), ("tRNS", [0, 128])])
        #expect(try PNG.decode(clear).bytes == [40, 50, 60, 128, 10, 20, 30, 0])
    }

    @Test func `does not allocate what a small file cannot hold`() throws {
        var file = Self.tiny(depth: 8, row: [1, 2])
        for place in 16..<24 { file[place] = place % 4 == 0 ? 0x40 : 0 }
        #expect(throws: CodecError.self) { try PNG.decode(file) }
    }

    @Test func `says so wherever a file is cut off`() throws {
        let file = try PNG.encode(Self.block(20, 20, channels: 1, .uint16))
        // Behind the last row lie a checksum and the chunk IEND, which says nothing.
        for count in 0..<file.count - 16 {
            #expect(throws: CodecError.self, "cut at \(count)") { try PNG.decode(Array(file[..<count])) }
        }
    }

    @Test func `checks the checksum of the image data`() throws {
        var file = try PNG.encode(Self.block(20, 20, channels: 1, .uint16))
        file[file.count - 13] ^= 1
        #expect(throws: CodecError.self) { try PNG.decode(file) }
    }

    @Test func `survives damage`() throws {
        let file = try PNG.encode(Self.block(20, 20, channels: 3, .uint8))
        for seed in 0..<2000 {
            guard let block = try? PNG.decode(file.damaged(seed: UInt64(seed))) else { continue }
            #expect(
                block.bytes.count == block.shape[0] * block.shape[1] * block.channels * block.type.byteCount)
        }
    }

    /// A picture of 2 × 1 pixels, built chunk by chunk; the gzip writer makes the deflated data.
    static func tiny(
        depth: UInt8, colour: UInt8 = 0, row: [UInt8], extra: [(String, [UInt8])] = []
    ) -> [UInt8] {
        func big(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
            let body = Array(name.utf8) + data
            return big(data.count) + body + big(Int(crc(body)))
        }
        let line = [0] + row
        // A stored block of deflate in a zlib wrapping.
        let adler = line.reduce((a: 1, b: 0)) { (($0.a + Int($1)) % 65521, ($0.b + $0.a + Int($1)) % 65521) }
        let zlib =
            [0x78, 1, 1, UInt8(line.count), 0, ~UInt8(line.count), 0xFF] + line + big(adler.b << 16 | adler.a)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(2) + big(1) + [depth, colour, 0, 0, 0])
            + extra.flatMap { chunk($0.0, $0.1) } + chunk("IDAT", zlib) + chunk("IEND", [])
    }

    static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    @Test func `gives row by row what it gives at once`() throws {
        var random = SeededGenerator(seed: 5)
        for type in [SampleType.uint8, .uint16] {
            for channels in 1...4 {
                // Smooth and rough places, so that the writer takes every filter.
                let count = 23 * 31 * channels * type.byteCount
                let bytes = (0..<count).map { (place: Int) -> UInt8 in
                    place % 700 < 350
                        ? UInt8(truncatingIfNeeded: place / 9) : UInt8.random(in: 0...255, using: &random)
                }
                let block = try #require(
                    SampleBlock(shape: [23, 31], channels: channels, type: type, bytes: bytes))
                #expect(try Self.byRows(PNG.encode(block)) == bytes)
            }
        }
        let colours: [UInt8] = [10, 20, 30, 40, 50, 60]
        for (depth, colour, extra) in [
            (UInt8(1), UInt8(0), []), (2, 0, []), (4, 0, []), (8, 3, [("PLTE", colours)]),
            (1, 3, [("PLTE", colours), ("tRNS", [7])]),
        ] {
            let file = Self.tiny(depth: depth, colour: colour, row: [1, 0], extra: extra)
            #expect(try Self.byRows(file) == PNG.decode(file).bytes, "\(depth) bits, colour type \(colour)")
        }
    }

    @Test func `says so wherever its rows are cut off or damaged`() throws {
        let bytes = (0..<1200).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
        let file = try PNG.encode(
            #require(SampleBlock(shape: [40, 30], channels: 1, type: .uint8, bytes: bytes)))
        for count in 33..<(file.count - 24) {
            #expect(throws: CodecError.self, "cut at \(count)") { try Self.byRows(Array(file[..<count])) }
        }
        var read = 0
        for seed in 0..<1000 {
            guard let rows = try? Self.byRows(file.damaged(seed: UInt64(seed))) else { continue }
            read += 1
            #expect(rows == bytes || rows.count != bytes.count, "seed \(seed)")
        }
        print("PNG rows: \(read) of 1000 damaged files were still whole")
    }

    private static func byRows(_ file: [UInt8]) throws -> [UInt8] {
        let source = MemoryBytes(file)
        let rows = try PNGRows(source, PNG.header(source))
        guard rows.rowByteCount < 1 << 20, rows.header.height < 1 << 16 else { return [] }
        var bytes = [UInt8](repeating: 0, count: rows.rowByteCount * rows.header.height)
        for row in 0..<rows.header.height { try rows.next(into: &bytes, at: row * rows.rowByteCount) }
        try rows.finish()
        return bytes
    }
}
