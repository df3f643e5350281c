import LightboxArchive
import LightboxTesting
import SystemPackage
import Testing

@Suite struct `A walk` {
    /// Every entry of a walk as one word per line: path, and what is special about it.
    private func walk(_ path: String, from start: RelativePath = .root) throws -> [String] {
        let walk = try FolderWalk(FolderGuard(FilePath(path)), from: start)
        var lines: [String] = []
        while let listing = walk.next() {
            if listing.failure != nil { lines.append("\(listing.path.shown): not listed") }
            for entry in listing.entries {
                let name = listing.path.appending(entry.name).shown
                if let link = entry.link {
                    lines.append("\(name) -> \(link.fate.rawValue)")
                } else if let status = entry.status, status.kind != .regular {
                    lines.append("\(name) is \(status.kind.words)")
                } else {
                    lines.append("\(name) \(entry.status?.byteCount ?? -1)")
                }
            }
        }
        return lines
    }

    @Test func `lists every file once, in the order of the names`() throws {
        try withTemporaryFolder { folder in
            for name in ["b", "a/z", "a/y/x", "a.b", ".git/config", ".lightbox/lock", ".hidden"] {
                try folder.write([1, 2], to: name)
            }
            #expect(try walk(folder.path) == [".hidden 2", "a.b 2", "b 2", "a/z 2", "a/y/x 2"])
            #expect(try walk(folder.path, from: RelativePath("a/y")) == ["a/y/x 2"])
        }
    }

    @Test func `puts names in the order of all their bytes`() throws {
        try withTemporaryFolder { folder in
            let names = [
                "aaaaaaaab", "aaaaaaaa", "aaaaaaaa.b", "aaaaaaa", "a", "aaaaaaaaa", "é", "z", "Z", "..x",
                "...",
            ]
            for name in names { try folder.write([1], to: name) }
            let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(try walk(folder.path) == sorted.map { $0 + " 1" })
        }
    }

    @Test func `lists of a folder of chunks only the file that makes it one`() throws {
        try withTemporaryFolder { folder in
            for name in [
                "a.zarr/.zgroup", "a.zarr/.zattrs", "a.zarr/0/.zarray", "a.zarr/0/0.0", "b/zarr.json",
                "b/c/0/0",
                "c/.zarray", "c/0", "d/zarr.txt", "e.n5/attributes.json", "e.n5/0/1", "f/attributes.json",
                "f/0",
            ] { try folder.write([1, 2], to: name) }
            #expect(
                try walk(folder.path) == [
                    "a.zarr/.zgroup 2", "b/zarr.json 2", "c/.zarray 2", "d/zarr.txt 2",
                    "e.n5/attributes.json 2",
                    "f/0 2", "f/attributes.json 2",
                ])
            #expect(try walk(folder.path("e.n5")) == ["attributes.json 2"])
        }
    }

    @Test func `says where links lead and follows none to a folder`() throws {
        try withTemporaryFolder { outer in
            try outer.write([1], to: "out/secret")
            try outer.write([1], to: "in/a")
            try outer.write([1, 2, 3], to: "in/.git/annex/objects/k/k")
            for (name, target) in [
                ("folder", "."), ("up", ".."), ("near", "a"), ("far", "../out/secret"), ("gone", "none"),
                ("round", "round"), ("here.nii", ".git/annex/objects/k/k"),
                ("later.nii", ".git/annex/objects/m/m"), ("zero", "/dev/zero"),
            ] { try outer.link("in/" + name, to: target) }
            #expect(
                try walk(outer.path("in")) == [
                    "a 1", "far -> outside", "folder -> folder", "gone -> missing", "here.nii -> annexed",
                    "later.nii -> not here yet (git-annex)", "near -> inside", "round -> missing",
                    "up -> outside", "zero -> outside",
                ])
        }
    }

    @Test func `names a pipe without opening it`() throws {
        try withTemporaryFolder { folder in
            try #require(folder.makePipe("pipe"))
            #expect(try walk(folder.path) == ["pipe is a named pipe"])
        }
    }

    @Test func `keeps the bytes of odd names, and shows them safely`() throws {
        try withTemporaryFolder { folder in
            let odd: [UInt8] = [0x66, 0xFC, 0x72, 0x0A, 0xC3, 0xB6]
            try #require(folder.makeFile(named: odd))
            let walk = try FolderWalk(FolderGuard(FilePath(folder.path)))
            let entry = try #require(walk.next()?.entries.first)
            #expect(entry.name == odd)
            let path = RelativePath(bytes: entry.name)
            #expect(path.text == nil)
            #expect(path.shown == "f\\xfcr\nö")
            #expect(try FileStatus(of: path.below(walk.folder.root)).kind == .regular)
        }
    }

    @Test func `goes past a folder that it may not list`() throws {
        try withTemporaryFolder { folder in
            try folder.write([1], to: "a/file")
            try folder.write([1], to: "b/file")
            try #require(folder.setPermissions(0, of: "a"))
            defer { _ = folder.setPermissions(0o700, of: "a") }
            // Nothing is forbidden to root.
            let first = TemporaryFolder.isRoot ? "a/file 1" : "a: not listed"
            #expect(try walk(folder.path) == [first, "b/file 1"])
        }
    }

    @Test func `says what it cannot reach in a tree that is too deep`() throws {
        try withTemporaryFolder { folder in
            let depth = try folder.makeDeepTree(levels: 40, name: String(repeating: "d", count: 200))
            try #require(depth == 40)
            let lines = try walk(folder.path)
            #expect(lines.count == 1 && lines[0].hasSuffix("not listed"))
        }
    }

    @Test func `tells a file's birth where the file system knows it`() throws {
        try withTemporaryFolder { folder in
            let path = FilePath(try folder.write([1], to: "a"))
            let status = try FileStatus(of: path)
            if let birth = FileStatus.birth(of: path) {
                #expect(abs(birth - status.changedNanoseconds) < 1_000_000_000)
            }
            #expect(FileStatus.birth(of: "/no/such/file") == nil)
        }
    }
}
