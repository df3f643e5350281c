import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `Whole slides` {
    private func path(_ name: String) -> FilePath? {
        guard let root = TestData.root else {
            print("no test data: whole slides were not read")
            return nil
        }
        return FilePath(root + "/wsi/openslide/" + name)
    }

    @Test func `have levels, and the pictures beside them as parts`() throws {
        guard let path = path("small.svs") else { return }
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .svs && report.header?.shape == [16, 16] && report.header?.channels == 3)
        let image = try FrontDoor.standard.open(path)
        let block = try image.readAll()
        // What tifffile finds: mean 236.3 of 96 to 255; JPEG decoders differ by a level.
        let mean = Double(block.bytes.reduce(0) { $0 + Int($1) }) / Double(block.bytes.count)
        #expect(abs(mean - 236.3) < 0.5)
        let tile = try image.read(Region([3..<5, 7..<9]))
        let row = (7 * 16 + 3) * 3
        #expect(Array(tile.bytes[..<6]) == Array(block.bytes[row..<row + 6]))
        for part in report.parts {
            let picture = try FrontDoor.standard.open(path, part: part.name)
            #expect(try picture.readAll().shape == part.header?.shape)
        }
    }

    @Test func `say what OpenSlide says where they cannot be read`() throws {
        guard let path = path("unreadable.svs") else { return }
        let error = #expect(throws: FormatError.self) { try FrontDoor.standard.open(path).readAll() }
        #expect(error?.path == path)
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(path, part: "nothing") }
    }

    @Test func `are refused where a file only has the name of one`() throws {
        let folder = try TemporaryFolder()
        let path = FilePath(try folder.write([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0], to: "a.svs"))
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .svs && report.header == nil && report.problem != nil)
    }
}

@Suite struct `WAV files` {
    private func word(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func file(coding: Int, bits: Int, channels: Int, _ samples: [UInt8], stated: Int? = nil)
        -> [UInt8]
    {
        let format =
            word(coding)[..<2] + word(channels)[..<2] + word(8000) + word(8000 * channels * bits / 8)
            + word(channels * bits / 8)[..<2] + word(bits)[..<2]
        return Array("RIFF".utf8) + word(0) + Array("WAVEfmt ".utf8) + word(16) + format
            + Array("data".utf8) + word(stated ?? samples.count) + samples
    }
    private func open(_ bytes: [UInt8]) throws -> any ImageSource {
        try FrontDoor.standard.open(MemoryBytes(bytes), at: "here/a.wav", in: DiskTree(path: "here"))
    }

    @Test func `are signals, the channels side by side`() throws {
        let stereo = try open(file(coding: 1, bits: 16, channels: 2, [1, 0, 2, 0, 3, 0, 4, 0]))
        #expect(stereo.header.shape == [2] && stereo.header.channels == 2)
        #expect(try stereo.read(Region([1..<2])).bytes == [3, 0, 4, 0])
        let wide = try open(file(coding: 1, bits: 24, channels: 1, [1, 2, 3, 0, 0, 0x80]))
        #expect(try wide.readAll().bytes == [1, 2, 3, 0, 0, 0, 0x80, 0xFF])
    }

    @Test func `give what is there of a file whose size is not known`() throws {
        let bytes = file(coding: 1, bits: 8, channels: 1, [9, 8, 7], stated: 0x7FFF_FFFF)
        let report = FrontDoor.standard.report(
            MemoryBytes(bytes), at: "here/a.wav", in: DiskTree(path: "here"))
        #expect(report.header?.shape == [3] && report.notes.count == 1)
    }

    @Test func `never crash, cut off anywhere or damaged`() {
        let sound = file(coding: 1, bits: 24, channels: 1, [1, 2, 3, 0, 0, 0x80])
        for count in 12..<sound.count { _ = try? open(Array(sound[..<count])).readAll() }
        for seed in 0..<1000 { _ = try? open(sound.damaged(seed: UInt64(seed))).readAll() }
    }
}
