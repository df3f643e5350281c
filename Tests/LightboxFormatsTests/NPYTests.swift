import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

/// Bytes of a NumPy array as `numpy.save` writes them.
struct NPYBuilder {
    var version: UInt8 = 1
    var descr = "'<i2'"
    var fortran = "False"
    var shape = "(2, 3)"
    var data: [UInt8] = (0..<6).flatMap { [UInt8($0), 0] }

    var bytes: [UInt8] {
        var header = Array("{'descr': \(descr), 'fortran_order': \(fortran), 'shape': \(shape), }".utf8)
        let start = version == 1 ? 10 : 12
        while (start + header.count + 1) % 64 != 0 { header.append(0x20) }
        header.append(0x0A)
        var out: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0]
        for i in 0..<(version == 1 ? 2 : 4) { out.append(UInt8(truncatingIfNeeded: header.count >> (8 * i))) }
        return out + header + data
    }
}

@Suite struct `A NumPy array` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    func report(_ bytes: [UInt8]) throws -> FileReport {
        FrontDoor.standard.report(FilePath(try folder.write(bytes, to: "a.npy")))
    }
    func values(_ report: FileReport, part: String? = nil) throws -> [Double] {
        let block = try FrontDoor.standard.open(report.path, part: part).readAll()
        return (0..<block.bytes.count / block.type.byteCount).map(block.value)
    }

    @Test func `has its last axis as our first`() throws {
        let report = try report(NPYBuilder().bytes)
        #expect(report.header?.shape == [3, 2])
        #expect(try values(report) == [0, 1, 2, 3, 4, 5])
    }

    @Test func `in Fortran's order reads as if it were in C's`() throws {
        var file = NPYBuilder(fortran: "True", shape: "(2, 3, 2)")
        file.data = (0..<12).flatMap { [UInt8($0), 0] }
        let report = try report(file.bytes)
        #expect(report.header?.shape == [2, 3, 2])
        // Element (i, j, k) lies at i + 2 j + 6 k.
        var wanted: [Double] = []
        for i in 0..<2 {
            for j in 0..<3 {
                for k in 0..<2 { wanted.append(Double(i + 2 * j + 6 * k)) }
            }
        }
        #expect(try values(report) == wanted)
        let image = try FrontDoor.standard.open(report.path)
        let cut = try image.read(Region([1..<2, 0..<3, 1..<2]))
        #expect((0..<3).map(cut.value) == [7, 9, 11])
    }

    @Test(arguments: [
        ("'|b1'", SampleType.uint8, [UInt8](repeating: 1, count: 6)),
        ("'>u1'", .uint8, [UInt8](repeating: 1, count: 6)),
        ("'>i2'", .int16, (0..<6).flatMap { _ in [UInt8(0), 1] }),
        ("'<f2'", .float16, (0..<6).flatMap { _ in [UInt8(0), 0x3C] }),
        ("'>f4'", .float32, (0..<6).flatMap { _ in [UInt8(0x3F), 0x80, 0, 0] }),
        ("'>c8'", .complex64, (0..<6).flatMap { _ in [UInt8(0x3F), 0x80, 0, 0, 0, 0, 0, 0] }),
    ])
    func `of ones is read whatever its type`(_ descr: String, _ type: SampleType, _ data: [UInt8]) throws {
        for version: UInt8 in 1...3 {
            let report = try report(NPYBuilder(version: version, descr: descr, data: data).bytes)
            #expect(report.header?.storedType == type)
            #expect(try values(report) == [1, 1, 1, 1, 1, 1])
        }
    }

    @Test func `of records has a part for each field of numbers`() throws {
        var file = NPYBuilder(
            descr: "[('x', '>u2'), ('', '|V1'), ('name', '<U2'), ('y', '<f4')]", shape: "(2,)")
        file.data = []
        for i: UInt8 in 0..<2 {
            file.data += [1, i] + [9] + [65, 0, 0, 0, 66, 0, 0, 0] + [0, 0, 0x80, 0x3F]
        }
        let report = try report(file.bytes)
        #expect(report.header == nil && report.problem == nil)
        #expect(report.parts.map(\.name) == ["x", "name", "y"])
        #expect(report.parts.map { $0.header?.storedType } == [.uint16, nil, .float32])
        #expect(try values(report, part: "x") == [256, 257])
        #expect(try values(report, part: "y") == [1, 1])
        #expect(throws: FormatError.self) { try values(report) }
        #expect(throws: FormatError.self) { try values(report, part: "name") }
    }

    @Test func `of one value or of none is read`() throws {
        let one = try report(NPYBuilder(shape: "()", data: [7, 0]).bytes)
        #expect(one.header?.shape == [])
        #expect(try values(one) == [7])
        let none = try report(NPYBuilder(shape: "(0, 3)", data: []).bytes)
        #expect(none.header?.shape == [3, 0])
        #expect(try PixelFacts(of: FrontDoor.standard.open(none.path)).stored.count == 0)
    }

    @Test(arguments: [
        ("'|O'", "(2,)", "objects"), ("'<U5'", "(2,)", "texts"), ("'<M8[ns]'", "(2,)", "dates"),
    ])
    func `of no numbers is named`(_ descr: String, _ shape: String, _ word: String) throws {
        let report = try report(NPYBuilder(descr: descr, shape: shape).bytes)
        #expect(report.header == nil && report.problem == nil)
        #expect(report.notes.first?.contains(word) == true)
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(report.path) }
    }

    @Test(arguments: [
        NPYBuilder(version: 4), NPYBuilder(descr: "'<q2'", data: []), NPYBuilder(descr: "3"),
        NPYBuilder(fortran: "Maybe"), NPYBuilder(shape: "(2, -3)"), NPYBuilder(shape: "3"),
        NPYBuilder(shape: "(9223372036854775807, 9223372036854775807)"),
        NPYBuilder(shape: "(1000000000000,)"), NPYBuilder(shape: "(" + String(repeating: "(", count: 500)),
    ])
    func `that makes no sense is refused`(_ file: NPYBuilder) throws {
        let report = try report(file.bytes)
        #expect(report.header == nil)
        if report.problem == nil { #expect(!report.notes.isEmpty) }
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(report.path) }
    }

    @Test func `cut off anywhere is refused`() throws {
        let sound = NPYBuilder().bytes
        for count in 8..<sound.count {
            let report = try report(Array(sound[..<count]))
            #expect(report.problem != nil, "cut at \(count)")
        }
    }

    @Test func `that is damaged never does harm`() throws {
        let sound = NPYBuilder(
            version: 2, descr: "[('x', '>u2'), ('y', '<f4', (2,))]", data: [UInt8](repeating: 3, count: 60)
        )
        .bytes
        var read = 0
        for seed: UInt64 in 0..<400 {
            let report = try report(sound.damaged(seed: seed))
            for part in report.parts where part.header != nil {
                if (try? FrontDoor.standard.open(report.path, part: part.name).readAll()) != nil { read += 1 }
            }
        }
        #expect(read > 30)
    }
}
