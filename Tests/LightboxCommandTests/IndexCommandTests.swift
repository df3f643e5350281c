import Foundation
import LightboxTesting
import Testing

/// The program with its own files and a folder of data, both in a temporary folder.
struct CommandBench {
    let folder: TemporaryFolder
    let program: BuiltProgram
    var data: String { folder.path("data") }

    static func with(_ body: (CommandBench) throws -> Void) throws {
        try withTemporaryFolder { folder in
            var program = try BuiltProgram()
            program.environment = [
                "LIGHTBOX_DATA": folder.path("own"), "LIGHTBOX_CACHE": folder.path("cache"),
                "LIGHTBOX_CONFIG": folder.path("config"),
            ]
            try FileManager.default.createDirectory(
                atPath: folder.path("data"), withIntermediateDirectories: true)
            try body(CommandBench(folder: folder, program: program))
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws { try folder.write(bytes, to: "data/" + name) }
    func run(_ arguments: String...) throws -> BuiltProgram.Run {
        try program.start(arguments, in: folder).wait()
    }
    func number(_ sql: String, _ more: String...) throws -> Int {
        let run = try program.start(["query", sql, "--json"] + more, in: folder).wait()
        return (run.json.first?.values.first as? NSNumber)?.intValue ?? -1
    }
}

@Suite(.serialized) struct `The command index` {
    @Test func `loses nothing when it is killed at any of 20 points`() throws {
        try CommandBench.with { bench in
            let total = 400
            for i in 0..<total {
                try bench.write(SmallImages.nifti(spacing: Float(i + 1)), to: "f\(i % 7)/s\(i % 3)/\(i).nii")
            }
            let clean = try bench.run(
                "index", bench.data, "--db", bench.folder.path("clean.sqlite"), "--json")
            #expect(clean.code == 0 && clean.json.first?["filesOpened"] as? Int == total)
            let all =
                "SELECT path, format, bytes, shape, spacing_i, series_description FROM images ORDER BY path"
            let whole = try bench.run(
                "query", all, "--format", "csv", "--db", bench.folder.path("clean.sqlite"))
            for point in 0..<20 {
                let db = bench.folder.path("killed\(point).sqlite")
                var program = bench.program
                program.environment["LIGHTBOX_TEST_KILL_AT_OPEN"] = String(1 + point * (total - 1) / 19)
                let killed = try program.start(["index", bench.data, "--db", db], in: bench.folder).wait()
                #expect(killed.code == -9, "\(killed.talk)")
                let kept = try bench.number("SELECT count(*) FROM files", "--db", db)
                let next = try bench.run("index", bench.data, "--db", db, "--json")
                #expect(next.code == 0, "\(next.talk)")
                #expect(
                    next.json.first?["filesOpened"] as? Int == total - kept, "point \(point): \(kept) kept")
                let now = try bench.run("query", all, "--format", "csv", "--db", db)
                #expect(now.output == whole.output && !now.output.isEmpty)
                #expect(
                    try bench.run("index", bench.data, "--db", db, "--json").json.first?["filesOpened"]
                        as? Int == 0)
            }
        }
    }

    @Test func `loses nothing when it is killed by the clock, wherever it may be`() throws {
        try CommandBench.with { bench in
            let total = 600
            for i in 0..<total { try bench.write(SmallImages.nifti(), to: "f\(i % 60)/\(i).nii") }
            let db = bench.folder.path("index.sqlite")
            for round in 0..<8 {
                let running = try bench.program.start(["index", bench.data, "--db", db], in: bench.folder)
                usleep(UInt32(15_000 + 12_000 * round))
                kill(running.process.processIdentifier, SIGKILL)
                _ = running.wait()
            }
            let kept = try max(0, bench.number("SELECT count(*) FROM files", "--db", db))
            let last = try bench.run("index", bench.data, "--db", db, "--json")
            #expect(last.json.first?["filesOpened"] as? Int == total - kept)
            #expect(last.json.first?["images"] as? Int == total)
            #expect(try bench.number("SELECT count(*) FROM series WHERE files = 1", "--db", db) == total)
        }
    }

    @Test func `runs twice at once without harm`() throws {
        try CommandBench.with { bench in
            for i in 0..<500 { try bench.write(SmallImages.nifti(), to: "f\(i % 50)/\(i).nii") }
            let runs = try (0..<3).map {
                try bench.program.start(["index", bench.data, "--json"], in: bench.folder, name: "run\($0)")
            }
            for run in runs.map({ $0.wait() }) {
                #expect(run.code == 0, "\(run.talk)")
            }
            #expect(try bench.number("SELECT count(*) FROM images") == 500)
            #expect(try bench.number("SELECT count(*) FROM series") == 500)
            #expect(try bench.number("SELECT count(*) FROM copies") == 1)
            #expect(try bench.run("index", bench.data, "--json").json.first?["filesOpened"] as? Int == 0)
        }
    }

