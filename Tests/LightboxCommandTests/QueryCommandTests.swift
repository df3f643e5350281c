import Foundation
import LightboxTesting
import Testing

@Suite(.serialized) struct `The command query` {
    private func indexed(_ body: (CommandBench) throws -> Void) throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "sub-01/anat/sub-01_T1w.nii")
            try bench.write(SmallImages.nifti(), to: "odd, \"name\"\nx.nii")
            _ = try bench.run("index", bench.data)
            try body(bench)
        }
    }

    @Test func `writes CSV as RFC 4180 has it`() throws {
        try indexed { bench in
            let run = try bench.run(
                "query", "SELECT relative_path, shape, spacing_i, subject FROM images ORDER BY 1", "--format",
                "csv")
            #expect(
                run.output
                    == "relative_path,shape,spacing_i,subject\r\n\"odd, \"\"name\"\"\nx.nii\",2x3x4,1.0,\r\n"
                    + "sub-01/anat/sub-01_T1w.nii,2x3x4,1.0,01\r\n")
        }
    }

    @Test func `writes one JSON object a line`() throws {
        try indexed { bench in
            let run = try bench.run("query", "SELECT 1 AS a, 'x' AS a, NULL AS b, 0.5 AS c", "--json")
            #expect(run.output == #"{"a":1,"a_2":"x","b":null,"c":0.5}"# + "\n")
        }
    }

    @Test func `writes a table whose cells cannot steer the terminal`() throws {
        try indexed { bench in
            let run = try bench.run(
                "query", "SELECT 'a' || char(27) || '[31m' AS word, 12 AS n UNION ALL SELECT 'b', 3")
            #expect(run.output == "word   n\na[31m  12\nb       3\n")
            #expect(run.talk == "2 rows\n")
        }
    }

    @Test(arguments: [
        ("DELETE FROM _file", "to delete rows from _file"), ("DROP VIEW images", "to change the schema"),
        ("UPDATE _copy SET root = 'x'", "to change rows of _copy"), ("ATTACH 'x.sqlite' AS x", "to attach"),
        ("PRAGMA query_only = OFF", "PRAGMA query_only"), ("PRAGMA user_version = 9", "PRAGMA user_version"),
        ("CREATE TEMP TABLE t (x)", "to change the schema"), ("BEGIN IMMEDIATE", "a transaction"),
        ("SELECT load_extension('x')", "the function load_extension"),
        ("VACUUM INTO 'y.sqlite'", "to attach"),
        ("INSERT INTO _copy (root, added_at) VALUES ('x', 'y')", "to add rows to _copy"),
    ])
    func `refuses anything but reading`(_ sql: String, _ wish: String) throws {
        try indexed { bench in
            let before = try bench.run("query", "SELECT * FROM files", "--json").output
            let run = try bench.run("query", sql)
            #expect(run.code == 2)
            #expect(
                run.talk.contains("Only reading is allowed here, and the statement wants \(wish)"),
                "\(run.talk)")
            #expect(try bench.run("query", "SELECT * FROM files", "--json").output == before)
        }
    }

    @Test func `names the column or view that was probably meant`() throws {
        try indexed { bench in
            let column = try bench.run("query", "SELECT spacing_l FROM images")
            #expect(
                column.talk.hasSuffix("hint: did you mean 'spacing_i'? It is a column of images, series\n"))
            let view = try bench.run("query", "SELECT * FROM image")
            #expect(view.talk.hasSuffix("hint: did you mean 'images'?\n"))
            #expect(try bench.run("query", "SELECT 1; SELECT 2").talk.contains("more than one statement"))
        }
    }

    @Test func `lists the views as the documentation has them`() throws {
        try indexed { bench in
            let page = try #require(
                FileManager.default.contents(
                    atPath: URL(filePath: #filePath).appending(path: "../../../Documentation/Index.md")
                        .standardizedFileURL.path()))
            let text = String(decoding: page, as: UTF8.self)
            let views = try bench.run("query", "--tables", "--json").json
            #expect(views.count == 5)
            for view in views {
                let name = try #require(view["view"] as? String)
                #expect(text.contains("### `\(name)`"))
                for column in view["columns"] as? [String] ?? [] {
                    #expect(text.contains("| `\(column)` |"), "column \(column) of \(name) is not documented")
                }
            }
        }
    }

    @Test func `says how to make an index where there is none`() throws {
        try CommandBench.with { bench in
            let run = try bench.run("query", "SELECT 1")
            #expect(run.code == 2)
            #expect(run.talk.hasSuffix("hint: `lightbox index FOLDER` makes it\n"))
            #expect(!FileManager.default.fileExists(atPath: bench.folder.path("own")))
        }
    }
}

