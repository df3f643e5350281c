import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A picture for display` {
    func block(_ values: [Int16], width: Int) throws -> SampleBlock {
        let bytes = values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        return try #require(
            SampleBlock(shape: [width, values.count / width], channels: 1, type: .int16, bytes: bytes))
    }
    func header(
        _ block: SampleBlock, rescale: Rescale = .identity, isInverted: Bool = false, padding: Double? = nil
    )
        -> ImageHeader
    {
        ImageHeader(
            shape: block.shape, channels: block.channels, storedType: block.type, rescale: rescale,
            isInverted: isInverted, paddingValue: padding)
    }

    @Test(arguments: [false, true]) func `spreads the window from black to white`(_ isInverted: Bool) throws {
        let block = try block([-2000, 0, 600, 800, 3000], width: 5)
        let header = header(block, rescale: Rescale(slope: 1, intercept: -400), isInverted: isInverted)
        let out = Rendering.render(block, of: header, window: Window(center: 0, width: 800))
        #expect(out.bytes == (isInverted ? [255, 255, 64, 0, 0] : [0, 0, 191, 255, 255]))
    }

    @Test func `gives large and small blocks the same greys`() throws {
        let values = (0..<40_000).map { Int16($0 % 3000 - 1500) }
        let large = try block(values, width: 200)
        let small = try block(Array(values.prefix(3000)), width: 100)
        let window = Window(center: 40, width: 777)
        let bytes = Rendering.render(large, of: header(large), window: window).bytes
        #expect(Array(bytes.prefix(3000)) == Rendering.render(small, of: header(small), window: window).bytes)
    }

    @Test func `finds a window that padding and a few outliers do not spoil`() throws {
        var values = (0..<10_000).map { Int16($0 % 100) }
        values[5] = 30_000
        values[6...90] = ArraySlice(repeating: -2000, count: 85)
        let block = try block(values, width: 100)
        let window = Rendering.robustWindow(for: block, of: header(block, padding: -2000))
        #expect(window == Window(center: 49.5, width: 99))
    }

    @Test func `leaves a range of padding out, and only such as the type can hold`() throws {
        let block = try block((0..<10_000).map { Int16($0 % 100 - 50) }, width: 100)
        func window(_ value: Double, _ limit: Double?) -> Window {
            Rendering.robustWindow(
                for: block,
                of: ImageHeader(
                    shape: block.shape, storedType: .int16, paddingValue: value, paddingLimit: limit))
        }
        #expect(window(-60, -1) == Window(center: 24.5, width: 49))
        #expect(window(-1, -60) == Window(center: 24.5, width: 49))
        #expect(window(60_000, nil) == Window(center: -0.5, width: 99))
    }

    @Test func `follows the curve of a window, and turns it round where small values are white`() throws {
        let block = try block([-5, 0, 1, 2, 9], width: 5)
        let window = Window(table: [10, 200, 30], first: 0)
        #expect(Rendering.render(block, of: header(block), window: window).bytes == [10, 10, 200, 30, 30])
        let turned = Rendering.render(block, of: header(block, isInverted: true), window: window)
        #expect(turned.bytes == [245, 245, 55, 225, 225])
    }

    @Test func `shows a mask that is nearly all zero, and a block of one value`() throws {
        var values = [Int16](repeating: 0, count: 10_000)
        values[77] = 3
        let mask = try block(values, width: 100)
        #expect(Rendering.robustWindow(for: mask, of: header(mask)) == Window(center: 1.5, width: 3))
        let flat = try block([7, 7, 7, 7], width: 2)
        let window = Rendering.robustWindow(for: flat, of: header(flat))
        #expect(Rendering.render(flat, of: header(flat), window: window).bytes == [128, 128, 128, 128])
    }

    @Test func `paints NaN and infinities black and white, and leaves them out of the window`() throws {
        let values: [Float] = [.nan, -.infinity, .infinity, 0, 1, 2]
        let bytes = values.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
        let block = try #require(SampleBlock(shape: [6, 1], channels: 1, type: .float32, bytes: bytes))
        let window = Rendering.robustWindow(for: block, of: header(block))
        #expect(window == Window(center: 1, width: 2))
        #expect(Rendering.render(block, of: header(block), window: window).bytes == [0, 0, 255, 0, 128, 255])
    }

    @Test func `lays colours with alpha on black`() throws {
        let block = try #require(
            SampleBlock(
                shape: [2, 1], channels: 4, type: .uint8, bytes: [200, 100, 50, 255, 200, 100, 50, 0]))
        let out = Rendering.render(block, of: header(block), window: Window(center: 0, width: 1))
        #expect(out.bytes == [200, 100, 50, 0, 0, 0])
        #expect(out.channels == 3)
    }

    @Test func `keeps the mean, and turns unequal spacings into unequal sizes`() throws {
        let folder = try TemporaryFolder()
        let picture = try #require(
            SampleBlock(
                shape: [300, 100], channels: 1, type: .uint8,
                bytes: (0..<30_000).map { UInt8($0 / 3 % 2 * 200) }))
        let path = FilePath(try folder.write(try PNG.encode(picture), to: "a.png"))
        let small = try Rendering.thumbnail(of: try FrontDoor.standard.open(path), side: 60)
        #expect(small.shape == [60, 20])
        let mean = small.bytes.reduce(0) { $0 + Int($1) } / small.bytes.count
        #expect(abs(mean - 100) <= 2)
        // Voxels of 1 × 2 mm, 40 × 40 of them: twice as high as wide.
        let volume = NIfTIBuilder(dimensions: [40, 40, 3]).bytes
        let head = FilePath(try folder.write(volume, to: "a.nii"))
        #expect(try Rendering.thumbnail(of: try FrontDoor.standard.open(head), side: 40).shape == [20, 40])
    }

    @Test func `hangs a slice with the patient's left on the right and the front at the top`() throws {
        let folder = try TemporaryFolder()
        let codes: [[[Float]]] = [
            [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]], [[-1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
            [[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0]],
        ]
        for rows in codes {
            // A 2 × 2 slice whose only bright voxel is the one that is most left and most anterior.
            let affine = try #require(Affine(rows: rows.map { $0.map(Double.init) }))
            var samples: [UInt8] = []
            for j in 0..<2 {
                for i in 0..<2 {
                    let place = affine.position(ofVoxel: Vector3(Double(i) - 0.5, Double(j) - 0.5, 0))
                    samples += [place.x < 0 && place.y > 0 ? 100 : 0, 0]
                }
            }
            let builder = NIfTIBuilder(
                dimensions: [2, 2, 1], pixdim: [1, 1, 1, 1], sform: (1, rows), samples: samples)
            let path = FilePath(try folder.write(builder.bytes, to: "a.nii"))
            let picture = try Rendering.thumbnail(of: try FrontDoor.standard.open(path))
            #expect(picture.bytes == [0, 255, 0, 0], "\(affine.axisCodes)")
        }
    }
}

