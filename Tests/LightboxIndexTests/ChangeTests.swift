import Foundation
import LightboxArchive
import LightboxRecords
import LightboxStore
import LightboxTesting
import SystemPackage
import Testing

@testable import LightboxIndex

/// A folder, and an index of it beside it.
struct Bench {
    let folder: TemporaryFolder
    let index: ImageIndex
    var data: FilePath { FilePath(folder.path("data")) }

    static func with(_ body: (Bench) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder.path("data"), withIntermediateDirectories: true)
            try body(
                Bench(folder: folder, index: ImageIndex(folder.path("index.sqlite"), access: .readWrite)))
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws { try folder.write(bytes, to: "data/" + name) }

    @discardableResult
    func update(_ part: String = "") throws -> IndexSummary {
        try index.update(part.isEmpty ? data : data.appending(part))
    }

    /// Every file that the index holds, with its kind and, for images, the spacing.
    func contents() throws -> [String] {
        try index.query(
            "SELECT files.relative_path, kind, spacing_i FROM files LEFT JOIN images ON image_id = file_id ORDER BY 1"
        )
        .map { $0.map(\.shown).joined(separator: " ") }
    }

    func move(_ from: String, to: String) throws {
        try FileManager.default.moveItem(
            atPath: folder.path("data/" + from), toPath: folder.path("data/" + to))
    }

    /// Rewrites a file in place, so that its inode stays.
    func rewrite(_ name: String, _ bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forWritingAtPath: folder.path("data/" + name)))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}

extension StoreValue {
    /// The value as one word for a comparison.
    var shown: String {
        switch self {
        case .null: "-"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value): value
        case .blob(let value): "\(value)"
        }
    }
}

