import LightboxArchive
import LightboxContainers
import LightboxCore
import LightboxFormats
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `An archive` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    static let text = Array("name,age\nAda,36\n".utf8)
    static let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
    static let sound = ZipBuilder([
        .init("inner/a.csv", text), .deflated("inner/b.bin", long), .init("inner/", []),
    ])

    func zip(_ builder: ZipBuilder) throws -> ZipArchive {
        try ZipArchive(MemoryBytes(builder.bytes), path: "a.zip")
    }
    func all(_ source: (any ByteSource)?) throws -> [UInt8]? { try source?.read(at: 0, count: 1 << 30) }

    @Test(arguments: [
        ("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] as [UInt8]),
        ("a.tar.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4]), ("a.tar.bz2", Array("BZh9".utf8)),
        ("a.tar.zst", [0x28, 0xB5, 0x2F, 0xFD, 4]),
    ])
    func `of a kind that is streamed is refused where it is damaged`(_ name: String, _ start: [UInt8]) throws
    {
        // libarchive gives up while it opens the one, and at the first member of the other.
        for tail in [0, 9, 600] {
            let path = try folder.write(start + [UInt8](repeating: 0x5A, count: tail), to: name)
            #expect(FrontDoor.standard.report(FilePath(path)).problem != nil, "\(tail) bytes behind its mark")
        }
    }

    @Test func `gives its members' bytes, stored or deflated`() throws {
        for usesZip64 in [false, true] {
            for before in [[], Array("#!/bin/sh\n".utf8)] {
                var builder = Self.sound
                (builder.usesZip64, builder.before) = (usesZip64, before)
                builder.comment = Array("no directory here".utf8)
                let zip = try zip(builder)
                #expect(zip.memberCount == 3)
                for _ in 0..<4 {
                    #expect(try all(zip.open("inner/a.csv")) == Self.text)
                    #expect(try zip.open("inner/") == nil)
                    #expect(try zip.open("a.csv") == nil)
                }
                let long = try #require(try zip.open("inner/b.bin"))
                #expect(long.knownByteCount == Self.long.count)
                #expect(try long.read(at: 150_000, count: 10) == Array(Self.long[150_000..<150_010]))
                #expect(try long.read(at: 5, count: 10) == Array(Self.long[5..<15]))
                #expect(try all(long) == Self.long)
            }
        }
    }

    @Test func `is a folder to the door`() throws {
        let path = FilePath(try folder.write(Self.sound.bytes, to: "a.zip"))
        let report = FrontDoor.standard.thorough.report(path)
        #expect(report.format == .zip)
        #expect(report.facts.first { $0.key == "members" }?.value == 2)
        let inner = FrontDoor.standard.thorough.report(path.appending("inner/a.csv"))
        #expect(inner.format == .csv)
        #expect(inner.facts.first { $0.key == "columns" }?.value == ["name", "age"])
        let missing = FrontDoor.standard.thorough.report(path.appending("inner/c.csv"))
        #expect(missing.problem?.contains("no member 'inner/c.csv'") == true)
        let outer = ZipBuilder([.init("x/a.zip", Self.sound.bytes)])
        let nested = FilePath(try folder.write(outer.bytes, to: "outer.zip"))
        #expect(FrontDoor.standard.thorough.report(nested.appending("x/a.zip/inner/a.csv")).format == .csv)
    }

    @Test func `is listed folder by folder`() throws {
        let tree = ArchiveTree(try zip(Self.sound), path: "a.zip")
        #expect(try tree.entries(in: "").map(\.name) == ["inner"])
        #expect(try tree.entries(in: "inner").map(\.name) == ["a.csv", "b.bin"])
        #expect(try tree.folder("inner").open("a.csv") != nil)
        #expect(throws: (any Error).self) { try tree.folder("inner").open("../x") }
    }

    @Test func `never lets a name lead out of it`() throws {
        let names = ["../evil", "/etc/passwd", "a/../../b", "C:/x", "./ok.txt"]
        let zip = try zip(ZipBuilder(names.map { .init($0, [1]) }))
        var found: [String] = []
        try zip.forEachMember { found.append($0.name) }
        #expect(found == ["ok.txt"])
        #expect(zip.unsafeNameCount == 4)
        #expect(try zip.open("../evil") == nil)
        #expect(try zip.open("ok.txt") != nil)
    }

    @Test func `reads names of old PCs, and those with backslashes`() throws {
        var old = ZipBuilder.Member("x", [1])
        (old.name, old.flags, old.madeBy) = ([0x81] + Array("ber\\a.txt".utf8), 0, 0)
        #expect(try zip(ZipBuilder([old])).open("über/a.txt") != nil)
    }

    @Test func `refuses what it cannot read in place, by name`() throws {
        func words(_ change: (inout ZipBuilder.Member) -> Void) throws -> String {
            var member = ZipBuilder.Member("m", Self.text)
            change(&member)
            let archive = try zip(ZipBuilder([member]))
            let error = #expect(throws: (any Error).self) {
                _ = try archive.open("m")?.read(at: 0, count: 100)
            }
            return error.map { "\($0)" } ?? ""
        }
        #expect(try words { $0.flags = 1 }.contains("encrypted"))
        #expect(try words { $0.method = 9 }.contains("Deflate64"))
        #expect(
            try words {
                ($0.method, $0.packed) = (8, ZipBuilder.storedBlocks(Self.text))
                $0.crc = 5
            }.contains("checksum"))
        #expect(
            try words { ($0.method, $0.packed, $0.data) = (8, [3, 0], Self.long) }.contains("cannot hold"))
    }

    @Test func `that is cut short or damaged is an error or reads on, but never crashes`() throws {
        var builder = Self.sound
        builder.members[1] = .deflated("inner/b.bin", Array(Self.long[..<300]))
        let bytes = builder.bytes
        for count in 0..<bytes.count {
            #expect(throws: (any Error).self, "\(count)") {
                try ZipArchive(MemoryBytes(Array(bytes[..<count])), path: "a.zip")
            }
        }
        var opened = 0
        for seed in 0..<2_000 {
            guard let zip = try? ZipArchive(MemoryBytes(bytes.damaged(seed: UInt64(seed))), path: "a.zip")
            else { continue }
            opened += 1
            try zip.forEachMember { _ = try? zip.open($0.name)?.read(at: 0, count: 1 << 20) }
        }
        #expect(opened > 500)
    }

    @Test func `of tar has long names, links and folders`() throws {
        var tar = TarBuilder()
        tar.add("./", [], kind: "5")
        tar.add("a/one.txt", Self.text)
        tar.add("a/two.txt", [], kind: "1", link: "a/one.txt")
        let name = String(repeating: "long/", count: 40) + "name.txt"
        tar.add("././@LongLink", Array(name.utf8) + [0], kind: "L")
        tar.add("short", [1, 2, 3])
        let record = " path=pax/ü.txt\n"
        tar.add("pax", Array("\(record.utf8.count + 2)\(record)".utf8), kind: "x")
        tar.add("ascii", [9])
        tar.add("../evil", [9])
        let archive = try TarArchive(MemoryBytes(tar.finished), isCompressed: false)
        #expect(try all(archive.open("a/one.txt")) == Self.text)
        #expect(try all(archive.open("a/two.txt")) == Self.text)
        #expect(try all(archive.open(name)) == [1, 2, 3])
        #expect(try all(archive.open("pax/ü.txt")) == [9])
        #expect(archive.unsafeNameCount == 1)
        for count in 0..<tar.bytes.count {
            _ = try? TarArchive(MemoryBytes(Array(tar.bytes[..<count])), isCompressed: false)
        }
        for seed in 0..<500 {
            let bytes = tar.finished.damaged(seed: UInt64(seed))
            guard let tar = try? TarArchive(MemoryBytes(bytes), isCompressed: false) else { continue }
            try tar.forEachMember { _ = try? tar.open($0.name)?.read(at: 0, count: 1 << 20) }
        }
        let streamed = try StreamedArchive(MemoryBytes(tar.finished), kind: "tar")
        #expect(try all(streamed.open("a/one.txt")) == Self.text)
        #expect(streamed.unsafeNameCount == 1)
    }
}
