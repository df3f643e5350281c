import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Tiny files of the other volume formats, built by hand: 2 × 3 × 2 samples that count up from 1.
private enum Tiny {
    static let values = (1...12).map { UInt16($0) }
    static var little: [UInt8] { values.flatMap { [UInt8($0), 0] } }
    static var big: [UInt8] { values.flatMap { [0, UInt8($0)] } }

    static func nrrd(_ encoding: String, extra: String = "", endian: String = "little") -> [UInt8] {
        Array(
            """
            NRRD0005
            # a comment
            type: short
            dimension: 3
            space: left-posterior-superior
            sizes: 2 3 2
            space directions: (2,0,0) (0,3,0) (0,0,4)
            endian: \(endian)
            encoding: \(encoding)
            space origin: (10,20,30)
            \(extra)who:=me

            """.utf8) + [0x0A]
    }

    static func metaImage(_ lines: String = "") -> [UInt8] {
        Array(
            """
            ObjectType = Image
            NDims = 3
            DimSize = 2 3 2
            ElementType = MET_SHORT
            ElementSpacing = 2 3 4
            Offset = 10 20 30
            TransformMatrix = 1 0 0 0 1 0 0 0 1
            \(lines)ElementDataFile =
            """.utf8)
    }

    static var mgh: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 284)
        for (index, value) in [1, 2, 3, 2, 1, 4, 0].enumerated() { bytes[4 * index + 3] = UInt8(value) }
        bytes[29] = 1
        func put(_ value: Float, at offset: Int) {
            for i in 0..<4 {
                bytes[offset + i] = UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(24 - 8 * i))
            }
        }
        for (index, value): (Int, Float) in [2, 3, 4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6, 7].enumerated() {
            put(value, at: 30 + 4 * index)
        }
        return bytes + big
    }
    static let lps = [[-2.0, 0, 0, -10], [0, -3, 0, -20], [0, 0, 4, 30]]
}

