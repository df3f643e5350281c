import CLightboxHDF5
import LightboxCore

/// A file that libhdf5 reads.
public final class HDF5LibraryFile: HDF5Container {
    private let file: lightbox_hid

    /// Opens a file on disk.
    public init(path: String) throws(HDF5Error) {
        file = try HDF5Library.use { () throws(HDF5Error) in
            let id = unsafe path.withCString { unsafe lightbox_h5_open_path($0) }
            guard id >= 0 else { throw HDF5Library.failure("the file cannot be opened") }
            return id
        }
    }

    /// Opens a file that lies in memory.
    public init(bytes: [UInt8]) throws(HDF5Error) {
        file = try HDF5Library.use { () throws(HDF5Error) in
            // SAFETY: the library copies the bytes before it returns.
            let id = unsafe bytes.withUnsafeBytes {
                unsafe lightbox_h5_open_bytes($0.baseAddress, $0.count)
            }
            guard id >= 0 else { throw HDF5Library.failure("the file cannot be opened") }
            return id
        }
    }

    deinit {
        let file = file
        try? HDF5Library.use { () throws(HDF5Error) in _ = lightbox_h5_close_file(file) }
    }

    /// The library's version: `1.10.8`.
    public static func version() throws(HDF5Error) -> String {
        try HDF5Library.use { () throws(HDF5Error) in
            var numbers: [UInt32] = [0, 0, 0]
            // SAFETY: three numbers are written.
            unsafe lightbox_h5_version(&numbers)
            return numbers.map(String.init).joined(separator: ".")
        }
    }

    public func listing() throws(HDF5Error) -> HDF5Listing {
        let file = file
        return try HDF5Library.use { () throws(HDF5Error) in
            var walk = Walk()
            try walk.enter(file, "/", depth: 0)
            return walk.listing
        }
    }

    public func attributes(of path: String) throws(HDF5Error) -> [HDF5Attribute] {
        let file = file
        return try HDF5Library.use { () throws(HDF5Error) in
            try HDF5Library.with(
                Self.open(path, in: file), "open it", path, close: lightbox_h5_close_object
            ) { id throws(HDF5Error) in
                var found: [HDF5Attribute] = []
                for link in try HDF5Library.links(of: id, attributes: true, object: path) {
                    guard let attribute = try? Self.attribute(link.name, of: id, path) else { continue }
                    found.append(attribute)
                }
                return found
            }
        }
    }

    public func dataset(_ path: String) throws(HDF5Error) -> any HDF5Dataset {
        let file = file
        let (id, info) = try HDF5Library.use { () throws(HDF5Error) in
            let id = Self.open(path, in: file)
            guard id >= 0 else { throw HDF5Library.failure("cannot open it", object: path) }
            do throws(HDF5Error) {
                guard lightbox_h5_kind(id) == 5 else { throw HDF5Error(object: path, "is no dataset") }
                return (id, try Self.info(id, path))
            } catch {
                _ = lightbox_h5_close_object(id)
                throw error
            }
        }
        return HDF5LibraryDataset(id: id, info: info, file: self)
    }

    /// Opens what `path` leads to, along links of this file only.
    private static func open(_ path: String, in file: lightbox_hid) -> lightbox_hid {
        var here = unsafe lightbox_h5_open_object(file, "/")
        for part in path.split(separator: "/") where here >= 0 {
            let parent = here
            defer { _ = lightbox_h5_close_object(parent) }
            guard lightbox_h5_kind(parent) == 2,
                let links = try? HDF5Library.links(of: parent, attributes: false, object: path),
                links.contains(where: { $0.name == part && $0.kind == 0 })
            else { return -1 }
            here = unsafe String(part).withCString { unsafe lightbox_h5_open_object(parent, $0) }
        }
        return here
    }

