import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `The GIFTI reader` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static func array(_ intent: String, _ type: String, _ order: String, _ data: String) -> String {
        """
        <DataArray Intent="NIFTI_INTENT_\(intent)" DataType="NIFTI_TYPE_\(type)" Dimensionality="2" Dim0="2" Dim1="3"
          ArrayIndexingOrder="\(order)MajorOrder" Encoding="ASCII" Endian="LittleEndian"><Data>\(data)</Data></DataArray>
        """
    }
    private static let surface = """
        <?xml version="1.0"?><!DOCTYPE GIFTI SYSTEM "none">
        <GIFTI Version="1.0" NumberOfDataArrays="2"><MetaData><MD><Name>who</Name><Value><![CDATA[a & b]]></Value></MD></MetaData>
        <LabelTable><Label Key="1" Red="1" Green="0" Blue="0" Alpha="1">left &amp; right</Label></LabelTable>
        \(array("POINTSET", "FLOAT32", "Row", "0 1 2 3.5 4 5"))
        \(array("TRIANGLE", "INT32", "Column", "0 3 1 4 2 5"))
        </GIFTI>
        """

    private func path(_ text: String) throws -> FilePath {
        FilePath(try folder.write(Array(text.utf8), to: "a.surf.gii"))
    }

    @Test func `lists arrays as parts, points first fastest`() throws {
        let path = try path(Self.surface)
        let report = FrontDoor.standard.report(path)
        #expect(report.parts.map(\.name) == ["array 1", "array 2"])
        #expect(report.parts.map(\.header?.shape) == [[3, 2], [3, 2]])
        #expect(report.surface != nil)
        let points = try FrontDoor.standard.open(path, part: "array 1").readAll()
        #expect((0..<6).map(points.value) == [0, 1, 2, 3.5, 4, 5])
        let faces = try FrontDoor.standard.open(path, part: "array 2").readAll()
        #expect((0..<6).map(faces.value) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `tells labels, remarks and bounds`() throws {
        let facts = FrontDoor.standard.report(try path(Self.surface)).facts
        func fact(_ key: String) -> JSONValue? { facts.first { $0.key == key }?.value }
        #expect(fact("metadata") == ["who": "a & b"])
        #expect(fact("vertices") == 2)
        guard case .array(let labels)? = fact("labels") else {
            Issue.record("no labels")
            return
        }
        #expect(labels.first?["name"] == "left & right")
    }

    @Test func `refuses arrays that are shorter than they claim`() throws {
        let path = try path(Self.surface.replacing("0 1 2 3.5 4 5", with: "0 1 2 3.5 4"))
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(path, part: "array 1").readAll() }
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(path, part: "array 9") }
    }

    @Test func `survives damage and truncation`() throws {
        let sound = Array(Self.surface.utf8)
        for seed in 0..<400 {
            let hurt =
                seed % 2 == 0
                ? sound.damaged(seed: UInt64(seed)) : Array(sound[..<(sound.count * seed / 400)])
            let path = FilePath(try folder.write(hurt, to: "hurt.surf.gii"))
            for part in FrontDoor.standard.report(path).parts {
                guard let block = try? FrontDoor.standard.open(path, part: part.name).readAll() else {
                    continue
                }
                #expect(block.bytes.count == part.header?.byteCount, "seed \(seed)")
            }
        }
    }
}
