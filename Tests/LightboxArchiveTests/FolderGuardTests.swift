import Foundation
import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `The path guard` {
    private func tree(_ body: (TemporaryFolder, FolderGuard) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try folder.write([1], to: "in/sub/a.nii")
            try folder.write([2], to: "out/secret")
            let links = [
                ("in/near", "sub/a.nii"), ("in/folder", "sub"), ("in/far", "../out/secret"),
                ("in/farther", "../out"), ("in/dangling", "nowhere"), ("in/round", "round"),
                ("in/there-and-back", "../in/sub/a.nii"), ("in/absolute", folder.path + "/in/sub/a.nii"),
            ]
            for (link, target) in links {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.path(link), withDestinationPath: target)
            }
            try body(folder, FolderGuard(FilePath(folder.path("in"))))
        }
    }

    @Test(arguments: ["sub/a.nii", "./sub//a.nii", "near", "folder/a.nii", "there-and-back", "absolute"])
    func `lets pass what lies inside`(_ name: String) throws {
        try tree { _, folder in
            let path = try folder.resolve(name)
            #expect(path == folder.root.appending("sub").appending("a.nii"))
        }
    }

    @Test(arguments: [
        ("../out/secret", FolderGuardError.Problem.unsafeName), ("sub/../../out/secret", .unsafeName),
        ("/etc/passwd", .unsafeName), ("sub/a.nii\0.txt", .unsafeName), ("far", .leadsOut),
        ("farther/secret", .leadsOut), ("dangling", .missing), ("round", .missing), ("none", .missing),
    ])
    func `refuses what does not`(_ name: String, _ problem: FolderGuardError.Problem) throws {
        try tree { _, folder in
            let error = try #require(throws: FolderGuardError.self) { try folder.resolve(name) }
            #expect(error.problem == problem)
        }
    }

    @Test func `refuses a pipe`() throws {
        try tree { outer, folder in
            try #require(outer.makePipe("in/pipe"))
            let error = try #require(throws: FolderGuardError.self) { try folder.resolve("pipe") }
            #expect(error.problem == .special)
        }
    }

    @Test func `is not taken in by a folder whose name begins alike`() throws {
        try tree { outer, folder in
            try outer.write([3], to: "in-too/x")
            try FileManager.default.createSymbolicLink(
                atPath: outer.path("in/alike"), withDestinationPath: outer.path("in-too/x"))
            let error = try #require(throws: FolderGuardError.self) { try folder.resolve("alike") }
            #expect(error.problem == .leadsOut)
        }
    }

    @Test func `needs a folder`() throws {
        try tree { outer, _ in
            let error = try #require(throws: FolderGuardError.self) {
                try FolderGuard(FilePath(outer.path("out/secret")))
            }
            #expect(error.problem == .notAFolder)
        }
    }
}
