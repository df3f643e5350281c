import CLightboxHDF5
import Synchronization

/// The door to libhdf5: one caller at a time, for the library is not made for more.
enum HDF5Library {
    private static let gate = Mutex(())

    /// Runs `body` while nobody else uses the library, which is loaded when first needed.
    static func use<T: ~Copyable>(_ body: () throws(HDF5Error) -> sending T) throws(HDF5Error) -> sending T {
        try gate.withLock { _ throws(HDF5Error) -> sending T in
            switch lightbox_h5_load() {
            case 0: return try body()
            case -1:
                throw HDF5Error(
                    "HDF5 is read through libhdf5, which is not installed",
                    hint: "install it: apt-get install libhdf5-103-1")
            default:
                throw HDF5Error(
                    "the libhdf5 that is installed cannot be used: it must be 1.10 or newer",
                    hint: "install another: apt-get install libhdf5-103-1")
            }
        }
    }

    /// Throws what the library says of the call that just failed.
    static func failure(_ attempt: String, object: String? = nil, hint: String? = nil) -> HDF5Error {
        // SAFETY: the function writes at most as many bytes as it is told, the last of them 0.
        let reason = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer -> String in
            guard let start = buffer.baseAddress else { return "" }
            unsafe start.initialize(repeating: 0, count: 512)
            unsafe lightbox_h5_reason(start, 512)
            return unsafe String(cString: start)
        }
        return HDF5Error(
            object: object, attempt + (reason.isEmpty ? "" : ": libhdf5 says '\(reason)'"), hint: hint)
    }

    /// Runs `body` with an identifier that `open` gave, and hands it back with `close` afterwards.
    static func with<T>(
        _ id: lightbox_hid, _ attempt: String, _ object: String?, close: (lightbox_hid) -> Int32,
        _ body: (lightbox_hid) throws(HDF5Error) -> T
    ) throws(HDF5Error) -> T {
        guard id >= 0 else { throw failure("cannot \(attempt)", object: object) }
        defer { _ = close(id) }
        return try body(id)
    }

    /// The links of a group, or the attributes of an object.
    static func links(of id: lightbox_hid, attributes: Bool, object: String) throws(HDF5Error) -> [(
        name: String, kind: Int32, address: UInt64
    )] {
        var list: UnsafeMutablePointer<lightbox_h5_link>?
        let limit = HDF5Listing.limit
        // SAFETY: the library's list has as many entries as the count says, and is freed once and not used after.
        let count =
            unsafe attributes
            ? lightbox_h5_attributes(id, limit, &list) : lightbox_h5_links(id, limit, &list)
        guard count >= 0 else {
            throw failure(attributes ? "cannot list its attributes" : "cannot list the group", object: object)
        }
        guard let start = unsafe list else { return [] }
        defer { unsafe lightbox_h5_free_links(start, count) }
        var links: [(name: String, kind: Int32, address: UInt64)] = []
        for i in 0..<Int(count) {
            let link = unsafe start[i]
            let name = unsafe link.name.map { unsafe String(cString: $0) } ?? ""
            unsafe links.append((name, link.kind, link.address))
        }
        return links
    }

    /// The axes of a space, the slowest first; `nil` for one without any value.
    static func shape(_ space: lightbox_hid, object: String) throws(HDF5Error) -> [Int]? {
        switch lightbox_h5_space_kind(space) {
        case 0: return []
        case 2: return nil
        default: break
        }
        let rank = Int(lightbox_h5_space_rank(space))
        guard rank >= 0, rank <= 32 else { throw failure("has no shape", object: object) }
        var (shape, limits) = ([UInt64](repeating: 0, count: rank), [UInt64](repeating: 0, count: rank))
        // SAFETY: both arrays have as many elements as the space has axes.
        guard unsafe lightbox_h5_space_shape(space, &shape, &limits) >= 0 else {
            throw failure("has no shape", object: object)
        }
        var result: [Int] = []
        for length in shape {
            guard let length = Int(exactly: length) else {
                throw HDF5Error(object: object, "claims \(length) elements along one axis")
            }
            result.append(length)
        }
        return result
    }

    /// Replaces the pointers in `bytes` by the numbers of blobs, which are appended.
    ///
    /// - Parameter bytes: whole elements of `type` as the library filled them.
    static func collectBlobs(
        _ type: HDF5Datatype, in bytes: inout [UInt8], into blobs: inout [[UInt8]], room: inout Int,
        object: String
    ) throws(HDF5Error) {
        let size = type.byteCount
        guard type.hasBlobs, size > 0 else { return }
        for start in stride(from: 0, to: bytes.count - size + 1, by: size) {
            try collect(type, in: &bytes, at: start, into: &blobs, room: &room, object: object)
        }
    }

    private static func collect(
        _ type: HDF5Datatype, in bytes: inout [UInt8], at offset: Int, into blobs: inout [[UInt8]],
        room: inout Int, object: String
    ) throws(HDF5Error) {
        switch type {
        case .compound(_, let members):
            for member in members where member.type.hasBlobs {
                try collect(
                    member.type, in: &bytes, at: offset + member.offset, into: &blobs, room: &room,
                    object: object)
            }
        case .array(let element, let shape):
            guard element.hasBlobs else { return }
            for i in 0..<shape.reduce(1, *) {
                try collect(
                    element, in: &bytes, at: offset + i * element.byteCount, into: &blobs, room: &room,
                    object: object)
            }
        case .variableText:
            // SAFETY: the library put a pointer to a text that ends in 0 here, or none at all.
            var blob = unsafe bytes.withUnsafeBytes { raw -> [UInt8] in
                guard offset + 8 <= raw.count,
                    let text = unsafe raw.loadUnaligned(
                        fromByteOffset: offset, as: UnsafePointer<CChar>?.self)
                else { return [] }
                var length = 0
                while unsafe text[length] != 0 { length += 1 }
                return unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: length))
            }
            try keep(&blob, in: &bytes, at: offset, into: &blobs, room: &room, object: object)
        case .sequence(let element, _):
            // SAFETY: the library put a count of elements and a pointer to them here.
            let limit = room
            let found = unsafe bytes.withUnsafeBytes { raw -> [UInt8]? in
                guard offset + 16 <= raw.count else { return [] }
                let sequence = unsafe raw.loadUnaligned(
                    fromByteOffset: offset, as: lightbox_h5_sequence.self)
                guard let start = unsafe sequence.bytes, unsafe sequence.count > 0 else { return [] }
                let (total, overflow) = unsafe sequence.count.multipliedReportingOverflow(
                    by: element.byteCount)
                guard !overflow, total <= limit else { return nil }
                return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: total))
            }
            guard var blob = found else { throw tooMuch(object) }
            try collectBlobs(element, in: &blob, into: &blobs, room: &room, object: object)
            try keep(&blob, in: &bytes, at: offset, into: &blobs, room: &room, object: object)
        case .number, .oddNumber, .text, .words, .other: return
        }
    }

    private static func keep(
        _ blob: inout [UInt8], in bytes: inout [UInt8], at offset: Int, into blobs: inout [[UInt8]],
        room: inout Int, object: String
    ) throws(HDF5Error) {
        guard blob.count <= room else { throw tooMuch(object) }
        room -= blob.count
        let number = UInt64(blobs.count)
        for i in 0..<8 where offset + i < bytes.count {
            bytes[offset + i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * i))
        }
        blobs.append(blob)
    }

    private static func tooMuch(_ object: String) -> HDF5Error {
        HDF5Error(
            object: object, "its elements of varying length take more than can be read at once",
            hint: "read fewer elements")
    }
}
