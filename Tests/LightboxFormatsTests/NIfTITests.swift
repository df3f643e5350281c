import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `The NIfTI reader` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func report(_ builder: NIfTIBuilder) throws -> FileReport {
        FrontDoor.standard.report(FilePath(try folder.write(builder.bytes, to: "a.nii")))
    }

    @Test(arguments: [ByteOrder.little, .big])
    func `reads header and samples in either byte order`(_ order: ByteOrder) throws {
        let path = FilePath(try folder.write(NIfTIBuilder(order: order).bytes, to: "a.nii"))
        let report = FrontDoor.standard.report(path)
        let header = try #require(report.header, "\(report.problem ?? "")")
        #expect(report.format == .nifti1)
        #expect(header.shape == [3, 4, 5])
        #expect(header.storedType == .int16)
        #expect(header.spacing == [1, 2, 3])
        #expect(header.affine?.axisCodes == [.left, .anterior, .superior])
        #expect(header.affine?.origin == Vector3(10, -20, -30))
        let block = try FrontDoor.standard.open(path).readAll()
        #expect((0..<60).map(block.value) == (0..<60).map(Double.init))
    }

    @Test(arguments: [
        Region([1..<2, 0..<4, 0..<5]), Region([0..<3, 2..<3, 0..<5]), Region([0..<3, 0..<4, 4..<5]),
        Region([1..<3, 1..<3, 1..<4]), Region([2..<3, 3..<4, 4..<5]), Region([0..<3, 1..<3, 2..<4]),
    ])
    func `cuts out exactly the region asked for`(_ region: Region) throws {
        let path = FilePath(try folder.write(NIfTIBuilder(order: .big).bytes, to: "a.nii"))
        let block = try FrontDoor.standard.open(path).read(region)
        var expected: [Double] = []
        for k in region.ranges[2] {
            for j in region.ranges[1] {
                for i in region.ranges[0] { expected.append(Double(i + 3 * j + 12 * k)) }
            }
        }
        #expect((0..<expected.count).map(block.value) == expected)
        #expect(block.shape == region.shape)
    }

    @Test func `refuses a region outside the image`() throws {
        let image = try FrontDoor.standard.open(FilePath(try folder.write(NIfTIBuilder().bytes, to: "a.nii")))
        #expect(throws: FormatError.self) { try image.read(Region([0..<4, 0..<4, 0..<5])) }
        #expect(throws: FormatError.self) { try image.read(Region([0..<3, 0..<4])) }
        #expect(throws: FormatError.self) { try image.read(Region([1..<1, 0..<4, 0..<5])) }
    }

    @Test func `takes a slope of zero for no rescale`() throws {
        #expect(try report(NIfTIBuilder(slope: 0, intercept: 5)).header?.rescale == .identity)
        let scaled = try report(NIfTIBuilder(slope: 2, intercept: -1024)).header?.rescale
        #expect(scaled == Rescale(slope: 2, intercept: -1024))
    }

    @Test func `places voxels by the sform, else the qform, else not at all`() throws {
        let rows: [[Float]] = [[1, 0, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0]]
        // A half turn about z: i grows to the left, j to the back.
        let qform: (Int16, [Float], [Float]) = (1, [0, 0, 1], [90, 80, -70])
        let both = try report(NIfTIBuilder(qform: qform, sform: (2, rows))).header
        #expect(both?.affine?.axisCodes == [.right, .anterior, .superior])
        let turned = try report(NIfTIBuilder(qform: qform, sform: (0, rows))).header
        #expect(turned?.affine?.axisCodes == [.left, .posterior, .superior])
        #expect(turned?.affine?.origin == Vector3(90, 80, -70))
        let neither = try report(NIfTIBuilder(sform: (0, rows)))
        #expect(neither.header?.affine == nil)
        #expect(neither.header?.spacing == [1, 2, 3])
        #expect(neither.notes.first?.contains("cannot be told apart") == true)
    }

    @Test func `turns qfac into a flipped third axis`() throws {
        let builder = NIfTIBuilder(
            pixdim: [-1, 1, 2, 3], qform: (1, [0, 0, 0], [0, 0, 0]),
            sform: (0, [[], [], []].map { _ in [0, 0, 0, 0] }))
        #expect(try report(builder).header?.affine?.axisCodes == [.right, .anterior, .inferior])
    }

    @Test(arguments: [(UInt8(1), 1000.0), (2, 1), (3, 0.001), (0, 1)])
    func `gives lengths in millimetres`(_ unit: UInt8, _ factor: Double) throws {
        let header = try #require(try report(NIfTIBuilder(units: unit)).header)
        #expect(header.spacing == [1, 2, 3].map { $0 * factor })
        #expect(header.affine?.spacing == [1, 2, 3].map { $0 * factor })
    }

    @Test(arguments: [(UInt8(8), 2.5), (16, 0.0025), (24, 0.0000025)])
    func `gives times in seconds`(_ unit: UInt8, _ seconds: Double) throws {
        let builder = NIfTIBuilder(dimensions: [2, 2, 2, 3], pixdim: [1, 1, 2, 3, 2.5], units: 2 | unit)
        #expect(try report(builder).header?.timeStepSeconds == seconds)
    }

    @Test func `reads axes beyond the fourth as one`() throws {
        let found = try report(NIfTIBuilder(dimensions: [2, 2, 2, 3, 2]))
        #expect(found.header?.shape == [2, 2, 2, 6])
        #expect(found.notes == ["Axes 4 to 5 (3 × 2) are read as one axis of 6."])
    }

    @Test func `says what is wrong with a header`() throws {
        let cases: [(NIfTIBuilder, String)] = [
            (NIfTIBuilder(dimensions: [0, 4, 5]), "dim[1] (at byte 42) is 0, but must be at least 1."),
            (
                NIfTIBuilder(datatype: 1536, bitpix: 128),
                "datatype (at byte 70) is 1536 (float128), which Lightbox does not read."
            ),
            (NIfTIBuilder(datatype: 4, bitpix: 8), "bitpix (at byte 72) is 8, but datatype 4 takes 16 bits."),
            (NIfTIBuilder(offset: -1), "vox_offset (at byte 108) is -1.0, which is no place in a file."),
            (NIfTIBuilder(magic: "n?1"), "magic (at byte 344) is neither 'n+1' nor 'ni1'."),
        ]
        for (builder, problem) in cases { #expect(try report(builder).problem == problem) }
    }

    @Test func `names a file that ends too early, wherever it ends`() throws {
        let sound = NIfTIBuilder().bytes
        for count in 0..<sound.count {
            let path = FilePath(try folder.write(Array(sound[..<count]), to: "cut.nii"))
            let report = FrontDoor.standard.report(path)
            #expect(report.problem != nil && report.header == nil, "cut at \(count)")
            #expect(throws: FormatError.self, "cut at \(count)") {
                try FrontDoor.standard.open(path).readAll()
            }
        }
    }

    @Test func `survives damage`() throws {
        let sound = NIfTIBuilder().bytes
        for seed in 0..<2000 {
            let path = FilePath(try folder.write(sound.damaged(seed: UInt64(seed)), to: "hurt.nii"))
            let report = FrontDoor.standard.report(path)
            guard let header = report.header else { continue }
            #expect(header.byteCount != nil, "seed \(seed)")
            let block = try FrontDoor.standard.open(path).readAll()
            #expect(block.bytes.count == header.byteCount, "seed \(seed)")
        }
    }
}
