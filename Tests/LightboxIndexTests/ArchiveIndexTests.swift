import Foundation
import LightboxArchive
import LightboxCore
import LightboxRecords
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxIndex

@Suite struct `An index of archives` {
    static let inner = ZipBuilder([.init("x.nii", SmallImages.nifti())]).bytes

    static func zip(_ names: [String]) -> [UInt8] {
        ZipBuilder(
            names.map { .init($0, SmallImages.nifti()) } + [.init("a/", []), .init("b/inner.zip", inner)]
        ).bytes
    }

    @Test func `has a row for each member, and reads none again while the archive is the same`() throws {
        try Bench.with { bench in
            try bench.write(Self.zip(["a/1.nii", "2.nii", "../out.nii"]), to: "s/r.zip")
            try bench.write(SmallImages.nifti(), to: "s/3.nii")
            let summary = try bench.update()
            #expect(summary.progress.filesOpened == 2)
            #expect(summary.progress.members == 3)
            let rows = [
                "s/3.nii nifti-1 1.0", "s/r.zip zip -", "s/r.zip/2.nii nifti-1 1.0",
                "s/r.zip/a/1.nii nifti-1 1.0",
                "s/r.zip/b/inner.zip zip -",
            ]
            #expect(try bench.contents().map { String($0.prefix(200)) } == rows)
            let again = try bench.update()
            #expect(again.progress.filesOpened == 0 && again.progress.members == 0)
            #expect(try bench.contents() == rows)
            #expect(try bench.update("s").progress.filesOpened == 0)
            #expect(try bench.contents() == rows)
            // The archive's bytes count once.
            let bytes = try bench.index.copies().first?.bytes
            let disk =
                try FileStatus(of: bench.data.appending("s/r.zip")).byteCount + SmallImages.nifti().count
            #expect(bytes == Int64(disk))
        }
    }

    @Test func `follows an archive that is changed, moved and deleted`() throws {
        try Bench.with { bench in
            func ids() throws -> [String] {
                try bench.index.query(
                    "SELECT file_id, relative_path FROM files WHERE kind = 'nifti-1' ORDER BY 2"
                )
                .map { $0.map(\.shown).joined(separator: " ") }
            }
            try bench.write(Self.zip(["a/1.nii", "a/2.nii"]), to: "r.zip")
            try bench.update()
            let first = try ids()
            #expect(first.count == 2)
            try bench.rewrite("r.zip", Self.zip(["a/2.nii", "c/3.nii", "c/4.nii"]))
            try bench.update()
            let second = try ids()
            #expect(
                second.map { $0.split(separator: " ").last } == [
                    "r.zip/a/2.nii", "r.zip/c/3.nii", "r.zip/c/4.nii",
                ])
            // What is there still is the same image.
            #expect(second.first == first.last)
            try bench.move("r.zip", to: "new.zip")
            let moved = try bench.update()
            #expect(moved.progress.filesMoved == 1 && moved.progress.filesOpened == 0)
            #expect(try ids() == second.map { $0.replacingOccurrences(of: "r.zip", with: "new.zip") })
            try FileManager.default.removeItem(atPath: bench.folder.path("data/new.zip"))
            try bench.update()
            #expect(try bench.contents().isEmpty)
            #expect(try bench.index.copies().first?.series == 0)
        }
    }

    @Test func `leaves no member of what is no archive any more`() throws {
        try Bench.with { bench in
            try bench.write(Self.zip(["a/1.nii"]), to: "r.zip")
            try bench.update()
            try bench.rewrite("r.zip", Array("not a zip file at all, and as long as one would be".utf8))
            try bench.write(Array("no zip".utf8), to: "r.zip")
            try bench.update()
            #expect(try bench.contents() == ["r.zip text -"])
        }
    }
}
