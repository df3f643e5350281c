import LightboxArchive
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `TIFF files` {
    private let folder = DiskTree(path: "here")

    private func report(_ bytes: [UInt8]) -> FileReport {
        FrontDoor.standard.report(MemoryBytes(bytes), at: "here/a.tif", in: folder)
    }
    private func open(_ bytes: [UInt8], part: String? = nil) throws -> any ImageSource {
        try FrontDoor.standard.open(MemoryBytes(bytes), at: "here/a.tif", in: folder, part: part)
    }

    @Test(arguments: [ByteOrder.little, .big], [false, true])
    func `give the same samples in either byte order, classic or big`(order: ByteOrder, isBig: Bool) throws {
        let builder = TIFFBuilder(order: order, isBig: isBig)
        let samples: [UInt16] = [1, 2, 300, 4, 5, 60_000]
        let file = builder.file([builder.page(3, 2, bits: 16, [samples.flatMap { builder.bytes($0) }])])
        let header = try #require(report(file).header)
        #expect(header.shape == [3, 2] && header.storedType == .uint16)
        let image = try open(file)
        #expect(try image.readAll().bytes == samples.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        #expect(try image.read(Region([2..<3, 0..<2])).bytes == [0x2C, 1, 0x60, 0xEA])
    }

    @Test func `spread samples of odd sizes, rows beginning anew at a byte`() throws {
        let builder = TIFFBuilder()
        let one = try open(builder.file([builder.page(3, 2, bits: 1, [[0b1010_0000, 0b0110_0000]])]))
            .readAll()
        #expect(one.bytes == [1, 0, 1, 0, 1, 1])
        let four = try open(builder.file([builder.page(3, 1, bits: 4, [[0x1F, 0x70]])])).readAll()
        #expect(four.bytes == [1, 15, 7])
        let twelve = try open(builder.file([builder.page(2, 1, bits: 12, [[0xAB, 0xC1, 0x23]])])).readAll()
        #expect(twelve.type == .uint16 && twelve.bytes == [0xBC, 0x0A, 0x23, 0x01])
    }

    @Test func `keep long strips of packed samples whole`() throws {
        let builder = TIFFBuilder()
        let packed = (0..<9000).map { (place: Int) -> UInt8 in UInt8(truncatingIfNeeded: place * 7) }
        let block = try open(builder.file([builder.page(100, 60, bits: 12, [packed])])).readAll()
        let (a, b, c) = (Int(packed[8997]), Int(packed[8998]), Int(packed[8999]))
        #expect(block.value(at: 5998) == Double(a << 4 | b >> 4))
        #expect(block.value(at: 5999) == Double((b & 15) << 8 | c))
    }

    @Test func `may have strips that hold more than the picture does`() throws {
        let rows = (1...60).map { (value: Int) -> UInt8 in UInt8(value) }
        var sums = (1, 0)
        for byte in rows {
            sums.0 += Int(byte)
            sums.1 += sums.0
        }
        // A stored block of deflate in a zlib wrapping.
        let head: [UInt8] = [0x78, 1, 1, 60, 0, 195, 255]
        let sum = [sums.1 >> 8, sums.1, sums.0 >> 8, sums.0].map { UInt8(truncatingIfNeeded: $0) }
        let builder = TIFFBuilder()
        let file = builder.file([builder.page(10, 4, compression: 8, [head + rows + sum])])
        #expect(try open(file).readAll().bytes == Array(rows[..<40]))
    }

    @Test func `may hold JPEG 2000`() throws {
        let builder = TIFFBuilder()
        for coding in [34_712, 33_005] {
            let page = builder.page(
                16, 12, samples: 3, photometric: 2, compression: coding, [SmallStreams.threeComponents])
            let image = try open(builder.file([page]))
            #expect(try image.read(Region([1..<2, 2..<3])).bytes == [66, 121, 126])
        }
    }

    @Test func `join separate planes, and tiles that reach beyond the edge`() throws {
        let builder = TIFFBuilder()
        let planar = builder.page(
            2, 1, samples: 3, photometric: 2, more: [(284, 3, [2])], [[1, 2], [3, 4], [5, 6]])
        #expect(try open(builder.file([planar])).readAll().bytes == [1, 3, 5, 2, 4, 6])
        let tile = { (first: UInt8) in (0..<256).map { first &+ UInt8($0 % 16) } }
        let tiled = builder.page(
            20, 3, more: [(322, 3, [16]), (323, 3, [16])], [tile(0), tile(100)])
        let image = try open(builder.file([tiled]))
        #expect(try image.read(Region([14..<18, 1..<2])).bytes == [14, 15, 100, 101])
    }

    @Test func `unpack PackBits, and show the colours of a palette`() throws {
        let builder = TIFFBuilder()
        let map = (0..<3).flatMap { channel in (0..<4).map { UInt64($0 * 0x4000 + channel * 0x0100) } }
        let page = builder.page(
            4, 1, bits: 2, photometric: 3, compression: 32_773, more: [(320, 3, map)], [[0, 0b0001_1011]])
        let file = builder.file([page])
        let block = try open(file).readAll()
        #expect(block.bytes == [0, 1, 2, 3])
        let header = try #require(report(file).header)
        #expect(
            try #require(header.colour.rgb(block)).bytes == [
                0, 1, 2, 64, 65, 66, 128, 129, 130, 192, 193, 194,
            ])
    }

    @Test func `are a stack where all pages are alike, and parts where they are not`() throws {
        let builder = TIFFBuilder()
        let alike = builder.file([builder.page(2, 1, [[1, 2]]), builder.page(2, 1, [[3, 4]])])
        let stack = report(alike)
        #expect(stack.header?.shape == [2, 1, 2] && stack.parts.count == 2)
        #expect(stack.notes == ["The 2 pages are alike and are read as a stack of 2."])
        #expect(try open(alike).read(Region([1..<2, 0..<1, 0..<2])).bytes == [2, 4])
        #expect(try open(alike, part: "page 1").readAll().bytes == [3, 4])
        let unlike = builder.file([builder.page(2, 1, [[1, 2]]), builder.page(1, 1, [[3]])])
        #expect(
            report(unlike).header?.shape == [2, 1]
                && report(unlike).parts.map(\.header?.shape) == [[2, 1], [1, 1]])
        #expect(throws: FormatError.self) { try open(unlike, part: "page 2") }
    }

    @Test func `have levels where smaller pages are marked as reduced`() throws {
        let builder = TIFFBuilder()
        let file = builder.file([
            builder.page(4, 2, [[1, 2, 3, 4, 5, 6, 7, 8]]),
            builder.page(2, 1, more: [(254, 4, [1])], [[9, 10]]),
        ])
        let image = try #require(try open(file) as? any PyramidSource)
        #expect(image.levels.map(\.shape) == [[4, 2], [2, 1]])
        #expect(try image.read(Region([1..<2, 0..<1]), level: 1).bytes == [10])
    }

    @Test func `state spacing only where a length is meant`() throws {
        let builder = TIFFBuilder()
        func spacing(_ unit: UInt64, _ pixels: UInt64, text: String? = nil) throws -> [Double] {
            var more: [(tag: UInt16, type: UInt16, values: [UInt64])] = [
                (282, 5, [pixels, 1]), (283, 5, [pixels, 1]), (296, 3, [unit]),
            ]
            if let text { more.append((270, 2, text.utf8.map(UInt64.init) + [0])) }
            return try #require(report(builder.file([builder.page(1, 1, more: more, [[7]])])).header).spacing
        }
        #expect(try spacing(3, 20) == [0.5, 0.5])
        #expect(try spacing(2, 300) == [])
        #expect(try spacing(1, 4, text: "ImageJ=1.53\nunit=mm\n") == [0.25, 0.25])
        let ome =
            #"<OME xmlns="x"><Image><Pixels SizeX="1" PhysicalSizeX="2.0" PhysicalSizeY="3" PhysicalSizeYUnit="nm"/></Image></OME>"#
        #expect(try spacing(2, 72, text: ome) == [0.002, 3e-6])
    }

    @Test func `are refused by name where they make no sense`() {
        let builder = TIFFBuilder()
        let empty = report(builder.file([builder.page(0, 2, [[1]])]))
        #expect(empty.problem?.contains("ImageWidth") == true && empty.header == nil)
        let odd = report(builder.file([builder.page(1, 1, compression: 999, [[1]])]))
        #expect(odd.problem?.contains("Compression (at byte") == true)
        let huge = report(builder.file([builder.page(0x7FFF_FFFF, 0x7FFF_FFFF, compression: 5, [[1]])]))
        #expect(huge.header == nil && huge.problem != nil)
    }

    @Test func `allocate nothing for pixels that were left out without end`() throws {
        let builder = TIFFBuilder()
        var page = builder.page(100_000, 100_000, [[]])
        page.places = [0]
        let file = builder.file([page])
        #expect(throws: FormatError.self) { try open(file).readAll() }
    }

    @Test func `never crash, cut off anywhere or damaged`() throws {
        let builder = TIFFBuilder()
        let file = builder.file([
            builder.page(4, 2, compression: 32_773, [[7, 1, 2, 3, 4, 5, 6, 7, 8]]),
            builder.page(4, 2, bits: 16, samples: 3, photometric: 2, [[UInt8](repeating: 3, count: 48)]),
            builder.page(2, 1, more: [(254, 4, [1])], [[9, 10]]),
        ])
        func tryAll(_ bytes: [UInt8]) -> Bool {
            let report = report(bytes)
            guard let header = report.header else {
                #expect(report.problem != nil || report.format != .tiff)
                return false
            }
            if (header.byteCount ?? .max) < 1 << 20 { _ = try? open(bytes).readAll() }
            for part in report.parts where (part.header?.byteCount ?? .max) < 1 << 20 {
                _ = try? open(bytes, part: part.name).readAll()
            }
            return true
        }
        for count in 0..<file.count { _ = tryAll(Array(file[..<count])) }
        var past = 0
        for seed in 0..<1500 where tryAll(file.damaged(seed: UInt64(seed))) { past += 1 }
        print("TIFF: \(past) of 1500 damaged files got past the header")
        #expect(past > 300)
    }
}

