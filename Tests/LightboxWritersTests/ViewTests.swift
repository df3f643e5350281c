import LightboxCore
import LightboxFormats
import LightboxTesting
import LightboxWriters
import Testing

@Suite struct `An image seen another way` {
    @Test func `keeps every voxel where it lies in the patient`() throws {
        for seed in 0..<80 {
            var images = RandomImages(seed: UInt64(seed))
            (images.types, images.ranks, images.hasShear) = ([.int16], 3...4, true)
            var image = images.next()
            let affine = images.affine()
            let bytes = image.bytes
            image = TestImage(
                ImageHeader(
                    shape: image.header.shape, storedType: .int16, spacing: affine.spacing, affine: affine))
            image.bytes = bytes
            let order = [0, 1, 2].shuffled(using: &images.random)
            let flipped = (0..<3).map { _ in Bool.random(using: &images.random) }
            let turned = ReorderedImage(image, order: order, flipped: flipped)
            let inverse = try #require(affine.inverse)
            let all = try image.readAll()
            let place = try #require(turned.header.affine)
            let shape = turned.header.shape
            for _ in 0..<10 {
                let voxel = shape.map { Int.random(in: 0..<$0, using: &images.random) }
                let value = try turned.read(Region(voxel.map { $0..<$0 + 1 })).value(at: 0)
                let position = place.position(
                    ofVoxel: Vector3(Double(voxel[0]), Double(voxel[1]), Double(voxel[2])))
                let old = inverse.position(ofVoxel: position)
                let at = [old.x, old.y, old.z].map { Int($0.rounded()) } + voxel.dropFirst(3)
                var (index, stride) = (0, 1)
                for (axis, length) in image.header.shape.enumerated() {
                    index += at[axis] * stride
                    stride *= length
                }
                #expect(all.value(at: index) == value, "seed \(seed)")
            }
            // Cut boxes are the same as boxes of the whole.
            let box = Region(
                shape.map { length in
                    let start = Int.random(in: 0..<length, using: &images.random)
                    return start..<Int.random(in: start + 1...length, using: &images.random)
                })
            let cropped = try #require(CroppedImage(turned, to: box))
            #expect(try cropped.readAll().bytes == turned.read(box).bytes, "seed \(seed)")
            let corner = place.position(
                ofVoxel: Vector3(
                    Double(box.ranges[0].lowerBound), Double(box.ranges[1].lowerBound),
                    Double(box.ranges[2].lowerBound)))
            #expect(((cropped.header.affine?.origin ?? corner * 9) - corner).length < 1e-9, "seed \(seed)")
        }
    }

    @Test func `in another type has the nearest values that the type has`() throws {
        let values = [0, 1.5, -1.5, 2.5, 70_000, -70_000, .nan, .infinity]
        let image = TestImage(ImageHeader(shape: [8, 1], storedType: .float64), values: values)
        let whole = try RetypedImage(image, as: .int16, missing: -5).readAll()
        #expect((0..<8).map { whole.value(at: $0) } == [0, 2, -2, 3, 32_767, -32_768, -5, 32_767])
        let rescaled = RetypedImage(
            TestImage(
                ImageHeader(
                    shape: [3, 1], storedType: .int16, rescale: Rescale(slope: 2, intercept: -1, unit: "HU")),
                values: [0, 10, -10]),
            as: .float32, rescaling: true)
        #expect(rescaled.header.rescale == Rescale(unit: "HU"))
        let block = try rescaled.readAll()
        #expect((0..<3).map { block.value(at: $0) } == [-1, 19, -21])
    }
}
