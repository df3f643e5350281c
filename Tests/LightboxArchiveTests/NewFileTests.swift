import Foundation
import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A new file` {
    @Test func `stands under its name only once it is whole`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(folder.path("a.bin"))
            let file = try NewFile(at: path)
            try file.append([1, 2, 3])
            try file.append([4])
            try file.put([9], at: 1)
            #expect(try !folder.names().contains("a.bin"))
            try file.commit()
            #expect(try folder.names() == ["a.bin"])
            #expect(FileManager.default.contents(atPath: path.string).map(Array.init) == [1, 9, 3, 4])
        }
    }

    @Test func `leaves nothing behind where it is given up`() throws {
        try withTemporaryFolder { folder in
            do {
                let file = try NewFile(at: FilePath(folder.path("a.bin")))
                try file.append([1])
            }
            #expect(try folder.names().isEmpty)
        }
    }

    @Test func `replaces another only where it is told to`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(try folder.write([7], to: "a.bin"))
            let error = try #require(throws: OutputError.self) { try NewFile(at: path) }
            #expect(error.problem == .isThere("a file") && error.description.contains("--force"))
            let file = try NewFile(at: path, replacing: true)
            try file.append([8])
            #expect(FileManager.default.contents(atPath: path.string).map(Array.init) == [7])
            try file.commit()
            #expect(FileManager.default.contents(atPath: path.string).map(Array.init) == [8])
            #expect(try folder.names() == ["a.bin"])
        }
    }

    @Test func `takes no name that another has got meanwhile`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(folder.path("a.bin"))
            let file = try NewFile(at: path)
            try file.append([8])
            try folder.write([7], to: "a.bin")
            #expect(throws: OutputError(.isThere("a file"), path: path)) { try file.commit() }
            #expect(FileManager.default.contents(atPath: path.string).map(Array.init) == [7])
            #expect(try folder.names() == ["a.bin"])
        }
    }

    @Test func `never takes the place of a folder, nor lies in none`() throws {
        try withTemporaryFolder { folder in
            try folder.write([1], to: "b/x")
            #expect(throws: OutputError.self) { try NewFile(at: FilePath(folder.path("b")), replacing: true) }
            let error = try #require(throws: OutputError.self) {
                try NewFile(at: FilePath(folder.path("none/a.bin")))
            }
            #expect(error.problem == .system(.noSuchFileOrDirectory))
        }
    }
}

@Suite struct `A new folder` {
    @Test func `stands under its name only once all its files are whole`() throws {
        try withTemporaryFolder { folder in
            let new = try NewFolder(at: FilePath(folder.path("s/")), ending: ".dcm")
            try new.write([1], to: "1.dcm")
            try new.write([2, 3], to: "2.dcm")
            #expect(try !folder.names().contains("s"))
            try new.commit()
            #expect(try folder.names() == ["s"] && folder.names(in: "s") == ["1.dcm", "2.dcm"])
            do {
                let other = try NewFolder(at: FilePath(folder.path("t")), ending: ".dcm")
                try other.write([1], to: "1.dcm")
            }
            #expect(try folder.names() == ["s"])
        }
    }

    @Test func `takes over an empty folder, and no other unless it is told to`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(folder.path("s"))
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
            let first = try NewFolder(at: path, ending: ".dcm")
            try first.write([1], to: "1.dcm")
            try first.commit()
            #expect(throws: OutputError.self) { try NewFolder(at: path, ending: ".dcm") }
            let second = try NewFolder(at: path, replacing: true, ending: ".dcm")
            try second.write([2], to: "2.dcm")
            try second.commit()
            #expect(try folder.names() == ["s"] && folder.names(in: "s") == ["2.dcm"])
            try folder.write([1], to: "s/notes.txt")
            let error = try #require(throws: OutputError.self) {
                try NewFolder(at: path, replacing: true, ending: ".dcm")
            }
            #expect(error.description.contains("other things"))
            try folder.write([1], to: "file")
            #expect(throws: OutputError.self) {
                try NewFolder(at: FilePath(folder.path("file")), replacing: true, ending: ".dcm")
            }
        }
    }
}