@Suite struct `Thumbnails of pictures` {
    /// A smooth picture with some grain.
    private func picture(_ width: Int, _ height: Int, channels: Int) throws -> SampleBlock {
        var random = SeededGenerator(seed: 3)
        var bytes: [UInt8] = []
        for j in 0..<height {
            for i in 0..<width {
                for channel in 0..<channels {
                    let grain = Int.random(in: 0..<20, using: &random)
                    bytes.append(UInt8((i / 2 + j / 3 + 50 * channel) % 200 + grain))
                }
            }
        }
        return try #require(
            SampleBlock(shape: [width, height], channels: channels, type: .uint8, bytes: bytes))
    }
    /// The means of squares of `side` pixels.
    private func means(_ block: SampleBlock, _ side: Int) -> [Double] {
        let (width, channels) = (block.shape[0], block.channels)
        var out: [Double] = []
        for j in 0..<(block.shape[1] / side) {
            for i in 0..<(width / side) {
                for channel in 0..<channels {
                    var sum = 0
                    for y in (j * side)..<((j + 1) * side) {
                        for x in (i * side)..<((i + 1) * side) {
                            sum += Int(block.bytes[(y * width + x) * channels + channel])
                        }
                    }
                    out.append(Double(sum) / Double(side * side))
                }
            }
        }
        return out
    }
    private func distance(_ bytes: [UInt8], _ means: [Double]) -> Double {
        zip(bytes, means).reduce(0) { $0 + abs(Double($1.0) - $1.1) } / Double(max(1, means.count))
    }
    private func thumbnail(_ bytes: [UInt8], _ name: String, side: Int) throws -> SampleBlock {
        try Rendering.thumbnail(
            of: FrontDoor.standard.open(
                MemoryBytes(bytes), at: FilePath("here/" + name), in: DiskTree(path: "here")), side: side)
    }

    @Test(arguments: [1, 3]) func `are the means of what each pixel covers`(channels: Int) throws {
        let block = try picture(320, 240, channels: channels)
        let expected = means(block, 8)
        let png = try thumbnail(PNG.encode(block), "a.png", side: 40)
        #expect(png.shape == [40, 30] && distance(png.bytes, expected) < 0.3)
        let coded = try JPEG.encode(block, quality: 95)
        let jpeg = try thumbnail(coded, "a.jpg", side: 40)
        #expect(try jpeg.shape == [40, 30] && distance(jpeg.bytes, means(JPEG.decode(coded), 8)) < 2)
    }

    @Test func `let no hidden colours shine through`() throws {
        // Opaque black beside transparent white.
        let bytes = (0..<64).flatMap { (pixel: Int) -> [UInt8] in
            pixel % 2 == 0 ? [0, 0, 0, 255] : [255, 255, 255, 0]
        }
        let block = try #require(SampleBlock(shape: [8, 8], channels: 4, type: .uint8, bytes: bytes))
        #expect(try thumbnail(PNG.encode(block), "a.png", side: 4).bytes.allSatisfy { $0 == 0 })
    }
}
