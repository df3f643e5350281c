import Glibc
import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `An open file` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func `gives the bytes asked for, fewer at its end, none past it`() throws {
        let file = try FileBytes(path: FilePath(try folder.write(Array(0..<100), to: "a")))
        #expect(file.byteCount == 100)
        #expect(try file.read(at: 10, count: 5) == [10, 11, 12, 13, 14])
        #expect(try file.read(at: 98, count: 5) == [98, 99])
        #expect(try file.read(at: 100, count: 5) == [])
        #expect(try file.read(at: .max, count: .max) == [])
        #expect(try file.read(at: -1, count: 5) == [])
        #expect(try file.read(at: 0, count: .max).count == 100)
    }

    @Test func `fills a buffer used before`() throws {
        let file = try FileBytes(path: FilePath(try folder.write(Array(0..<100), to: "a")))
        var buffer: [UInt8] = []
        for (offset, count) in [(0, 50), (90, 50), (20, 3), (200, 3), (0, 100)] {
            try file.read(at: offset, count: count, into: &buffer)
            #expect(buffer == Array((0..<100).dropFirst(offset).prefix(count)))
        }
    }

    @Test func `is never a folder, a pipe or a device`() throws {
        let pipe = folder.path + "/pipe"
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        for (path, words) in [(folder.path, "a folder"), (pipe, "a named pipe"), ("/dev/zero", "a device")] {
            let error = try #require(throws: FileError.self) { try FileBytes(path: FilePath(path)) }
            #expect(error.problem == .notAFile(words))
        }
    }

    @Test func `says where a broken link leads, and how git-annex files are fetched`() throws {
        let link = FilePath(try folder.link("a.nii.gz", to: ".git/annex/objects/x"))
        let error = try #require(throws: FileError.self) { try FileBytes(path: link) }
        #expect(error.problem == .brokenLink(target: ".git/annex/objects/x"))
        #expect(error.hint?.contains("git annex get") == true)
    }

    @Test func `says that a path is not there`() throws {
        let error = try #require(throws: FileError.self) { try FileBytes(path: "no/such/file") }
        #expect(error.description == "Could not open 'no/such/file': No such file or directory.")
    }
}