    @Test func `writes nothing into the folder, and takes one that cannot be written`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            try #require(bench.folder.setPermissions(0o500, of: "data"))
            defer { _ = bench.folder.setPermissions(0o700, of: "data") }
            #expect(try bench.run("index", bench.data).code == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.data) == ["a.nii"])
        }
    }

    @Test func `gives every file that cannot be read its reason, and exits 1`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "good.nii")
            try bench.write(Array(SmallImages.nifti().prefix(360)), to: "cut.nii")
            try bench.write([], to: "empty.nii.gz")
            try bench.write(Array("a,b\n1,2\n".utf8), to: "table.csv")
            try #require(bench.folder.makePipe("data/pipe"))
            try bench.folder.link("data/zero", to: "/dev/zero")
            try bench.folder.link("data/later.nii", to: ".git/annex/objects/x/y/z.nii")
            let run = try bench.run("index", bench.data, "--json")
            #expect(run.code == 1)
            #expect(run.json.first?["unreadable"] as? Int == 2)
            #expect(run.json.first?["notFetched"] as? Int == 1)
            let rows = try bench.run(
                "query", "SELECT relative_path, kind, problem IS NOT NULL FROM files ORDER BY 1", "--format",
                "csv")
            #expect(
                rows.output.split(separator: "\r\n").dropFirst().joined(separator: "\n") == """
                    cut.nii,nifti-1,1
                    empty.nii.gz,empty,1
                    good.nii,nifti-1,0
                    later.nii,broken-link,1
                    pipe,special-file,0
                    table.csv,csv,0
                    zero,link,0
                    """)
        }
    }

    @Test func `says what is wrong with what it was given`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            let file = try bench.run("index", bench.data + "/a.nii")
            #expect(file.code == 2)
            #expect(file.talk.contains("is a file, not a folder.\nhint: index the folder that it lies in"))
            let none = try bench.run("index", bench.folder.path("none"), bench.data)
            #expect(none.code == 2 && none.talk.contains("There is no folder"))
            // The folder that is there was indexed all the same.
            #expect(try bench.number("SELECT count(*) FROM images") == 1)
            #expect(try bench.run("index").code == 64)
        }
    }

    @Test func `counts no file twice, whether folders are given twice or lie in one another`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a/b/1.nii")
            try bench.write(SmallImages.nifti(), to: "a/2.nii")
            try bench.folder.link("alias", to: "data")
            let inner = try bench.run("index", bench.data + "/a/b", bench.data + "/a/b/", "--json")
            #expect(inner.json.map { $0["filesOpened"] as? Int } == [1, 0])
            let outer = try bench.run("index", bench.data, bench.folder.path("alias"), "--json")
            #expect(outer.json.map { $0["filesOpened"] as? Int } == [1, 0])
            #expect((outer.json.first?["absorbed"] as? [String])?.count == 1)
            #expect(try bench.number("SELECT count(*) FROM images") == 2)
            #expect(try bench.number("SELECT count(*) FROM series") == 2)
            #expect(try bench.number("SELECT count(*) FROM copies") == 1)
            // A part of a copy brings that part up to date, and leaves the rest alone.
            try bench.write(SmallImages.nifti(), to: "a/b/3.nii")
            try FileManager.default.removeItem(atPath: bench.data + "/a/2.nii")
            let part = try bench.run("index", bench.data + "/a/b", "--json")
            #expect(part.json.first?["filesOpened"] as? Int == 1)
            #expect(part.json.first?["files"] as? Int == 2)
            #expect(try bench.number("SELECT count(*) FROM images") == 3)
            #expect(try bench.run("index", "--forget", bench.data + "/a").code == 2)
            #expect(try bench.run("index", "--forget", bench.data).code == 0)
            #expect(try bench.number("SELECT count(*) FROM files") == 0)
            #expect(FileManager.default.fileExists(atPath: bench.data + "/a/b/3.nii"))
        }
    }

    @Test(.enabled(if: !TemporaryFolder.isRoot, "root may list every folder"))
    func `names a folder that cannot be listed`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "closed/a.nii")
            try #require(bench.folder.setPermissions(0, of: "data/closed"))
            defer { _ = bench.folder.setPermissions(0o700, of: "data/closed") }
            let run = try bench.run("index", bench.data)
            #expect(run.code == 1)
            #expect(run.talk.contains("The folder 'closed' is left out: "))
        }
    }

    @Test func `says that there are more reasons than it shows`() throws {
        try CommandBench.with { bench in
            var bytes = SmallImages.nifti()
            for length in 1...10 {
                // A length below 0 along the first axis: a reason of its own for each file.
                (bytes[42], bytes[43]) = (UInt8(256 - length), 0xFF)
                try bench.write(bytes, to: "\(length).nii")
            }
            let run = try bench.run("index", bench.data)
            #expect(run.code == 1)
            #expect(run.talk.contains("… and 2 more; all of them: lightbox query"))
        }
    }
}
