import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A NumPy archive` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    /// A zip file of stored members.
    func zip(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var (out, directory) = ([UInt8](), [UInt8]())
        for member in members {
            let name = Array(member.name.utf8)
            let sizes = number(0, 4) + number(member.bytes.count, 4) + number(member.bytes.count, 4)
            directory += Array("PK\u{1}\u{2}".utf8) + number(20, 2) + number(20, 2) + number(0, 8) + sizes
            directory += number(name.count, 2) + number(0, 12) + number(out.count, 4) + name
            out += Array("PK\u{3}\u{4}".utf8) + number(20, 2) + number(0, 8) + sizes
            out += number(name.count, 2) + number(0, 2) + name + member.bytes
        }
        let start = out.count
        out += directory + Array("PK\u{5}\u{6}".utf8) + number(0, 4) + number(members.count, 2)
        return out + number(members.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    var sound: [UInt8] {
        zip([
            ("a.npy", NPYBuilder().bytes), ("note.txt", [1, 2, 3]),
            ("b.npy", NPYBuilder(shape: "(6,)").bytes),
        ])
    }

    @Test func `has a part for each array`() throws {
        let path = FilePath(try folder.write(sound, to: "a.npz"))
        let report = FrontDoor.standard.report(path)
        #expect(report.problem == nil)
        #expect(report.parts.map(\.name) == ["a", "note.txt", "b"])
        #expect(report.parts.map { $0.header?.shape } == [[3, 2], nil, [6]])
        #expect(report.header?.shape == [3, 2])
        let block = try FrontDoor.standard.open(path, part: "b").readAll()
        #expect((0..<6).map(block.value) == [0, 1, 2, 3, 4, 5])
        #expect(throws: FormatError.self) { try FrontDoor.standard.open(path, part: "c") }
    }

    @Test func `cut off is refused, and damaged does no harm`() throws {
        let sound = sound
        for count in stride(from: 4, to: sound.count, by: 9) {
            let path = FilePath(try folder.write(Array(sound[..<count]), to: "a.npz"))
            #expect(FrontDoor.standard.report(path).problem != nil, "cut at \(count)")
        }
        for seed: UInt64 in 0..<200 {
            let path = FilePath(try folder.write(sound.damaged(seed: seed), to: "a.npz"))
            for part in FrontDoor.standard.report(path).parts where part.header != nil {
                _ = try? FrontDoor.standard.open(path, part: part.name).readAll()
            }
        }
    }
}
