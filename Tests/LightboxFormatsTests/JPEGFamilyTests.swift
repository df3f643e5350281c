import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

private func report(_ bytes: [UInt8], _ name: String) -> FileReport {
    FrontDoor.standard.report(MemoryBytes(bytes), at: FilePath("here/" + name), in: DiskTree(path: "here"))
}
private func open(_ bytes: [UInt8], _ name: String) throws -> any ImageSource {
    try FrontDoor.standard.open(MemoryBytes(bytes), at: FilePath("here/" + name), in: DiskTree(path: "here"))
}
private func numbers(_ block: SampleBlock) -> [Int] {
    (0..<(block.bytes.count / block.type.byteCount)).map { Int(block.value(at: $0)) }
}
private func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { (shift: Int) -> UInt8 in UInt8(truncatingIfNeeded: value >> shift) }
}
private func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
    word(8 + content.count) + Array(name.utf8) + content
}

@Suite struct `JPEG 2000 files` {
    /// A JP2 file around a codestream; `colours` is the number of its colour space.
    private func jp2(_ stream: [UInt8], colours: Int = 17, more: [UInt8] = [], channels: UInt8 = 1) -> [UInt8]
    {
        let brand = Array("jp2 ".utf8)
        let size = Array(stream[12..<16] + stream[8..<12])
        let rest: [UInt8] = [0, channels, 7, 7, 0, 0]
        let space: [UInt8] = [1, 0, 0] + word(colours)
        let header: [UInt8] = box("ihdr", size + rest) + box("colr", space) + more
        var file = box("jP  ", [13, 10, 0x87, 10])
        file += box("ftyp", brand + word(0) + brand)
        file += box("jp2h", header)
        file += box("jp2c", stream)
        return file
    }
    /// Colours of `SmallStreams.threeComponents`.
    private let colours: [Int] = (0..<192).flatMap { (pixel: Int) -> [Int] in
        let (x, y) = (pixel % 16, pixel / 16)
        return [4 * x + y + 60, 120 + x, 128 - y]
    }

    @Test func `are told by their content, bare or in boxes`() throws {
        for (bytes, name) in [(SmallStreams.jpeg2000, "a.j2k"), (jp2(SmallStreams.jpeg2000), "b.png")] {
            let report = report(bytes, name)
            #expect(report.format == .jpeg2000 && report.problem == nil, "\(report.problem ?? "")")
            let header = try #require(report.header)
            #expect(header.shape == [8, 6] && header.storedType == .uint16 && header.channels == 1)
            #expect(header.window == Window(center: 2047.5, width: 4095))
            #expect(try numbers(open(bytes, name).readAll()) == SmallStreams.samples)
        }
    }

    @Test func `give regions as they are in the whole, at every level`() throws {
        let image = try #require(try open(SmallStreams.threeComponents, "a.j2k") as? any PyramidSource)
        #expect(image.levels.map(\.shape) == [[16, 12], [8, 6], [4, 3]])
        #expect(try numbers(image.readAll()) == colours)
        for (level, header) in image.levels.enumerated() {
            let (width, height) = (header.shape[0], header.shape[1])
            let whole = try image.read(Region([0..<width, 0..<height]), level: level)
            for region in [
                Region([1..<width, 2..<3]), Region([0..<1, 0..<height]), Region([2..<4, 1..<3]),
            ] {
                let block = try image.read(region, level: level)
                let expected = region.ranges[1].flatMap { row in
                    let start = (row * width + region.ranges[0].lowerBound) * 3
                    return Array(whole.bytes[start..<start + region.ranges[0].count * 3])
                }
                #expect(block.bytes == expected, "level \(level), \(region)")
            }
        }
        #expect(throws: FormatError.self) { try image.read(Region([0..<5, 0..<3]), level: 2) }
    }

    @Test func `turn luma and differences into RGB, and numbers of a palette into colours`() throws {
        let ycc = jp2(SmallStreams.threeComponents, colours: 18, channels: 3)
        let turned = try numbers(open(ycc, "a.jp2").readAll())
        // Y 60, Cb 120, Cr 128: red is Y, green Y + 0.344 · 8, blue Y - 1.772 · 8.
        #expect(Array(turned[..<3]) == [60, 63, 46])
        #expect(report(ycc, "a.jp2").notes == ["Luma and colour differences are read as RGB."])
        let tints = (0..<256).flatMap { (tint: Int) -> [UInt8] in [UInt8(tint), UInt8(255 - tint), 7] }
        let palette =
            box("pclr", [1, 0, 3, 7, 7, 7] + tints) + box("cmap", (0..<3).flatMap { [0, 0, 1, $0] })
        let coloured = jp2(SmallStreams.highThroughput, more: palette)
        #expect(report(coloured, "a.jp2").header?.channels == 3)
        let first = try numbers(open(coloured, "a.jp2").readAll())
        #expect(Array(first[..<6]) == [60, 195, 7, 64, 191, 7])
    }

    @Test func `may be of high throughput`() throws {
        let report = report(SmallStreams.highThroughput, "a.jhc")
        #expect(report.facts.first { $0.key == "coding" }?.value == .string("HTJ2K"))
        let block = try open(SmallStreams.highThroughput, "a.jhc").readAll()
        #expect(numbers(block) == stride(from: 0, to: 576, by: 3).map { colours[$0] })
    }

    @Test func `are refused wherever they are cut, and survive damage`() {
        let file = jp2(SmallStreams.jpeg2000)
        for count in 12..<(file.count - 4) {
            #expect(throws: FormatError.self, "\(count)") {
                try open(Array(file.prefix(count)), "a.jp2").readAll()
            }
        }
        var (passed, read) = (0, 0)
        for seed in 0..<600 {
            let bytes = file.damaged(seed: UInt64(seed))
            guard let image = try? open(bytes, "a.jp2") else { continue }
            passed += 1
            if let count = image.header.byteCount, count < 1 << 20, (try? image.readAll()) != nil {
                read += 1
            }
        }
        #expect(passed > 200 && read > 30, "\(passed) past the header, \(read) read")
    }
}

@Suite struct `JPEG files of other kinds` {
    @Test func `are JPEG-LS where the frame header says so`() throws {
        var spiff = SmallStreams.jpegLS
        spiff.insert(contentsOf: [0xFF, 0xE8, 0, 4, 1, 2], at: 2)
        for bytes in [SmallStreams.jpegLS, spiff] {
            let report = report(bytes, "a.jls")
            #expect(report.format == .jpegLS && report.header?.storedType == .uint16)
            #expect(try numbers(open(bytes, "a.jls").readAll()) == SmallStreams.samples)
            let region = Region([2..<5, 1..<3])
            #expect(
                try numbers(open(bytes, "a.jls").read(region)) == [334, 351, 368, 634, 651, 668])
        }
    }

    @Test func `show four inks as colours`() throws {
        let image = try open(SmallStreams.fourInks, "a.jpg")
        #expect(image.header.colour == .cmyk)
        #expect(report(SmallStreams.fourInks, "a.jpg").notes.first?.contains("cyan") == true)
        let shown = Rendering.render(
            try image.readAll(), of: image.header, window: Window(center: 0, width: 1))
        // (255 - 200) · (255 - 30) / 255, and so on.
        #expect(Array(shown.bytes[..<3]) == [49, 190, 146])
    }
}
