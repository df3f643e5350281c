import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `NIfTI-2, Analyze and complex numbers` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static func put(_ value: UInt64, _ width: Int, at offset: Int, in bytes: inout [UInt8], big: Bool)
    {
        for i in 0..<width {
            bytes[offset + (big ? width - 1 - i : i)] = UInt8(truncatingIfNeeded: value >> UInt64(8 * i))
        }
    }

    /// A NIfTI-2 file of 2 × 3 × 2 int16 samples that count up from 1, 2 mm apart, with one comment before the samples.
    private static func nifti2(big: Bool = false, intent: Int = 0, dim: [Int] = [3, 2, 3, 2, 1, 1, 1, 1])
        -> [UInt8]
    {
        var bytes = [UInt8](repeating: 0, count: 544 + 16)
        func put(_ value: Int, _ width: Int, at offset: Int) {
            Self.put(UInt64(bitPattern: Int64(value)), width, at: offset, in: &bytes, big: big)
        }
        func real(_ value: Double, at offset: Int) {
            Self.put(value.bitPattern, 8, at: offset, in: &bytes, big: big)
        }
        put(540, 4, at: 0)
        for (index, byte) in Array("n+2\0\r\n\u{1A}\n".utf8).enumerated() { bytes[4 + index] = byte }
        put(4, 2, at: 12)
        put(16, 2, at: 14)
        for (index, length) in dim.enumerated() { put(length, 8, at: 16 + 8 * index) }
        for index in 0..<8 { real(index == 0 ? 1 : 2, at: 104 + 8 * index) }
        put(560, 8, at: 168)
        real(3, at: 176)
        real(-1, at: 184)
        put(1, 4, at: 348)
        for axis in 0..<3 { real(2, at: 400 + 32 * axis + 8 * axis) }
        put(2, 4, at: 500)
        put(intent, 4, at: 504)
        bytes[540] = 1
        put(16, 4, at: 544)
        put(6, 4, at: 548)
        for value in 1...12 { bytes += big ? [0, UInt8(value)] : [UInt8(value), 0] }
        return bytes
    }

    @Test(arguments: [false, true]) func `NIfTI-2 is read in both byte orders`(big: Bool) throws {
        let path = FilePath(try folder.write(Self.nifti2(big: big), to: "a.nii"))
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .nifti2)
        let header = try #require(report.header)
        #expect(header.shape == [2, 3, 2])
        #expect(header.affine?.rows == [[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0]])
        #expect(header.rescale(4) == 11)
        #expect(report.facts.first { $0.key == "extensions" }?.value == [["code": 6, "bytes": 8]])
        let block = try FrontDoor.standard.open(path).readAll()
        #expect((0..<12).map(block.value) == (1...12).map(Double.init))
    }

    @Test func `a CIFTI matrix has its own two axes and no place`() throws {
        let file = Self.nifti2(intent: 3002, dim: [6, 1, 1, 1, 1, 4, 3, 1])
        let header = try #require(
            FrontDoor.standard.report(FilePath(try folder.write(file, to: "a.dtseries.nii"))).header)
        #expect(header.shape == [4, 3])
        #expect(header.affine == nil)
    }

    @Test func `what CIFTI's XML says of its axes is told, and damaged XML tells nothing`() throws {
        let xml = """
            <?xml version="1.0"?><CIFTI Version="2"><Matrix>
            <MatrixIndicesMap AppliesToMatrixDimension="0" IndicesMapToDataType="CIFTI_INDEX_TYPE_SCALARS">
            <NamedMap><MapName>a &amp; b</MapName></NamedMap></MatrixIndicesMap>
            <MatrixIndicesMap AppliesToMatrixDimension="1" IndicesMapToDataType="CIFTI_INDEX_TYPE_BRAIN_MODELS">
            <BrainModel IndexOffset="0" IndexCount="4" BrainStructure="CIFTI_STRUCTURE_CORTEX_LEFT"/>
            </MatrixIndicesMap></Matrix></CIFTI>
            """
        func facts(_ xml: String) throws -> [FileFact] {
            var file = Self.nifti2(intent: 3006, dim: [6, 1, 1, 1, 1, 4, 3, 1])
            let content = Array(xml.utf8) + [UInt8](repeating: 0, count: 16 - xml.utf8.count % 16)
            Self.put(UInt64(8 + content.count), 4, at: 544, in: &file, big: false)
            Self.put(32, 4, at: 548, in: &file, big: false)
            Self.put(UInt64(552 + content.count), 8, at: 168, in: &file, big: false)
            file.replaceSubrange(552..<560, with: content)
            return FrontDoor.standard.report(FilePath(try folder.write(file, to: "a.dscalar.nii"))).facts
        }
        let told = try facts(xml)
        func value(_ key: String) -> JSONValue? { told.first { $0.key == key }?.value }
        #expect(value("ciftiAxes") == ["scalars", "brain_models"])
        #expect(value("brainStructures") == ["CORTEX_LEFT"])
        #expect(value("ciftiNames") == ["a & b"])
        #expect(try !facts(String(xml.dropLast(9))).contains { $0.key.hasPrefix("cifti") })
    }

    @Test func `Analyze is read from its pair, and claims no orientation`() throws {
        var bytes = [UInt8](repeating: 0, count: 348)
        Self.put(348, 4, at: 0, in: &bytes, big: false)
        bytes[38] = UInt8(ascii: "r")
        for (index, value) in [4, 2, 3, 2, 0].enumerated() { bytes[40 + 2 * index] = UInt8(value) }
        (bytes[70], bytes[72]) = (4, 16)
        for axis in 1...3 {
            Self.put(UInt64(Float(2).bitPattern), 4, at: 76 + 4 * axis, in: &bytes, big: false)
        }
        _ = try folder.write((1...12).flatMap { [UInt8($0), 0] }, to: "a.img")
        let path = FilePath(try folder.write(bytes, to: "a.hdr"))
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .analyze)
        #expect(report.header?.shape == [2, 3, 2])
        #expect(report.header?.affine == nil)
        #expect(report.notes.contains { $0.contains("left and right") })
        #expect(try FrontDoor.standard.open(path).readAll().value(at: 11) == 12)
        // Whoever asks for the samples gets the image, too; an index is told of it once.
        let samples = FilePath(folder.path("a.img"))
        #expect(try FrontDoor.standard.open(samples).readAll().value(at: 11) == 12)
        #expect(FrontDoor.standard.thorough.report(samples).header?.shape == [2, 3, 2])
        #expect(FrontDoor.standard.report(samples).header == nil)
    }

    @Test func `complex numbers are read as pairs`() throws {
        var file = NIfTIBuilder().bytes
        Self.put(32, 2, at: 70, in: &file, big: false)
        Self.put(64, 2, at: 72, in: &file, big: false)
        file = Array(file[..<352])
        for i in 0..<60 {
            for part in [Float(3 * i), Float(4 * i)] {
                let bits = part.bitPattern
                file += (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
            }
        }
        let path = FilePath(try folder.write(file, to: "c.nii"))
        #expect(FrontDoor.standard.report(path).header?.storedType == .complex64)
        #expect(try FrontDoor.standard.open(path).readAll().value(at: 2) == 10)
    }

    @Test func `a NIfTI-2 file cut anywhere is refused`() throws {
        let file = Self.nifti2()
        let tree = DiskTree(path: FilePath(folder.path))
        for end in 0..<file.count {
            let report = FrontDoor.standard.report(MemoryBytes(Array(file[..<end])), at: "/x/a.nii", in: tree)
            #expect(report.header == nil && report.problem != nil, "cut at \(end)")
        }
    }
}