    private static func attribute(_ name: String, of id: lightbox_hid, _ path: String) throws(HDF5Error)
        -> HDF5Attribute
    {
        let opened = unsafe name.withCString { unsafe lightbox_h5_open_attribute(id, $0) }
        return try HDF5Library.with(
            opened, "read an attribute", path, close: lightbox_h5_close_attribute
        ) { attribute throws(HDF5Error) in
            let space = lightbox_h5_attribute_space(attribute)
            return try HDF5Library.with(
                space, "read an attribute", path, close: lightbox_h5_close_space
            ) { space throws(HDF5Error) in
                let type = lightbox_h5_attribute_type(attribute)
                return try HDF5Library.with(
                    type, "read an attribute", path, close: lightbox_h5_close_type
                ) { type throws(HDF5Error) in
                    let datatype = try HDF5Library.datatype(type, object: path)
                    let shape = try HDF5Library.shape(space, object: path)
                    let count = (shape ?? [0]).reduce(1) {
                        $0.multipliedReportingOverflow(by: $1).partialValue
                    }
                    let size = datatype.byteCount
                    guard count >= 0, count <= HDF5Attribute.countLimit, size <= 1 << 20,
                        count * size <= 1 << 24
                    else { return HDF5Attribute(name: name, shape: shape ?? [], value: nil, type: datatype) }
                    var bytes = [UInt8](repeating: 0, count: count * size)
                    if count > 0 {
                        // SAFETY: there is room for every element of the attribute.
                        guard unsafe lightbox_h5_attribute_read(attribute, type, &bytes) >= 0 else {
                            throw HDF5Library.failure("cannot read an attribute", object: path)
                        }
                    }
                    let values = try HDF5Library.values(datatype, type, space, bytes, count, path)
                    return HDF5Attribute(
                        name: name, shape: shape ?? [], isEmpty: shape == nil, values: values)
                }
            }
        }
    }

    /// What is to be known of an open dataset.
    fileprivate static func info(_ id: lightbox_hid, _ path: String) throws(HDF5Error) -> HDF5DatasetInfo {
        let type = try HDF5Library.with(
            lightbox_h5_dataset_type(id), "read its type", path, close: lightbox_h5_close_type
        ) { type throws(HDF5Error) in try HDF5Library.datatype(type, object: path) }
        let shape = try HDF5Library.with(
            lightbox_h5_dataset_space(id), "read its shape", path, close: lightbox_h5_close_space
        ) { space throws(HDF5Error) in try HDF5Library.shape(space, object: path) }
        return try HDF5Library.with(
            lightbox_h5_dataset_plan(id), "read its layout", path, close: lightbox_h5_close_plan
        ) { plan throws(HDF5Error) in
            let layout = lightbox_h5_plan_layout(plan)
            var problem: String?
            if layout == 3 {
                problem = "its samples lie in other files (a virtual dataset), which are not followed"
            }
            if lightbox_h5_plan_external_count(plan) > 0 {
                problem = "its samples lie in other files, which are not followed"
            }
            var chunk: [Int]?
            if layout == 2, let shape {
                var lengths = [UInt64](repeating: 0, count: shape.count)
                // SAFETY: there is room for every axis.
                if unsafe lightbox_h5_plan_chunk(plan, Int32(shape.count), &lengths) >= 0 {
                    chunk = lengths.map { Int(clamping: $0) }
                }
            }
            return HDF5DatasetInfo(
                path: path, type: type, shape: shape ?? [], isEmpty: shape == nil, chunk: chunk,
                filters: filters(plan), problem: problem)
        }
    }

    private static func filters(_ plan: lightbox_hid) -> [String] {
        (0..<UInt32(clamping: min(32, lightbox_h5_plan_filter_count(plan)))).map { index in
            var name = [CChar](repeating: 0, count: 64)
            // SAFETY: the function is told the size, and leaves the last byte alone.
            let code = unsafe lightbox_h5_plan_filter(plan, index, &name, 63)
            let known = [1: "deflate", 2: "shuffle", 3: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset"]
            let text = HDF5Values.text(name.map { UInt8(bitPattern: $0) })
            return known[Int(code)] ?? (text.isEmpty ? "filter \(code)" : text)
        }
    }

    /// Goes through all groups, each object once.
    private struct Walk {
        var listing = HDF5Listing()
        private var seen: Set<UInt64> = []

        mutating func enter(_ place: lightbox_hid, _ path: String, depth: Int) throws(HDF5Error) {
            let links = try HDF5Library.links(of: place, attributes: false, object: path)
            for link in links {
                let full = (path == "/" ? "" : path) + "/" + link.name
                guard link.kind == 0 else {
                    listing.unfollowed.append(full)
                    continue
                }
                guard seen.insert(link.address).inserted else { continue }
                guard seen.count <= HDF5Listing.limit, depth < 256 else {
                    listing.isCut = true
                    return
                }
                let id = unsafe link.name.withCString { unsafe lightbox_h5_open_object(place, $0) }
                guard id >= 0 else {
                    listing.faults.append(HDF5Library.failure("cannot open it", object: full))
                    continue
                }
                defer { _ = lightbox_h5_close_object(id) }
                do throws(HDF5Error) {
                    switch lightbox_h5_kind(id) {
                    case 2:
                        listing.groups.append(full)
                        try enter(id, full, depth: depth + 1)
                    case 5: listing.datasets.append(try HDF5LibraryFile.info(id, full))
                    default: break
                    }
                } catch {
                    listing.faults.append(error)
                }
            }
        }
    }
}

extension HDF5Library {
    /// The elements that were just read, with what they point to taken along and given back to the library.
    static func values(
        _ datatype: HDF5Datatype, _ type: lightbox_hid, _ space: lightbox_hid, _ bytes: [UInt8], _ count: Int,
        _ path: String
    ) throws(HDF5Error) -> HDF5Values {
        guard datatype.hasBlobs else {
            return HDF5Values(type: datatype, count: count, bytes: bytes, blobs: [])
        }
        // The library needs its pointers back as they were.
        var pointers = bytes
        defer {
            // SAFETY: these are the very elements that the library filled, in the same space.
            _ = unsafe lightbox_h5_reclaim(type, space, &pointers)
        }
        var (bytes, blobs, room) = (bytes, [[UInt8]](), 1 << 31)
        try collectBlobs(datatype, in: &bytes, into: &blobs, room: &room, object: path)
        return HDF5Values(type: datatype, count: count, bytes: bytes, blobs: blobs)
    }
}

/// A dataset that libhdf5 reads.
final class HDF5LibraryDataset: HDF5Dataset {
    let info: HDF5DatasetInfo
    private let id: lightbox_hid
    /// Held, for a dataset is closed with its file.
    private let file: HDF5LibraryFile

