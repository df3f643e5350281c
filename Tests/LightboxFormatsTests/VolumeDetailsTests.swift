import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `Details of volumes` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, _ name: String) throws -> FilePath {
        FilePath(try folder.write(Array(text.utf8), to: name))
    }

    @Test func `MetaImage is read as text, in the header's file and beside it`() throws {
        let header =
            "ObjectType = Image\nNDims = 2\nBinaryData = False\nBinaryDataByteOrderMSB = True\n"
            + "DimSize = 2 2\nElementType = MET_SHORT\nElementDataFile = "
        let local = try write(header + "LOCAL\n1 -2\n300 4\n", "a.mha")
        _ = try write("1 -2 300 4", "b.txt")
        let beside = try write(header + "b.txt\n", "b.mhd")
        for path in [local, beside] {
            let block = try FrontDoor.standard.open(path).readAll()
            #expect((0..<4).map(block.value) == [1, -2, 300, 4], "\(path)")
        }
        let short = try write(header + "LOCAL\n1 -2\n300\n", "c.mha")
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(short).readAll() }
    }

    @Test func `MGH tells the repetition time behind its samples`() throws {
        func word(_ value: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
        }
        var bytes = [1, 2, 1, 1, 2, 0, 0].flatMap { word($0) }
        bytes +=
            [UInt8](repeating: 0, count: 284 - bytes.count) + [1, 2, 3, 4] + word(Float(2500).bitPattern)
        let report = FrontDoor.standard.report(FilePath(try folder.write(bytes, to: "a.mgh")))
        #expect(report.header?.timeStepSeconds == 2.5, "\(report.problem ?? "")")
        #expect(report.facts.first { $0.key == "TR" }?.value == 2500.0)
    }
}
