import LightboxCodecs
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `The front door` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func report(_ bytes: [UInt8], as name: String) throws -> FileReport {
        FrontDoor.standard.report(FilePath(try folder.write(bytes, to: name)))
    }

    @Test(arguments: [
        ("a.csv", "id,age\n1,70\n", FileFormat.csv), ("a.tsv", "id\tage\n", .tsv), ("a.txt", "hello", .text),
        ("a", "{\"a\": 1}", .json), ("a.json", "[1, 2]", .json), ("README", "Über die Daten", .text),
        ("a.xml", "<?xml version=\"1.0\"?><a/>", .xml), ("a.htm", "\n<!DOCTYPE html><html>", .html),
        ("a.gii", "<?xml version=\"1.0\"?>\n<!DOCTYPE GIFTI>\n<GIFTI Version=\"1.0\">", .gifti),
        ("a.mhd", "ObjectType = Image\nNDims = 3\nDimSize = 1 1 1\n", .metaImage),
        ("a.nrrd", "NRRD0004\ntype: short\n", .nrrd), ("a.pdf", "%PDF-1.7", .pdf),
        ("a.md", "# Title", .markdown), ("a.yaml", "a: 1", .yaml), ("a.webp", "RIFF....WEBP", .webP),
        ("a.sqlite", "SQLite format 3\0....", .sqlite), ("a.zip", "PK\u{3}\u{4}....", .zip),
        ("a.bin", "\u{1}\u{2}\u{0}", .unknown),
        ("notes.dcm.txt", "DICM", .text),
    ])
    func `names kinds by their content`(_ name: String, _ text: String, _ format: FileFormat) throws {
        let found = try report(Array(text.utf8), as: name)
        #expect(found.format == format)
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(found.path) }
    }

    @Test func `reads a gzipped image and a gzipped table`() throws {
        let image = NIfTIBuilder(order: .big).bytes
        let found = try report(Gzip.compress(image), as: "a.nii.gz")
        #expect(found.format == .nifti1Gzipped)
        #expect(found.header?.shape == [3, 4, 5])
        let block = try FrontDoor.standard.open(found.path).readAll()
        #expect((0..<60).map(block.value) == (0..<60).map(Double.init))
        let table = try report(Gzip.compress(Array("a,b\n".utf8)), as: "a.csv.gz")
        #expect(table.format == .csvGzipped)
        let whole = FrontDoor.standard.thorough.report(table.path)
        #expect(whole.facts.first { $0.key == "columns" }?.value == ["a", "b"])
        #expect(try report(Gzip.compress(Array("some words".utf8)), as: "a.log.gz").format == .gzip)
        #expect(try report(Gzip.compress(Array("a,b\n".utf8)), as: "b.nii.gz").problem != nil)
    }

    @Test func `names a gzipped image that is cut off, wherever it is`() throws {
        let sound = try Gzip.compress(NIfTIBuilder().bytes)
        for count in 1..<sound.count {
            let found = try report(Array(sound[..<count]), as: "a.nii.gz")
            #expect(throws: FormatError.self, "cut at \(count)") {
                _ = try FrontDoor.standard.open(found.path).readAll()
            }
        }
        #expect(try report(Array(sound[..<(sound.count / 2)]), as: "a.nii.gz").problem != nil)
    }

    @Test func `names a wrong checksum, also of a small file`() throws {
        var bytes = try Gzip.compress(NIfTIBuilder().bytes)
        bytes[bytes.count - 5] ^= 0xFF
        #expect(try report(bytes, as: "a.nii.gz").problem?.contains("checksum") == true)
    }

    @Test func `says why what begins as DICOM does is none`() throws {
        let bytes = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        let found = try report(bytes + [UInt8](repeating: 0xAB, count: 2000), as: "a.dcm")
        #expect(found.format == .dicom)
        #expect(found.problem?.contains("no data set") == true)
    }

    @Test func `does not allocate what a small gzipped file cannot hold`() throws {
        let header = NIfTIBuilder(dimensions: [32767, 32767, 32767, 4000], samples: []).bytes
        let found = try report(Gzip.compress(header), as: "a.nii.gz")
        #expect(found.problem?.contains("ends too early") == true)
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(found.path).readAll() }
    }

    @Test func `survives damage to a gzipped image`() throws {
        let sound = try Gzip.compress(NIfTIBuilder().bytes)
        for seed in 0..<1000 {
            let path = FilePath(try folder.write(sound.damaged(seed: UInt64(seed)), to: "hurt.nii.gz"))
            _ = FrontDoor.standard.report(path)
            guard let block = try? FrontDoor.standard.open(path).readAll() else { continue }
            #expect(block.bytes.count % 2 == 0, "seed \(seed)")
        }
    }

    @Test func `reads a pair of header and samples, gzipped or not`() throws {
        let builder = NIfTIBuilder(offset: 0, magic: "ni1")
        let samples = Array(builder.bytes.dropFirst(352))
        for (header, image, packs) in [("a.hdr", "a.img", false), ("b.hdr", "b.img.gz", true)] {
            try folder.write(packs ? Gzip.compress(samples) : samples, to: image)
            let found = try report(builder.header, as: header)
            #expect(found.format == .nifti1Pair)
            #expect(found.header?.shape == [3, 4, 5], "\(found.problem ?? "")")
            #expect(try FrontDoor.standard.open(found.path).readAll().bytes == samples)
        }
        #expect(try report(builder.header, as: "c.hdr").problem?.contains("'c.img'") == true)
    }

    @Test func `says that an image file is empty`() throws {
        #expect(try report([], as: "sub-01_T1w.nii.gz").problem == "The file is empty.")
        #expect(try report([], as: ".bidsignore").problem == nil)
    }

    @Test func `reports folders, broken links and missing files`() throws {
        let link = try folder.link("x.nii.gz", to: "../.git/annex/objects/x")
        let cases: [(String, FileFormat)] = [
            (folder.path, .folder), (link, .brokenLink), (folder.path + "/none", .unreadable),
            ("/dev/zero", .special),
        ]
        for (path, format) in cases {
            let found = FrontDoor.standard.report(FilePath(path))
            #expect(found.format == format)
            #expect(found.problem != nil)
        }
    }

    @Test func `refuses a page saved under the name of an image`() throws {
        let found = try report(Array("<html><body>Please log in</body></html>".utf8), as: "scan.dcm")
        #expect(found.format == .html)
        #expect(found.problem?.contains("HTML") == true)
        #expect(found.hint?.contains("log in") == true)
    }

    @Test func `of a DICOM file that is cut off, tells what stands before the cut beside the error`() throws {
        var file = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        func add(_ group: UInt8, _ element: UInt8, _ vr: String, _ value: String, claims length: Int? = nil) {
            file +=
                [group, 0, element, 0] + Array(vr.utf8) + [UInt8(length ?? value.utf8.count), 0]
                + Array(value.utf8)
        }
        add(2, 0x10, "UI", "1.2.840.10008.1.2.1\0")
        add(8, 0x60, "CS", "CT")
        add(0x10, 0x20, "LO", "P1", claims: 40)
        let report = FrontDoor.standard.thorough.report(FilePath(try folder.write(file, to: "cut.dcm")))
        #expect(report.problem?.contains("(0010,0020)") == true)
        #expect(report.facts.first { $0.key == "attributes" }?.value["Modality"] == "CT")
        #expect(report.header == nil)
    }
}
