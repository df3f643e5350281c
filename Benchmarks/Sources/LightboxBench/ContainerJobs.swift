import LightboxArchive
import LightboxContainers
import LightboxCore
import LightboxFormats
import Synchronization
import SystemPackage

/// Little asked of much: a member of an archive, a slice of an array in chunks.
///
/// Each opens its file anew.
enum ContainerJobs {
    static let all: [Job] = [
        Job("member", "ARCHIVE NAME: one member's bytes", member),
        Job(
            "chunked", "PATH PART AXIS INDEX: one slice of an array in HDF5 or a Zarr folder; / for its own",
            chunked),
    ]

    private static func member(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "an archive"))
        let name = try arguments.required(1, "a member")
        return try Report.timing {
            let file = CountingBytes(try FileBytes(path: path))
            guard let bytes = try FrontDoor.standard.archive(file, at: path)?.open(name) else {
                throw UsageError("there is no \(name)")
            }
            let content = try bytes.read(at: 0, count: bytes.byteCountLimit)
            return (
                content.count, 1,
                [("read", .integer(file.bytesRead)), ("ofFile", .integer(file.knownByteCount))]
            )
        }
    }

    private static func chunked(_ arguments: [String]) throws -> Report {
        let path = FilePath(try arguments.required(0, "a file or folder"))
        let part = try arguments.required(1, "a part")
        guard let axis = Int(try arguments.required(2, "an axis")),
            let index = Int(try arguments.required(3, "an index"))
        else { throw UsageError("axis and index are numbers") }
        let isFolder = try FileStatus(of: path).kind == .folder
        return try Report.timing {
            let tree = CountingTree(isFolder ? path : path.removingLastComponent())
            let marks = [".zarray", ".zgroup", "zarr.json"]
            let name = isFolder ? marks.first { tree.has($0) } ?? "" : path.lastComponent?.string ?? ""
            guard let file = try tree.open(name) else { throw UsageError("nothing is there") }
            let image = try FrontDoor.standard.open(
                file, at: tree.path.appending(name), in: tree, part: part == "/" ? nil : part)
            let values = try image.read(Region(image.header.shape, only: index, along: axis))
            return (
                values.bytes.count, 1,
                [
                    ("check", .integer(values.bytes.reduce(0) { $0 + Int($1) })),
                    ("read", .integer(tree.bytesRead)), ("ofSamples", .integer(image.header.byteCount)),
                ]
            )
        }
    }
}

/// A folder on disk whose files count what is read of them.
private final class CountingTree: FileTree {
    private let base: DiskTree
    private let files = Mutex<[CountingBytes]>([])

    init(_ path: FilePath) { base = DiskTree(path: path) }

    var path: FilePath { base.path }
    var bytesRead: Int { files.withLock { $0.reduce(0) { $0 + $1.bytesRead } } }

    func open(_ name: String) throws -> (any ByteSource)? {
        guard let file = try base.open(name) else { return nil }
        let counting = CountingBytes(file)
        files.withLock { $0.append(counting) }
        return counting
    }
    func entries(in folder: String) throws -> [FileTreeEntry] { try base.entries(in: folder) }
}