/// Compares with what tifffile found in the same files.
@Suite struct `Real TIFF files` {
    @Test func `have the samples that tifffile finds`() throws {
        guard let root = TestData.root, let expected = TestData.expected("tiff") else {
            print("no test data: real TIFF files were not read")
            return
        }
        var (exact, near) = (0, 0)
        for (name, truth) in expected where !name.hasSuffix(".svs") {
            let report = FrontDoor.standard.report(FilePath(root + "/" + name))
            let pages = try #require(truth["page"] as? [[String: Any]])
            for (index, page) in pages.enumerated() {
                guard let shape = page["shape"] as? [Int], let hash = page["sha256_pixels"] as? String,
                    shape.reduce(1, *) < 4_000_000
                else { continue }
                if shape.contains(0) {
                    #expect(report.problem?.contains("no pixels") == true, "\(name)")
                    continue
                }
                let part = pages.count > 1 ? "page \(index)" : nil
                let block = try FrontDoor.standard.open(report.path, part: part).readAll()
                let isEqual = Digest.sha256(block.bytes) == hash
                if page["lossy"] as? Bool == true {
                    let mean = Double(block.bytes.reduce(0) { $0 + Int($1) }) / Double(block.bytes.count)
                    #expect(abs(mean - (try #require(page["mean"] as? Double))) < 0.1, "\(name) \(index)")
                    near += 1
                } else if shape.first == 3, shape.count == 3 {
                    // tifffile keeps planes apart; Lightbox joins the samples of a pixel.
                    #expect(block.shape == [shape[2], shape[1]] && block.channels == 3, "\(name)")
                } else {
                    #expect(isEqual, "\(name) \(index)")
                    exact += 1
                }
            }
        }
        print("TIFF: \(exact) pages equal, \(near) of JPEG alike")
        #expect(exact >= 8 && near >= 30)
    }
}
