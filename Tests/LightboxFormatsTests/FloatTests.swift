import Foundation
import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `Rescaled values as float32` {
    @Test(arguments: SampleType.allCases)
    func `are those of the samples`(_ type: SampleType) throws {
        var random = SeededGenerator(seed: 3)
        for rescale in [
            .identity, Rescale(slope: 1, intercept: -1024), Rescale(slope: 0.37, intercept: 12.5),
        ] {
            // Odd numbers of samples, so that what a wide loop leaves over is looked at too.
            for count in [1, 2, 7, 33, 1001] {
                let bytes = (0..<count * type.byteCount).map { _ in UInt8.random(in: 0...255, using: &random)
                }
                let block = try #require(
                    SampleBlock(shape: [count], channels: 1, type: type, bytes: bytes))
                let values = block.floats(rescale)
                let expected = (0..<count).map { Float(rescale(block.value(at: $0))) }
                #expect(values.count == count)
                for (value, wanted) in zip(values, expected) where !(value.isNaN && wanted.isNaN) {
                    #expect(value == wanted, "\(type) \(rescale)")
                }
            }
        }
    }

    @Test(arguments: ["nii", "nii.gz"])
    func `are the same however they are read`(_ ending: String) throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 8)
        for bigEndian in [false, true] {
            var builder = NIfTIBuilder()
            builder.order = bigEndian ? .big : .little
            builder.dimensions = [31, 20, 17]
            builder.datatype = 4
            builder.bitpix = 16
            builder.slope = 2
            builder.intercept = -5
            builder.samples = (0..<31 * 20 * 17 * 2).map { _ in UInt8.random(in: 0...255, using: &random) }
            let plain = builder.bytes
            let path = FilePath(folder.path("v\(bigEndian).\(ending)"))
            try folder.write(ending == "nii" ? plain : Gzip.compress(plain), to: "v\(bigEndian).\(ending)")
            let image = try FrontDoor.standard.open(path)
            for region in [
                Region([0..<31, 0..<20, 0..<17]), Region([0..<31, 0..<20, 8..<9]),
                Region([3..<4, 0..<20, 0..<17]),
                Region([2..<30, 5..<6, 1..<16]),
            ] {
                let values = try image.readFloats(region)
                #expect(try values == image.read(region).floats(image.header.rescale), "\(region)")
            }
            #expect(throws: FormatError.self) { try image.readFloats(Region([0..<32, 0..<20, 0..<17])) }
        }
    }

    @Test func `of a large gzipped file come from an index that was kept`() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 8)
        var builder = NIfTIBuilder()
        builder.dimensions = [256, 256, 96]
        builder.datatype = 2
        builder.bitpix = 8
        let noise = (0..<65_536).map { _ in UInt8.random(in: 0...30, using: &random) }
        builder.samples = (0..<96).flatMap { (k: Int) -> [UInt8] in noise.map { $0 &+ UInt8(k) } }
        try folder.write(Gzip.compress(builder.bytes, level: 1), to: "v.nii.gz")
        let path = FilePath(folder.path("v.nii.gz"))
        var door = FrontDoor.standard
        door.keptIndexes = KeptIndexes(FilePath(folder.path("kept")))
        let region = Region([0..<256, 0..<256, 60..<61])
        let expected = noise.map { Float($0 &+ 60) }
        _ = try door.open(path).readFloats()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("kept")).count == 1)
        #expect(try door.open(path).readFloats(region) == expected)
        // Another content of the same name has another index.
        builder.samples = builder.samples?.map { $0 &+ 1 }
        try folder.write(Gzip.compress(builder.bytes, level: 1), to: "v.nii.gz")
        #expect(try door.open(path).readFloats(region) == expected.map { $0 + 1 })
    }
}
