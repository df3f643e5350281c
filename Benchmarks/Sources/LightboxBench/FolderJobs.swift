import LightboxArchive
import LightboxCore
import LightboxIndex
import LightboxRecords
import LightboxStore
import SystemPackage

/// Work on a tree of files.
enum FolderJobs {
    static let all: [Job] = [
        Job("index", "FOLDER DATABASE [--workers N]: brings the index up to date", index),
        Job("walk", "FOLDER: lists it and asks for each file's status", walk),
        Job("records", "FOLDER: reads every header, keeps nothing", records),
    ]

    private static func index(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        let database = try arguments.required(1, "a database")
        var reader = FolderReader()
        if let workers = arguments.option("--workers").flatMap({ Int($0) }) { reader.workers = workers }
        return try Report.timing {
            let index = try ImageIndex(database, access: .readWrite)
            let summary = try index.update(folder, reader: reader)
            try index.close()
            return (
                0, summary.files,
                [
                    ("opened", .integer(summary.progress.filesOpened)), ("series", .integer(summary.series)),
                    ("unreadable", .integer(summary.unreadable)),
                ]
            )
        }
    }

    private static func walk(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        return try Report.timing {
            let walk = try FolderWalk(FolderGuard(folder))
            var (files, bytes) = (0, 0)
            while let listing = walk.next() {
                files += listing.entries.count
                for entry in listing.entries { bytes += entry.status?.byteCount ?? 0 }
            }
            return (bytes, files, [])
        }
    }

    private static func records(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        var reader = FolderReader()
        if let workers = arguments.option("--workers").flatMap({ Int($0) }) { reader.workers = workers }
        return try Report.timing {
            let progress = try reader.read(FolderGuard(folder), into: NoSink())
            return (0, progress.files, [])
        }
    }

    private struct NoSink: RecordSink {
        func known(in folder: RelativePath) -> KnownFiles { KnownFiles() }
        func known(inode: UInt64) -> [(file: KnownFile, folder: RelativePath)] { [] }
        func take(_ changes: [RecordChange]) {}
        func finish(
            from start: RelativePath, seen: Set<RelativePath>, gone: Set<Int64>, unlisted: [RelativePath]
        ) {}
    }
}
