import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import LightboxTesting
import LightboxWriters
import SystemPackage
import Testing

/// A made-up whole-slide image of tiles of 2 × 2: pixel (i, j) of layer n holds `50 * n + 10 * j + i + first`.
private struct SlideFile {
    var columns = 5
    var rows = 3
    var layers = 1
    var first = 0
    var flavour = "VOLUME"
    var number = 1
    /// The tiles that are stored: layer, column and row of tiles; `nil` for all, in the order of TILED_FULL.
    var sparse: [(layer: Int, column: Int, row: Int)]?
    /// Frames of a concatenation that lie in this file.
    var frames: Range<Int>?

    func value(_ i: Int, _ j: Int, layer: Int = 0) -> UInt8 {
        i < columns && j < rows ? UInt8(50 * layer + 10 * j + i + first) : 0
    }
    private func tile(_ layer: Int, _ column: Int, _ row: Int) -> [UInt8] {
        (0..<4).map { value(column * 2 + $0 % 2, row * 2 + $0 / 2, layer: layer) }
    }
    private static func element(_ tag: LightboxDICOM.Tag, _ vr: String, _ value: [UInt8]) -> [UInt8] {
        func short(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }
        let length = vr == "SQ" ? [0, 0] + short(value.count) + [0, 0] : short(value.count)
        return short(Int(tag.group)) + short(Int(tag.element)) + Array(vr.utf8) + length + value
    }
    private static func item(_ content: [UInt8]) -> [UInt8] {
        [0xFE, 0xFF, 0, 0xE0, UInt8(content.count & 255), UInt8(content.count >> 8), 0, 0] + content
    }
    private static func long(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    var bytes: [UInt8] {
        var file = DICOMWriter(sopClassUID: TotalPixelMatrix.sopClassUID, sopInstanceUID: "2.25.\(number)")
        file.set(.modality, .CS, "SM")
        file.set(.seriesInstanceUID, .UI, "2.25.99")
        file.set(.imageType, .CS, "ORIGINAL\\PRIMARY\\\(flavour)\\NONE")
        file.set(.dimensionOrganizationType, .CS, sparse == nil ? "TILED_FULL" : "TILED_SPARSE")
        for (tag, number) in [
            (LightboxDICOM.Tag.totalPixelMatrixColumns, columns), (.totalPixelMatrixRows, rows),
            (.totalPixelMatrixFocalPlanes, layers), (.numberOfOpticalPaths, 1),
        ] {
            file.set(tag, .UL, bytes: Self.long(number))
        }
        let (across, down) = ((columns + 1) / 2, (rows + 1) / 2)
        var places =
            sparse
            ?? (0..<layers).flatMap { layer in
                (0..<across * down).map { (layer, $0 % across, $0 / across) }
            }
        if let frames {
            places = Array(places[frames])
            file.set(.concatenationUID, .UI, "2.25.5")
            file.set(.concatenationFrameOffsetNumber, .UL, bytes: Self.long(frames.lowerBound))
        }
        if sparse != nil {
            let groups = places.map { place in
                Self.item(
                    Self.element(
                        .planePositionSlideSequence, "SQ",
                        Self.item(
                            Self.element(
                                .zOffsetInSlideCoordinateSystem, "DS", Array("\(place.layer).".utf8))
                                + Self.element(
                                    .columnPositionInTotalImagePixelMatrix, "SL",
                                    Self.long(place.column * 2 + 1))
                                + Self.element(
                                    .rowPositionInTotalImagePixelMatrix, "SL", Self.long(place.row * 2 + 1))))
                )
            }
            file.set(.perFrameFunctionalGroupsSequence, .SQ, bytes: groups.flatMap { $0 })
        }
        file.set(.numberOfFrames, integer: places.count)
        file.set(.samplesPerPixel, short: 1)
        file.set(.photometricInterpretation, .CS, "MONOCHROME2")
        for tag in [LightboxDICOM.Tag.columns, .rows] { file.set(tag, short: 2) }
        for (tag, bits) in [(LightboxDICOM.Tag.bitsAllocated, 8), (.bitsStored, 8), (.highBit, 7)] {
            file.set(tag, short: UInt16(bits))
        }
        file.set(.pixelRepresentation, short: 0)
        file.set(.pixelData, .OB, bytes: places.flatMap { tile($0.0, $0.1, $0.2) })
        return file.bytes
    }

    /// The whole matrix, row by row.
    func matrix(layer: Int = 0, without missing: (Int, Int) -> Bool = { _, _ in false }) -> [UInt8] {
        (0..<rows).flatMap { j in
            (0..<columns).map { i in missing(i / 2, j / 2) ? 0 : value(i, j, layer: layer) }
        }
    }
}

@Suite struct `A whole slide in DICOM` {
    private let door = FrontDoor.standard

