import LightboxCore
import LightboxDICOM
import LightboxTesting
import Testing

@Suite struct `Enhanced objects` {
    struct Frame {
        var stack = "1"
        var z: Double
        var time = 1
        var value: Int
        var slope = 1.0
        var kind = "ORIGINAL\\PRIMARY\\M\\NONE"
        var b: Double?
    }

    /// Frames of 2 × 1 pixels, whose first pixel is the frame's value and whose second is one more.
    static func file(_ frames: [Frame], hasDimensions: Bool = true) -> [UInt8] {
        let pixels = DICOMBuilder.words(frames.flatMap { [$0.value, $0.value + 1] })
        return DICOMBuilder.object(columns: 2, rows: 1, frames: frames.count, pixels: pixels) { body in
            body.add(.modality, "CS", "MR")
            if hasDimensions {
                body.add(
                    Tag(0x0020, 0x9222),
                    items: [Tag(0x0020, 0x9056), Tag(0x0020, 0x9057), Tag(0x0020, 0x9128)].map { tag in
                        { item in
                            item.add(
                                Tag(0x0020, 0x9165), "AT",
                                DICOMBuilder.short(Int(tag.group)) + DICOMBuilder.short(Int(tag.element)))
                        }
                    })
            }
            body.add(.sharedFunctionalGroupsSequence) { item in
                item.add(.planeOrientationSequence) {
                    $0.add(.imageOrientationPatient, ds: [1, 0, 0, 0, 1, 0])
                }
                item.addPixelMeasures([1, 1])
            }
            body.add(
                .perFrameFunctionalGroupsSequence,
                items: frames.map { frame in
                    { item in
                        item.add(.frameContentSequence) { content in
                            content.add(.stackID, "SH", frame.stack)
                            if hasDimensions {
                                content.add(.dimensionIndexValues, ul: [1, Int(frame.z) + 1, frame.time])
                            }
                        }
                        item.add(Tag(0x0018, 0x9226)) { $0.add(Tag(0x0008, 0x9007), "CS", frame.kind) }
                        item.addPlane([0, 0, frame.z])
                        if let b = frame.b {
                            item.add(Tag(0x0018, 0x9117)) { $0.add(Tag(0x0018, 0x9087), fd: [b]) }
                        }
                        item.add(.pixelValueTransformationSequence) { values in
                            values.add(.rescaleIntercept, ds: [0])
                            values.add(.rescaleSlope, ds: [frame.slope])
                            values.add(.rescaleType, "LO", "US")
                        }
                    }
                })
        }
    }

    @Test func `become a volume for each stack, sorted in space`() throws {
        let object = try OpenObject(
            Self.file([
                Frame(z: 5, value: 20), Frame(z: 0, value: 10), Frame(stack: "2", z: 7, value: 30),
                Frame(stack: "2", z: 3, value: 40),
            ]))
        #expect(object.volumes.all.map(\.name) == ["stack 1", "stack 2"])
        #expect(try object.values("stack 1") == [10, 11, 20, 21])
        #expect(try object.values("stack 2") == [40, 41, 30, 31])
        #expect(object.volume("stack 2")?.header.affine?.origin == Vector3(0, 0, 3))
        #expect(object.volume("stack 2")?.header.affine?.column(2) == Vector3(0, 0, 4))
    }

    @Test func `have a fourth axis where frames share their places`() throws {
        let object = try OpenObject(
            Self.file([
                Frame(z: 0, time: 2, value: 10), Frame(z: 1, time: 2, value: 20),
                Frame(z: 0, time: 1, value: 30), Frame(z: 1, time: 1, value: 40),
            ]))
        let stack = try #require(object.volume("stack 1"))
        #expect(stack.header.shape == [2, 1, 2, 2])
        #expect(try object.values("stack 1") == [30, 31, 40, 41, 10, 11, 20, 21])
        #expect(stack.timeAxis == FrameAxis(name: "TemporalPositionIndex", values: ["1", "2"]))
        // One place at one time.
        let box = try stack.read(Region([0..<1, 0..<1, 1..<2, 0..<2]), from: object.image)
        #expect((0..<2).map { box.value(at: $0) } == [40, 20])
    }

    @Test func `are told apart by b-value where the dimensions do not`() throws {
        let object = try OpenObject(
            Self.file(
                [
                    Frame(z: 0, value: 10, b: 1000), Frame(z: 0, value: 20, b: 0),
                    Frame(z: 1, value: 30, b: 0), Frame(z: 1, value: 40, b: 1000),
                ], hasDimensions: false))
        #expect(try object.values("stack 1") == [20, 21, 30, 31, 10, 11, 40, 41])
        #expect(
            object.volume("stack 1")?.timeAxis == FrameAxis(name: "DiffusionBValue", values: ["0", "1000"]))
    }

    @Test func `that nothing tells apart keep their order, and say so`() throws {
        let object = try OpenObject(
            Self.file([Frame(z: 0, value: 10), Frame(z: 0, value: 20)], hasDimensions: false))
        #expect(try object.values("stack 1") == [10, 11, 20, 21])
        #expect(object.volume("stack 1")?.notes.contains { $0.contains("order in the file") } == true)
    }

    @Test func `use the slope of each frame, never the first for all`() throws {
        let object = try OpenObject(
            Self.file([Frame(z: 0, value: 10, slope: 2), Frame(z: 1, value: 10, slope: 0.5)]))
        let stack = try #require(object.volume("stack 1"))
        #expect(stack.header.storedType == .float32)
        #expect(try object.values("stack 1") == [20, 22, 5, 5.5])
        #expect(object.volumes.main == "stack 1")
        // The frames as they are stored are not rescaled by the first one's.
        #expect(object.image.header.rescale == .identity)
    }

    @Test func `keep magnitude and phase apart`() throws {
        let object = try OpenObject(
            Self.file([
                Frame(z: 0, value: 10), Frame(z: 0, value: 20, kind: "ORIGINAL\\PRIMARY\\P\\NONE"),
            ]))
        #expect(object.volumes.all.map(\.name) == ["stack 1, m", "stack 1, p"])
        #expect(try object.values("stack 1, p") == [20, 21])
    }

    @Test func `fill what has no frame with 0, and say so`() throws {
        let object = try OpenObject(
            Self.file([
                Frame(z: 0, time: 1, value: 10), Frame(z: 1, time: 1, value: 20),
                Frame(z: 2, time: 1, value: 30),
                Frame(z: 0, time: 2, value: 40), Frame(z: 1, time: 2, value: 50),
            ]))
        #expect(try object.values("stack 1") == [10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 0, 0])
        #expect(object.volume("stack 1")?.notes == ["1 of 6 slices have no frame and are filled with 0."])
    }

    @Test func `are read or refused, however damaged`() {
        let sound = Self.file([Frame(z: 0, value: 1, b: 0), Frame(z: 1, time: 2, value: 2, slope: 3, b: 5)])
        var read = 0
        for seed in 0..<3000 {
            guard let object = try? OpenObject(sound.damaged(seed: UInt64(seed))) else { continue }
            for volume in object.volumes.all {
                read += 1
                _ = try? volume.read(Region(volume.header.shape.map { 0..<min($0, 4) }), from: object.image)
            }
        }
        #expect(read > 500)
    }
}
