import Foundation
import LightboxTesting
import Testing

@Suite(.serialized) struct `The command convert` {
    @Test func `writes another kind of file, and replaces none unasked`() throws {
        try withTemporaryFolder { folder in
            let program = try BuiltProgram()
            try folder.write(SmallImages.nifti(), to: "a.nii")
            let run = try program.run(
                "convert", folder.path("a.nii"), folder.path("b.nrrd"), "--json", in: folder)
            #expect(run.code == 0, "\(run.talk)")
            #expect(run.json.first?["shape"] as? [Int] == [2, 3, 4])
            #expect((run.json.first?["path"] as? String)?.hasSuffix("/b.nrrd") == true)
            let info = try program.run("info", "--json", "--pixels", folder.path("b.nrrd"), in: folder)
            let before = try program.run("info", "--json", "--pixels", folder.path("a.nii"), in: folder)
            for key in ["storedSHA256", "storedType"] {
                #expect(info.json.first?[key] as? String == before.json.first?[key] as? String)
                #expect(info.json.first?[key] is String)
            }
            let was = try Data(contentsOf: URL(filePath: folder.path("b.nrrd")))
            let again = try program.run("convert", folder.path("a.nii"), folder.path("b.nrrd"), in: folder)
            #expect(again.code == 2 && again.talk.contains("--force"), "\(again.talk)")
            #expect(try Data(contentsOf: URL(filePath: folder.path("b.nrrd"))) == was)
            let forced = try program.run(
                "convert", folder.path("a.nii"), folder.path("b.nrrd"), "--force", in: folder)
            #expect(forced.code == 0, "\(forced.talk)")
        }
    }

    @Test(arguments: [
        (["a.nii"], "Name what to read", 64), (["a.nii", "b.xyz"], "--to", 2),
        (["none.nii", "b.nii"], "none.nii", 2),
        (["a.nii", "b.png"], "{k}", 2), (["a.nii", "b.nii", "--volume", "3"], "no volume 3", 2),
        (["a.nii", "b.nii", "--slice", "4"], "counted from 0", 2),
        (["a.nii", "b.nii", "--part", "x"], "x", 2),
        (["a.nii", "no/b.nii"], "folder that it is to lie in", 2),
        (["empty", "b.nii"], "no DICOM images", 2),
        (["a.nii", "b.jpg", "--slice", "1", "--quality", "0"], "1 to 100", 64),
    ])
    func `says what is in the way and leaves nothing behind`(arguments: [String], words: String, code: Int32)
        throws
    {
        try withTemporaryFolder { folder in
            try folder.write(SmallImages.nifti(), to: "in/a.nii")
            try FileManager.default.createDirectory(
                atPath: folder.path("in/empty"), withIntermediateDirectories: true)
            let before = try folder.names(in: "in")
            let paths = arguments.map { $0.contains(".") || $0 == "empty" ? folder.path("in/" + $0) : $0 }
            let run = try BuiltProgram().start(["convert"] + paths, in: folder).wait()
            #expect(run.code == code, "\(run.talk)")
            #expect(run.talk.contains(words), "\(run.talk)")
            #expect(try folder.names(in: "in") == before)
        }
    }

    @Test func `makes a series and takes it back`() throws {
        try withTemporaryFolder { folder in
            let program = try BuiltProgram()
            try folder.write(SmallImages.nifti(5, 6, 4, spacing: 1.5), to: "a.nii")
            let out = try program.run("convert", folder.path("a.nii"), folder.path("series"), in: folder)
            #expect(out.code == 0, "\(out.talk)")
            #expect(try folder.names(in: "series").count == 4)
            let back = try program.run("convert", folder.path("series"), folder.path("b.nii.gz"), in: folder)
            #expect(back.code == 0, "\(back.talk)")
            let info = try program.run("info", "--json", folder.path("b.nii.gz"), in: folder)
            #expect(info.json.first?["shape"] as? [Int] == [5, 6, 4])
            // Two series in one folder: which is meant must be said.
            _ = try program.run("convert", folder.path("a.nii"), folder.path("series/more"), in: folder)
            let which = try program.run("convert", folder.path("series"), folder.path("c.nii"), in: folder)
            #expect(which.code == 2 && which.talk.contains("--series"), "\(which.talk)")
            let uid = which.talk.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("2.25.") }
            let one = try program.run(
                "convert", folder.path("series"), folder.path("c.nii"), "--series", String(try #require(uid)),
                in: folder)
            #expect(one.code == 0, "\(one.talk)")
        }
    }

