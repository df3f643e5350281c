import LightboxArchive
import LightboxCore
import LightboxDICOM
import LightboxFormats
import SystemPackage

/// Work on the files of one DICOM series.
enum SeriesJobs {
    static let all: [Job] = [
        Job("series", "FOLDER: the series in it as a volume of rescaled [Float]", series),
        Job(
            "decode", "FOLDER: decodes every file's samples, its bytes being in memory and its header read",
            decode),
        Job("frames", "FOLDER: every file's samples as stored, one after another", frames),
    ]

    private static func files(in folder: FilePath) throws -> [FilePath] {
        let walk = try FolderWalk(FolderGuard(folder))
        var files: [FilePath] = []
        while let listing = walk.next() {
            for entry in listing.entries {
                files.append(listing.path.appending(entry.name).below(walk.folder.root))
            }
        }
        return files
    }

    private static func series(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        return try Report.timing {
            let files = try files(in: folder)
            let series = try DICOMSeries(files)
            let volume = series.volumes[0]
            let values = try volume.readFloats()
            return (
                values.count * volume.header.storedType.byteCount, files.count,
                [("check", .number(Double(values[values.count / 2]))), ("values", .integer(values.count))]
            )
        }
    }

    private static func decode(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        var images: [any ImageSource] = try files(in: folder).reversed().map { path in
            let bytes = try FileBytes(path: path)
            let memory = MemoryBytes(try bytes.read(at: 0, count: bytes.byteCount))
            return try FrontDoor.standard.open(
                memory, at: path, in: DiskTree(path: path.removingLastComponent()))
        }
        let count = images.count
        return try Report.timing {
            var bytes = 0
            // An image keeps the frame that it decoded last; one after the other is let go, as by those who read a folder.
            while let image = images.popLast() { bytes += try image.readAll().bytes.count }
            return (bytes, count, [])
        }
    }

    private static func frames(_ arguments: [String]) throws -> Report {
        let folder = FilePath(try arguments.required(0, "a folder"))
        return try Report.timing {
            let files = try files(in: folder)
            var bytes = 0
            for file in files { bytes += try FrontDoor.standard.open(file).readAll().bytes.count }
            return (bytes, files.count, [])
        }
    }
}
