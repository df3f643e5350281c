import LightboxArchive
import LightboxCodecs
import LightboxCore
import LightboxFormats
import SystemPackage

/// Work on one volume: loading it, and cutting a piece out of it.
enum NIfTIJobs {
    static let all: [Job] = [
        Job("floats", "FILE: all of it, rescaled, as [Float]", floats),
        Job("samples", "FILE: all of it as stored", samples),
        Job("gunzip", "FILE [--no-places]: inflates it all, and keeps places for later or none", gunzip),
        Job("lazy", "FILE AXIS INDEX: how many bytes one plane or volume takes, of how many", lazy),
        Job(
            "slice", "FILE AXIS INDEX [--twice | --kept FOLDER]: one plane or volume, with an index kept",
            slice),
    ]

    private static func floats(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        return try Report.timing {
            let image = try FrontDoor.standard.open(path)
            let values = try image.readFloats()
            return (
                values.count * image.header.storedType.byteCount, 1,
                [("check", .number(Double(values.last ?? 0)))]
            )
        }
    }

    private static func samples(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        return try Report.timing {
            let block = try FrontDoor.standard.open(path).readAll()
            return (block.bytes.count, 1, [("check", .integer(Int(block.bytes.last ?? 0)))])
        }
    }

    private static func slice(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let (axis, index) = try place(arguments)
        func cut(_ image: any ImageSource) throws -> (bytes: Int, files: Int, more: [(String, JSONValue)]) {
            let values = try image.readFloats(Region(image.header.shape, only: index, along: axis))
            return (values.count * 4, 1, [("check", .number(Double(values[values.count / 2])))])
        }
        var door = FrontDoor.standard
        if let folder = arguments.option("--kept") {
            door.keptIndexes = KeptIndexes(FilePath(folder))
            // The index is there after the first time.
            if try FolderWalk(FolderGuard(FilePath(folder))).next()?.entries.isEmpty != false {
                let image = try door.open(path)
                _ = try image.readFloats(image.header.last)
            }
            return try Report.timing { try cut(door.open(path)) }
        }
        if arguments.contains("--twice") {
            // The index is built by the first reading and kept with the open image.
            let image = try door.open(path)
            _ = try image.readFloats(image.header.last)
            return try Report.timing { try cut(image) }
        }
        return try Report.timing { try cut(door.open(path)) }
    }

    private static func place(_ arguments: [String]) throws -> (axis: Int, index: Int) {
        guard let axis = Int(try arguments.required(1, "an axis")),
            let index = Int(try arguments.required(2, "an index"))
        else { throw UsageError("axis and index are numbers") }
        return (axis, index)
    }

    private static func gunzip(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let isPlain = arguments.contains("--no-places")
        return try Report.timing {
            let gzip = try GzipBytes(FileBytes(path: path), checkpointSpacing: isPlain ? .max >> 8 : 2 << 20)
            var total = 0
            while true {
                let piece = try gzip.read(at: total, count: 1 << 18)
                if piece.isEmpty { break }
                total += piece.count
            }
            return (total, 1, [("places", .integer(gzip.checkpointCount))])
        }
    }

    /// Counts, for a file that is gzipped, what is read of it and what is inflated; for others, what is read.
    private static func lazy(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file"))
        let (axis, index) = try place(arguments)
        let file = CountingBytes(try FileBytes(path: path))
        let folder = DiskTree(path: path.removingLastComponent())
        var image: any ImageSource
        let gzip = path.string.hasSuffix(".gz") ? try GzipBytes(file) : nil
        if let gzip {
            image = try FrontDoor.standard.open(
                gzip, at: FilePath(String(path.string.dropLast(3))), in: folder)
            _ = try image.readFloats(image.header.last)
        } else {
            image = try FrontDoor.standard.open(file, at: path, in: folder)
        }
        let before = (file.bytesRead, gzip?.inflatedByteCount ?? 0)
        return try Report.timing {
            let values = try image.readFloats(Region(image.header.shape, only: index, along: axis))
            return (
                values.count * image.header.storedType.byteCount, 1,
                [
                    ("read", .integer(file.bytesRead - before.0)), ("ofFile", .integer(file.knownByteCount)),
                    ("inflated", .integer(gzip.map { $0.inflatedByteCount - before.1 })),
                    ("ofSamples", .integer(image.header.byteCount)),
                ]
            )
        }
    }
}

extension Region {
    /// All of an image but for one axis, of which one place.
    init(_ shape: [Int], only index: Int, along axis: Int) {
        self.init(shape.enumerated().map { $0.offset == axis ? index..<index + 1 : 0..<$0.element })
    }
}

extension ImageHeader {
    /// The last plane or volume, which takes reading all that lies before.
    var last: Region { Region(shape, only: (shape.last ?? 1) - 1, along: shape.count - 1) }
}