    @Test func `writes a picture for each slice, and volumes of pictures`() throws {
        try withTemporaryFolder { folder in
            let program = try BuiltProgram()
            try folder.write(SmallImages.nifti(5, 6, 11), to: "a.nii")
            let out = try program.run("convert", folder.path("a.nii"), folder.path("s-{k}.png"), in: folder)
            #expect(out.code == 0, "\(out.talk)")
            let names = try folder.names().filter { $0.hasSuffix(".png") }
            #expect(names.count == 11 && names.first == "s-00.png" && names.last == "s-10.png")
            let back = try program.start(
                ["convert"] + names.map { folder.path($0) } + [folder.path("b.nii")], in: folder
            ).wait()
            #expect(back.code == 0, "\(back.talk)")
            let info = try program.run("info", "--json", folder.path("b.nii"), in: folder)
            #expect(info.json.first?["shape"] as? [Int] == [5, 6, 11])
        }
    }

    @Test func `leaves nothing that looks whole when it is killed`() throws {
        try withTemporaryFolder { folder in
            let program = try BuiltProgram()
            let input = try folder.write(SmallImages.nifti(300, 300, 120), to: "a.nii")
            let series = try program.run("convert", input, folder.path("whole"), in: folder)
            #expect(series.code == 0, "\(series.talk)")
            for round in 0..<8 {
                let (gz, dicom) = (folder.path("b\(round).nii.gz"), folder.path("d\(round)"))
                let runs = try [
                    program.start(["convert", input, gz], in: folder, name: "gz"),
                    program.start(["convert", input, dicom], in: folder, name: "dicom"),
                ]
                usleep(UInt32(20_000 + 60_000 * round))
                for run in runs { kill(run.process.processIdentifier, round % 2 == 0 ? SIGKILL : SIGTERM) }
                _ = runs.map { $0.wait() }
                if FileManager.default.fileExists(atPath: gz) {
                    #expect(try program.run("info", "--pixels", gz, in: folder).code == 0)
                }
                if FileManager.default.fileExists(atPath: dicom) {
                    #expect(try folder.names(in: "d\(round)").count == 120)
                }
                // Told to end, the program takes its things away; killed, it cannot take a hidden folder.
                let left = try folder.names().filter { $0.hasSuffix(".part") }
                if round % 2 == 1 { #expect(left.isEmpty, "\(left)") }
                for name in left {
                    #expect(name.hasPrefix("."))
                    try FileManager.default.removeItem(atPath: folder.path(name))
                }
            }
        }
    }

    @Test func `says that the disk is full, and leaves it as it was`() throws {
        try withTemporaryFolder { folder in
            let program = try BuiltProgram()
            let input = try folder.write(SmallImages.nifti(200, 200, 20), to: "a.nii")
            let disk = folder.path("disk")
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
            // A disk of its own for one shell, that nobody else sees and that goes with it.
            let script = """
                mount -t tmpfs -o size=200k none '\(disk)' || exit 77
                for out in b.nii b.mha b.mhd series; do
                  '\(program.path)' convert '\(input)' '\(disk)'/$out; echo "code $?"
                done
                ls -A '\(disk)'
                """
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = [
                "-c", "command -v unshare >/dev/null || exit 77; exec unshare -m sh -c \"$0\"", script,
            ]
            let pipe = Pipe()
            (process.standardOutput, process.standardError) = (pipe, pipe)
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard TemporaryFolder.isRoot, process.terminationStatus != 77, !text.contains("unshare failed")
            else {
                print("No disk of one's own can be had here: the test is skipped.")
                return
            }
            #expect(text.split(separator: "\n").filter { $0 == "code 2" }.count == 4, "\(text)")
            #expect(
                text.split(separator: "\n").filter { $0.contains("the disk is full") }.count == 4, "\(text)")
            #expect(text.hasSuffix("code 2\n"), "\(text)")
        }
    }
}
