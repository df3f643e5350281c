import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Segmentations` {
    private static let identification = Tag(0x0062, 0x000A)
    private static let number = Tag(0x0062, 0x000B)

    /// Frames of 2 × 2 pixels: each its segment (`nil` in a label map) and its place along z.
    static func file(
        _ type: String, bits: Int, _ frames: [(segment: Int?, z: Double)], pixels: [UInt8],
        step: Double? = 2, maximum: Int? = nil, segments: [(Int, String)] = [(1, "Liver"), (2, "Spleen")]
    ) -> [UInt8] {
        DICOMBuilder.object(
            columns: 2, rows: 2, frames: frames.count, bits: bits, pixels: pixels, vr: "OB"
        ) { body in
            body.add(.modality, "CS", "SEG")
            body.add(Tag(0x0062, 0x0001), "CS", type)
            if let maximum { body.add(Tag(0x0062, 0x000E), us: maximum) }
            body.add(
                Tag(0x0062, 0x0002),
                items: segments.map { segment in
                    { item in
                        item.add(Tag(0x0062, 0x0004), us: segment.0)
                        item.add(Tag(0x0062, 0x0005), "LO", segment.1)
                        item.add(Tag(0x0062, 0x000F), code: "T-62000", "SRT", segment.1)
                    }
                })
            body.add(.sharedFunctionalGroupsSequence) { item in
                item.add(.planeOrientationSequence) {
                    $0.add(.imageOrientationPatient, ds: [1, 0, 0, 0, 1, 0])
                }
                item.addPixelMeasures([3, 2], step: step)
            }
            body.add(
                .perFrameFunctionalGroupsSequence,
                items: frames.map { frame in
                    { item in
                        item.addPlane([10, 20, frame.z])
                        if let segment = frame.segment {
                            item.add(identification) { $0.add(number, us: segment) }
                        }
                    }
                })
        }
    }

    /// Of segment 1 the slices at 30 and 34 mm in that order, of segment 2 the one at 30.
    static let binary = file("BINARY", bits: 1, [(1, 34), (1, 30), (2, 30)], pixels: [0b1001_0001, 0b0110])

    @Test func `become a volume for each segment, gaps filled with 0 and said`() throws {
        let object = try OpenObject(Self.binary)
        #expect(object.volumes.all.map(\.name) == ["segment 1", "segment 2"])
        #expect(object.volumes.main == "segment 1")
        let first = try #require(object.volume("segment 1"))
        #expect(first.header.shape == [2, 2, 3])
        #expect(first.header.affine == Affine(rows: [[-2, 0, 0, -10], [0, -3, 0, -20], [0, 0, 2, 30]]))
        #expect(try object.values("segment 1") == [1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0])
        #expect(first.segment?.label == "Liver")
        #expect(first.segment?.type?.meaning == "Liver")
        #expect(first.notes == ["1 of 3 slices have no frame and are filled with 0."])
        #expect(try object.values("segment 2") == [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        // As stored they are three frames.
        #expect(object.image.header.shape == [2, 2, 3])
    }

    @Test func `read only the box that is asked for`() throws {
        let object = try OpenObject(Self.binary)
        let first = try #require(object.volume("segment 1"))
        let box = try first.read(Region([1..<2, 0..<2, 0..<3]), from: object.image)
        #expect(box.bytes == [0, 1, 0, 0, 0, 0])
    }

    @Test func `are fractions of their greatest value`() throws {
        let object = try OpenObject(
            Self.file(
                "FRACTIONAL", bits: 8, [(1, 0), (2, 0)], pixels: [0, 50, 100, 200, 200, 0, 0, 0], maximum: 200
            ))
        #expect(try object.values("segment 1") == [0, 0.25, 0.5, 1])
        #expect(object.volume("segment 1")?.header.window == Window(center: 0.5, width: 1))
    }

    @Test func `of a label map are the numbers, and each number by itself`() throws {
        let object = try OpenObject(
            Self.file("LABELMAP", bits: 8, [(nil, 2), (nil, 0)], pixels: [0, 1, 2, 2, 1, 1, 0, 2]))
        #expect(object.volumes.all.map(\.name) == ["label map", "segment 1", "segment 2"])
        #expect(object.volumes.main == "label map")
        #expect(try object.values("label map") == [1, 1, 0, 2, 0, 1, 2, 2])
        #expect(try object.values("segment 2") == [0, 0, 0, 1, 0, 0, 1, 1])
    }

    @Test func `that nothing describes, or no frame shows, are there`() throws {
        let object = try OpenObject(
            Self.file("BINARY", bits: 1, [(7, 0)], pixels: [0b1111, 0], segments: [(1, "Liver")]))
        #expect(object.volumes.all.map(\.name) == ["segment 1", "segment 7"])
        #expect(object.volume("segment 1")?.notes == ["No frame shows this segment: all of it is 0."])
        #expect(try object.values("segment 1") == [0, 0, 0, 0])
        #expect(try object.values("segment 7") == [1, 1, 1, 1])
    }

    @Test func `whose frames lie unevenly have no place, and say so`() throws {
        let object = try OpenObject(
            Self.file("BINARY", bits: 1, [(1, 0), (1, 2), (1, 5.1)], pixels: [0x11, 0x01], step: nil))
        let volume = try #require(object.volume("segment 1"))
        #expect(volume.header.affine == nil)
        #expect(volume.header.shape == [2, 2, 3])
        #expect(volume.notes.first?.contains("unevenly") == true)
    }

    @Test func `do not grow without bound where a place is far away`() throws {
        let object = try OpenObject(
            Self.file("BINARY", bits: 1, [(1, 0), (1, 2), (1, 9e8)], pixels: [0x11, 0x01]))
        #expect(object.volume("segment 1")?.header.shape == [2, 2, 3])
    }

    @Test func `of more frames than can be are refused before memory is asked for`() throws {
        // Coded frames are not counted before they are decoded, so the header may claim any number.
        var meta = DICOMBuilder()
        meta.add(.transferSyntaxUID, "UI", "1.2.840.10008.1.2.5")
        var body = DICOMBuilder()
        body.add(.modality, "CS", "SEG")
        for (tag, value) in [
            (Tag.samplesPerPixel, 1), (.rows, 2), (.columns, 2), (.bitsAllocated, 8), (.bitsStored, 8),
            (.highBit, 7), (.pixelRepresentation, 0),
        ] { body.add(tag, us: value) }
        body.add(.photometricInterpretation, "CS", "MONOCHROME2")
        body.add(.numberOfFrames, "IS", "2000000000")
        body.add(Tag(0x0062, 0x0001), "CS", "BINARY")
        body.add(.sharedFunctionalGroupsSequence) { $0.addPixelMeasures([1, 1]) }
        body.add(.pixelData, "OB", [], length: 0xFFFF_FFFF)
        body.add(Tag(0xFFFE, 0xE000), "", [])
        body.add(Tag(0xFFFE, 0xE000), "", [0, 0])
        body.add(Tag(0xFFFE, 0xE0DD), "", [])
        let start = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        let object = try OpenObject(start + meta.bytes + body.bytes)
        #expect(object.volumes.all.isEmpty)
        #expect(object.volumes.notes == ["Of more than 100000 frames no volumes are made."])
    }

    @Test(arguments: [false, true])
    func `in tiles become the whole plane`(isFull: Bool) throws {
        // 3 × 3 pixels in tiles of 2 × 2: of segment 1 all four, those at the edges reaching over it.
        // Top left, right, below, corner; 9 lies outside.
        let tiles: [UInt8] = [1, 0, 0, 1] + [1, 9, 0, 9] + [0, 1, 9, 9] + [1, 9, 9, 9]
        let bytes = DICOMBuilder.object(columns: 2, rows: 2, frames: 4, bits: 8, pixels: tiles, vr: "OB") {
            body in
            body.add(.modality, "CS", "SEG")
            body.add(Tag(0x0062, 0x0001), "CS", "BINARY")
            body.add(Tag(0x0020, 0x9311), "CS", isFull ? "TILED_FULL" : "TILED_SPARSE")
            body.add(Tag(0x0048, 0x0006), ul: [3])
            body.add(Tag(0x0048, 0x0007), ul: [3])
            body.add(Tag(0x0062, 0x0002)) { $0.add(Tag(0x0062, 0x0004), us: 1) }
            body.add(.sharedFunctionalGroupsSequence) { $0.addPixelMeasures([0.5, 0.25]) }
            guard !isFull else { return }
            let places = [(1, 1), (3, 1), (1, 3), (3, 3)]
            body.add(
                .perFrameFunctionalGroupsSequence,
                items: places.map { place in
                    { item in
                        item.add(Self.identification) { $0.add(Self.number, us: 1) }
                        item.add(Tag(0x0048, 0x021A)) {
                            $0.add(Tag(0x0048, 0x021E), "SL", DICOMBuilder.long(place.0))
                            $0.add(Tag(0x0048, 0x021F), "SL", DICOMBuilder.long(place.1))
                        }
                    }
                })
        }
        let object = try OpenObject(bytes)
        let volume = try #require(object.volume("segment 1"))
        #expect(volume.header.shape == [3, 3])
        #expect(volume.header.spacing == [0.25, 0.5])
        #expect(try object.values("segment 1") == [1, 0, 1, 0, 1, 0, 0, 1, 1])
        let corner = try volume.read(Region([1..<3, 1..<3]), from: object.image)
        #expect(corner.bytes == [1, 0, 1, 1])
    }

    @Test func `are read or refused, however damaged`() throws {
        var read = 0
        for seed in 0..<3000 {
            guard let object = try? OpenObject(Self.binary.damaged(seed: UInt64(seed))) else { continue }
            for volume in object.volumes.all {
                read += 1
                _ = try? volume.read(Region(volume.header.shape.map { 0..<min($0, 4) }), from: object.image)
            }
        }
        #expect(read > 500)
    }
}
