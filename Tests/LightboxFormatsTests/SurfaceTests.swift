import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// FreeSurfer's and VTK's surfaces, made byte by byte.
@Suite struct `Surface files` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static func big(_ values: Int32...) -> [UInt8] {
        values.flatMap { value in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: UInt32(bitPattern: value) >> UInt32($0)) }
        }
    }
    private static func big(_ values: Float...) -> [UInt8] {
        values.flatMap { big(Int32(bitPattern: $0.bitPattern)) }
    }
    private static let corners: [UInt8] =
        big(0 as Float, 0, 0) + big(1 as Float, 0, 0) + big(0 as Float, 2.5, -1)
    private static let triangle: [UInt8] =
        [0xFF, 0xFF, 0xFE] + Array("made by us\n\n".utf8) + big(3 as Int32, 1) + corners
        + big(0 as Int32, 1, 2)
    private static let quads: [UInt8] =
        [0xFF, 0xFF, 0xFD, 0, 0, 3, 0, 0, 1] + corners + [0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 1]
    private static let curvature: [UInt8] =
        [0xFF, 0xFF, 0xFF] + big(2 as Int32, 4, 1) + big(0.5 as Float, -2)
    private static let annotation: [UInt8] =
        big(2 as Int32, 1, 65_793, 0, 7, 1, -2, 9, 2) + [0x61, 0] + big(1 as Int32, 8, 2) + [0x62, 0]
        + big(1 as Int32, 1, 1, 0)
    private static let label = Array("#!ascii label , from us\n2\n7 1 2 3 0.5\n9 4 5 6 0\n".utf8)
    private static let vtkText = Array(
        """
        # vtk DataFile Version 3.0
        a square
        ASCII
        DATASET POLYDATA
        POINTS 4 float
        0 0 0 1 0 0 1 1 0
        0 1 0
        POLYGONS 1 5
        4 0 1 2 3
        POINT_DATA 4
        SCALARS height float 1
        LOOKUP_TABLE default
        1 2 3 4

        """.utf8)
    private static let vtkBinary: [UInt8] =
        Array("# vtk DataFile Version 3.0\nbox\nBINARY\nDATASET STRUCTURED_POINTS\nDIMENSIONS 2 1 2\n".utf8)
        + Array("SPACING 1 2 3\nORIGIN 0 0 0\nPOINT_DATA 4\nSCALARS v short\nLOOKUP_TABLE default\n".utf8)
        + [0, 1, 0, 2, 0, 3, 1, 0]

    private static let all: [(name: String, bytes: [UInt8])] = [
        ("lh.white", triangle), ("lh.quad", quads), ("lh.curv", curvature), ("lh.a.annot", annotation),
        ("lh.b.label", label), ("a.vtk", vtkText), ("b.vtk", vtkBinary),
    ]

    private func values(_ name: String, _ bytes: [UInt8], part: String) throws -> [Double] {
        let path = FilePath(try folder.write(bytes, to: name))
        let block = try FrontDoor.standard.open(path, part: part).readAll()
        return (0..<block.bytes.count / block.type.byteCount).map(block.value)
    }

    @Test func `of FreeSurfer hold points and triangles`() throws {
        let path = FilePath(try folder.write(Self.triangle, to: "lh.white"))
        let report = FrontDoor.standard.report(path)
        #expect(report.format == .freeSurferSurface)
        #expect(report.surface != nil, "\(report.problem ?? "")")
        #expect(
            report.facts.first { $0.key == "boundingBox" }?.value == [[0.0, 0.0, -1.0], [1.0, 2.5, 0.0]])
        #expect(try values("lh.white", Self.triangle, part: "points") == [0, 0, 0, 1, 0, 0, 0, 2.5, -1])
        #expect(try values("lh.white", Self.triangle, part: "triangles") == [0, 1, 2])
        #expect(try values("lh.quad", Self.quads, part: "triangles") == [0, 1, 1, 2, 1, 1])
    }

    @Test func `of FreeSurfer may be values, annotations and labels`() throws {
        #expect(try values("lh.curv", Self.curvature, part: "values") == [0.5, -2])
        #expect(try values("lh.a.annot", Self.annotation, part: "labels") == [7, 65_793])
        let path = FilePath(try folder.write(Self.annotation, to: "lh.a.annot"))
        let table = FrontDoor.standard.report(path).facts.first { $0.key == "labels" }?.value
        #expect(table == [["key": 8, "name": "b", "colour": [1, 1, 1, 0]]])
        #expect(try values("lh.b.label", Self.label, part: "vertices") == [7, 9])
        #expect(try values("lh.b.label", Self.label, part: "points") == [1, 2, 3, 4, 5, 6])
    }

    @Test func `of VTK hold surfaces as text, and volumes in binary`() throws {
        #expect(try values("a.vtk", Self.vtkText, part: "triangles") == [0, 1, 2, 0, 2, 3])
        #expect(try values("a.vtk", Self.vtkText, part: "values 1") == [1, 2, 3, 4])
        #expect(try values("b.vtk", Self.vtkBinary, part: "values 1") == [1, 2, 3, 256])
        let path = FilePath(try folder.write(Self.vtkBinary, to: "b.vtk"))
        let header = FrontDoor.standard.report(path).mainHeader
        #expect(header?.shape == [2, 1, 2])
        #expect(header?.spacing == [1, 2, 3])
    }

    @Test func `refuse faces between points that are not there`() throws {
        var bytes = Self.triangle
        bytes[bytes.count - 1] = 3
        let report = FrontDoor.standard.report(FilePath(try folder.write(bytes, to: "lh.white")))
        #expect(
            report.problem == "Face 0 names vertex 3, but there are 3."
                || report.problem?.contains("names vertex 3") == true)
    }

    @Test func `come to no harm, cut anywhere or damaged`() throws {
        for (name, sound) in Self.all {
            for turn in 0..<300 {
                let hurt = turn < sound.count ? Array(sound[..<turn]) : sound.damaged(seed: UInt64(turn))
                let path = FilePath(try folder.write(hurt, to: name))
                for part in FrontDoor.standard.report(path).parts {
                    let block = try FrontDoor.standard.open(path, part: part.name).readAll()
                    #expect(block.bytes.count == part.header?.byteCount, "\(name) \(turn)")
                }
            }
        }
    }
}