@Suite struct `An index kept up to date` {
    @Test func `gives the images of a series, and what is no image`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a/scan.nii")
            try bench.write(Array("id,age\n1,60\n".utf8), to: "a/people.csv")
            try bench.update()
            let series = try #require(try bench.index.series().first)
            let images = try bench.index.images(inSeries: series.id)
            #expect(images.map(\.path.shown) == ["a/scan.nii"])
            #expect(images.first?.shape == series.shape && !series.shape.isEmpty)
            #expect(try bench.index.image(id: images[0].id) == images.first)
            let others = try bench.index.others(inCopy: series.copy)
            #expect(others.map(\.path.shown) == ["a/people.csv"] && others.first?.kind == "csv")
            #expect(try bench.index.others(inCopy: series.copy, named: "nobody") == [])
            #expect(try bench.index.counts(inCopy: series.copy).others == 1)
        }
    }

    @Test func `opens nothing of a tree that has not changed`() throws {
        try Bench.with { bench in
            for i in 0..<20 { try bench.write(SmallImages.nifti(), to: "a/\(i).nii") }
            #expect(try bench.update().progress.filesOpened == 20)
            let again = try bench.update()
            #expect(again.progress.filesOpened == 0)
            #expect(again.progress.files == 20)
            #expect(again.images == 20 && again.unreadable == 0)
        }
    }

    @Test func `notices what was added and what was deleted`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            try bench.write(SmallImages.nifti(), to: "b/c.nii")
            try bench.update()
            try bench.write(SmallImages.nifti(spacing: 2), to: "new/d.nii")
            try FileManager.default.removeItem(atPath: bench.folder.path("data/a.nii"))
            try FileManager.default.removeItem(atPath: bench.folder.path("data/b"))
            let summary = try bench.update()
            #expect(summary.progress.filesOpened == 1)
            #expect(try bench.contents() == ["new/d.nii nifti-1 2.0"])
            #expect(try bench.index.query("SELECT count(*) FROM series").first?.first == .integer(1))
        }
    }

    @Test func `follows a renamed file and a renamed folder without opening them`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(spacing: 1), to: "a.nii")
            try bench.write(SmallImages.nifti(spacing: 2), to: "sub-01/anat/sub-01_T1w.nii")
            try bench.update()
            let ids = try bench.index.query("SELECT image_id FROM images ORDER BY spacing_i")
            try bench.move("a.nii", to: "z.nii")
            try bench.move("sub-01", to: "sub-02")
            let summary = try bench.update()
            #expect(try bench.contents() == ["sub-02/anat/sub-01_T1w.nii nifti-1 2.0", "z.nii nifti-1 1.0"])
            #expect(try bench.index.query("SELECT image_id FROM images ORDER BY spacing_i") == ids)
            // Where the file system knows no birth times, the file itself must be opened.
            if FileStatus.birth(of: bench.data.appending("z.nii")) != nil {
                #expect(summary.progress.filesOpened == 0)
                #expect(summary.progress.filesMoved == 2)
            }
            #expect(try bench.update().progress.filesOpened == 0)
        }
    }

    @Test func `reads names anew when a file is renamed`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(), to: "sub-01_T1w.nii")
            try bench.update()
            try bench.move("sub-01_T1w.nii", to: "sub-02_T2w.nii")
            try bench.update()
            let row = try bench.index.query(
                "SELECT i.subject, i.suffix, s.subject FROM images i JOIN series s USING (series_id)")
            #expect(row == [["02", "T2w", "02"]])
        }
    }

    @Test func `is not fooled when two files change places`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(spacing: 1), to: "a.nii")
            try bench.write(SmallImages.nifti(spacing: 2), to: "b.nii")
            try bench.update()
            try bench.move("a.nii", to: "c")
            try bench.move("b.nii", to: "a.nii")
            try bench.move("c", to: "b.nii")
            try bench.update()
            #expect(try bench.contents() == ["a.nii nifti-1 2.0", "b.nii nifti-1 1.0"])
            try bench.move("b.nii", to: "c.nii")
            try bench.move("a.nii", to: "b.nii")
            try bench.update()
            #expect(try bench.contents() == ["b.nii nifti-1 2.0", "c.nii nifti-1 1.0"])
        }
    }

    @Test func `notices a rewrite of the same size at once`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(spacing: 1), to: "a.nii")
            for spacing in 2...12 {
                try bench.update()
                try bench.rewrite("a.nii", SmallImages.nifti(spacing: Float(spacing)))
            }
            let last = try bench.update()
            #expect(last.progress.filesOpened == 1)
            #expect(try bench.contents() == ["a.nii nifti-1 12.0"])
        }
    }

    @Test func `notices a rewrite that was given its old date back`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(spacing: 1), to: "a.nii")
            let date = Date(timeIntervalSince1970: 1_000_000_000)
            let path = bench.folder.path("data/a.nii")
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
            try bench.update()
            try bench.rewrite("a.nii", SmallImages.nifti(spacing: 2))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
            try bench.update()
            #expect(try bench.contents() == ["a.nii nifti-1 2.0"])
        }
    }

    @Test func `takes a file with a reused inode and the same date for another`() throws {
        try Bench.with { bench in
            let date = Date(timeIntervalSince1970: 1_000_000_000)
            for round in 1...8 {
                let name = "file\(round).nii"
                try bench.write(SmallImages.nifti(spacing: Float(round)), to: name)
                try FileManager.default.setAttributes(
                    [.modificationDate: date], ofItemAtPath: bench.folder.path("data/" + name))
                try bench.update()
                #expect(try bench.contents() == ["\(name) nifti-1 \(Float(round))"])
                try FileManager.default.removeItem(atPath: bench.folder.path("data/" + name))
            }
        }
    }

    @Test func `keeps a hard link as a file of its own`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            try bench.update()
            try FileManager.default.linkItem(
                atPath: bench.folder.path("data/a.nii"), toPath: bench.folder.path("data/b.nii"))
            try bench.update()
            #expect(try bench.contents() == ["a.nii nifti-1 1.0", "b.nii nifti-1 1.0"])
        }
    }

    @Test func `forgets an image that turned into a text`() throws {
        try Bench.with { bench in
            try bench.write(SmallImages.nifti(), to: "a.nii")
            try bench.update()
            try bench.write(Array("now a text".utf8), to: "a.nii")
            try bench.update()
            #expect(try bench.index.query("SELECT count(*) FROM images").first?.first == .integer(0))
            #expect(try bench.index.query("SELECT count(*) FROM series").first?.first == .integer(0))
        }
    }
}
