import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxWriters

/// A writer, what it can hold, and how its files are called.
struct WriterCase: Sendable, CustomTestStringConvertible {
    let name: String
    let ending: String
    let writer: any ImageWriter
    var types: [SampleType] = SampleType.allCases
    var channels = [1]
    var ranks = 2...4
    var hasShear = false
    var keepsAffine = true
    var testDescription: String { name }

    static let all: [WriterCase] = {
        var two = NIfTIWriter()
        two.version = .two
        var raw = NRRDWriter()
        raw.isGzipped = false
        let real = SampleType.allCases.filter { !$0.isComplex && $0 != .float16 }
        return [
            WriterCase(
                name: "NIfTI-1", ending: ".nii", writer: NIfTIWriter(),
                types: SampleType.allCases.filter { $0 != .float16 }, hasShear: true),
            WriterCase(
                name: "NIfTI-1, gzipped", ending: ".nii.gz", writer: NIfTIWriter(),
                types: SampleType.allCases.filter { $0 != .float16 }, hasShear: true),
            WriterCase(
                name: "NIfTI-2", ending: ".nii", writer: two,
                types: SampleType.allCases.filter { $0 != .float16 }, hasShear: true),
            WriterCase(
                name: "NIfTI-1 in colour", ending: ".nii", writer: NIfTIWriter(), types: [.uint8],
                channels: [3, 4]),
            WriterCase(
                name: "NRRD", ending: ".nrrd", writer: raw, types: real, channels: [1, 3], hasShear: true),
            WriterCase(
                name: "NRRD, gzipped", ending: ".nrrd", writer: NRRDWriter(), types: real, hasShear: true),
            WriterCase(
                name: "MetaImage", ending: ".mha", writer: MetaImageWriter(), types: real,
                channels: [1, 2, 3]),
            WriterCase(name: "MetaImage with .raw", ending: ".mhd", writer: MetaImageWriter(), types: real),
            WriterCase(name: "NPY", ending: ".npy", writer: NPYWriter(), keepsAffine: false),
            WriterCase(
                name: "PNG", ending: ".png", writer: PictureWriter(.png), types: [.uint8, .uint16],
                channels: [1, 2, 3, 4], ranks: 2...2, keepsAffine: false),
        ]
    }()
}