    @Test func `is one matrix of its tiles, and by itself the frames that it stores`() throws {
        try withTemporaryFolder { folder in
            let slide = SlideFile()
            let path = FilePath(try folder.write(slide.bytes, to: "a.dcm"))
            let report = door.report(path)
            #expect(report.header?.shape == [2, 2, 6])
            #expect(report.mainPart?.name == "matrix" && report.mainPart?.header?.shape == [5, 3])
            let source = try door.openMain(path)
            #expect(try source.readAll().bytes == slide.matrix())
            let part = try source.read(Region([1..<4, 1..<3]))
            #expect(part.bytes == [11, 12, 13, 21, 22, 23])
        }
    }

    @Test func `has a part for each focal plane`() throws {
        try withTemporaryFolder { folder in
            let slide = SlideFile(layers: 2)
            let path = FilePath(try folder.write(slide.bytes, to: "a.dcm"))
            #expect(door.report(path).parts.map(\.name) == ["matrix, plane 1", "matrix, plane 2"])
            #expect(try door.open(path, part: "matrix, plane 2").readAll().bytes == slide.matrix(layer: 1))
        }
    }

    @Test func `shows tiles that are not stored as background, and says how many`() throws {
        try withTemporaryFolder { folder in
            let slide = SlideFile(sparse: [(0, 2, 1), (0, 0, 0), (0, 1, 0), (0, 0, 1)])
            let path = FilePath(try folder.write(slide.bytes, to: "a.dcm"))
            let wanted = slide.matrix { column, row in [[2, 0], [1, 1]].contains([column, row]) }
            #expect(try door.openMain(path).readAll().bytes == wanted)
            #expect(
                door.report(path).parts.first?.facts.first?.text
                    == "2 of 6 tiles of the 5 × 3 matrix are not stored, and shown as background.")
        }
    }

    @Test func `is whole where its frames lie in several files`() throws {
        try withTemporaryFolder { folder in
            var slide = SlideFile()
            slide.frames = 0..<4
            let path = FilePath(try folder.write(slide.bytes, to: "a.dcm"))
            (slide.frames, slide.number) = (4..<6, 2)
            _ = try folder.write(slide.bytes, to: "b.dcm")
            #expect(try door.openMain(path).readAll().bytes == slide.matrix())
        }
    }

    @Test func `has the smaller sizes of its series as levels, and the pictures of its glass as parts`()
        throws
    {
        try withTemporaryFolder { folder in
            let large = SlideFile()
            let small = SlideFile(columns: 3, rows: 2, first: 100, number: 2)
            let path = FilePath(try folder.write(large.bytes, to: "b.dcm"))
            _ = try folder.write(small.bytes, to: "a.dcm")
            _ = try folder.write(
                SlideFile(columns: 2, rows: 2, first: 200, flavour: "LABEL", number: 3).bytes, to: "c.dcm")
            let slide = try #require(try door.openMain(path) as? any PyramidSource)
            #expect(slide.levels.map(\.shape) == [[5, 3], [3, 2]])
            #expect(try slide.read(Region([0..<3, 0..<2]), level: 1).bytes == small.matrix())
            let parts = door.thorough.report(path).parts
            #expect(parts.map(\.name) == ["matrix", "label"] && parts.last?.header?.shape == [2, 2])
            #expect(try door.open(path, part: "label").readAll().bytes == [200, 201, 210, 211])
        }
    }

    @Test func `may be cut short or damaged, and never ends the program`() throws {
        let bytes = SlideFile(sparse: [(0, 2, 1), (0, 0, 0), (1, 1, 0)]).bytes
        try withTemporaryFolder { folder in
            let tree = DiskTree(path: FilePath(folder.path("")))
            func open(_ bytes: [UInt8]) {
                let source = MemoryBytes(bytes)
                let image = try? door.open(source, at: "a.dcm", in: tree, part: "matrix, plane 1")
                _ = try? image?.readAll()
            }
            for length in stride(from: 140, to: bytes.count, by: 7) { open(Array(bytes.prefix(length))) }
            for seed in 0..<300 { open(bytes.damaged(seed: UInt64(seed))) }
        }
    }
}