@Suite(.serialized) struct `The commands where and clean` {
    @Test func `list and remove our own files and nothing else`() throws {
        try CommandBench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            _ = try bench.run("index", bench.data)
            try bench.folder.write([1, 2, 3], to: "cache/thumbnails/x/1.png")
            try bench.folder.write([1], to: "cache/theirs")
            try bench.folder.write([1], to: "config/cards/mine.yaml")
            let places = try bench.run("where", "--json").json
            let thumbnails = try #require(places.first { $0["name"] as? String == "thumbnails" })
            #expect(thumbnails["bytes"] as? Int == 3)
            #expect(places.first { $0["name"] as? String == "index" }?["exists"] as? Bool == true)

            let unasked = try bench.run("clean")
            #expect(unasked.code == 2 && unasked.talk.contains("add --yes"))
            #expect(try bench.run("clean", "--cache", "--yes").code == 0)
            #expect(FileManager.default.fileExists(atPath: bench.folder.path("own/index.sqlite")))
            let all = try bench.run("clean", "--yes")
            #expect(all.code == 0 && all.talk.contains("index.sqlite"))
            #expect(!FileManager.default.fileExists(atPath: bench.folder.path("own")))
            for kept in ["cache/theirs", "config/cards/mine.yaml", "data/a.nii"] {
                #expect(FileManager.default.fileExists(atPath: bench.folder.path(kept)))
            }
        }
    }

    @Test func `spare imported lists unless they are asked for`() throws {
        try CommandBench.with { bench in
            try bench.folder.write(Array("# Sets\n\n* [One](https://example.org/1)\n".utf8), to: "mine.md")
            #expect(try bench.run("import", bench.folder.path("mine.md")).code == 0)
            let catalogue = bench.folder.path("own/catalogue.sqlite")
            let places = try bench.run("where", "--json").json
            #expect(places.first { $0["name"] as? String == "catalogue" }?["kind"] as? String == "lists")
            let plain = try bench.run("clean", "--yes")
            #expect(plain.talk.contains("holds imported lists (mine)"))
            #expect(FileManager.default.fileExists(atPath: catalogue))
            #expect(try bench.run("clean", "--lists", "--yes").code == 0)
            #expect(!FileManager.default.fileExists(atPath: catalogue))
            #expect(try bench.run("list").code == 0)
            #expect(try bench.run("clean", "--yes").code == 0)
            #expect(!FileManager.default.fileExists(atPath: catalogue))
            try bench.folder.write([1, 2, 3], to: "own/catalogue.sqlite")
            #expect(try bench.run("clean", "--yes").talk.contains("cannot be told"))
            #expect(try bench.run("clean", "--all", "--yes").code == 0)
            #expect(!FileManager.default.fileExists(atPath: catalogue))
        }
    }
}

@Suite(.serialized) struct `Every command` {
    @Test func `explains itself and shows examples`() throws {
        try CommandBench.with { bench in
            let help = try bench.run("--help")
            #expect(help.code == 0 && help.output.contains("USAGE: lightbox"))
            for verb in [
                "search", "show", "list", "log", "import", "listing", "info", "index", "query", "serve",
                "demo", "where", "clean", "lint", "phantoms",
            ] {
                let asked = try bench.run(verb, "--help")
                #expect(asked.code == 0 && asked.output.contains("Examples:"), "\(verb)")
                #expect(try bench.run("help", verb).output == asked.output, "\(verb)")
            }
            #expect(try bench.run("--version").code == 0)
            #expect(try bench.run("serch").code == 64)
            #expect(try bench.run("search", "--limit", "0").code == 64)
        }
    }
}