@Suite struct `What is written` {
    @Test(arguments: WriterCase.all)
    func `is read back the same`(_ example: WriterCase) throws {
        try withTemporaryFolder { folder in
            for seed in 0..<40 {
                var images = RandomImages(seed: UInt64(seed))
                (images.types, images.channels, images.ranks) = (
                    example.types, example.channels, example.ranks
                )
                images.hasShear = example.hasShear && seed % 2 == 0
                images.hasRescale = example.writer.keepsRescale
                let image = images.next()
                let path = FilePath(folder.path("\(seed)\(example.ending)"))
                try example.writer.write(image, to: path)
                let back = try FrontDoor.standard.open(path)
                let (was, now) = (image.header, back.header)
                #expect(try back.readAll().bytes == image.bytes, "seed \(seed)")
                #expect(now.storedType == was.storedType && now.channels == was.channels, "seed \(seed)")
                // Axes of one sample at the end say nothing.
                #expect(trimmed(now.shape) == trimmed(was.shape), "seed \(seed): \(now.shape), \(was.shape)")
                if example.keepsAffine, was.affine != nil {
                    let apart = difference(now.affine, was.affine) ?? .infinity
                    #expect(apart < 2e-5, "seed \(seed): \(String(describing: now.affine))")
                }
                if example.writer.keepsRescale { #expect(now.rescale == was.rescale, "seed \(seed)") }
                // MetaImage has a number for the fourth axis, and no unit.
                if was.timeStepSeconds != nil, example.keepsAffine, was.affine != nil,
                    !(example.writer is MetaImageWriter)
                {
                    #expect(now.timeStepSeconds == was.timeStepSeconds, "seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: [nil, 0.75])
    func `states no time step that is not known`(step: Double?) throws {
        try withTemporaryFolder { folder in
            let header = ImageHeader(
                shape: [2, 2, 2, 3], channels: 1, storedType: .uint8, spacing: [1, 1, 1],
                timeStepSeconds: step)
            let path = FilePath(folder.path("a.nii"))
            try NIfTIWriter().write(TestImage(header), to: path)
            #expect(try FrontDoor.standard.open(path).header.timeStepSeconds == step)
        }
    }

    private func trimmed(_ shape: [Int]) -> [Int] {
        var shape = shape
        while shape.count > 2, shape.last == 1 { shape.removeLast() }
        return shape
    }

    @Test func `is a whole number of slabs, in order, whatever their size`() throws {
        for seed in 0..<60 {
            var images = RandomImages(seed: UInt64(seed))
            images.ranks = 1...5
            images.types = [.uint8, .int16, .float64]
            let image = images.next()
            for limit in [1, 7, 64, 1000] {
                var bytes: [UInt8] = []
                for region in Slabs(image.header, byteLimit: limit) { bytes += try image.read(region).bytes }
                #expect(bytes == image.bytes, "seed \(seed), limit \(limit)")
                var planes: [UInt8] = []
                for region in Slabs(image.header, byteLimit: limit, wholePlanes: true) {
                    #expect(region.ranges.prefix(2).map(\.count) == Array(image.header.shape.prefix(2)))
                    planes += try image.read(region).bytes
                }
                #expect(planes == image.bytes, "seed \(seed), limit \(limit)")
            }
        }
    }

    @Test func `keeps float16 as float32 where the kind has no such type`() throws {
        try withTemporaryFolder { folder in
            let image = TestImage(ImageHeader(shape: [4, 3], storedType: .float16))
            let path = FilePath(folder.path("half.nii"))
            try NIfTIWriter().write(image, to: path)
            let back = try FrontDoor.standard.open(path)
            #expect(back.header.storedType == .float32)
            let (was, now) = (try image.readAll(), try back.readAll())
            for index in 0..<12 {
                let value = was.value(at: index)
                #expect(now.value(at: index) == value || value.isNaN && now.value(at: index).isNaN)
            }
        }
    }

    @Test func `puts the components of a vector one volume after another in NIfTI`() throws {
        try withTemporaryFolder { folder in
            let image = TestImage(ImageHeader(shape: [2, 3, 2], channels: 2, storedType: .int16))
            let path = FilePath(folder.path("vector.nii"))
            try NIfTIWriter().write(image, to: path)
            let back = try FrontDoor.standard.open(path).readAll()
            let block = try image.readAll()
            #expect(back.shape == [2, 3, 2, 2])
            for voxel in 0..<12 {
                for channel in 0..<2 {
                    #expect(back.value(at: voxel + 12 * channel) == block.value(at: 2 * voxel + channel))
                }
            }
        }
    }

    @Test func `is NIfTI-2 where an axis is too long for NIfTI-1`() throws {
        try withTemporaryFolder { folder in
            let image = TestImage(ImageHeader(shape: [40_000, 2], storedType: .uint8))
            let path = FilePath(folder.path("long.nii"))
            try NIfTIWriter().write(image, to: path)
            #expect(FrontDoor.standard.report(path).format == .nifti2)
            #expect(try FrontDoor.standard.open(path).readAll().bytes == image.bytes)
            var one = NIfTIWriter()
            one.version = .one
            let error = try #require(throws: WriteError.self) { try one.check(image.header) }
            #expect(error.description.contains("40000") && error.hint?.contains("nifti2") == true)
        }
    }
}

@Suite struct `What a kind of file cannot hold` {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let writer: any ImageWriter
        let header: ImageHeader
        let words: String
        var testDescription: String { "\(writer.name): \(words)" }
    }

    private static let leaning = Affine(
        i: Vector3(1, 0, 0), j: Vector3(0, 1, 0), k: Vector3(0.3, 0, 1), origin: Vector3(0, 0, 0))
    private static let bent = Affine(
        i: Vector3(1, 0, 0), j: Vector3(0.3, 1, 0), k: Vector3(0, 0, 1), origin: Vector3(0, 0, 0))

    @Test(arguments: [
        Refusal(
            writer: MetaImageWriter(),
            header: ImageHeader(shape: [2, 2, 2], storedType: .uint8, affine: leaning),
            words: "right angles"),
        Refusal(
            writer: MetaImageWriter(), header: ImageHeader(shape: [2, 2], storedType: .complex64),
            words: "complex"),
        Refusal(
            writer: DICOMSeriesWriter(),
            header: ImageHeader(shape: [2, 2, 2], storedType: .uint8, affine: bent),
            words: "right angles"),
        Refusal(
            writer: DICOMSeriesWriter(), header: ImageHeader(shape: [2, 2], storedType: .float32),
            words: "--rescale"),
        Refusal(
            writer: DICOMSeriesWriter(), header: ImageHeader(shape: [70_000, 2], storedType: .uint8),
            words: "65,535"),
        Refusal(
            writer: DICOMSeriesWriter(),
            header: ImageHeader(shape: [2, 2], channels: 3, storedType: .uint16),
            words: "RGB"),
        Refusal(
            writer: PictureWriter(.png), header: ImageHeader(shape: [2, 2], storedType: .int16),
            words: "--window"),
        Refusal(
            writer: PictureWriter(.jpeg), header: ImageHeader(shape: [2, 2], storedType: .uint16),
            words: "--window"),
        Refusal(
            writer: PictureWriter(.png), header: ImageHeader(shape: [2, 2, 3], storedType: .uint8),
            words: "{k}"),
        Refusal(
            writer: NRRDWriter(), header: ImageHeader(shape: [2, 2], channels: 2, storedType: .complex64),
            words: "NPY"),
        Refusal(
            writer: NIfTIWriter(),
            header: ImageHeader(shape: [2, 2, 2, 2, 2], channels: 2, storedType: .int16), words: "fifth axis"),
    ])
    func `is refused before anything is written`(_ refusal: Refusal) throws {
        try withTemporaryFolder { folder in
            let path = FilePath(folder.path("out"))
            let image = TestImage(
                ImageHeader(
                    shape: refusal.header.shape.map { min($0, 70_000) }, channels: refusal.header.channels,
                    storedType: refusal.header.storedType, affine: refusal.header.affine))
            let error = try #require(throws: WriteError.self) { try refusal.writer.write(image, to: path) }
            #expect(error.description.contains(refusal.words))
            #expect(try folder.names().isEmpty)
        }
    }
}