    init(id: lightbox_hid, info: HDF5DatasetInfo, file: HDF5LibraryFile) {
        (self.id, self.info, self.file) = (id, info, file)
    }

    deinit {
        let id = id
        try? HDF5Library.use { () throws(HDF5Error) in _ = lightbox_h5_close_object(id) }
    }

    func read(start: [Int], count: [Int]) throws(HDF5Error) -> [UInt8] {
        try values(start: start, count: count).bytes
    }

    func values(start: [Int], count: [Int]) throws(HDF5Error) -> HDF5Values {
        if let problem = info.problem { throw HDF5Error(object: info.path, problem) }
        guard let size = info.byteCount(start: start, count: count) else {
            throw HDF5Error(object: info.path, "the region asked for lies outside its shape, \(info.shape)")
        }
        let elements = info.isEmpty ? 0 : count.reduce(1, *)
        guard elements > 0 else { return HDF5Values(type: info.type, count: 0, bytes: [], blobs: []) }
        let (id, info) = (id, info)
        return try HDF5Library.use { () throws(HDF5Error) in
            try HDF5Library.with(
                lightbox_h5_dataset_type(id), "read its type", info.path, close: lightbox_h5_close_type
            ) { type throws(HDF5Error) in
                guard lightbox_h5_type_size(type) == info.type.byteCount else {
                    throw HDF5Error(object: info.path, "its type changed while it was open")
                }
                let shape = count.map { UInt64($0) }
                // SAFETY: the arrays have as many elements as the dataset has axes.
                let memory = unsafe lightbox_h5_new_space(Int32(count.count), shape)
                return try HDF5Library.with(
                    memory, "read it", info.path, close: lightbox_h5_close_space
                ) { memory throws(HDF5Error) in
                    try HDF5Library.with(
                        lightbox_h5_dataset_space(id), "read its shape", info.path,
                        close: lightbox_h5_close_space
                    ) { space throws(HDF5Error) in
                        if !count.isEmpty {
                            let start = start.map { UInt64($0) }
                            // SAFETY: as above.
                            guard unsafe lightbox_h5_select(space, start, shape) >= 0 else {
                                throw HDF5Library.failure("cannot choose a region", object: info.path)
                            }
                        }
                        var code: Int32 = -1
                        // Pointers that the library does not fill must be none.
                        var bytes = [UInt8](repeating: 0, count: size)
                        // SAFETY: the memory space has as many elements as the buffer has room for, of the
                        // type's own size.
                        unsafe bytes.withUnsafeMutableBytes {
                            code = unsafe lightbox_h5_dataset_read(id, type, memory, space, $0.baseAddress)
                        }
                        guard code >= 0 else {
                            throw HDF5Library.failure("cannot read its samples", object: info.path)
                        }
                        return try HDF5Library.values(info.type, type, memory, bytes, elements, info.path)
                    }
                }
            }
        }
    }
}
