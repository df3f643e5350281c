import LightboxArchive
import LightboxCore
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A folder as a tree` {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func `files are opened by name, and what is not there is no error`() throws {
        _ = try folder.write([1, 2, 3], to: "scan.raw")
        _ = try folder.write([], to: "inner/a.txt")
        let tree = DiskTree(path: FilePath(folder.path))
        #expect(try tree.open("scan.raw")?.read(at: 1, count: 9) == [2, 3])
        #expect(try tree.open("other.raw") == nil)
        #expect(try tree.open("inner") == nil)
        #expect(try tree.open("scan.raw/deeper") == nil)
        #expect(try tree.open("inner/a.txt") != nil)
    }

    @Test func `names that lead out are refused`() throws {
        let tree = DiskTree(path: FilePath(folder.path))
        for name in ["../x", "inner/../../x", "/etc/hostname"] {
            #expect(throws: EscapingName.self) { try tree.open(name) }
            #expect(throws: EscapingName.self) { try tree.entries(in: name) }
        }
    }

    @Test func `entries are sorted and say what they are`() throws {
        _ = try folder.write([1, 2], to: "b")
        _ = try folder.write([], to: "a/x")
        let tree = DiskTree(path: FilePath(folder.path))
        #expect(
            try tree.entries(in: "") == [
                FileTreeEntry(name: "a", isFolder: true),
                FileTreeEntry(name: "b", isFolder: false, byteCount: 2),
            ])
        #expect(try tree.entries(in: "none").isEmpty)
    }
}