@Suite struct `Other volume formats` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func open(_ bytes: [UInt8], _ name: String) throws -> any ImageSource {
        try FrontDoor.standard.open(FilePath(folder.write(bytes, to: name)))
    }

    private func check(_ image: any ImageSource, _ rows: [[Double]]) throws {
        #expect(image.header.shape == [2, 3, 2])
        #expect(image.header.storedType == .int16)
        #expect(image.header.affine?.rows == rows)
        let block = try image.readAll()
        #expect((0..<12).map(block.value) == (1...12).map(Double.init))
        let corner = try image.read(Region([1..<2, 2..<3, 1..<2]))
        #expect(corner.value(at: 0) == 12)
    }

    @Test(arguments: ["raw", "gzip", "text", "hex"])
    func `NRRD is read in every coding`(_ encoding: String) throws {
        let text = Array(Tiny.values.map(String.init).joined(separator: " ").utf8)
        let hex = Array(
            Tiny.little.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ").utf8)
        let data = ["raw": Tiny.little, "gzip": try Gzip.compress(Tiny.little), "text": text, "hex": hex]
        let file = Tiny.nrrd(encoding) + (data[encoding] ?? [])
        try check(try open(file, "a.nrrd"), Tiny.lps)
        let report = FrontDoor.standard.report(FilePath(try folder.write(file, to: "b.nrrd")))
        #expect(report.facts.first { $0.key == "keys" }?.value["who"] == .string("me"))
    }

    @Test func `NRRD is read big endian, behind skipped lines and bytes, and out of other files`() throws {
        try check(try open(Tiny.nrrd("raw", endian: "big") + Tiny.big, "a.nrrd"), Tiny.lps)
        let skipped =
            Tiny.nrrd("raw", extra: "line skip: 2\nbyte skip: 3\n") + Array("x\ny\nabc".utf8) + Tiny.little
        try check(try open(skipped, "b.nrrd"), Tiny.lps)
        _ = try folder.write([9, 9, 9] + Tiny.little, to: "c.raw")
        try check(try open(Tiny.nrrd("raw", extra: "data file: c.raw\nbyte skip: -1\n"), "c.nhdr"), Tiny.lps)
        for slice in 0..<2 {
            _ = try folder.write(Array(Tiny.little[slice * 12..<slice * 12 + 12]), to: "s\(slice + 1).raw")
        }
        try check(try open(Tiny.nrrd("raw", extra: "data file: s%d.raw 1 2 1\n"), "d.nhdr"), Tiny.lps)
        let listed = Tiny.nrrd("raw", extra: "").dropLast(9) + Array("data file: LIST\ns1.raw\ns2.raw\n".utf8)
        try check(try open(Array(listed), "e.nhdr"), Tiny.lps)
    }

    @Test func `a component axis of an NRRD becomes channels`() throws {
        let header = """
            NRRD0004
            type: uchar
            dimension: 3
            sizes: 3 2 1
            kinds: RGB-color domain domain
            encoding: raw


            """
        let image = try open(Array(header.utf8) + [1, 2, 3, 4, 5, 6], "rgb.nrrd")
        #expect(image.header.shape == [2, 1])
        #expect(image.header.channels == 3)
        #expect(image.header.colour == .rgb)
    }

    @Test func `packed NRRD data that is longer than its samples is refused`() throws {
        let packed = try Gzip.compress([7, 7] + Tiny.little)
        #expect(throws: FormatError.self) { try open(Tiny.nrrd("gzip") + packed, "a.nrrd") }
        try check(try open(Tiny.nrrd("gzip", extra: "byte skip: 2\n") + packed, "b.nrrd"), Tiny.lps)
        try check(try open(Tiny.nrrd("gzip", extra: "byte skip: -1\n") + packed, "c.nrrd"), Tiny.lps)
    }

    @Test func `MetaImage is read local, detached, listed and big endian`() throws {
        try check(try open(Tiny.metaImage() + Array(" LOCAL\n".utf8) + Tiny.little, "a.mha"), Tiny.lps)
        let order = Tiny.metaImage("BinaryDataByteOrderMSB = True\n") + Array(" LOCAL\n".utf8) + Tiny.big
        try check(try open(order, "b.mha"), Tiny.lps)
        _ = try folder.write(Tiny.little, to: "c.raw")
        try check(try open(Tiny.metaImage() + Array(" c.raw\n".utf8), "c.mhd"), Tiny.lps)
        for slice in 0..<2 {
            _ = try folder.write(Array(Tiny.little[slice * 12..<slice * 12 + 12]), to: "m\(slice).raw")
        }
        try check(try open(Tiny.metaImage() + Array(" LIST\nm0.raw\nm1.raw\n".utf8), "d.mhd"), Tiny.lps)
        try check(try open(Tiny.metaImage() + Array(" m%01d.raw 0 1 1\n".utf8), "e.mhd"), Tiny.lps)
    }

    @Test func `a header whose samples are missing says which file`() throws {
        let report = FrontDoor.standard.report(
            FilePath(try folder.write(Tiny.metaImage() + Array(" gone.raw\n".utf8), to: "a.mhd")))
        #expect(report.problem?.contains("gone.raw") == true)
        let other = FrontDoor.standard.report(
            FilePath(try folder.write(Tiny.nrrd("raw", extra: "data file: ../secret\n"), to: "b.nhdr")))
        #expect(other.problem?.contains("leads out") == true)
    }

    @Test func `MGH gives the place of its middle`() throws {
        let rows = [[2.0, 0, 0, 3], [0, 3, 0, 1.5], [0, 0, 4, 3]]
        try check(try open(Tiny.mgh, "a.mgh"), rows)
        try check(try open(try Gzip.compress(Tiny.mgh), "b.mgz"), rows)
    }

    @Test func `no damage of any of them does harm`() throws {
        let files: [(String, [UInt8])] = [
            ("a.nrrd", Tiny.nrrd("raw") + Tiny.little),
            ("b.nrrd", Tiny.nrrd("text") + Array("1 2 3 4 5 6 7 8 9 10 11 12".utf8)),
            ("c.mha", Tiny.metaImage() + Array(" LOCAL\n".utf8) + Tiny.little), ("d.mgh", Tiny.mgh),
        ]
        let tree = DiskTree(path: FilePath(folder.path))
        func look(_ bytes: [UInt8], _ name: String) -> SampleBlock? {
            let (source, path) = (MemoryBytes(bytes), FilePath(folder.path(name)))
            let report = FrontDoor.standard.report(source, at: path, in: tree)
            guard let header = report.header, header.byteCount ?? .max < 1 << 20 else { return nil }
            return try? FrontDoor.standard.open(source, at: path, in: tree).readAll()
        }
        for (name, bytes) in files {
            for end in 0..<bytes.count {
                // The last number of a text may lose its last digit unnoticed.
                let isLastDigit = name == "b.nrrd" && end == bytes.count - 1
                #expect(look(Array(bytes[..<end]), name) == nil || isLastDigit, "\(name) cut at \(end)")
            }
            for seed in 0..<200 as Range<UInt64> { _ = look(bytes.damaged(seed: seed), name) }
        }
    }
}
